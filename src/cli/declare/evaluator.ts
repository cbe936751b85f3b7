import type { Command } from "commander";
import type { BumpOptions } from "../options.ts";
import { type CommandContext, withGlobals } from "./context.ts";

/** `tracegate evaluator`: its commands, options and help. */
export function declareEvaluator(program: Command, context: CommandContext): void {
  const evaluator = program.command("evaluator").description("work on evaluator files");
  evaluator
    .command("bump")
    .description("make the next version of an evaluator; a released one is never edited")
    .argument("<name>", "the evaluator, such as abstains-on-empty-retrieval")
    .addHelpText(
      "after",
      `
Copies the newest version, with edits that you made to it, and puts a released file back as the
base branch has it. Cases go on with the version that they name, unless you say --cases.

Examples:
  tracegate evaluator bump faithfulness --changed "hedges are no claims"
  tracegate evaluator bump faithfulness --cases`,
    )
    .option("--root <dir>", "the project's folder", ".")
    .option("--config <file>", "the configuration, seen from the root", "tracegate.yaml")
    .option("--base <ref>", "the base branch; by default the remote's default branch")
    .option("--changed <text>", "what differs from the version before, for people")
    .option("--cases", "hold the cases of the version before to the new one; voids their sign-offs")
    .option("--json", "print what was written as JSON")
    .action(async (name: string, options: BumpOptions, command: Command) => {
      const { bumpCommand } = await import("../commands/evaluator-bump.ts");
      context.end(await bumpCommand(name, withGlobals(options, command), context.io));
    });
}
