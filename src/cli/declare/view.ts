import { type Command, Option } from "commander";
import type { ViewOptions } from "../options.ts";
import { type CommandContext, withGlobals } from "./context.ts";

/** `tracegate view`: its options and help. */
export function declareView(program: Command, context: CommandContext): void {
  program
    .command("view")
    .description("show a session as a timeline, or sessions, results and triages as a page")
    .addHelpText(
      "after",
      `
Reads session files and every export that \`tracegate import\` reads. What is shown is not redacted.
A page (--html, --open) may be of all sessions of a file, of a run's folder, or of a triage.json.

Examples:
  tracegate view .tracegate/sessions/late-fee.json
  tracegate view export.jsonl --session 7f3a          one of many
  tracegate view --run refund-policy-unknown-area.3   run 3 of a case, from the newest run folder
  tracegate view export.jsonl --open                  all of them, in a browser
  tracegate view .tracegate/triage.json --open        the queue, its map and the representatives
  tracegate view .tracegate/runs/<run> --html run.html`,
    )
    .argument(
      "[file]",
      "a session file or an export; for a page also a run's folder or a triage.json",
    )
    .option("--session <id>", "which session of the file")
    .addOption(
      new Option("--run <case.n>", "a run of a case, in the journal of a run folder").conflicts(
        "session",
      ),
    )
    .option("--results <dir>", "the run folder; by default the newest below .tracegate/runs")
    .option("--html <file>", "write a page here instead")
    .option("--open", "open the page in a browser (not on CI)")
    .option("--root <dir>", "the project's folder", ".")
    .option("--config <file>", "the configuration, seen from the root", "tracegate.yaml")
    .addOption(new Option("--json", "print the whole session as JSON").conflicts(["html", "open"]))
    .action(async (file: string | undefined, options: ViewOptions, command: Command) => {
      const { viewCommand } = await import("../commands/view.ts");
      context.end(await viewCommand(file, withGlobals(options, command), context.io));
    });
}
