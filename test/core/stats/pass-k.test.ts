import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { passAtK, passHatK } from "../../../src/core/stats/pass-k.ts";
import { known } from "../../support/known.ts";

const someCases = fc.array(
  fc.tuple(fc.nat(20), fc.nat(20)).map(([passed, failed]) => ({ passed, runs: passed + failed })),
  { minLength: 1, maxLength: 8 },
);

describe("pass^k: all of k runs pass", () => {
  test.each([
    [1, 0.75],
    [2, 0.5526],
    [3, 0.3991],
    [4, 0.2817],
    [5, 0.1937],
  ])("15 of 20: pass^%i is %f", (k, expected) => {
    expect(passHatK([{ passed: 15, runs: 20 }], k)).toBeCloseTo(expected, 4);
  });

  test("it is the mean over the cases", () => {
    const cases = [
      { passed: 4, runs: 4 },
      { passed: 2, runs: 4 },
      { passed: 0, runs: 4 },
    ];
    expect(passHatK(cases, 2)).toBeCloseTo((1 + 1 / 6 + 0) / 3, 12);
  });

  test("a thousand runs overflow no binomial coefficient", () => {
    expect(passHatK([{ passed: 1000, runs: 1000 }], 900)).toBe(1);
    expect(passHatK([{ passed: 999, runs: 1000 }], 900)).toBeCloseTo(0.1, 9);
  });
});

test.each([
  [1, 0.15],
  [5, 0.6009],
  [10, 0.8947],
])("3 of 20: pass@%i is %f", (k, expected) => {
  expect(passAtK([{ passed: 3, runs: 20 }], k)).toBeCloseTo(expected, 4);
});

test.each([0, -1, 1.5, Number.NaN, 21])("k = %d of 20 runs is unknown", (k) => {
  expect(passHatK([{ passed: 20, runs: 20 }], k)).toBe("unknown");
  expect(passAtK([{ passed: 20, runs: 20 }], k)).toBe("unknown");
});

test("one case with too few runs, or no case at all, leaves it unknown", () => {
  const cases = [
    { passed: 20, runs: 20 },
    { passed: 3, runs: 3 },
  ];
  expect(passHatK(cases, 4)).toBe("unknown");
  expect(passHatK([], 1)).toBe("unknown");
});

test("pass^k falls with k, pass@k rises, and they meet at one run", () => {
  fc.assert(
    fc.property(someCases, (cases) => {
      const runs = Math.min(...cases.map((one) => one.runs));
      fc.pre(runs > 0);
      expect(passHatK(cases, 1)).toBeCloseTo(known(passAtK(cases, 1)), 12);
      for (let k = 2; k <= runs; k += 1) {
        expect(passHatK(cases, k)).toBeLessThanOrEqual(known(passHatK(cases, k - 1)) + 1e-12);
        expect(passAtK(cases, k)).toBeGreaterThanOrEqual(known(passAtK(cases, k - 1)) - 1e-12);
      }
    }),
  );
});
