import { binomialLowerTail } from "./binomial.ts";

/** Nearer to the level than that, the library decides: additions of 200,000 runs err by less. */
const doubt = 1e-7;

/**
 * For each number of runs from 0 to `runs`, the most passes k with P(X ≤ k) ≤ `level` for X ~ Binomial(n, rate); −1 where
 * not even none is so few. The same as `mostPassesThatMiss` of each, for the price of a few additions each.
 *
 * Walks along the boundary: P(X ≤ k) of n + 1 trials is that of n less rate · P(X = k), and that of k + 1 is that of k
 * and P(X = k + 1) more. With one run more the boundary stays or rises by one.
 *
 * @throws RangeError where the runs are no count, the rate is none in [0, 1], or the level is none in [0, 1).
 */
export function missBoundary(runs: number, rate: number, level: number): Int32Array {
  const isLevel = level >= 0 && level < 1;
  if (!Number.isSafeInteger(runs) || runs < 0 || !(rate >= 0 && rate <= 1) || !isLevel)
    throw new RangeError(
      `no boundary for ${runs} runs at a rate of ${rate} and a level of ${level}`,
    );
  const boundary = new Int32Array(runs + 1).fill(-1);
  // Where nothing is left to chance: at a rate of 1 any failure is too many, at a rate of 0 none is.
  if (rate === 1) return boundary.map((_, trials) => trials - 1);
  if (rate === 0) return boundary;
  let passes = 0;
  let tail = 1;
  let mass = 1;
  for (let trials = 1; trials <= runs; trials += 1) {
    tail -= rate * mass;
    mass *= (trials / (trials - passes)) * (1 - rate);
    if (Math.abs(tail - level) < doubt) tail = binomialLowerTail(passes, trials, rate);
    if (tail <= level) {
      boundary[trials] = passes;
      mass *= ((trials - passes) / (passes + 1)) * (rate / (1 - rate));
      passes += 1;
      tail += mass;
    } else boundary[trials] = passes - 1;
  }
  return boundary;
}
