import type { Command } from "commander";
import { mostRunsPerCase, mostSessionsAtOnce } from "../../core/config/limits.ts";
import type { RunOptions } from "../options.ts";
import { type CommandContext, wholeNumberUpTo, withGlobals } from "./context.ts";

/** `tracegate run`: its options and help. */
export function declareRun(program: Command, context: CommandContext): void {
  program
    .command("run")
    .description("run the dataset against the agent, decide, and write the comment")
    .addHelpText(
      "after",
      `
Writes journal.jsonl, experiment.json, decision.json and comment.md below .tracegate/runs/;
runs of chosen cases decide nothing and leave their journal below .tracegate/cases/.

Examples:
  tracegate run                                    the whole plan, then the decision
  tracegate run --case refund-policy-unknown-area  one case, to look at it closely
  tracegate run --resume                           go on after an interruption`,
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
    .option("--resume", "go on with the newest run (or the one in --out); finished runs are kept")
    .option("--no-cache", "ask judges again what .tracegate/cache has their answers to")
    .option("--json", "print the decision as JSON")
    .option("--quiet", "print no progress")
    .action(async (options: RunOptions, command: Command) => {
      const { runCommand } = await import("../commands/run.ts");
      context.end(await runCommand(withGlobals(options, command), context.io));
    });
}
