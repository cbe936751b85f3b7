import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { mostRunsPerCase, mostSessionsAtOnce } from "../core/config/limits.ts";
import { exitCodes } from "./exit-codes.ts";
import type { CliIo, TextStream } from "./io.ts";
import type {
  GateOptions,
  GlobalOptions,
  RunOptions,
  ScoreOptions,
  ValidateOptions,
} from "./options.ts";
import { version } from "./version.ts";

/**
 * Parses the arguments and runs one command.
 *
 * Returns the exit code and never throws: what the user can mend is printed with its fix, a bug with its stack.
 */
export async function runCli(argv: readonly string[], io: CliIo): Promise<number> {
  let exitCode: number = exitCodes.pass;
  const program = buildProgram(io, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError)
      return error.exitCode === 0 ? exitCodes.pass : exitCodes.userError;
    const { describeFailure } = await import("./describe-failure.ts");
    const failure = describeFailure(error, io);
    io.stderr.write(failure.text);
    return failure.exitCode;
  }
}

function buildProgram(io: CliIo, end: (exitCode: number) => void): Command {
  const program = new Command("tracegate")
    .description(
      "Replays a versioned dataset against your agent and blocks the merge below the floor.",
    )
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .option("--no-color", "write without colour (so does NO_COLOR=1)")
    .showHelpAfterError("(add --help for the options)")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHelpWidth: () => helpWidth(io.stdout),
      getErrHelpWidth: () => helpWidth(io.stderr),
    })
    .addHelpText(
      "after",
      `
Exit codes:
  0  pass            every floor is met
  1  fail            a floor is missed, or a must-pass case failed
  2  user error      something in your files or arguments needs mending
  3  undetermined    the runs prove neither; more are needed, or something did not run

Start with: tracegate validate, then tracegate run`,
    );

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
    .option("--json", "print the decision as JSON")
    .option("--quiet", "print no progress")
    .action(async (options: RunOptions, command: Command) => {
      const { runCommand } = await import("./commands/run.ts");
      end(await runCommand(withGlobals(options, command), io));
    });

  program
    .command("gate")
    .description("decide again from the results of a run, under the policy as it is now")
    .option("--root <dir>", "the project's folder", ".")
    .option("--config <file>", "the configuration, seen from the root", "tracegate.yaml")
    .option("--results <dir>", "the folder of the run; by default the newest below .tracegate/runs")
    .option("--json", "print the decision as JSON")
    .addOption(new Option("--markdown", "print the comment as Markdown").conflicts("json"))
    .action(async (options: GateOptions, command: Command) => {
      const { gateCommand } = await import("./commands/gate.ts");
      end(await gateCommand(withGlobals(options, command), io));
    });

  program
    .command("validate")
    .description(
      "check every file: configuration, dataset, evaluators, and whether the floors can be proven",
    )
    .option("--root <dir>", "the project's folder", ".")
    .option("--config <file>", "the configuration, seen from the root", "tracegate.yaml")
    .option("--json", "print the problems as JSON")
    .action(async (options: ValidateOptions, command: Command) => {
      const { validateCommand } = await import("./commands/validate.ts");
      end(await validateCommand(withGlobals(options, command), io));
    });

  program
    .command("score")
    .description("import recorded sessions and say what is in them: pass^k, empty searches")
    .argument("<files...>", "session files")
    .addOption(
      new Option("--format <format>", "how they are written")
        .choices(["chat-log"])
        .makeOptionMandatory(),
    )
    .option("--json", "print the result as JSON")
    .action(async (files: string[], options: ScoreOptions, command: Command) => {
      const { scoreCommand } = await import("./commands/score.ts");
      end(await scoreCommand(files, withGlobals(options, command), io));
    });

  return program;
}

/** As wide as the terminal, and 80 columns elsewhere. */
function helpWidth({ isTTY, columns }: TextStream): number {
  return isTTY === true && columns !== undefined ? columns : 80;
}

function withGlobals<T>(options: T, command: Command): T & GlobalOptions {
  return { ...options, color: command.optsWithGlobals<GlobalOptions>().color };
}

function wholeNumberUpTo(most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < 1 || value > most)
      throw new InvalidArgumentError(`Give a whole number from 1 to ${most}.`);
    return value;
  };
}
