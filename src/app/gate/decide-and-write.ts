import type { Decision } from "../../core/gate/decision.ts";
import type { Enforcement } from "../../core/gate/enforcement.ts";
import type { Experiment } from "../../core/plan/experiment.ts";
import { renderComment } from "../../core/report/comment/comment.ts";
import { renderDecisionJson } from "../../core/report/decision/decision-json.ts";
import type { RunFolder } from "../../ports/result-store.ts";
import { resultFiles } from "../results/result-files.ts";
import { type DecideUnder, decideUnder } from "./decide-under.ts";

/** A decision, whether it blocks, and the comment that says so. */
export type Decided = {
  readonly decision: Decision;
  readonly enforcement: Enforcement;
  readonly comment: string;
};

/** Decides on an experiment under a configuration and writes decision and comment beside it. */
export function decideAndWrite(
  folder: RunFolder,
  experiment: Experiment,
  under: DecideUnder,
): Decided {
  const { decision, enforcement } = decideUnder(experiment, under);
  const comment = renderComment(experiment, decision, { enforcement });
  folder.write(resultFiles.decision, renderDecisionJson(experiment, decision));
  folder.write(resultFiles.comment, comment);
  return { decision, enforcement, comment };
}
