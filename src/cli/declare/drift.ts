import { type Command, Option } from "commander";
import type { DriftOptions } from "../options.ts";
import { type CommandContext, withGlobals } from "./context.ts";

/** `tracegate drift`: its options and help. */
export function declareDrift(program: Command, context: CommandContext): void {
  program
    .command("drift")
    .description("ask calibrated judges again, and raise an alarm where they judge otherwise")
    .addHelpText(
      "after",
      `
Three alarms: more errors on the sessions that a judge was measured on (exact McNemar, 5 %),
disagreement with labels that came since (CUSUM at 5), and more than 5 % of verdicts flipped.

--issue opens an issue in GITHUB_REPOSITORY with GITHUB_TOKEN, or brings it up to date, and closes
it once all judges are steady.

Exit codes:
  0  every judge is steady
  1  a judge drifted
  3  it cannot be known: too many sessions have no verdict

Examples:
  tracegate drift                          every judge that has a calibration
  tracegate drift faithfulness --write     and note the alarm in its calibration, so that it decides no more
  tracegate drift --write --issue          in a nightly workflow`,
    )
    .argument("[judges...]", "judges, by name or name@version")
    .option("--root <dir>", "the project's folder", ".")
    .option("--config <file>", "the configuration, seen from the root", "tracegate.yaml")
    .option("--write", "write an alarm into the judge's calibration")
    .option("--issue", "open an issue on GitHub, or bring it up to date")
    .option("--json", "print what was found as JSON")
    .addOption(new Option("--markdown", "print the issue's text").conflicts("json"))
    .action(async (judges: string[], options: DriftOptions, command: Command) => {
      const { driftCommand } = await import("../commands/drift.ts");
      context.end(await driftCommand(judges, withGlobals(options, command), context.io));
    });
}
