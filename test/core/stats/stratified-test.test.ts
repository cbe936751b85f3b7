import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holm } from "../../../src/core/stats/holm.ts";
import { mcnemarWorse } from "../../../src/core/stats/mcnemar.ts";
import {
  pairedDrop,
  type Stratum,
  stratifiedWorse,
} from "../../../src/core/stats/stratified-test.ts";

/** `[h, m, b, k]`: h of m runs passed on the candidate's side, b of k on the baseline's. */
function strata(...rows: readonly (readonly [number, number, number, number])[]): Stratum[] {
  return rows.map(([h, m, b, k]) => ({
    candidate: { passed: h, runs: m },
    baseline: { passed: b, runs: k },
  }));
}

function of20(head: readonly number[], base: readonly number[]): Stratum[] {
  return strata(...head.map((h, index) => [h, 20, base[index] ?? 0, 20] as const));
}

describe("the exact stratified conditional test", () => {
  test.each([
    ["15/20 against 20/20", of20([15], [20]), 0.023562],
    ["three cases, one of which collapsed", of20([18, 12, 20], [20, 19, 20]), 0.002709],
    ["five cases", of20([19, 20, 18, 20, 11], [20, 20, 19, 20, 18]), 0.009006],
    ["a larger baseline", strata([8, 10, 98, 100], [9, 10, 97, 100]), 0.027328],
  ])("%s", (_, given, expected) => {
    expect(stratifiedWorse(given)).toBeCloseTo(expected, 6);
  });

  test("one run a case is McNemar's exact test", () => {
    fc.assert(
      fc.property(fc.nat(30), fc.nat(30), fc.nat(9), (lost, won, same) => {
        const pairs = [
          ...Array.from({ length: lost }, () => [0, 1, 1, 1] as const),
          ...Array.from({ length: won }, () => [1, 1, 0, 1] as const),
          ...Array.from({ length: same }, () => [1, 1, 1, 1] as const),
        ];
        expect(stratifiedWorse(strata(...pairs))).toBeCloseTo(mcnemarWorse(lost, won), 12);
      }),
    );
  });

  test("it is the convolution of its cases, term by term", () => {
    fc.assert(
      fc.property(fc.array(aStratum, { maxLength: 5 }), (given) => {
        expect(stratifiedWorse(given)).toBeCloseTo(byEnumeration(given), 10);
      }),
    );
  });

  test("one pass more on the candidate's side is never evidence against it", () => {
    fc.assert(
      fc.property(fc.array(aStratum, { minLength: 1, maxLength: 6 }), (given) => {
        const [first, ...rest] = given;
        if (first === undefined || first.candidate.passed === first.candidate.runs) return;
        const { passed, runs } = first.candidate;
        const better = [{ ...first, candidate: { passed: passed + 1, runs } }, ...rest];
        expect(stratifiedWorse(better)).toBeGreaterThanOrEqual(stratifiedWorse(given) - 1e-12);
      }),
    );
  });

  test("where both sides are equally good it alarms no more often than it may", () => {
    const shapes = [
      { m: 3, k: 4, t: 5 },
      { m: 4, k: 4, t: 6 },
    ];
    // Every way in which the passes can fall, with its chance given the margins.
    let alarms = 0;
    for (let x = 0; x <= 3; x += 1) {
      for (let y = 0; y <= 4; y += 1) {
        const [a, b] = shapes;
        if (a === undefined || b === undefined) return;
        if (a.t - x < 0 || a.t - x > a.k || b.t - y < 0 || b.t - y > b.k) continue;
        const chance = chanceOf(x, a.m, a.k, a.t) * chanceOf(y, b.m, b.k, b.t);
        const p = stratifiedWorse(strata([x, a.m, a.t - x, a.k], [y, b.m, b.t - y, b.k]));
        if (p <= 0.2) alarms += chance;
      }
    }
    expect(alarms).toBeGreaterThan(0);
    expect(alarms).toBeLessThanOrEqual(0.2);
  });

  test("many equal cases are as exact as few", () => {
    // P(Bin(1000, ½) ≤ 450): each case is a coin that fell for one side.
    const given = Array.from({ length: 450 }, () => [1, 1, 0, 1] as const);
    const lost = Array.from({ length: 550 }, () => [0, 1, 1, 1] as const);
    expect(stratifiedWorse(strata(...given, ...lost))).toBeCloseTo(mcnemarWorse(550, 450), 12);
  });

  test("a thousand cases of a hundred runs are no trouble, whatever their rates", () => {
    const given = Array.from({ length: 1000 }, (_, index): [number, number, number, number] => {
      const base = (index * 37) % 101;
      return [Math.max(0, base - (index % 7 === 0 ? 4 : 0)), 100, base, 100];
    });
    const p = stratifiedWorse(strata(...given));
    expect(p).toBeGreaterThan(0);
    expect(p).toBeLessThan(0.1);
  });
});

