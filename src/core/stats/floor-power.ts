import { binomialLowerTail, binomialUpperTail } from "./binomial.ts";

/**
 * The most passes of `runs` at which the exact test still calls the floor missed; `undefined` where not
 * even zero passes would be evidence enough, as where there are no runs.
 *
 * @throws RangeError where the floor is no rate in [0, 1], or the runs are no count.
 */
export function mostPassesThatMiss(runs: number, floor: number, alpha: number): number | undefined {
  const passes = largestWhere(runs, (passed) => binomialLowerTail(passed, runs, floor) <= alpha);
  return passes < 0 ? undefined : passes;
}

/**
 * How far below the floor the true rate must be for the test to block with 80 % power, as a
 * difference of rates in [0, floor]; "unknown" where no fall would be seen that often.
 *
 * @throws RangeError as `mostPassesThatMiss`.
 */
export function detectableDrop(runs: number, floor: number, alpha: number): number | "unknown" {
  const passes = mostPassesThatMiss(runs, floor, alpha);
  if (passes === undefined) return "unknown";
  let seen = 0;
  let unseen = floor;
  for (let halving = 0; halving < 50; halving += 1) {
    const rate = (seen + unseen) / 2;
    if (binomialLowerTail(passes, runs, rate) >= 0.8) seen = rate;
    else unseen = rate;
  }
  return floor - seen;
}

/**
 * The smallest number of runs at which `failures` failed ones still leave the rate provably above
 * `rate` at level `level`, in (0, 1); "unknown" where a million runs are not enough.
 *
 * @throws RangeError where the rate is none in [0, 1], or the failures are no count.
 */
export function runsToProve(rate: number, level: number, failures: number): number | "unknown" {
  const isProof = (runs: number): boolean =>
    runs > failures && binomialUpperTail(runs - failures, runs, rate) <= level;
  let enough = failures + 1;
  while (!isProof(enough)) {
    enough *= 2;
    if (enough > 1_000_000) return "unknown";
  }
  let few = failures;
  while (enough - few > 1) {
    const middle = Math.floor((few + enough) / 2);
    if (isProof(middle)) enough = middle;
    else few = middle;
  }
  return enough;
}

/** The largest count in [0, limit] for which a property that only ever turns false holds; -1 for none. */
function largestWhere(limit: number, holds: (count: number) => boolean): number {
  let low = -1;
  let high = limit + 1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}
