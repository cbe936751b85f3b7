import { binomialLowerTail, binomialUpperTail } from "./binomial.ts";
import type { RateTest } from "./fixed-plan.ts";
import { mostPassesThatMiss } from "./floor-power.ts";

/** What a floor's rule will say at the end of a plan, whatever the runs that are left do; `open` where that counts. */
export type CurtailedAnswer = "met" | "missed" | "undetermined" | "open";

/** By number of scored runs so far, from where on the answer cannot change any more. */
export type CurtailedPlan = {
  readonly runs: number;
  /** Nothing is known of fewer scored runs. */
  readonly from: number;
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
 * @throws RangeError where there are fewer runs than `from`.
 */
export function planCurtailment(
  { floor, tolerated, alpha, beta }: RateTest,
  runs: number,
  { strictest = alpha, from = 0 }: CurtailmentOptions = {},
): CurtailedPlan {
  if (!(from >= 0 && from <= runs)) throw new RangeError(`no plan of ${runs} runs is at ${from}`);
  const missedBelow = new Int32Array(runs + 1);
  const hopelessBelow = new Int32Array(runs + 1);
  // Without a run there is no answer at all.
  missedBelow[0] = -1;
  let surelyMissed = from === 0 ? -1 : (mostPassesThatMiss(from, floor, strictest) ?? -1);
  let perhapsMissed = from === 0 ? -1 : (mostPassesThatMiss(from, floor, alpha) ?? -1);
  let met = from === 0 ? 1 : fewestPassesThatMeet(from, tolerated, beta);
  for (let scored = Math.max(1, from); scored <= runs; scored += 1) {
    // With one run more each boundary stays or rises by one.
    if (binomialLowerTail(surelyMissed + 1, scored, floor) <= strictest) surelyMissed += 1;
    if (binomialLowerTail(perhapsMissed + 1, scored, floor) <= alpha) perhapsMissed += 1;
    if (met <= scored && binomialUpperTail(met, scored, tolerated) > beta) met += 1;
    missedBelow[scored] = surelyMissed - scored;
    hopelessBelow[scored] = met - scored;
  }
  for (let scored = runs - 1; scored >= from; scored -= 1) {
    missedBelow[scored] = Math.min(missedBelow[scored] ?? 0, missedBelow[scored + 1] ?? 0);
    hopelessBelow[scored] = Math.min(hopelessBelow[scored] ?? 0, hopelessBelow[scored + 1] ?? 0);
  }
  return { runs, from, missedBelow, safeAbove: perhapsMissed, metFrom: met, hopelessBelow };
}

export type CurtailmentOptions = {
  /**
   * The smallest level that a correction for other tests may put in the place of α, such as α over the number of floors
   * for Holm's; α itself where left out.
   */
  readonly strictest?: number;
  /** Scored runs that there are already: nothing is worked out for fewer of them. 0 where left out. */
  readonly from?: number;
};

/** The fewest passes at which so high a rate would be no chance any more; one more than the runs where none is enough. */
function fewestPassesThatMeet(scored: number, tolerated: number, beta: number): number {
  let low = 0;
  let high = scored + 1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (binomialUpperTail(middle, scored, tolerated) <= beta) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * What the runs so far make certain.
 *
 * @throws RangeError where the counts are none of the plan's.
 */
export function askCurtailed(
  { runs, from, missedBelow, safeAbove, metFrom, hopelessBelow }: CurtailedPlan,
  { passed, scored }: { readonly passed: number; readonly scored: number },
): CurtailedAnswer {
  if (
    !Number.isSafeInteger(passed) ||
    passed < 0 ||
    passed > scored ||
    scored > runs ||
    scored < from
  ) {
    throw new RangeError(`no plan of ${runs} runs has ${passed} passes of ${scored}`);
  }
  const behind = passed - scored;
  if (behind <= (missedBelow[scored] ?? 0)) return "missed";
  if (passed <= safeAbove) return "open";
  if (passed >= metFrom) return "met";
  return behind < (hopelessBelow[scored] ?? 0) ? "undetermined" : "open";
}
