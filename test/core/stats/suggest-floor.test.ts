import fc from "fast-check";
import { expect, test } from "vitest";
import { binomialUpperTail } from "../../../src/core/stats/binomial.ts";
import { suggestFloor } from "../../../src/core/stats/suggest-floor.ts";
import { known } from "../../support/known.ts";

test("95 of 100 prove a floor of .8977", () => {
  expect(suggestFloor(95, 100)).toBeCloseTo(0.8977, 4);
});

test("a run that never failed proves what its number can: 0.05^(1/20)", () => {
  expect(suggestFloor(20, 20)).toBeCloseTo(0.05 ** (1 / 20), 10);
});

test("nothing passed: nothing is proven; nothing was run: nothing is known", () => {
  expect(suggestFloor(0, 20)).toBe(0);
  expect(suggestFloor(0, 0)).toBe("unknown");
});

test("at the floor so many passes would come one time in twenty", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(200), (passed, failed) => {
      const runs = passed + failed;
      const floor = known(suggestFloor(passed, runs));
      expect(floor).toBeLessThanOrEqual(passed / runs);
      expect(binomialUpperTail(passed, runs, floor)).toBeCloseTo(0.05, 6);
    }),
  );
});

test.each([
  [21, 20],
  [-1, 20],
  [0.5, 20],
  [Number.NaN, 1],
])("%d of %d are no counts", (passed, runs) => {
  expect(() => suggestFloor(passed, runs)).toThrow(RangeError);
});
