import { type Command, InvalidArgumentError, Option } from "commander";
import { failureModes } from "../../core/dataset/failure-modes.ts";
import { importFormats } from "../../core/trace/import/imported.ts";
import type { TriageOptions } from "../options.ts";
import { type CommandContext, wholeNumberUpTo, withGlobals } from "./context.ts";

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
say which dimensions matter most; its cases say what is guarded already.

Examples:
  tracegate triage exports/*.jsonl
  tracegate triage today.jsonl --against .tracegate/triage.json
  tracegate triage exports/*.jsonl --mode tool-use
  tracegate triage exports/*.jsonl --propose 1 --cases 12
  tracegate triage exports/*.jsonl --open-issues --repo acme/support-agent`,
    )
    .addOption(
      new Option("--format <format>", "how they are written")
        .choices(["auto", ...importFormats])
        .default("auto"),
    )
    .option("--out <file>", "write the queue here as JSON", ".tracegate/triage.json")
    .option("--against <file>", "an older triage.json: what is new, grown, shrunk and gone since")
    .option(
      "--since <date>",
      "only sessions that began on this day or later, such as 2026-11-16",
      day,
    )
    .addOption(
      new Option("--mode <mode>", "show only clusters with this failure mode").choices(
        failureModes,
      ),
    )
    .option("--propose <cluster>", "write sessions of a cluster, by its id or its place, as cases")
    .option("--cases <n>", "how many of them", wholeNumberUpTo(100), 12)
    .option("--open-issues", "write one issue a cluster, and file it where GITHUB_TOKEN is set")
    .option("--repo <owner/name>", "where issues are filed; GITHUB_REPOSITORY where left out")
    .option("--root <dir>", "the project's folder", ".")
    .option("--config <file>", "the configuration, seen from the root", "tracegate.yaml")
    .option("--json", "print the queue as JSON")
    .action(async (files: string[], options: TriageOptions, command: Command) => {
      const { triageCommand } = await import("../commands/triage.ts");
      context.end(await triageCommand(files, withGlobals(options, command), context.io));
    });
}

/** A day, as the first moment of it in UTC. */
function day(text: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?$/.test(text) ? Date.parse(text) : Number.NaN;
  const isReal = !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text.slice(0, 10));
  if (!isReal) throw new InvalidArgumentError("Give a date such as 2026-11-16.");
  return ms;
}
