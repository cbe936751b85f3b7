import betaQuantile from "@stdlib/stats-base-dists-beta-quantile";
import { mustBeCounts } from "./must-be-counts.ts";
import type { Interval } from "./wilson-interval.ts";

/**
 * Jeffreys' 95 % interval of a proportion: the middle of Beta(x + ½, n − x + ½).
 *
 * Source: Brown, Cai, DasGupta (2001), with their convention that none of n ends at 0 and all of n at 1. No trials say
 * nothing: [0, 1].
 *
 * @throws RangeError where the counts are none.
 */
export function jeffreysInterval(passed: number, trials: number): Interval {
  mustBeCounts(passed, trials);
  if (trials === 0) return { low: 0, high: 1 };
  const quantile = (p: number): number => betaQuantile(p, passed + 0.5, trials - passed + 0.5);
  return {
    low: passed === 0 ? 0 : quantile(0.025),
    high: passed === trials ? 1 : quantile(0.975),
  };
}
