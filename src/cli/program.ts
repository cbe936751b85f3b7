import { Command, CommanderError } from "commander";
import { declareAa } from "./declare/aa.ts";
import { declareBaseline } from "./declare/baseline.ts";
import { declareBlame } from "./declare/blame.ts";
import { declareCalibrate } from "./declare/calibrate.ts";
import type { CommandContext } from "./declare/context.ts";
import { declareCoverage } from "./declare/coverage.ts";
import { declareDataset } from "./declare/dataset.ts";
import { declareDoctor } from "./declare/doctor.ts";
import { declareDrift } from "./declare/drift.ts";
import { declareEvaluator } from "./declare/evaluator.ts";
import { declareExport } from "./declare/export.ts";
import { declareFloors } from "./declare/floors.ts";
import { declareGate } from "./declare/gate.ts";
import { declareImport } from "./declare/import.ts";
import { declareInit } from "./declare/init.ts";
import { declareLabel } from "./declare/label.ts";
import { declareMcp } from "./declare/mcp.ts";
import { declareMerge } from "./declare/merge.ts";
import { declarePower } from "./declare/power.ts";
import { declareRecord } from "./declare/record.ts";
import { declareRender } from "./declare/render.ts";
import { declareReport } from "./declare/report.ts";
import { declareReproduce } from "./declare/reproduce.ts";
import { declareRun } from "./declare/run.ts";
import { declareScore } from "./declare/score.ts";
import { declareSimulate } from "./declare/simulate.ts";
import { declareTriage } from "./declare/triage.ts";
import { declareValidate } from "./declare/validate.ts";
import { declareView } from "./declare/view.ts";
import { exitCodes } from "./exit-codes.ts";
import { type CliIo, columnsOf } from "./io.ts";
import { version } from "./version.ts";

/**
 * Parses the arguments and runs one command.
 *
 * Returns the exit code and never throws: what the user can mend is printed with its fix, a bug with its stack.
 */
export async function runCli(argv: readonly string[], io: CliIo): Promise<number> {
  let exitCode: number = exitCodes.pass;
  const program = buildProgram(commandsFor(argv), {
    io,
    end: (code) => {
      exitCode = code;
    },
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

/** By name, in the order of the help: what a newcomer needs first. */
const commands = {
  init: declareInit,
  doctor: declareDoctor,
  run: declareRun,
  merge: declareMerge,
  gate: declareGate,
  baseline: declareBaseline,
  validate: declareValidate,
  report: declareReport,
  reproduce: declareReproduce,
  simulate: declareSimulate,
  power: declarePower,
  floors: declareFloors,
  aa: declareAa,
  record: declareRecord,
  import: declareImport,
  view: declareView,
  render: declareRender,
  export: declareExport,
  score: declareScore,
  triage: declareTriage,
  blame: declareBlame,
  coverage: declareCoverage,
  evaluator: declareEvaluator,
  label: declareLabel,
  calibrate: declareCalibrate,
  drift: declareDrift,
  dataset: declareDataset,
  mcp: declareMcp,
} as const;

/** Declaring all of them takes longer than most of what is asked of one: a named command is declared alone. */
function commandsFor([name = ""]: readonly string[]): readonly Declare[] {
  const named = Object.entries(commands).flatMap(([one, declare]) => (one === name ? declare : []));
  return named.length > 0 ? named : Object.values(commands);
}

type Declare = (program: Command, context: CommandContext) => void;

function buildProgram(declared: readonly Declare[], context: CommandContext): Command {
  const { io } = context;
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
      getOutHelpWidth: () => columnsOf(io.stdout),
      getErrHelpWidth: () => columnsOf(io.stderr),
    })
    .addHelpText(
      "after",
      `
Exit codes:
  0  pass            every floor is met
  1  fail            a floor is missed, or a must-pass case failed
  2  user error      something in your files or arguments needs mending
  3  undetermined    the runs prove neither; more are needed, or something did not run

Start with: tracegate init, then tracegate doctor`,
    );

  for (const declare of declared) declare(program, context);
  return program;
}
