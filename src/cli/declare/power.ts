import { type Command, InvalidArgumentError } from "commander";
import type { PowerOptions } from "../options.ts";
import { type CommandContext, withGlobals } from "./context.ts";

/** `tracegate power`: its options and help. */
export function declarePower(program: Command, context: CommandContext): void {
  program
    .command("power")
    .description("say what the plan can see, and how many runs a wanted sensitivity needs")
    .addHelpText(
      "after",
      `
Nothing is run. Recorded runs, by default the newest below .tracegate/runs, say how often the agent passes
and which floors they prove.

Examples:
  tracegate power               the smallest falls that this plan catches four times in five
  tracegate power --detect 5    and the runs that catch a fall of 5 points`,
    )
    .option("--root <dir>", "the project's folder", ".")
    .option("--config <file>", "the configuration, seen from the root", "tracegate.yaml")
    .option("--detect <points>", "a fall that is to be seen, in percentage points", pointsUpTo(100))
    .option("--results <dir>", "the folder of a run")
    .option("--json", "print the result as JSON")
    .action(async (options: PowerOptions, command: Command) => {
      const { powerCommand } = await import("../commands/power.ts");
      context.end(await powerCommand(withGlobals(options, command), context.io));
    });
}

function pointsUpTo(most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+(?:\.\d+)?$/.test(text) || value <= 0 || value >= most)
      throw new InvalidArgumentError(`Give a number above 0 and below ${most}, such as 5 or 2.5.`);
    return value;
  };
}
