import type { Command } from "commander";
import type { BaselineOptions } from "../options.ts";
import { type CommandContext, withGlobals } from "./context.ts";

/** `tracegate baseline`: its options and help. */
export function declareBaseline(program: Command, context: CommandContext): void {
  const baseline = program
    .command("baseline")
    .description("keep results to compare later changes with, or show what is compared with");
  baseline
    .command("save")
    .description(
      "keep the results of a run in the folder of baselines, for the commit that was run",
    )
    .addHelpText(
      "after",
      `
Running the same again and saving it adds runs, and replaces none. The action does this on every push to the main
branch; the stores are named in tracegate.yaml:

  baseline: { stores: [folder] }`,
    )
    .option("--root <dir>", "the project's folder", ".")
    .option("--config <file>", "the configuration, seen from the root", "tracegate.yaml")
    .option("--results <dir>", "the folder of the run; by default the newest below .tracegate/runs")
    .option("--json", "print the result as JSON")
    .action(async (options: BaselineOptions, command: Command) => {
      const { saveBaselineCommand } = await import("../commands/baseline.ts");
      context.end(await saveBaselineCommand(withGlobals(options, command), context.io));
    });
  baseline
    .command("show")
    .description("say what a run of the working tree would be compared with")
    .option("--root <dir>", "the project's folder", ".")
    .option("--config <file>", "the configuration, seen from the root", "tracegate.yaml")
    .option("--json", "print the result as JSON")
    .action(async (options: BaselineOptions, command: Command) => {
      const { showBaselineCommand } = await import("../commands/baseline.ts");
      context.end(await showBaselineCommand(withGlobals(options, command), context.io));
    });
}
