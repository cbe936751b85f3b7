import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DiscreteTest, discreteHolm } from "../../../src/core/stats/discrete-holm.ts";
import { holm } from "../../../src/core/stats/holm.ts";
import { stratifiedTest } from "../../../src/core/stats/stratified-test.ts";

const aSide = fc.integer({ min: 1, max: 12 });
const aTest: fc.Arbitrary<DiscreteTest> = fc
  .tuple(aSide, aSide, fc.nat(12), fc.nat(12))
  .map(([m, k, h, b]) =>
    stratifiedTest([
      {
        candidate: { passed: Math.min(h, m), runs: m },
        baseline: { passed: Math.min(b, k), runs: k },
      },
    ]),
  );

function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= k; i += 1) ways = (ways * (n - k + i)) / i;
  return k < 0 || k > n ? 0 : ways;
}

describe("Holm's correction of exact tests", () => {
  test("no test, and one test, are left as they are", () => {
    expect(discreteHolm([])).toEqual([]);
    fc.assert(
      fc.property(aTest, (one) => {
        expect(discreteHolm([one])[0]).toBeCloseTo(one.p, 12);
      }),
    );
  });

  test("is never more than Holm's own, and never less than the test's own p", () => {
    fc.assert(
      fc.property(fc.array(aTest, { maxLength: 12 }), (tests) => {
        const own = holm(tests.map(({ p }) => p));
        for (const [index, corrected] of discreteHolm(tests).entries()) {
          expect(corrected).toBeLessThanOrEqual((own[index] ?? 1) + 1e-12);
          expect(corrected).toBeGreaterThanOrEqual((tests[index]?.p ?? 0) - 1e-12);
        }
      }),
    );
  });

  test("is Holm's own where every test can have every p of the others", () => {
    const attainable = Float64Array.of(0.005, 0.01, 0.03, 0.04, 1);
    const tests = [0.01, 0.04, 0.03, 0.005].map((p) => ({ p, attainable: attainable.slice() }));
    expect(discreteHolm(tests).map((p) => Number(p.toFixed(9)))).toEqual([0.03, 0.06, 0.06, 0.02]);
  });

  test("cases that failed nowhere do not water down the one that collapsed", () => {
    const steady = Array.from({ length: 79 }, () =>
      stratifiedTest([{ candidate: { passed: 20, runs: 20 }, baseline: { passed: 20, runs: 20 } }]),
    );
    const collapsed = stratifiedTest([
      { candidate: { passed: 10, runs: 20 }, baseline: { passed: 19, runs: 20 } },
    ]);
    const all = [...steady, collapsed];
    expect(discreteHolm(all).at(-1)).toBeCloseTo(collapsed.p, 12);
    expect(holm(all.map(({ p }) => p)).at(-1)).toBeGreaterThan(0.05);
  });

  test("keeps its level exactly: over all ways in which passes can fall, it errs no more often", () => {
    // Four cases of 3 against 3 runs with given passes; every table with its chance, given the margins.
    const margins = [3, 4, 4, 5];
    const tables = margins.map((passed) =>
      [0, 1, 2, 3].flatMap((h) => {
        const chance = (choose(3, h) * choose(3, passed - h)) / choose(6, passed);
        const counts = {
          candidate: { passed: h, runs: 3 },
          baseline: { passed: passed - h, runs: 3 },
        };
        return chance === 0 ? [] : [{ chance, test: stratifiedTest([counts]) }];
      }),
    );
    for (const level of [0.05, 0.1, 0.2, 0.4]) {
      let errs = 0;
      const walk = (at: number, chance: number, tests: readonly DiscreteTest[]): void => {
        const here = tables[at];
        if (here === undefined) {
          if (discreteHolm(tests).some((p) => p <= level)) errs += chance;
          return;
        }
        for (const one of here) walk(at + 1, chance * one.chance, [...tests, one.test]);
      };
      walk(0, 1, []);
      expect(errs).toBeLessThanOrEqual(level + 1e-12);
    }
  });
});
