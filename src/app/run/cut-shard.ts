import { cutPlan } from "../../core/plan/cut-plan.ts";
import type { ShardRecord } from "../../core/plan/experiment.ts";
import type { RunsOfCase } from "../../core/plan/plan-runs.ts";
import type { PlannedRun } from "../../core/plan/run-record.ts";

/** One of several parts of a plan. */
export type ShardChoice = {
  /** From 1. */
  readonly index: number;
  readonly count: number;
  /** How long a run of each case took before, in ms: the same for all parts. */
  readonly msPerRun?: ReadonlyMap<string, number>;
};

/** The runs of one part, and what is noted of it. */
export function cutShard(
  cases: readonly RunsOfCase[],
  seed: number,
  { index, count, msPerRun }: ShardChoice,
): { readonly record: ShardRecord; readonly isOurs: (run: PlannedRun) => boolean } {
  const { digest, shardOf } = cutPlan(cases, { count, seed, ...(msPerRun && { msPerRun }) });
  return {
    record: { count, cut: digest, seen: [index] },
    isOurs: (run) => shardOf(run) === index,
  };
}

/** How many runs of a plan are in a part. */
export function countOurs(
  cases: readonly RunsOfCase[],
  isOurs: (run: PlannedRun) => boolean,
): number {
  let count = 0;
  for (const { id: caseId, runs } of cases) {
    for (let runIndex = 0; runIndex < runs; runIndex += 1) {
      if (isOurs({ caseId, runIndex })) count += 1;
    }
  }
  return count;
}
