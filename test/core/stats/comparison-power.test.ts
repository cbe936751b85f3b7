import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type ComparisonPlan,
  comparisonDrop,
  comparisonRuns,
} from "../../../src/core/stats/comparison-power.ts";
import { seededRandom } from "../../../src/core/stats/seeded-random.ts";
import { stratifiedWorse } from "../../../src/core/stats/stratified-test.ts";
import { known } from "../../support/known.ts";

const usual: ComparisonPlan = {
  cases: 20,
  candidateRuns: 20,
  baselineRuns: 20,
  rate: 0.95,
  alpha: 0.025,
};

/** How often the exact test sees a fall of `drop`, in simulation. */
function simulatedPower(plan: ComparisonPlan, drop: number): number {
  const random = seededRandom(20_261_120);
  const passes = (runs: number, rate: number): number => {
    let passed = 0;
    for (let run = 0; run < runs; run += 1) if (random() < rate) passed += 1;
    return passed;
  };
  const { cases, candidateRuns, baselineRuns, rate, alpha } = plan;
  const times = 600;
  let seen = 0;
  for (let time = 0; time < times; time += 1) {
    const strata = Array.from({ length: cases }, () => ({
      candidate: { passed: passes(candidateRuns, rate - drop), runs: candidateRuns },
      baseline: { passed: passes(baselineRuns, rate), runs: baselineRuns },
    }));
    if (stratifiedWorse(strata) <= alpha) seen += 1;
  }
  return seen / times;
}

describe("the fall that a comparison sees four times in five", () => {
  test.each([
    ["20 cases of 20 runs", usual],
    ["a quarter of the level, as for four dimensions", { ...usual, alpha: 0.00625 }],
    ["a baseline with three times the runs", { ...usual, baselineRuns: 60 }],
    ["five cases", { ...usual, cases: 5, rate: 0.9 }],
    ["a hundred cases of five runs", { ...usual, cases: 100, candidateRuns: 5, baselineRuns: 5 }],
  ])("%s: the exact test does see it as often in simulation", (_, plan) => {
    expect(simulatedPower(plan, known(comparisonDrop(plan)))).toBeGreaterThan(0.76);
    expect(simulatedPower(plan, known(comparisonDrop(plan)))).toBeLessThan(0.86);
  });

  test("20 cases of 20 runs see 5.5 points", () => {
    expect(comparisonDrop(usual)).toBeCloseTo(0.0555, 3);
  });

  test("one run of one case sees nothing", () => {
    const plan = { ...usual, cases: 1, candidateRuns: 1, baselineRuns: 1 };
    expect(comparisonDrop(plan)).toBe("unknown");
  });

  test("more runs or cases never see less", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 60 }),
        fc.integer({ min: 5, max: 60 }),
        fc.integer({ min: 60, max: 100 }),
        (cases, runs, percent) => {
          const plan = { ...usual, cases, candidateRuns: runs, rate: percent / 100 };
          const drop = known(comparisonDrop(plan));
          const more = { ...plan, cases: cases + 5, candidateRuns: runs + 5 };
          expect(known(comparisonDrop(more))).toBeLessThanOrEqual(drop + 1e-9);
        },
      ),
    );
  });
});

describe("the runs that see a fall", () => {
  test("are those whose own detectable fall is no larger, and one less is not enough", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 2, max: 30 }),
        (cases, points) => {
          const drop = points / 100;
          const runs = known(comparisonRuns({ ...usual, cases }, drop));
          const plan = { ...usual, cases, candidateRuns: runs, baselineRuns: runs };
          expect(known(comparisonDrop(plan))).toBeLessThanOrEqual(drop + 1e-9);
          if (runs === 1) return;
          const fewer = { ...plan, candidateRuns: runs - 1, baselineRuns: runs - 1 };
          const before = comparisonDrop(fewer);
          expect(before === "unknown" || before > drop).toBe(true);
        },
      ),
    );
  });

  test.each([
    ["no fall", 0],
    ["a fall below zero", 0.96],
    ["a fall that nobody can pay to see", 0.000_01],
    ["none at all", Number.NaN],
  ])("%s: unknown", (_, drop) => {
    expect(comparisonRuns({ ...usual, cases: 1 }, drop)).toBe("unknown");
  });
});

test.each([
  { ...usual, cases: 0 },
  { ...usual, candidateRuns: 1.5 },
  { ...usual, rate: 0 },
  { ...usual, rate: 1.1 },
  { ...usual, alpha: 0 },
  { ...usual, rate: Number.NaN },
])("%j is no plan", (plan) => {
  expect(() => comparisonDrop(plan)).toThrow(RangeError);
});
