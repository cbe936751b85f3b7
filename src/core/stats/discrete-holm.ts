/** One exact test of counts: its p-value, and all that it could have had, rising, the last one 1. */
export type DiscreteTest = { readonly p: number; readonly attainable: Float64Array };

/**
 * Holm's step-down adjusted p-values for exact tests, in the order given, to be compared with the level.
 *
 * Where Holm takes a test's p as often as there are tests left, this sums how often each test that is left would show so
 * small a p by chance: the largest p that it can attain and that is not above it. That is never more, and nothing at all for
 * tests with too few failures to show anything (Tarone 1990), so the level is kept as Holm keeps it, whatever the tests have
 * in common, and is spent where something can be seen. The margins, which tell what is attainable, are taken as given.
 *
 * Source: Holm (1979) with the discrete bounds of Westfall and Wolfinger (1997).
 */
export function discreteHolm(tests: readonly DiscreteTest[]): readonly number[] {
  const order = tests.map(({ p }, index) => ({ p, index })).toSorted((a, b) => a.p - b.p);
  /** How many of the tests that are left have these attainable values; tests of the same margins share an array. */
  const left = new Map<Float64Array, number>();
  for (const { attainable } of tests) left.set(attainable, (left.get(attainable) ?? 0) + 1);
  const adjusted = tests.map(() => 1);
  let highest = 0;
  for (const { p, index } of order) {
    const own = tests[index]?.attainable;
    if (own === undefined || highest >= 1) break;
    let chance = 0;
    for (const [attainable, times] of left) chance += times * largestUpTo(attainable, p);
    highest = Math.max(highest, Math.min(1, Math.max(chance, p)));
    adjusted[index] = highest;
    left.set(own, (left.get(own) ?? 1) - 1);
  }
  return adjusted;
}

/** The chance of a p no larger than `p`: 0 where not one is attainable. */
function largestUpTo(attainable: Float64Array, p: number): number {
  let low = -1;
  let high = attainable.length;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if ((attainable[middle] ?? 1) <= p) low = middle;
    else high = middle;
  }
  return low < 0 ? 0 : (attainable[low] ?? 0);
}
