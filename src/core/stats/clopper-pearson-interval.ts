import betaQuantile from "@stdlib/stats-base-dists-beta-quantile";
import { mustBeCounts } from "./must-be-counts.ts";
import type { Interval } from "./wilson-interval.ts";

/**
 * The exact 95 % interval of a proportion: it never covers the true one less often than that.
 *
 * Source: Clopper and Pearson (1934), in its Beta form. No trials say nothing: [0, 1].
 *
 * @throws RangeError where the counts are none.
 */
export function clopperPearsonInterval(passed: number, trials: number): Interval {
  mustBeCounts(passed, trials);
  if (trials === 0) return { low: 0, high: 1 };
  return {
    low: passed === 0 ? 0 : betaQuantile(0.025, passed, trials - passed + 1),
    high: passed === trials ? 1 : betaQuantile(0.975, passed + 1, trials - passed),
  };
}
