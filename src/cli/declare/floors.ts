import type { Command } from "commander";
import type { FloorsOptions } from "../options.ts";
import { type CommandContext, withGlobals } from "./context.ts";

/** `tracegate floors`: its options and help. */
export function declareFloors(program: Command, context: CommandContext): void {
  program
    .command("floors")
    .description("propose floors from recorded runs, as YAML to paste")
    .addHelpText(
      "after",
      `
Nothing is run. For each dimension the highest floor that the runs prove: the exact lower 95 % bound of
their pass rate, so 95 of 100 passes prove 0.8977.

Examples:
  tracegate floors                          from the newest run
  tracegate floors --results runs/a runs/b  from several runs of the same dataset and evaluators`,
    )
    .option("--root <dir>", "the project's folder", ".")
    .option("--config <file>", "the configuration, seen from the root", "tracegate.yaml")
    .option(
      "--results <dir...>",
      "the folders of runs; by default the newest below .tracegate/runs",
    )
    .option("--json", "print the result as JSON")
    .action(async (options: FloorsOptions, command: Command) => {
      const { floorsCommand } = await import("../commands/floors.ts");
      context.end(await floorsCommand(withGlobals(options, command), context.io));
    });
}
