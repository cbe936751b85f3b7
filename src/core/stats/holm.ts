/**
 * Holm's step-down adjusted p-values, in the order given: rejecting those ≤ α keeps the chance of
 * any false rejection in the family at α, however the tests depend on each other. In [0, 1]; no tests
 * give none.
 *
 * Source: Holm (1979).
 */
export function holm(pValues: readonly number[]): readonly number[] {
  const order = pValues.map((p, index) => ({ p, index })).toSorted((a, b) => a.p - b.p);
  const adjusted = pValues.map(() => 1);
  let highest = 0;
  for (const [rank, { p, index }] of order.entries()) {
    highest = Math.max(highest, Math.min(1, p * (order.length - rank)));
    adjusted[index] = highest;
  }
  return adjusted;
}
