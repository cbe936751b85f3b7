import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binomialLowerTail, binomialUpperTail } from "../../../src/core/stats/binomial.ts";
import {
  detectableDrop,
  mostPassesThatMiss,
  runsToProve,
} from "../../../src/core/stats/floor-power.ts";
import { known } from "../../support/known.ts";

test.each([
  [0.9, 10, 6],
  [0.9, 20, 15],
  [0.9, 50, 40],
  [0.9, 100, 84],
  [0.9, 400, 349],
  [0.95, 20, 16],
  [0.95, 100, 90],
  [0.8, 20, 12],
  [0.8, 100, 72],
])("a floor of %f blocks %i runs at %i passes or fewer", (floor, runs, passes) => {
  expect(mostPassesThatMiss(runs, floor, 0.05)).toBe(passes);
});

test("a single run is never evidence against a floor of 90 %", () => {
  expect(mostPassesThatMiss(1, 0.9, 0.05)).toBeUndefined();
  expect(detectableDrop(1, 0.9, 0.05)).toBe("unknown");
});

describe("what a run could have detected at 80 % power", () => {
  test.each([
    [20, 0.213],
    [100, 0.088],
    [400, 0.041],
  ])("%i runs: a fall of %f below a floor of 90 %", (runs, drop) => {
    expect(detectableDrop(runs, 0.9, 0.05)).toBeCloseTo(drop, 3);
  });

  test("at that rate the test blocks four times in five", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 500 }),
        fc.integer({ min: 50, max: 98 }),
        (runs, percent) => {
          const floor = percent / 100;
          const drop = detectableDrop(runs, floor, 0.05);
          const passes = known(mostPassesThatMiss(runs, floor, 0.05));
          expect(binomialLowerTail(passes, runs, floor - known(drop))).toBeCloseTo(0.8, 6);
        },
      ),
    );
  });
});

describe("the fewest runs that can prove a rate", () => {
  test.each([
    [0.9, 29],
    [0.95, 59],
    [0.98, 149],
    [0.99, 299],
  ])("a lower bound of %f takes %i runs without a failure", (floor, runs) => {
    expect(runsToProve(floor, 0.05, 0)).toBe(runs);
  });

  test("one failure more or one run less is not enough", () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 97 }), fc.nat(4), (percent, failures) => {
        const rate = percent / 100;
        const runs = known(runsToProve(rate, 0.1, failures));
        expect(binomialUpperTail(runs - failures, runs, rate)).toBeLessThanOrEqual(0.1);
        const fewer = runs - 1;
        expect(binomialUpperTail(fewer - failures, fewer, rate)).toBeGreaterThan(0.1);
      }),
    );
  });

  test("a rate that a million runs cannot prove is unknown", () => {
    expect(runsToProve(0.999_999_9, 0.05, 0)).toBe("unknown");
  });
});
