import { type Command, InvalidArgumentError, Option } from "commander";
import { mostRunsPerCase, mostSessionsAtOnce } from "../../core/config/limits.ts";
import { parseShard } from "../../core/plan/shard-name.ts";
import type { RunOptions, ShardName } from "../options.ts";
import { type CommandContext, wholeNumberUpTo, withGlobals } from "./context.ts";

/** `tracegate run`: its options and help. */
export function declareRun(program: Command, context: CommandContext): void {
  program
    .command("run")
    .description("run the dataset against the agent, decide, and write the comment")
    .addHelpText(
      "after",
      `
Writes journal, experiment, decision, comment, JUnit XML and badge below .tracegate/runs/;
runs of chosen cases decide nothing and leave their journal below .tracegate/cases/.

Examples:
  tracegate run                                    the whole plan, then the decision
  tracegate run --case refund-policy-unknown-area  one case, to look at it closely
  tracegate run --resume                           go on after an interruption
  tracegate run --stop sequential                  as few runs as the floors' tests need
  tracegate run --budget-usd 5                     no model call beyond five dollars
  tracegate run --shard 3/8 --out shards/3         one of eight parts, for another machine`,
    )
    .option("--root <dir>", "the project's folder", ".")
    .option("--config <file>", "the configuration, seen from the root", "tracegate.yaml")
    .option("--out <dir>", "write the results here; by default a new folder below .tracegate")
    .option("--case <id...>", "run only these cases, without a decision of the gate")
    .option(
      "--runs <n>",
      "run each case this often, instead of what the files say; never less",
      wholeNumberUpTo(mostRunsPerCase),
    )
    .option(
      "--concurrency <n>",
      "hold this many sessions at once",
      wholeNumberUpTo(mostSessionsAtOnce),
    )
    .addOption(
      new Option(
        "--stop <mode>",
        "leave out runs that cannot change the decision, or that a sequential test does not need",
      ).choices(["curtail", "sequential", "off"]),
    )
    .option(
      "--budget-usd <usd>",
      "no model call begins once they cost as much, judges' and simulated users' too",
      amount,
    )
    .option("--budget-tokens <n>", "the same for the tokens that they take", amount)
    .option("--budget-minutes <n>", "stop after as many minutes", amount)
    .addOption(
      new Option("--shard <i/n>", "make one of n parts of the plan; `tracegate merge` joins them")
        .argParser(shardName)
        .conflicts(["case", "stop"]),
    )
    .option("--timings <dir>", "cut the plan by how long its cases took in these results")
    .option("--resume", "go on with the newest run (or the one in --out); finished runs are kept")
    .option("--page", "write report.html, too; `tracegate view --open` makes it at any time")
    .option("--no-cache", "ask judges again what .tracegate/cache has their answers to")
    .option("--json", "print the decision as JSON")
    .option("--quiet", "print no progress")
    .action(async (options: RunOptions, command: Command) => {
      const { runCommand } = await import("../commands/run.ts");
      context.end(await runCommand(withGlobals(options, command), context.io));
    });
}

function amount(text: string): number {
  const value = Number(text);
  if (!/^\d+(?:\.\d+)?$/.test(text) || value <= 0)
    throw new InvalidArgumentError("Give a number above 0.");
  return value;
}

function shardName(text: string): ShardName {
  const shard = parseShard(text);
  if (shard !== undefined) return shard;
  throw new InvalidArgumentError("Give a part and how many there are, such as 3/8; at most 256.");
}