describe("what says nothing", () => {
  test.each([
    ["no case at all", strata()],
    ["a case with no run on one side", strata([0, 0, 20, 20], [20, 20, 0, 0])],
    ["cases that always pass", strata([20, 20, 20, 20], [5, 5, 100, 100])],
    ["cases that never pass", strata([0, 20, 0, 20])],
  ])("%s: 1", (_, given) => {
    expect(stratifiedWorse(given)).toBe(1);
  });

  test("a case of one side alone changes nothing for the others", () => {
    const both = of20([15], [20]);
    const more = [...both, ...strata([0, 0, 3, 20], [2, 20, 0, 0])];
    expect(stratifiedWorse(more)).toBe(stratifiedWorse(both));
    expect(pairedDrop(more)).toBe(pairedDrop(both));
    expect(pairedDrop(strata([2, 20, 0, 0]))).toBeUndefined();
  });

  test.each([
    [21, 20],
    [-1, 20],
    [1.5, 20],
    [Number.NaN, 20],
    [1, Number.POSITIVE_INFINITY],
  ])("%d of %d are no counts", (passed, runs) => {
    expect(() => stratifiedWorse(strata([passed, runs, 1, 1]))).toThrow(RangeError);
    expect(() => stratifiedWorse(strata([1, 1, passed, runs]))).toThrow(RangeError);
  });
});

describe("the drop", () => {
  test("is the mean over the cases where all were run as often", () => {
    expect(pairedDrop(of20([18, 12, 20], [20, 19, 20]))).toBeCloseTo((0.1 + 0.35 + 0) / 3, 12);
  });

  test("is no mixture of easy and hard cases: equal rates on both sides are no drop", () => {
    expect(pairedDrop(strata([95, 100, 19, 20], [2, 10, 40, 200]))).toBeCloseTo(0, 12);
  });

  test("is negative where the candidate is better", () => {
    expect(pairedDrop(of20([20], [15]))).toBeCloseTo(-0.25, 12);
  });
});

test("several tests together: Holm over their p-values", () => {
  expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
});

const aStratum: fc.Arbitrary<Stratum> = fc
  .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 }), fc.nat(8), fc.nat(8))
  .map(([m, k, h, b]) => ({
    candidate: { passed: Math.min(h, m), runs: m },
    baseline: { passed: Math.min(b, k), runs: k },
  }));

function choose(n: number, k: number): number {
  let result = 1;
  for (let i = 0; i < k; i += 1) result = (result * (n - i)) / (i + 1);
  return k < 0 || k > n ? 0 : result;
}

/** P(X = x) for x of t passes among the first m of m + k runs. */
function chanceOf(x: number, m: number, k: number, t: number): number {
  return (choose(m, x) * choose(k, t - x)) / choose(m + k, t);
}

function byEnumeration(given: readonly Stratum[]): number {
  let sums = new Map([[0, 1]]);
  for (const { candidate, baseline } of given) {
    const next = new Map<number, number>();
    const t = candidate.passed + baseline.passed;
    for (const [sum, chance] of sums) {
      for (let x = 0; x <= candidate.runs; x += 1) {
        const p = chance * chanceOf(x, candidate.runs, baseline.runs, t);
        next.set(sum + x, (next.get(sum + x) ?? 0) + p);
      }
    }
    sums = next;
  }
  const observed = given.reduce((sum, { candidate }) => sum + candidate.passed, 0);
  let p = 0;
  for (const [sum, chance] of sums) if (sum <= observed) p += chance;
  return p;
}
