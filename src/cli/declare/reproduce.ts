import type { Command } from "commander";
import { mostRunsPerCase, mostSessionsAtOnce } from "../../core/config/limits.ts";
import type { ReproduceOptions } from "../options.ts";
import { type CommandContext, wholeNumberUpTo, withGlobals } from "./context.ts";

/** `tracegate reproduce`: its options and help. */
export function declareReproduce(program: Command, context: CommandContext): void {
  program
    .command("reproduce")
    .description("show that a case fails on the agent of a commit, as a new case should")
    .argument("<case>", "the case's id")
    .addHelpText(
      "after",
      `
The case comes from the working tree, the agent from the commit: it is checked out beside the working tree
and removed afterwards. node_modules, .venv and venv are linked, unless agent.setup says how to install them.

Exit codes:
  0  reproduced      at least one run failed
  1  not reproduced  every scored run passed
  2  user error      something in your files or arguments needs mending
  3  unknown         no run could be scored, or the agent finished none

Examples:
  tracegate reproduce refund-policy-unknown-area                 on the last commit
  tracegate reproduce late-fee --ref v1.4.0 --runs 50            on a release, more often`,
    )
    .option("--root <dir>", "the project's folder", ".")
    .option("--config <file>", "the configuration, seen from the root", "tracegate.yaml")
    .option("--ref <ref>", "commit, tag or branch of the agent", "HEAD")
    .option("--runs <n>", "run the case this often", wholeNumberUpTo(mostRunsPerCase))
    .option(
      "--concurrency <n>",
      "hold this many sessions at once",
      wholeNumberUpTo(mostSessionsAtOnce),
    )
    .option("--json", "print the result as JSON")
    .option("--quiet", "print no progress")
    .action(async (caseId: string, options: ReproduceOptions, command: Command) => {
      const { reproduceCommand } = await import("../commands/reproduce.ts");
      context.end(await reproduceCommand(caseId, withGlobals(options, command), context.io));
    });
}
