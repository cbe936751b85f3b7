import fc from "fast-check";
import { expect, test } from "vitest";
import { binomialLowerTail, binomialUpperTail } from "../../../src/core/stats/binomial.ts";
import { clopperPearsonInterval } from "../../../src/core/stats/clopper-pearson-interval.ts";

test("18 of 20", () => {
  const { low, high } = clopperPearsonInterval(18, 20);
  expect(low).toBeCloseTo(0.683, 4);
  expect(high).toBeCloseTo(0.9877, 4);
});

test("at each bound the exact tail is 2.5 %", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 60 }),
      (passed, failed) => {
        const runs = passed + failed;
        const { low, high } = clopperPearsonInterval(passed, runs);
        expect(binomialUpperTail(passed, runs, low)).toBeCloseTo(0.025, 9);
        expect(binomialLowerTail(passed, runs, high)).toBeCloseTo(0.025, 9);
      },
    ),
  );
});

test("none and all end at 0 and 1, and no trials say nothing", () => {
  expect(clopperPearsonInterval(0, 20).low).toBe(0);
  expect(clopperPearsonInterval(20, 20).high).toBe(1);
  expect(clopperPearsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
  expect(() => clopperPearsonInterval(-1, 20)).toThrow(RangeError);
});
