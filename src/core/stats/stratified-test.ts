import type { DiscreteTest } from "./discrete-holm.ts";

/** Passes of the scored runs of one case on both sides; at least one run each, else the case says nothing. */
export type Stratum = {
  readonly candidate: { readonly passed: number; readonly runs: number };
  readonly baseline: { readonly passed: number; readonly runs: number };
};

/**
 * How often the candidate would have as few passes as it has, or fewer, if in each case all runs of both sides were
 * equally good: P(Σ Xᵢ ≤ Σ hᵢ | margins), Xᵢ ~ Hypergeometric(mᵢ + kᵢ runs, hᵢ + bᵢ passes, mᵢ drawn).
 *
 * Exact, one-sided, in [0, 1]: small means that the candidate is worse. Cases of which a side has no scored run are
 * left out; without any other it is 1. One run a case makes it McNemar's exact test, one case Fisher's. Never too
 * small: tails below 1e-18 are cut off for speed and counted towards p, about 1e-14 in all.
 *
 * Source: Cochran (1954), Mantel and Haenszel (1959); the exact conditional form is Gart's (1970).
 *
 * @throws RangeError where a count is none.
 */
export function stratifiedWorse(strata: readonly Stratum[]): number {
  return stratifiedTest(strata).p;
}

/** The same test with every p that it could have given, so that several can share a level (`discreteHolm`). */
export function stratifiedTest(strata: readonly Stratum[]): DiscreteTest & {
  /** How many passes of the candidate the first of them is for. */
  readonly from: number;
} {
  const groups = groupStrata(strata);
  const sums = groups.map(({ pmf, times }) => power(pmf, times));
  const { from, chances, lost } = sums.length === 0 ? certain : sumOfAll(sums);
  const attainable = new Float64Array(chances.length);
  let p = lost;
  for (const [index, chance] of chances.entries()) {
    p += chance;
    attainable[index] = Math.min(1, p);
  }
  const observed = strata.reduce((sum, { candidate, baseline }) => {
    return baseline.runs > 0 ? sum + candidate.passed : sum;
  }, 0);
  const place = Math.min(observed - from, chances.length - 1);
  return { p: place < 0 ? lost : (attainable[place] ?? 1), attainable, from };
}

/**
 * How far the candidate's pass rate is below the baseline's, as a difference of rates in [-1, 1]: Σ wᵢ (bᵢ/kᵢ − hᵢ/mᵢ)
 * / Σ wᵢ with wᵢ = mᵢ kᵢ / (mᵢ + kᵢ). With as many runs in every case it is the mean over the cases.
 *
 * `undefined` where no case has scored runs on both sides. Source: Mantel and Haenszel's risk difference (Greenland
 * and Robins 1985).
 */
export function pairedDrop(strata: readonly Stratum[]): number | undefined {
  let weight = 0;
  let drop = 0;
  for (const { candidate, baseline } of strata) {
    if (candidate.runs === 0 || baseline.runs === 0) continue;
    const w = (candidate.runs * baseline.runs) / (candidate.runs + baseline.runs);
    weight += w;
    drop += w * (baseline.passed / baseline.runs - candidate.passed / candidate.runs);
  }
  return weight === 0 ? undefined : drop / weight;
}

/** A sum of passes: `chances[i]` is that of `from + i`. What was cut off on either side is `lost`. */
type Sum = { readonly from: number; readonly chances: Float64Array; readonly lost: number };

const certain: Sum = { from: 0, chances: Float64Array.of(1), lost: 0 };
const negligible = 1e-18;

type Group = { readonly pmf: Sum; times: number };

