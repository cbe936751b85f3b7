import { type Command, Option } from "commander";
import { importFormats } from "../../core/trace/import/imported.ts";
import type { ScoreOptions } from "../options.ts";
import { type CommandContext, withGlobals } from "./context.ts";

/** `tracegate score`: its options and help. */
export function declareScore(program: Command, context: CommandContext): void {
  program
    .command("score")
    .description("import recorded sessions and say what is in them: pass^k, empty searches")
    .argument("<files...>", "session files")
    .addOption(
      new Option("--format <format>", "how they are written")
        .choices(["auto", ...importFormats])
        .default("auto"),
    )
    .option("--json", "print the result as JSON")
    .addHelpText(
      "after",
      `
Holds each session to two checks that need no dataset: facts that nothing supports, and calls that are
repeated. pass^k is the chance that k runs of a task all pass, from rewards that the file holds. Nothing
is written and nothing decided.

Examples:
  tracegate score results.json             a tau-bench file, or any export that tracegate import reads
  tracegate score exports/*.jsonl --json`,
    )
    .action(async (files: string[], options: ScoreOptions, command: Command) => {
      const { scoreCommand } = await import("../commands/score.ts");
      context.end(await scoreCommand(files, withGlobals(options, command), context.io));
    });
}
