import type { GatePolicy } from "../../src/core/config/gate-policy.ts";
import type { StopMode } from "../../src/core/config/runs-config.ts";
import type { Verdict } from "../../src/core/evaluator/verdict.ts";
import { planStop } from "../../src/core/gate/stop-plan.ts";
import { StopWatch } from "../../src/core/gate/stop-watch.ts";
import { type TrustByJudge, weighJudges } from "../../src/core/gate/weigh-judges.ts";
import type { Experiment } from "../../src/core/plan/experiment.ts";
import { ExperimentFold } from "../../src/core/plan/fold-experiment.ts";
import { countRuns, orderSeed, planRuns } from "../../src/core/plan/plan-runs.ts";
import type { PlannedCase } from "../../src/core/plan/planned-case.ts";
import { type PlannedRun, type RunRecord, runId } from "../../src/core/plan/run-record.ts";
import { aRecord, aSubject } from "./run-loop/planned-cases.ts";

/** What becomes of one run in one dimension; `lost` takes the whole run with it. */
export type Outcome = "pass" | "fail" | "unscored" | "lost";

/** Where the runs of a plan are made one after another: what each comes to, and what says which still count. */
export type Simulated = {
  readonly cases: readonly PlannedCase[];
  readonly policy: GatePolicy;
  readonly mode: StopMode;
  readonly isCompared?: boolean;
  readonly trust?: TrustByJudge;
  readonly outcome: (run: PlannedRun, dimension: string) => Outcome;
  /** No run is made after so many, as if a budget had been used up. */
  readonly most?: number;
};

/** The experiment that a run leaves behind, without a loop, a clock or an agent. */
export function simulate(simulated: Simulated): Experiment {
  const { cases, policy: written, mode, isCompared = false, trust = new Map() } = simulated;
  const fold = new ExperimentFold(aSubject(), cases, { keepsCourses: true });
  const times = { startedAt: "2026-11-22T20:00:00.000Z", durationMs: 0 };
  const planned = fold.experiment(times);
  const seed = orderSeed(aSubject().key);
  const guarding = planned.cases.filter(({ status }) => status === "guarding");
  const { policy } = weighJudges(guarding, written, trust);
  const watch =
    mode === "off"
      ? undefined
      : new StopWatch(
          planStop(guarding, policy, {
            mode,
            isCompared,
            level: isCompared ? policy.alpha / 2 : policy.alpha,
          }),
          {
            cases: planned.cases,
            order: planRuns(cases, seed),
            standingOf: (run, { dimension, floor }) =>
              fold.standing(run, dimension, floor.judge === "block" ? "all" : "checks"),
            allowedLost: policy.missing,
          },
        );
  for (const run of planRuns(cases, seed)) {
    if (fold.recorded >= (simulated.most ?? Number.POSITIVE_INFINITY)) break;
    if (watch?.needs(run) === false) continue;
    fold.add(recordOf(run, simulated));
  }
  const saved = countRuns(cases) - fold.recorded;
  const cause = simulated.most === undefined ? "decided" : "budget";
  const stop = watch?.record({ seed, saved, cause });
  return fold.experiment({ ...times, ...(stop && { stop }) });
}

function recordOf(run: PlannedRun, { cases, outcome }: Simulated): RunRecord {
  const session = { id: runId(run), turns: [] };
  const expects = cases.find(({ id }) => id === run.caseId)?.expects ?? [];
  const outcomes = expects.map(({ dimension }) => outcome(run, dimension));
  if (outcomes.includes("lost")) {
    const reason = "the service was down";
    return aRecord({ ...run, session, outcome: "infra-error", reason, verdicts: [] });
  }
  const verdicts = expects.map((origin, at): Verdict => {
    const said = outcomes[at];
    return said === "unscored"
      ? { ...origin, result: "unscored", reason: "no answer" }
      : { ...origin, result: said === "fail" ? "fail" : "pass" };
  });
  return aRecord({ ...run, session, verdicts });
}
