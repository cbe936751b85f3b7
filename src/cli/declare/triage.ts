import { type Command, Option } from "commander";
import { importFormats } from "../../core/trace/import/imported.ts";
import type { TriageOptions } from "../options.ts";
import { type CommandContext, withGlobals } from "./context.ts";

/** `tracegate triage`: its options and help. */
export function declareTriage(program: Command, context: CommandContext): void {
  program
    .command("triage")
    .description("sort failing sessions into clusters, the most urgent first")
    .argument("<files...>", "session files of any format that import reads")
    .addHelpText(
      "after",
      `
A session failed where a check says so, its reward is below 1, or the agent ended in an error.
Clusters keep their names from one triage to the next. Floors of tracegate.yaml, where there is one,
say which dimensions matter most.

Examples:
  tracegate triage exports/*.jsonl
  tracegate triage today.jsonl --against .tracegate/triage.json`,
    )
    .addOption(
      new Option("--format <format>", "how they are written")
        .choices(["auto", ...importFormats])
        .default("auto"),
    )
    .option("--out <file>", "write the queue here as JSON", ".tracegate/triage.json")
    .option("--against <file>", "an older triage.json: what is new, grown, shrunk and gone since")
    .option("--root <dir>", "the project's folder", ".")
    .option("--config <file>", "the configuration, seen from the root", "tracegate.yaml")
    .option("--json", "print the queue as JSON")
    .action(async (files: string[], options: TriageOptions, command: Command) => {
      const { triageCommand } = await import("../commands/triage.ts");
      context.end(await triageCommand(files, withGlobals(options, command), context.io));
    });
}
