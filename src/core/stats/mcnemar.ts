import { binomialUpperTail } from "./binomial.ts";
import { mustBeCounts } from "./must-be-counts.ts";

/**
 * Exact one-sided McNemar: how often at least `lost` of all changes would go the wrong way if both ways were equally
 * likely.
 *
 * `lost`: right before, wrong now; `won`: wrong before, right now. Pairs that did not change say nothing, and no change
 * at all is no evidence: 1.
 *
 * Source: McNemar (1947), exact form.
 *
 * @throws RangeError where one of them is no count.
 */
export function mcnemarWorse(lost: number, won: number): number {
  mustBeCounts(lost, lost + won);
  return lost + won === 0 ? 1 : binomialUpperTail(lost, lost + won, 0.5);
}
