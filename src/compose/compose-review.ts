import { join } from "node:path";
import type { ReviewPorts } from "../app/dataset/review-dataset.ts";
import type { Project } from "../core/config/project.ts";
import { composeMeasuring } from "./compose-measuring.ts";
import { composeReproduction, type ReproductionSurroundings } from "./compose-reproduction.ts";
import { cacheFolder } from "./compose-results.ts";
import { composeScore, type JudgeSurroundings } from "./compose-score.ts";

/** What a review of the dataset asks: agents of other commits, this project's evaluators, its judges. */
export function composeReview(
  project: Project,
  surroundings: ReproductionSurroundings & Pick<JudgeSurroundings, "answers">,
): ReviewPorts {
  const { root, environment, onWarning, answers } = surroundings;
  const judged = {
    environment,
    onWarning,
    cacheFolder: join(root, cacheFolder),
    ...(answers !== undefined && { answers }),
  };
  let composed: ReturnType<typeof composeScore> | undefined;
  return {
    reproduction: composeReproduction(surroundings),
    score: async (caseId, session, scoring) => {
      composed ??= composeScore(project, judged);
      return await (await composed)(caseId, session, scoring);
    },
    judging: () => composeMeasuring(project.config.judge, judged, true),
  };
}
