import { resolve } from "node:path";
import { namedBaseline } from "../../app/baseline/named-baseline.ts";
import { decideAgain } from "../../app/gate/decide-again.ts";
import { loadProject } from "../../app/project/load-project.ts";
import { composeLocalSides, readNamedFiles } from "../../compose/compose-baseline.ts";
import { composeCalibrations } from "../../compose/compose-calibrations.ts";
import { locateProject, projectRequest } from "../../compose/compose-project.ts";
import { composeResults } from "../../compose/compose-results.ts";
import { composeFacts, composeRepository, systemClock } from "../../compose/compose-run.ts";
import { UserError } from "../../core/errors.ts";
import { renderDecisionJson } from "../../core/report/decision/decision-json.ts";
import { renderTerminalSummary } from "../../core/report/terminal/terminal-summary.ts";
import { exitCodeOf } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import type { GateOptions, GlobalOptions } from "../options.ts";
import { painterFor } from "../painter.ts";
import { writeBeside } from "../write-beside.ts";

/** `tracegate gate`: the decision on a run that is there already. */
export async function gateCommand(
  options: GateOptions & GlobalOptions,
  io: CliIo,
): Promise<number> {
  const place = locateProject(io.cwd, options);
  const results = options.results === undefined ? undefined : resolve(io.cwd, options.results);
  const repository = composeRepository(place.root);
  const project = await loadProject(projectRequest(place));
  const sides =
    options.baseline === undefined
      ? await composeLocalSides(place.root, project, systemClock.nowMs())
      : {
          baseline: namedBaseline(
            readNamedFiles(options.baseline.map((path) => resolve(io.cwd, path))),
          ),
        };
  const folder = composeResults(place.root).existing(results);
  const decided = await decideAgain({
    project,
    facts: await composeFacts(project, { root: place.root, environment: io.env }, { repository }),
    folder,
    clock: systemClock,
    readCalibration: composeCalibrations(place.root),
    sides,
  });
  const { experiment, decision, enforcement, comment } = decided;
  if (options.baseline !== undefined && decision.comparison?.kind === "none")
    throw new UserError(
      "BASELINE_OWN_RUNS",
      "What is named with --baseline are the very runs that are decided on.",
      "Name the results of other runs, such as those of the branch that the change is merged into.",
    );
  await writeBeside(folder, decided, { io });
  const terminal = { ...painterFor(options, io), enforcement };
  if (options.json) io.stdout.write(renderDecisionJson(experiment, decision));
  else if (options.markdown) io.stdout.write(comment);
  else io.stdout.write(renderTerminalSummary(experiment, decision, terminal));
  return exitCodeOf(decision, enforcement);
}
