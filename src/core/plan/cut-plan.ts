import { createHash } from "node:crypto";
import { planRuns, type RunsOfCase } from "./plan-runs.ts";
import type { PlannedRun } from "./run-record.ts";

/** A plan cut into parts that take about as long. */
export type PlanCut = {
  /** `sha256:` and 64 hex digits; parts of one cut hold each run once, parts of two do not. */
  readonly digest: string;
  /** The part that a run is in, from 1. @throws RangeError for a run that is not planned. */
  readonly shardOf: (run: PlannedRun) => number;
};

export type CutOptions = {
  readonly count: number;
  /** Of the order of the plan. */
  readonly seed: number;
  /** How long a run of a case takes, in ms, where that was measured; runs of others take the mean of these. */
  readonly msPerRun?: ReadonlyMap<string, number>;
};

/**
 * Cuts a plan: the same cases, seed and measurements make the same parts on every machine. The longest run comes first,
 * each to the part with the least to do; where nothing was measured, parts differ by one run at most.
 *
 * Source: Graham (1969), longest processing time first; no part takes more than 4/3 of the least possible.
 *
 * @throws RangeError where there are no parts.
 */
export function cutPlan(
  cases: readonly RunsOfCase[],
  { count, seed, msPerRun = new Map() }: CutOptions,
): PlanCut {
  if (!Number.isSafeInteger(count) || count < 1) throw new RangeError(`no plan is cut in ${count}`);
  const usual = meanOf(cases.flatMap(({ id }) => msPerRun.get(id) ?? []));
  const weights = new Map(cases.map(({ id }) => [id, Math.round(msPerRun.get(id) ?? usual)]));
  const parts = new Map(cases.map(({ id, runs }) => [id, new Uint16Array(runs)]));
  const load = Array.from({ length: count }, () => 0);
  const runs = [...planRuns(cases, seed)].toSorted(
    (a, b) => (weights.get(b.caseId) ?? 0) - (weights.get(a.caseId) ?? 0),
  );
  for (const { caseId, runIndex } of runs) {
    const least = load.indexOf(Math.min(...load));
    load[least] = (load[least] ?? 0) + Math.max(1, weights.get(caseId) ?? 1);
    parts.get(caseId)?.fill(least + 1, runIndex, runIndex + 1);
  }
  const hash = createHash("sha256").update(`${count}\n`);
  for (const [id, shards] of [...parts].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`${id} ${shards.join(",")}\n`);
  return {
    digest: `sha256:${hash.digest("hex")}`,
    shardOf: ({ caseId, runIndex }) => {
      const shard = parts.get(caseId)?.[runIndex];
      if (shard === undefined) throw new RangeError(`${caseId}.${runIndex} is not planned`);
      return shard;
    },
  };
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 1 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
