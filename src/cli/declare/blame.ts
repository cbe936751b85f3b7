import { type Command, Option } from "commander";
import { importFormats } from "../../core/trace/import/imported.ts";
import type { BlameOptions } from "../options.ts";
import { type CommandContext, withGlobals } from "./context.ts";

/** `tracegate blame`: its options and help. */
export function declareBlame(program: Command, context: CommandContext): void {
  program
    .command("blame")
    .description("find the step that broke a session, and follow the wrong fact to it")
    .argument("<file>", "a session file, an export that import reads, or a journal")
    .addHelpText(
      "after",
      `
Names the earliest step that seems to have made the session fail, with what speaks for it and what
else it may have been. Passing runs of the same case make it surer: those of the same file are found
by themselves. What is shown is not redacted.

Examples:
  tracegate blame session.json
  tracegate blame export.jsonl --session 7f3a
  tracegate blame failed.json --reference right.json
  tracegate blame .tracegate/runs/<run>/journal.jsonl --session late-fee.3`,
    )
    .option("--session <id>", "which session of the file")
    .option("--reference <file>", "a run of the same case that is known to be right")
    .option(
      "--siblings <files...>",
      "files with more runs of the same case; only those that passed count",
    )
    .addOption(
      new Option("--format <format>", "how they are written")
        .choices(["auto", ...importFormats])
        .default("auto"),
    )
    .option("--json", "print blame, facts and their support as JSON")
    .action(async (file: string, options: BlameOptions, command: Command) => {
      const { blameCommand } = await import("../commands/blame.ts");
      context.end(await blameCommand(file, withGlobals(options, command), context.io));
    });
}
