import { expect, test } from "vitest";
import { mcnemarWorse } from "../../../src/core/stats/mcnemar.ts";

test("five lost and none won is 1 in 32, four and none 1 in 16", () => {
  expect(mcnemarWorse(5, 0)).toBeCloseTo(1 / 32, 12);
  expect(mcnemarWorse(4, 0)).toBeCloseTo(1 / 16, 12);
  expect(mcnemarWorse(8, 2)).toBeCloseTo(56 / 1024, 12);
});

test("only what changed for the worse counts against the judge", () => {
  expect(mcnemarWorse(0, 12)).toBe(1);
  expect(mcnemarWorse(0, 0)).toBe(1);
});

test.each([
  [-1, 3],
  [-1, 1],
  [1, -1],
  [0.5, 3],
])("%d lost and %d won are no counts", (lost, won) => {
  expect(() => mcnemarWorse(lost, won)).toThrow(RangeError);
});
