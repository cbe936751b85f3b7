import { type Command, InvalidArgumentError } from "commander";
import { mostRunsPerCase, mostSessionsAtOnce } from "../../core/config/limits.ts";
import { mostCells } from "../../core/dataset/most-cells.ts";
import type { SimulateOptions } from "../options.ts";
import { type CommandContext, wholeNumberUpTo, withGlobals } from "./context.ts";

const largestSeed = 1_000_000;

/** `tracegate simulate`: its options and help. */
export function declareSimulate(program: Command, context: CommandContext): void {
  program
    .command("simulate")
    .description("hold conversations with a scenario's user, and print how many the agent passed")
    .argument("<scenario>", "the scenario's id")
    .addHelpText(
      "after",
      `
Decides nothing. Results lie below .tracegate/simulations/; sessions that failed lie there in failing/,
redacted, where triage reads them. What the simulated user did wrong never counts as the agent's failure.

Exit codes:
  0  passed          every scored run passed
  1  failed          a run failed
  2  user error      something in your files or arguments needs mending
  3  unknown         no run of a cell could be scored

Examples:
  tracegate simulate asks-about-a-gift-card --watch            see one conversation as it is held
  tracegate simulate asks-about-a-gift-card --runs 20          the pass rate of twenty
  tracegate simulate asks-about-a-gift-card --explore --cap 12 twelve cells of its grid
  tracegate simulate asks-about-a-gift-card --runs 20 --save   propose a case of each failure`,
    )
    .option("--root <dir>", "the project's folder", ".")
    .option("--config <file>", "the configuration, seen from the root", "tracegate.yaml")
    .option(
      "--runs <n>",
      "hold this many conversations, of each cell",
      wholeNumberUpTo(mostRunsPerCase),
    )
    .option("--seed <n>", "another number draws other conversations, and other cells", wholeSeed)
    .option("--explore", "try the cells of the scenario's `explore`")
    .option("--cap <n>", "try at most this many cells", wholeNumberUpTo(mostCells))
    .option(
      "--concurrency <n>",
      "hold this many sessions at once",
      wholeNumberUpTo(mostSessionsAtOnce),
    )
    .option("--watch", "show what is said as it is said, one conversation after another")
    .option(
      "--save [name]",
      "propose a case of each failing conversation: a name for them, or a dataset's folder",
    )
    .option("--no-cache", "ask judges again what .tracegate/cache has their answers to")
    .option("--json", "print the result as JSON")
    .option("--quiet", "print no progress")
    .action(async (scenario: string, options: SimulateOptions, command: Command) => {
      const { simulateCommand } = await import("../commands/simulate.ts");
      context.end(await simulateCommand(scenario, withGlobals(options, command), context.io));
    });
}

function wholeSeed(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > largestSeed)
    throw new InvalidArgumentError(`Give a whole number from 0 to ${largestSeed}.`);
  return value;
}
