import type { Command } from "commander";
import type { CalibrateOptions } from "../options.ts";
import { type CommandContext, withGlobals } from "./context.ts";

/** `tracegate calibrate`: its options and help. */
export function declareCalibrate(program: Command, context: CommandContext): void {
  program
    .command("calibrate")
    .description("measure judges on human labels, and write what they may be trusted with")
    .addHelpText(
      "after",
      `
Asks each judge about every labelled session of its dimension (datasets/<name>/labels/), says how far
it agrees with people, and writes evaluators/<name>/v<N>.calibration.json.

Exit codes:
  0  all of them are calibrated
  1  one was measured and is not good enough
  3  too few labels, or too many sessions without a verdict

Examples:
  tracegate calibrate                every judge that a case asks, and the newest of the others
  tracegate calibrate faithfulness   the newest version
  tracegate calibrate faithfulness@2 --cached   go on after an interruption`,
    )
    .argument("[judges...]", "judges, by name or name@version")
    .option("--root <dir>", "the project's folder", ".")
    .option("--config <file>", "the configuration, seen from the root", "tracegate.yaml")
    .option("--cached", "take the answers that were given before, such as before an interruption")
    .option("--json", "print the measurements as JSON")
    .action(async (judges: string[], options: CalibrateOptions, command: Command) => {
      const { calibrateCommand } = await import("../commands/calibrate.ts");
      context.end(await calibrateCommand(judges, withGlobals(options, command), context.io));
    });
}
