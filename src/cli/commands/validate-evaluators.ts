import { join } from "node:path";
import { loadProject } from "../../app/project/load-project.ts";
import { checkEvaluators } from "../../app/score/check-evaluators.ts";
import { composeLastVerdicts } from "../../compose/compose-last-verdicts.ts";
import { locateProject, projectRequest } from "../../compose/compose-project.ts";
import { cacheFolder } from "../../compose/compose-results.ts";
import { composeScore } from "../../compose/compose-score.ts";
import { renderJson } from "../../core/report/json-text.ts";
import {
  isFaulty,
  isUnknown,
  renderEvaluatorReport,
} from "../../core/report/terminal/evaluator-report.ts";
import { terminalLines } from "../../core/report/wording.ts";
import { exitCodes } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import type { ValidateOptions } from "../options.ts";

/** `tracegate validate --evaluators`: whether the evaluators tell the failures of their cases from what is right. */
export async function validateEvaluatorsCommand(
  options: ValidateOptions,
  io: CliIo,
): Promise<number> {
  const place = locateProject(io.cwd, options);
  const request = projectRequest(place);
  const project = await loadProject(request);
  const interrupt = new AbortController();
  const unsubscribe = io.onInterrupt(() => interrupt.abort());
  try {
    const score = await composeScore(project, {
      environment: io.env,
      cacheFolder: join(place.root, cacheFolder),
      onWarning: (text) => io.stderr.write(terminalLines(`warning: ${text}\n`)),
    });
    const report = await checkEvaluators(project, {
      files: request.files,
      score,
      lastVerdicts: composeLastVerdicts(place.root),
      signal: interrupt.signal,
    });
    if (interrupt.signal.aborted) return exitCodes.interrupted;
    io.stdout.write(
      options.json ? renderJson(report) : `${terminalLines(renderEvaluatorReport(report))}\n`,
    );
    if (isFaulty(report)) return exitCodes.fail;
    return isUnknown(report) ? exitCodes.undetermined : exitCodes.pass;
  } finally {
    unsubscribe();
  }
}
