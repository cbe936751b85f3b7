import { join } from "node:path";
import { UserError } from "../core/errors.ts";
import { decideGate } from "../core/gate/decide-gate.ts";
import type { Decision } from "../core/gate/decision.ts";
import type { Experiment } from "../core/plan/experiment.ts";
import { parseExperiment } from "../core/plan/parse-result.ts";
import { renderComment } from "../core/report/comment.ts";
import { renderDecisionJson } from "../core/report/decision-json.ts";
import type { RunFolder } from "../ports/result-store.ts";
import { loadProject, type ProjectRequest } from "./load-project.ts";
import { resultFiles } from "./run-dataset.ts";

export type DecideAgainRequest = {
  readonly project: ProjectRequest;
  readonly folder: RunFolder;
};

export type DecideAgainResult = {
  readonly experiment: Experiment;
  readonly decision: Decision;
  readonly comment: string;
};

/**
 * Decides on the experiment in a folder under the policy as it is now, and writes decision and comment
 * beside it. Nothing is run.
 *
 * @throws UserError where there is no experiment, or one that cannot be true.
 */
export async function decideAgain({
  project,
  folder,
}: DecideAgainRequest): Promise<DecideAgainResult> {
  const text = folder.read(resultFiles.experiment);
  if (text === undefined)
    throw new UserError(
      "EXPERIMENT_MISSING",
      `${folder.path} holds no ${resultFiles.experiment}: the run never got to its end, or was of chosen cases only.`,
      "Finish it with `tracegate run --resume`, or run the whole dataset with `tracegate run`.",
    );
  const experiment = parseExperiment(text, join(folder.path, resultFiles.experiment));
  const { config } = await loadProject(project);
  const decision = decideGate(experiment, config.gate);
  const comment = renderComment(experiment, decision);
  folder.write(resultFiles.decision, renderDecisionJson(experiment, decision));
  folder.write(resultFiles.comment, comment);
  return { experiment, decision, comment };
}
