import fc from "fast-check";
import { expect, test } from "vitest";
import { wilsonInterval } from "../../../src/core/stats/wilson-interval.ts";

test.each([
  [18, 20, 0.699, 0.9721],
  [20, 20, 0.8389, 1],
  [17, 20, 0.6396, 0.9476],
  [95, 100, 0.8882, 0.9785],
])("%i of %i lies in [%f, %f]", (passed, runs, low, high) => {
  const interval = wilsonInterval(passed, runs);
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});

test("no runs say nothing", () => {
  expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
});

test.each([
  [3, 2],
  [-1, 2],
  [0.5, 2],
  [Number.NaN, 2],
])("%d of %d is no count", (passed, runs) => {
  expect(() => wilsonInterval(passed, runs)).toThrow(RangeError);
});

test("the interval holds the rate and stays in [0, 1]", () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.integer({ min: 1, max: 10_000 }), (passed, failed) => {
      const { low, high } = wilsonInterval(passed, passed + failed);
      const rate = passed / (passed + failed);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThanOrEqual(rate);
      expect(high).toBeGreaterThanOrEqual(rate);
    }),
  );
});

test("one more pass never lowers the interval", () => {
  fc.assert(
    fc.property(fc.nat(400), fc.nat(400), (passed, failed) => {
      const before = wilsonInterval(passed, passed + failed);
      const after = wilsonInterval(passed + 1, passed + failed + 1);
      expect(after.low).toBeGreaterThanOrEqual(before.low - 1e-12);
      expect(after.high).toBeGreaterThanOrEqual(before.high - 1e-12);
    }),
  );
});
