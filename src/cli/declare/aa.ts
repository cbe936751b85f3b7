import type { Command } from "commander";
import type { AaOptions } from "../options.ts";
import { type CommandContext, wholeNumberUpTo, withGlobals } from "./context.ts";

const mostResamples = 1_000_000;
const mostSeed = 2_147_483_647;

/** `tracegate aa`: its options and help. */
export function declareAa(program: Command, context: CommandContext): void {
  program
    .command("aa [results]")
    .description("measure how often the gate blocks an agent that did not change")
    .addHelpText(
      "after",
      `
Nothing is run. The recorded runs of one experiment, by default the newest below .tracegate/runs, are
drawn from again and again for both sides, and the gate compares the one with the other under the
policy of tracegate.yaml: whatever it blocks, it blocks by chance. Exit code 1 where that is more often
than the policy promises.

Examples:
  tracegate aa                             the newest run, 2,000 times against itself
  tracegate aa results/main --json         another run, as JSON
  tracegate aa --resamples 20000 --seed 7  a narrower interval; the same seed gives the same numbers`,
    )
    .option("--root <dir>", "the project's folder", ".")
    .option("--config <file>", "the configuration, seen from the root", "tracegate.yaml")
    .option("--resamples <n>", "how often, at least 1000", wholeNumberUpTo(mostResamples), 2000)
    .option("--seed <n>", "where the draws begin", wholeNumberUpTo(mostSeed), 1)
    .option("--json", "print the result as JSON")
    .action(async (results: string | undefined, options: AaOptions, command: Command) => {
      const { aaCommand } = await import("../commands/aa.ts");
      context.end(await aaCommand(results, withGlobals(options, command), context.io));
    });
}
