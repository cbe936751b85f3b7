import { binomialLowerTail } from "./binomial.ts";
import { mostPassesThatMiss } from "./floor-power.ts";

/** Two rates that must be told apart, and how often each may be taken for the other. */
export type RateTest = {
  /** The floor: an agent at it may be blocked with chance `alpha` at most. */
  readonly floor: number;
  /** One margin below the floor: an agent at it may pass with chance `beta` at most. */
  readonly tolerated: number;
  readonly alpha: number;
  readonly beta: number;
};

/** As many runs, and the most passes among them at which the floor counts as missed. */
export type FixedPlan = { readonly runs: number; readonly mostPassesThatMiss: number };

const mostRuns = 20_000;

/**
 * The smallest number of runs whose exact test keeps both errors; "unknown" where 20,000 runs do not.
 *
 * Chances of errors go up and down with the number of runs, so a few more runs need not do: use this number.
 *
 * @throws RangeError where the rates do not lie apart in (0, 1) or a level is none.
 */
export function planFixedRuns(test: RateTest): FixedPlan | "unknown" {
  checkRateTest(test);
  const { floor, tolerated, alpha, beta } = test;
  for (let runs = 1; runs <= mostRuns; runs += 1) {
    const passes = mostPassesThatMiss(runs, floor, alpha);
    if (passes === undefined) continue;
    if (1 - binomialLowerTail(passes, runs, tolerated) <= beta) {
      return { runs, mostPassesThatMiss: passes };
    }
  }
  return "unknown";
}

/** @throws RangeError as `planFixedRuns` does. */
export function checkRateTest({ floor, tolerated, alpha, beta }: RateTest): void {
  const isApart = tolerated > 0 && tolerated < floor && floor < 1;
  const isLevel = alpha > 0 && alpha < 1 && beta > 0 && beta < 1;
  if (isApart && isLevel) return;
  throw new RangeError(
    `no test tells ${floor} from ${tolerated} at levels of ${alpha} and ${beta}`,
  );
}
