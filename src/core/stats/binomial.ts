import binomialCdf from "@stdlib/stats-base-dists-binomial-cdf";

/**
 * P(X ≤ passed) for X ~ Binomial(runs, rate): how often so few runs pass where `rate` is the truth.
 *
 * @throws RangeError where the counts or the rate are not a binomial's.
 */
export function binomialLowerTail(passed: number, runs: number, rate: number): number {
  checkArguments(passed, runs, rate);
  return binomialCdf(passed, runs, rate);
}

/**
 * P(X ≥ passed) for X ~ Binomial(runs, rate): how often so many runs pass where `rate` is the truth.
 *
 * Taken from the failures' side, because `1 − P(X < passed)` loses every digit of a small tail.
 *
 * @throws RangeError where the counts or the rate are not a binomial's.
 */
export function binomialUpperTail(passed: number, runs: number, rate: number): number {
  checkArguments(passed, runs, rate);
  return binomialCdf(runs - passed, runs, 1 - rate);
}

/** The library answers NaN, and NaN compares as "not missed": a wrong count must stop here instead. */
function checkArguments(passed: number, runs: number, rate: number): void {
  const isCount = Number.isSafeInteger(passed) && Number.isSafeInteger(runs);
  if (!isCount || passed < 0 || passed > runs || !(rate >= 0 && rate <= 1)) {
    throw new RangeError(`no binomial tail for ${passed} of ${runs} runs at a rate of ${rate}`);
  }
}
