import type { RateTest } from "./fixed-plan.ts";
import { missBoundary } from "./miss-boundary.ts";

/** What a floor's rule will say at the end of a plan, whatever the runs that are left do; `open` where that counts. */
export type CurtailedAnswer = "met" | "missed" | "undetermined" | "open";

/** By number of scored runs so far, from where on the answer cannot change any more. */
export type CurtailedPlan = {
  readonly runs: number;
  /** Missed for good where passed − scored is at most this. */
  readonly missedBelow: Int32Array;
  /** Missed no more where passed is above this. */
  readonly safeAbove: number;
  /** Met for good, if missed no more, where passed is at least this. */
  readonly metFrom: number;
  /** Met no more where passed − scored is below this. */
  readonly hopelessBelow: Int32Array;
};

/**
 * Prepares to stop a plan of `runs` runs as soon as its answer is certain: the same decision, with fewer runs.
 *
 * The rule is the fixed one: missed where P(X ≤ passed | floor) ≤ α, else met where P(X ≥ passed | tolerated) ≤ β, else
 * undetermined. It holds whatever the runs that are left do, also where some of them get lost and are never scored.
 *
 * @param strictest the smallest level that a correction for other tests may put in the place of α, such as α over the
 * number of floors for Holm's; α itself where left out.
 * @throws RangeError where the runs are no count, or the test is none: see `missBoundary`.
 */
export function planCurtailment(
  { floor, tolerated, alpha, beta }: RateTest,
  runs: number,
  strictest = alpha,
): CurtailedPlan {
  const surelyMissed = missBoundary(runs, floor, strictest);
  const perhapsMissed = missBoundary(runs, floor, alpha)[runs] ?? -1;
  // Met where so few failures would be no chance any more: the same boundary, from the failures' side.
  const failuresThatMeet = missBoundary(runs, 1 - tolerated, beta);
  const missedBelow = surelyMissed.map((passed, scored) => passed - scored);
  const hopelessBelow = failuresThatMeet.map((failed) => -failed);
  for (let scored = runs - 1; scored >= 0; scored -= 1) {
    missedBelow[scored] = Math.min(missedBelow[scored] ?? 0, missedBelow[scored + 1] ?? 0);
    hopelessBelow[scored] = Math.min(hopelessBelow[scored] ?? 0, hopelessBelow[scored + 1] ?? 0);
  }
  const metFrom = runs - (failuresThatMeet[runs] ?? -1);
  return { runs, missedBelow, safeAbove: perhapsMissed, metFrom, hopelessBelow };
}

/**
 * What the runs so far make certain.
 *
 * @throws RangeError where the counts are none of the plan's.
 */
export function askCurtailed(
  { runs, missedBelow, safeAbove, metFrom, hopelessBelow }: CurtailedPlan,
  { passed, scored }: { readonly passed: number; readonly scored: number },
): CurtailedAnswer {
  if (!Number.isSafeInteger(passed) || passed < 0 || passed > scored || scored > runs) {
    throw new RangeError(`no plan of ${runs} runs has ${passed} passes of ${scored}`);
  }
  const behind = passed - scored;
  if (behind <= (missedBelow[scored] ?? 0)) return "missed";
  if (passed <= safeAbove) return "open";
  if (passed >= metFrom) return "met";
  return behind < (hopelessBelow[scored] ?? 0) ? "undetermined" : "open";
}
