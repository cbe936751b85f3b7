import type { Command } from "commander";
import type { RenderOptions } from "../options.ts";
import { type CommandContext, withGlobals } from "./context.ts";

/** `tracegate render`: its options and help. */
export function declareRender(program: Command, context: CommandContext): void {
  program
    .command("render")
    .description("write the results of a run as a page, JUnit XML, a badge or Markdown")
    .argument("[results]", "the folder of a run; by default the newest below .tracegate/runs")
    .addHelpText(
      "after",
      `
Decides under the policy as it is now and runs nothing. Without a file to write it writes report.html,
junit.xml and badge.json beside the results. The page is one file that loads nothing; what it shows of
sessions is as they were recorded.

Examples:
  tracegate render
  tracegate render --html report.html --open
  tracegate render artifacts/pr --baseline artifacts/main --history old/* --html compared.html
  tracegate render --junit out/junit.xml --badge out/badge.json`,
    )
    .option("--html <file>", "write the page here")
    .option("--junit <file>", "write JUnit XML here")
    .option("--badge <file>", "write JSON for an endpoint badge of shields.io here")
    .option("--markdown <file>", "write the comment here")
    .option("--json <file>", "write the decision here")
    .option(
      "--baseline <dir>",
      "the folder of a run to compare with, beside which each case is shown",
    )
    .option("--history <dirs...>", "folders of earlier runs, drawn as each dimension's history")
    .option("--open", "open the page in a browser (not on CI)")
    .option("--root <dir>", "the project's folder", ".")
    .option("--config <file>", "the configuration, seen from the root", "tracegate.yaml")
    .action(async (results: string | undefined, options: RenderOptions, command: Command) => {
      const { renderCommand } = await import("../commands/render.ts");
      context.end(await renderCommand(results, withGlobals(options, command), context.io));
    });
}
