import type { Command } from "commander";
import type { ValidateOptions } from "../options.ts";
import { type CommandContext, withGlobals } from "./context.ts";

/** `tracegate validate`: its options and help. */
export function declareValidate(program: Command, context: CommandContext): void {
  program
    .command("validate")
    .description(
      "check every file: configuration, dataset, evaluators, and whether the floors can be proven",
    )
    .addHelpText(
      "after",
      `
With --evaluators each case's evaluators are held to sessions/<id>.json, which failed, and to
references/<id>.json, in which the agent did right (both in the dataset's folder). One that says
the same of both does not discriminate. Exit code 1 where a case has no evaluator that does, 3 where
that is not known: a judge did not answer, or no case has both sessions.

Examples:
  tracegate validate
  tracegate validate --evaluators --json`,
    )
    .option("--root <dir>", "the project's folder", ".")
    .option("--config <file>", "the configuration, seen from the root", "tracegate.yaml")
    .option("--base <ref>", "the branch whose evaluators are released; by default the remote's")
    .option(
      "--evaluators",
      "instead check the evaluators: on each case's failing session and its reference",
    )
    .option("--json", "print what was found as JSON")
    .action(async (options: ValidateOptions, command: Command) => {
      if (options.evaluators) {
        const { validateEvaluatorsCommand } = await import("../commands/validate-evaluators.ts");
        context.end(await validateEvaluatorsCommand(options, context.io));
        return;
      }
      const { validateCommand } = await import("../commands/validate.ts");
      context.end(await validateCommand(withGlobals(options, command), context.io));
    });
}
