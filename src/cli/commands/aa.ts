import { basename, dirname, resolve } from "node:path";
import { measureResults } from "../../app/gate/measure-results.ts";
import { loadProject } from "../../app/project/load-project.ts";
import { resultFiles } from "../../app/results/result-files.ts";
import { composeCalibrations } from "../../compose/compose-calibrations.ts";
import { composeRuns } from "../../compose/compose-export.ts";
import { locateProject, projectRequest } from "../../compose/compose-project.ts";
import { composeResults } from "../../compose/compose-results.ts";
import { renderJson } from "../../core/report/json-text.ts";
import { grouped } from "../../core/report/numbers.ts";
import { renderAaSummary } from "../../core/report/terminal/aa-summary.ts";
import { exitCodes } from "../exit-codes.ts";
import { type CliIo, isTerminal } from "../io.ts";
import type { AaOptions, GlobalOptions } from "../options.ts";
import { painterFor } from "../painter.ts";

const eraseLine = "\r\u001b[2K";
const redrawMs = 100;

/** `tracegate aa`: the false alarms of the gate, measured on recorded runs. */
export async function aaCommand(
  results: string | undefined,
  options: AaOptions & GlobalOptions,
  io: CliIo,
): Promise<number> {
  const place = locateProject(io.cwd, options);
  const project = await loadProject(projectRequest(place));
  const named = results === undefined ? undefined : folderOf(resolve(io.cwd, results));
  const { resamples, seed } = options;
  const isWatched = isTerminal(io.stderr, io.env);
  let drawnAt = Number.NEGATIVE_INFINITY;
  const report = await measureResults(
    {
      project,
      folder: composeResults(place.root).existing(named),
      resamples,
      seed,
      onProgress: (done) => {
        const now = performance.now();
        if (!isWatched || now - drawnAt < redrawMs) return;
        drawnAt = now;
        io.stderr.write(`${eraseLine}${grouped(done)} of ${grouped(resamples)} compared`);
      },
    },
    { readRuns: composeRuns, readCalibration: composeCalibrations(place.root) },
  );
  if (isWatched) io.stderr.write(eraseLine);
  io.stdout.write(
    options.json ? renderJson(report) : renderAaSummary(report, painterFor(options, io)),
  );
  return report.promise === "broken" ? exitCodes.fail : exitCodes.pass;
}

/** The file of an experiment stands for the folder that its journal is in, too. */
function folderOf(path: string): string {
  const names: readonly string[] = [resultFiles.experiment, resultFiles.journal];
  return names.includes(basename(path)) ? dirname(path) : path;
}
