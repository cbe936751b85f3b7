import { resolve } from "node:path";
import { saveBaseline } from "../../app/baseline/save-baseline.ts";
import { loadProject } from "../../app/project/load-project.ts";
import { composeLocalSides, composeSaving } from "../../compose/compose-baseline.ts";
import { locateProject, projectRequest } from "../../compose/compose-project.ts";
import { composeResults } from "../../compose/compose-results.ts";
import { systemClock } from "../../compose/compose-run.ts";
import { describeSides } from "../../core/report/decision/describe-sides.ts";
import { renderJson } from "../../core/report/json-text.ts";
import { countOf } from "../../core/report/numbers.ts";
import { terminalText } from "../../core/report/wording.ts";
import { exitCodes } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import type { BaselineOptions, GlobalOptions } from "../options.ts";

/** `tracegate baseline save`: keeps the results of a run. */
export async function saveBaselineCommand(
  options: BaselineOptions & GlobalOptions,
  io: CliIo,
): Promise<number> {
  const place = locateProject(io.cwd, options);
  const project = await loadProject(projectRequest(place));
  const results = options.results === undefined ? undefined : resolve(io.cwd, options.results);
  const { experiment, commit, stored } = await saveBaseline(
    composeResults(place.root).existing(results),
    composeSaving(place.root, project),
  );
  const [problem] = stored.flatMap((one) => one.problem ?? []);
  if (problem !== undefined) throw problem;
  io.stdout.write(
    options.json
      ? renderJson({ commit, key: experiment.subject.key, runs: experiment.recorded })
      : `Kept ${countOf(experiment.recorded, "run")} of ${terminalText(commit.slice(0, 7))} in ${terminalText(project.config.baseline?.folder ?? "")}.\n`,
  );
  return exitCodes.pass;
}

/** `tracegate baseline show`: what is there to compare with. */
export async function showBaselineCommand(
  options: BaselineOptions & GlobalOptions,
  io: CliIo,
): Promise<number> {
  const place = locateProject(io.cwd, options);
  const project = await loadProject(projectRequest(place));
  const sides = await composeLocalSides(place.root, project, systemClock.nowMs());
  io.stdout.write(options.json ? renderJson(sides) : describeSides(sides));
  return exitCodes.pass;
}
