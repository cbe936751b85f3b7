import { resolve } from "node:path";
import { decideAgain } from "../../app/decide-again.ts";
import { locateProject, projectRequest } from "../../compose/compose-project.ts";
import { composeResults } from "../../compose/compose-results.ts";
import { renderDecisionJson } from "../../core/report/decision-json.ts";
import { renderTerminalSummary } from "../../core/report/terminal-summary.ts";
import { exitCodeOf } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import type { GateOptions, GlobalOptions } from "../options.ts";
import { painterFor } from "../painter.ts";

/** `tracegate gate`: the decision on a run that is there already. */
export async function gateCommand(
  options: GateOptions & GlobalOptions,
  io: CliIo,
): Promise<number> {
  const place = locateProject(io.cwd, options);
  const results = options.results === undefined ? undefined : resolve(io.cwd, options.results);
  const { experiment, decision, comment } = await decideAgain({
    project: projectRequest(place),
    folder: composeResults(place.root).existing(results),
  });
  if (options.json) io.stdout.write(renderDecisionJson(experiment, decision));
  else if (options.markdown) io.stdout.write(comment);
  else io.stdout.write(renderTerminalSummary(experiment, decision, painterFor(options, io)));
  return exitCodeOf(decision);
}
