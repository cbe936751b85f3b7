import fc from "fast-check";
import { expect, test } from "vitest";
import { clusteredError } from "../../../src/core/stats/clustered-error.ts";

test("is Miller's, over the runs of each case together", () => {
  // Rate .75; cases at 10, 5 of 10: deviations +2.5 and −2.5, so √12.5 / 20.
  const cases = [
    { passed: 10, runs: 10 },
    { passed: 5, runs: 10 },
  ];
  expect(clusteredError(cases)).toBeCloseTo(Math.sqrt(12.5) / 20, 12);
});

test("is larger than that of independent runs where runs of a case are alike", () => {
  const cases = Array.from({ length: 20 }, (_, at) => ({ passed: at < 18 ? 20 : 0, runs: 20 }));
  expect(clusteredError(cases)).toBeCloseTo(Math.sqrt((0.9 * 0.1) / 20), 12);
});

test.each([
  ["no case", []],
  ["one case", [{ passed: 3, runs: 20 }]],
  [
    "one case that was run",
    [
      { passed: 3, runs: 20 },
      { passed: 0, runs: 0 },
    ],
  ],
  [
    "cases that all stand alike",
    [
      { passed: 20, runs: 20 },
      { passed: 5, runs: 5 },
    ],
  ],
])("of %s is unknown, never 0", (_, cases) => {
  expect(clusteredError(cases)).toBe("unknown");
});

test("lies within [0, ½·√2], whatever the counts", () => {
  const someCase = fc
    .integer({ min: 0, max: 50 })
    .chain((runs) =>
      fc.record({ runs: fc.constant(runs), passed: fc.integer({ min: 0, max: runs }) }),
    );
  fc.assert(
    fc.property(fc.array(someCase, { maxLength: 30 }), (cases) => {
      const error = clusteredError(cases);
      if (error === "unknown") return;
      expect(error).toBeGreaterThan(0);
      expect(error).toBeLessThanOrEqual(Math.SQRT2 / 2);
    }),
  );
});
