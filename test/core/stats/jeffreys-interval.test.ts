import { expect, test } from "vitest";
import { jeffreysInterval } from "../../../src/core/stats/jeffreys-interval.ts";

test("18 of 20", () => {
  const { low, high } = jeffreysInterval(18, 20);
  expect(low).toBeCloseTo(0.7161, 4);
  expect(high).toBeCloseTo(0.9786, 4);
});

test("a judge at .95 and .90 proves .80 and .70 with 50 labels of each class", () => {
  expect(jeffreysInterval(Math.floor(0.95 * 50), 50).low).toBeGreaterThanOrEqual(0.8);
  expect(jeffreysInterval(45, 50).low).toBeGreaterThanOrEqual(0.7);
});

test("none and all end at 0 and 1, and no trials say nothing", () => {
  expect(jeffreysInterval(0, 20).low).toBe(0);
  expect(jeffreysInterval(20, 20).high).toBe(1);
  expect(jeffreysInterval(0, 0)).toEqual({ low: 0, high: 1 });
});

test("counts that cannot be are refused", () => {
  expect(() => jeffreysInterval(21, 20)).toThrow(RangeError);
  expect(() => jeffreysInterval(1.5, 20)).toThrow(RangeError);
});
