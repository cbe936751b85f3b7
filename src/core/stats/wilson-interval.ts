import { mustBeCounts } from "./must-be-counts.ts";

/** Two-sided bounds on a proportion, both in [0, 1]. */
export type Interval = { readonly low: number; readonly high: number };

const z95 = 1.959963984540054;

/**
 * Wilson's 95 % score interval. For showing, not for deciding: at 20 runs its one-sided bound errs
 * up to 19.8 % of the time.
 *
 * Source: Wilson (1927). No runs at all say nothing: [0, 1].
 *
 * @throws RangeError where the counts are none.
 */
export function wilsonInterval(passed: number, runs: number): Interval {
  mustBeCounts(passed, runs);
  if (runs === 0) return { low: 0, high: 1 };
  const rate = passed / runs;
  const z2 = z95 * z95;
  const scale = 1 / (1 + z2 / runs);
  const centre = (rate + z2 / (2 * runs)) * scale;
  const half = z95 * scale * Math.sqrt((rate * (1 - rate)) / runs + z2 / (4 * runs * runs));
  return {
    low: passed === 0 ? 0 : Math.max(0, centre - half),
    high: passed === runs ? 1 : Math.min(1, centre + half),
  };
}
