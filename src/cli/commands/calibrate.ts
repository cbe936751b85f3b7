import { join } from "node:path";
import { calibrateJudge } from "../../app/calibrate/calibrate-judge.ts";
import { chooseJudges } from "../../app/calibrate/choose-judges.ts";
import { loadJudgedProject } from "../../app/project/load-judged-project.ts";
import { composeWriter } from "../../compose/compose-base.ts";
import { composeMeasuring } from "../../compose/compose-measuring.ts";
import { locateProject, projectRequest } from "../../compose/compose-project.ts";
import { cacheFolder } from "../../compose/compose-results.ts";
import type { Measurement } from "../../core/calibrate/measurement.ts";
import { UserError } from "../../core/errors.ts";
import { renderJson } from "../../core/report/json-text.ts";
import { renderMeasurement } from "../../core/report/terminal/calibration-summary.ts";
import { terminalLines } from "../../core/report/wording.ts";
import { askingProgress } from "../asking-progress.ts";
import { exitCodes } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import type { CalibrateOptions, GlobalOptions } from "../options.ts";
import { painterFor } from "../painter.ts";

/** `tracegate calibrate`: judges held against human labels, one after the other. */
export async function calibrateCommand(
  named: readonly string[],
  options: CalibrateOptions & GlobalOptions,
  io: CliIo,
): Promise<number> {
  const place = locateProject(io.cwd, options);
  const project = await loadJudgedProject(projectRequest(place));
  const judges = chooseJudges(project, named);
  const judging = await composeMeasuring(
    project.config.judge,
    {
      environment: io.env,
      cacheFolder: join(place.root, cacheFolder),
      onWarning: (text) => io.stderr.write(terminalLines(`warning: ${text}\n`)),
    },
    options.cached === true,
  );
  const writer = composeWriter(place.root);
  const progress = askingProgress(io);
  const interrupt = new AbortController();
  const unsubscribe = io.onInterrupt(() => interrupt.abort());
  const measured: Measurement[] = [];
  const failed: UserError[] = [];
  try {
    for (const judge of judges) {
      if (interrupt.signal.aborted) break;
      try {
        const onAnswer = progress.onAnswer(judge.ref);
        const { signal } = interrupt;
        const request = { project, judge, judging, signal, onAnswer, nowMs: () => Date.now() };
        const measurement = await calibrateJudge(request, writer);
        progress.end();
        if (signal.aborted) break;
        measured.push(measurement);
        if (!options.json)
          io.stdout.write(`${renderMeasurement(measurement, painterFor(options, io))}\n`);
      } catch (error) {
        // One judge without labels does not keep the next from being measured.
        if (!(error instanceof UserError) || judges.length === 1) throw error;
        failed.push(error);
      }
    }
  } finally {
    progress.end();
    unsubscribe();
  }
  if (interrupt.signal.aborted) {
    io.stderr.write(
      "Interrupted: the judge that was being asked keeps its calibration. Go on with `tracegate calibrate --cached`.\n",
    );
    return exitCodes.interrupted;
  }
  if (options.json) io.stdout.write(renderJson({ schema: measurementsSchema, measured }));
  const [first] = failed;
  if (first !== undefined) throw allOf(failed, first);
  return exitCodeOf(measured);
}

/** Version of the JSON that `calibrate --json` prints. */
const measurementsSchema = "tracegate.measurements/1";

/** Judges that were measured have been told of; the others' errors stand together. */
function allOf(failed: readonly UserError[], first: UserError): UserError {
  if (failed.length === 1) return first;
  const others = failed.slice(1).map(({ message }) => message);
  const problems = failed.flatMap((one) => one.problems);
  return new UserError(first.code, [first.message, ...others].join("\n"), first.fix, { problems });
}

function exitCodeOf(measured: readonly Measurement[]): number {
  const lacking = measured.filter((one) => one.lacking !== undefined);
  if (lacking.length === 0) return exitCodes.pass;
  const isPoor = lacking.some((one) => one.lacking?.kind === "too-poor");
  return isPoor ? exitCodes.fail : exitCodes.undetermined;
}
