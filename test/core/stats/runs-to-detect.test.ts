import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binomialLowerTail } from "../../../src/core/stats/binomial.ts";
import { mostPassesThatMiss } from "../../../src/core/stats/floor-power.ts";
import { runsToDetect } from "../../../src/core/stats/runs-to-detect.ts";
import { known } from "../../support/known.ts";

describe("the runs that see a fall below a floor of 90 %", () => {
  test.each([
    [0.213, 20],
    [0.088, 100],
    [0.041, 400],
  ])("%f: no more than the %i that see it", (drop, runs) => {
    expect(known(runsToDetect(0.9, drop + 0.0005, 0.05))).toBeLessThanOrEqual(runs);
  });
});

/** How often an agent of this rate is blocked. */
function power(runs: number, floor: number, rate: number): number {
  const passes = mostPassesThatMiss(runs, floor, 0.05);
  return passes === undefined ? 0 : binomialLowerTail(passes, runs, rate);
}

test("they block such an agent four times in five, and no smaller number does", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 60, max: 99 }),
      fc.integer({ min: 5, max: 50 }),
      (percent, points) => {
        const floor = percent / 100;
        const rate = floor - points / 100;
        const runs = known(runsToDetect(floor, points / 100, 0.05));
        expect(power(runs, floor, rate)).toBeGreaterThanOrEqual(0.8);
        const fewer = Array.from({ length: runs - 1 }, (_, index) => index + 1);
        expect(fewer.filter((count) => power(count, floor, rate) >= 0.8)).toEqual([]);
      },
    ),
    { numRuns: 30 },
  );
});

test("a fall that nobody can pay to see, or below nothing, is unknown", () => {
  expect(runsToDetect(0.9, 0.0001, 0.05)).toBe("unknown");
  expect(runsToDetect(0.3, 0.4, 0.05)).toBe("unknown");
});

test.each([
  [0, 0.1, 0.05],
  [1, 0.1, 0.05],
  [0.9, 0, 0.05],
  [0.9, Number.NaN, 0.05],
  [0.9, 0.1, 0],
  [0.9, 0.1, 1],
])("floor %d, drop %d, level %d are none", (floor, drop, alpha) => {
  expect(() => runsToDetect(floor, drop, alpha)).toThrow(RangeError);
});
