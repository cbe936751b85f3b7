import type { GatePolicy } from "../../core/config/gate-policy.ts";
import type { StopMode } from "../../core/config/runs-config.ts";
import { splitAlpha } from "../../core/gate/alpha-split.ts";
import { planStop } from "../../core/gate/stop-plan.ts";
import { StopWatch } from "../../core/gate/stop-watch.ts";
import { type TrustByJudge, weighJudges } from "../../core/gate/weigh-judges.ts";
import type { Experiment } from "../../core/plan/experiment.ts";
import type { ExperimentFold } from "../../core/plan/fold-experiment.ts";
import { orderSeed, planRuns } from "../../core/plan/plan-runs.ts";

export type WatchRule = {
  readonly mode: Exclude<StopMode, "off">;
  readonly isCompared: boolean;
  readonly policy: GatePolicy;
  readonly trust: TrustByJudge;
};

/**
 * What says during a run which of its runs still count, by the policy that will decide.
 *
 * @param planned the experiment before its first run: what is planned, and which judges are asked.
 */
export function watchRuns(
  fold: ExperimentFold,
  planned: Experiment,
  { mode, isCompared, policy: written, trust }: WatchRule,
): StopWatch {
  const guarding = planned.cases.filter(({ status }) => status === "guarding");
  const { policy } = weighJudges(guarding, written, trust);
  const plan = planStop(guarding, policy, {
    mode,
    isCompared: isCompared && mode === "curtail",
    level: splitAlpha(policy.alpha, isCompared).floors,
  });
  return new StopWatch(plan, {
    cases: planned.cases,
    order: planRuns(
      planned.cases.map((one) => ({ id: one.id, runs: one.planned })),
      orderSeed(planned.subject.key),
    ),
    standingOf: (run, { dimension, floor }) =>
      fold.standing(run, dimension, floor.judge === "block" ? "all" : "checks"),
    allowedLost: policy.missing,
  });
}