/** Cases with the same margins have the same distribution: there are a few of these, and any number of cases. */
function groupStrata(strata: readonly Stratum[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const stratum of strata) {
    checkCounts(stratum);
    const { candidate, baseline } = stratum;
    if (candidate.runs === 0 || baseline.runs === 0) continue;
    const passed = candidate.passed + baseline.passed;
    const key = `${candidate.runs} ${baseline.runs} ${passed}`;
    const group = groups.get(key);
    if (group !== undefined) group.times += 1;
    else groups.set(key, { pmf: hypergeometric(candidate.runs, baseline.runs, passed), times: 1 });
  }
  return [...groups.values()];
}

/**
 * How many of `passed` passes fall to the first `drawn` of `drawn + others` runs, each way of dealing them equally
 * likely. Built from the mode outwards by the ratio of neighbours, so that nothing overflows.
 */
function hypergeometric(drawn: number, others: number, passed: number): Sum {
  const from = Math.max(0, passed - others);
  const to = Math.min(drawn, passed);
  const chances = new Float64Array(to - from + 1);
  const mode = Math.floor(((drawn + 1) * (passed + 1)) / (drawn + others + 2));
  const middle = Math.min(Math.max(mode, from), to);
  /** P(x + 1) / P(x). */
  const ratio = (x: number): number =>
    ((drawn - x) * (passed - x)) / ((x + 1) * (others - passed + x + 1));
  chances[middle - from] = 1;
  for (let x = middle; x < to; x += 1) chances[x + 1 - from] = (chances[x - from] ?? 0) * ratio(x);
  for (let x = middle; x > from; x -= 1) {
    chances[x - 1 - from] = (chances[x - from] ?? 0) / ratio(x - 1);
  }
  const total = chances.reduce((sum, chance) => sum + chance, 0);
  return trimmed({ from, chances: chances.map((chance) => chance / total), lost: 0 });
}

/** The sum of `times` independent draws. */
function power(sum: Sum, times: number): Sum {
  let result: Sum | undefined;
  let square = sum;
  for (let left = times; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = result === undefined ? square : added(result, square);
    if (left > 1) square = added(square, square);
  }
  return result ?? certain;
}

/** Two short ones first: a long sum is gone through as seldom as possible. */
function sumOfAll(sums: readonly Sum[]): Sum {
  let left = sums.toSorted((a, b) => a.chances.length - b.chances.length);
  while (left.length > 1) {
    const merged: Sum[] = [];
    for (let index = 0; index < left.length; index += 2) {
      const [a = certain, b] = left.slice(index, index + 2);
      merged.push(b === undefined ? a : added(a, b));
    }
    left = merged;
  }
  return left[0] ?? certain;
}

/** The sum of two independent ones. */
function added(a: Sum, b: Sum): Sum {
  const chances = new Float64Array(a.chances.length + b.chances.length - 1);
  for (let i = 0; i < a.chances.length; i += 1) {
    const chance = a.chances[i] ?? 0;
    for (let j = 0; j < b.chances.length; j += 1) {
      chances[i + j] = (chances[i + j] ?? 0) + chance * (b.chances[j] ?? 0);
    }
  }
  return trimmed({ from: a.from + b.from, chances, lost: a.lost + b.lost });
}

/** Without the ends that together are less likely than anything that counts. */
function trimmed({ from, chances, lost }: Sum): Sum {
  let first = 0;
  let last = chances.length - 1;
  let below = 0;
  let above = 0;
  while (first < last && below + (chances[first] ?? 0) < negligible) below += chances[first++] ?? 0;
  while (last > first && above + (chances[last] ?? 0) < negligible) above += chances[last--] ?? 0;
  return {
    from: from + first,
    chances: chances.subarray(first, last + 1),
    lost: lost + below + above,
  };
}

function checkCounts({ candidate, baseline }: Stratum): void {
  for (const { passed, runs } of [candidate, baseline]) {
    const isCount = Number.isSafeInteger(passed) && Number.isSafeInteger(runs);
    if (!isCount || passed < 0 || passed > runs) {
      throw new RangeError(`no case has ${passed} passes of ${runs} runs`);
    }
  }
}
