import fc from "fast-check";
import { expect, test } from "vitest";
import { seededDraw, seededId } from "../../../src/core/simulation/seeded-draw.ts";

test("draws are what they always were, so that a recorded experiment can be repeated", () => {
  expect([1, 2, 3].map((call) => seededDraw("refund-policy-unknown-area#0", call))).toEqual([
    0.4579411445664804, 0.7142894958620238, 0.2689958425009418,
  ]);
  expect(seededId("refund-policy-unknown-area#0", 1)).toBe("ec17498801f14742");
});

test("every draw is in [0, 1)", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.nat(), (seed, call) => {
      const draw = seededDraw(seed, call);
      expect(draw >= 0 && draw < 1).toBe(true);
    }),
  );
});

test("draws over runs and over calls are spread evenly", () => {
  const bins = 20;
  const draws = 40_000;
  const counts = Array.from({ length: bins }, () => 0);
  for (let run = 0; run < draws / 4; run++) {
    for (const call of [1, 2, 3, 4]) {
      const bin = Math.floor(seededDraw(`gift-card-expiry#${run}`, call) * bins);
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
  }
  const expected = draws / bins;
  const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  // The 99.99 % quantile of 19 degrees of freedom.
  expect(chiSquare).toBeLessThan(50.8);
});

/** Correlation of each run's first draw with another number in [0, 1). */
function correlation(other: (run: number) => number): number {
  const pairs = Array.from({ length: 10_000 }, (_, run) => [
    seededDraw(`late-fee#${run}`, 1) - 0.5,
    other(run) - 0.5,
  ]);
  return pairs.reduce((sum, [a = 0, b = 0]) => sum + a * b, 0) / pairs.length / (1 / 12);
}

test("the draws of neighbouring calls and runs are unrelated", () => {
  // Four standard errors of 10,000 pairs.
  expect(Math.abs(correlation((run) => seededDraw(`late-fee#${run}`, 2)))).toBeLessThan(0.04);
  expect(Math.abs(correlation((run) => seededDraw(`late-fee#${run + 1}`, 1)))).toBeLessThan(0.04);
});
