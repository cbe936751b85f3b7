import type { Score } from "../app/run-experiment/experiment-request.ts";
import type { Project } from "../core/config/project.ts";
import { compileScorer } from "../core/evaluator/compile-scorer.ts";
import type { Scorer } from "../core/evaluator/scorer.ts";
import type { ExperimentSubject } from "../core/plan/experiment.ts";
import { enginesFor } from "./compose-project.ts";

export async function composeScore(
  project: Project,
  _environment: unknown,
): Promise<{ score: Score; judge?: ExperimentSubject["judge"] }> {
  const engines = await enginesFor(project.evaluators.values());
  const scorers = new Map<string, Scorer>();
  for (const one of project.dataset.cases) {
    const compiled = compileScorer(one, project.evaluators, engines);
    if (compiled.kind === "compiled") scorers.set(one.id, compiled.scorer);
  }
  return { score: (caseId, session) => scorers.get(caseId)?.checks(session) ?? [] };
}
