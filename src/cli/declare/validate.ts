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
    .option("--root <dir>", "the project's folder", ".")
    .option("--config <file>", "the configuration, seen from the root", "tracegate.yaml")
    .option("--base <ref>", "the branch whose evaluators are released; by default the remote's")
    .option("--json", "print the problems as JSON")
    .action(async (options: ValidateOptions, command: Command) => {
      const { validateCommand } = await import("../commands/validate.ts");
      context.end(await validateCommand(withGlobals(options, command), context.io));
    });
}
