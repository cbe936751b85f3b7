import { type Command, Option } from "commander";
import type { ViewOptions } from "../options.ts";
import { type CommandContext, withGlobals } from "./context.ts";

/** `tracegate view`: its options and help. */
export function declareView(program: Command, context: CommandContext): void {
  program
    .command("view")
    .description("show one session as a timeline")
    .addHelpText(
      "after",
      `
Reads session files and every export that \`tracegate import\` reads. What is shown is not redacted.

Examples:
  tracegate view .tracegate/sessions/late-fee.json
  tracegate view export.jsonl --session 7f3a          one of many
  tracegate view --run refund-policy-unknown-area.3   run 3 of a case, from the newest run folder`,
    )
    .argument("[file]", "a session file or an export")
    .option("--session <id>", "which session of the file")
    .addOption(
      new Option("--run <case.n>", "a run of a case, in the journal of a run folder").conflicts(
        "session",
      ),
    )
    .option("--results <dir>", "the run folder; by default the newest below .tracegate/runs")
    .option("--root <dir>", "the project's folder", ".")
    .option("--json", "print the whole session as JSON")
    .action(async (file: string | undefined, options: ViewOptions, command: Command) => {
      const { viewCommand } = await import("../commands/view.ts");
      context.end(await viewCommand(file, withGlobals(options, command), context.io));
    });
}
