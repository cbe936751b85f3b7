import type { Config } from "../core/config/config-file.ts";
import type { StopMode } from "../core/config/runs-config.ts";
import type { Sides } from "../core/gate/compare-sides.ts";
import { decideGate } from "../core/gate/decide-gate.ts";
import type { Decision } from "../core/gate/decision.ts";
import { type Enforcement, enforcementOn } from "../core/gate/enforcement.ts";
import { applyWaivers, longestWaiverDays, readWaivers } from "../core/gate/waiver.ts";
import type { TrustByJudge } from "../core/gate/weigh-judges.ts";
import type { Experiment } from "../core/plan/experiment.ts";
import { renderComment } from "../core/report/comment.ts";
import { renderDecisionJson } from "../core/report/decision-json.ts";
import type { RunFolder } from "../ports/result-store.ts";
import { daysAfter } from "./days-after.ts";
import { resultFiles } from "./result-files.ts";

/** A decision, whether it blocks, and the comment that says so. */
export type Decided = {
  readonly decision: Decision;
  readonly enforcement: Enforcement;
  readonly comment: string;
};

export type DecideUnder = {
  readonly config: Config;
  readonly nowMs: number;
  /** How runs may have been left out; as the configuration says where this is left out. */
  readonly stop?: StopMode;
  /** What is known of the judges; left out, none was ever measured. */
  readonly trust?: TrustByJudge;
  /** What it is compared with; left out, with nothing. */
  readonly sides?: Sides;
};

/** Decides on an experiment under a configuration and writes decision and comment beside it. */
export function decideAndWrite(
  folder: RunFolder,
  experiment: Experiment,
  { config, nowMs, trust, sides, stop = config.runs.stop }: DecideUnder,
): Decided {
  const today = new Date(nowMs).toISOString().slice(0, 10);
  const decision = applyWaivers(
    decideGate(experiment, config.gate, { stop, ...(trust && { trust }), ...sides }),
    readWaivers(config.gate, { today, latest: daysAfter(today, longestWaiverDays), experiment }),
  );
  const enforcement = enforcementOn(config.enforce, today);
  const comment = renderComment(experiment, decision, { enforcement });
  folder.write(resultFiles.decision, renderDecisionJson(experiment, decision));
  folder.write(resultFiles.comment, comment);
  return { decision, enforcement, comment };
}
