import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planRuns } from "../../../src/core/plan/plan-runs.ts";
import { planFixedRuns, type RateTest } from "../../../src/core/stats/fixed-plan.ts";
import { seededRandom } from "../../../src/core/stats/seeded-random.ts";
import {
  askSequential,
  planSequential,
  type SequentialOptions,
  type SequentialPlan,
  sequentialCourse,
  sequentialErrors,
} from "../../../src/core/stats/sequential-floor.ts";

function aTest(floor: number, tolerated: number, alpha = 0.05, beta = 0.1): RateTest {
  return { floor, tolerated, alpha, beta };
}

function aPlan(given: RateTest, options?: SequentialOptions): SequentialPlan {
  const plan = planSequential(given, options);
  if (plan === "unknown") throw new Error("there is a plan for this test");
  return plan;
}

const usual = aPlan(aTest(0.9, 0.8));

describe("as many runs as the fixed test needs", () => {
  test.each([
    [0.9, 0.8, 109, 92],
    [0.9, 0.7, 33, 26],
    [0.95, 0.85, 77, 69],
    [0.8, 0.6, 47, 32],
  ])("floor %f against %f: %i, missed at %i passes", (floor, tolerated, runs, passes) => {
    expect(planFixedRuns(aTest(floor, tolerated))).toEqual({ runs, mostPassesThatMiss: passes });
  });

  test("rates too close together have no plan that anybody could pay", () => {
    expect(planFixedRuns(aTest(0.9, 0.8999))).toBe("unknown");
    expect(planSequential(aTest(0.9, 0.8999))).toBe("unknown");
  });
});

describe("the sequential test of a floor", () => {
  // Of the last row the table's cut-off, 62, is not 1.5 times its fixed 47; its errors are those of 62.
  test.each([
    [0.9, 0.8, 164, 0.0479, 0.0997, [20.0, 24.7, 29.8, 55.6, 78.3, 57.5, 15.6], undefined],
    [0.9, 0.7, 50, 0.038, 0.1006, [9.0, 10.9, 12.5, 18.1, 23.4, 24.7, 11.4], undefined],
    [0.95, 0.85, 116, 0.0416, 0.0988, [21.0, 30.7, 41.0, 54.2, 38.2, 24.6, 9.0], undefined],
    [0.8, 0.6, 62, 0.0466, 0.0987, [8.0, 9.0, 9.8, 12.5, 16.7, 23.0, 24.5], 62],
  ])(
    "%f against %f: at most %i runs, errors %f and %f",
    (floor, tolerated, most, a, b, runs, cut) => {
      const plan = aPlan(aTest(floor, tolerated), cut === undefined ? {} : { mostRuns: cut });
      expect(plan.mostRuns).toBe(most);
      const { alpha, beta } = sequentialErrors(plan);
      expect(alpha).toBeCloseTo(a, 4);
      expect(beta).toBeCloseTo(b, 4);
      const expected = [1, 0.97, 0.95, 0.9, 0.85, 0.8, 0.6].map((rate) =>
        Number(sequentialCourse(plan, rate).expectedRuns.toFixed(1)),
      );
      expect(expected).toEqual(runs);
    },
  );

  test.each([
    [0, 20],
    [1, 26],
    [2, 33],
    [3, 40],
    [4, 47],
    [5, 54],
  ])("%i failures meet the floor at %i runs and not before", (failures, runs) => {
    expect(askSequential(usual, runs, failures)).toBe("met");
    expect(askSequential(usual, runs - 1, failures)).toBe("more");
  });

  test.each([
    [5, 9],
    [6, 16],
    [7, 23],
    [8, 30],
    [10, 44],
  ])("%i failures miss it up to %i runs", (failures, runs) => {
    expect(askSequential(usual, runs, failures)).toBe("missed");
    expect(askSequential(usual, runs + 1, failures)).toBe("more");
  });

  test("a healthy agent takes 26 runs on average, or three a case", () => {
    expect(sequentialCourse(usual, 0.97).expectedRuns).toBeLessThanOrEqual(26);
    for (const cases of [5, 20, 100]) {
      const plan = aPlan(aTest(0.9, 0.8), { leastRuns: 3 * cases });
      const { expectedRuns } = sequentialCourse(plan, 0.97);
      expect(expectedRuns).toBeGreaterThanOrEqual(3 * cases - 1e-9);
      expect(expectedRuns).toBeLessThanOrEqual(Math.max(26, 3 * cases + 1));
    }
  });

  test("no decision comes before the least runs, and there is one at the most", () => {
    const plan = aPlan(aTest(0.9, 0.8), { leastRuns: 60 });
    expect(askSequential(plan, 59, 59)).toBe("more");
    expect(askSequential(plan, 60, 60)).toBe("missed");
    expect(askSequential(plan, 60, 0)).toBe("met");
    for (let failures = 0; failures <= 164; failures += 1) {
      expect(askSequential(plan, 164, failures)).not.toBe("more");
    }
  });

  test("its errors are enumerated at once, however late the first decision", () => {
    const late = aPlan(aTest(0.9, 0.8), { leastRuns: 100_000 });
    expect(late.mostRuns).toBe(100_000);
    const { alpha, beta } = sequentialErrors(late);
    expect(alpha).toBeLessThan(0.001);
    expect(beta).toBeLessThan(0.001);
    expect(sequentialCourse(late, 1)).toEqual({ missed: 0, expectedRuns: 100_000 });
    expect(sequentialCourse(late, 0)).toEqual({ missed: 1, expectedRuns: 100_000 });
  });

  test("more least runs than the usual most make both the same", () => {
    const plan = aPlan(aTest(0.9, 0.8), { leastRuns: 300 });
    expect(plan.mostRuns).toBe(300);
    const { alpha, beta } = sequentialErrors(plan);
    expect(alpha).toBeLessThan(0.05);
    expect(beta).toBeLessThan(0.1);
  });

  // All 9,360 of the range below were enumerated once: each has a plan. These are Wald's worst.
  test.each([
    [0.99, 0.86, 1],
    [0.97, 0.86, 1],
    [0.99, 0.84, 2],
    [0.99, 0.9, 3],
    [0.58, 0.42, 7],
    [0.58, 0.42, 1],
  ])("boundaries are tighter where Wald's err: %f against %f, one of %i", (floor, tolerated, n) => {
    const given = aTest(floor, tolerated, 0.05 / n);
    const { alpha, beta } = sequentialErrors(aPlan(given));
    expect(alpha).toBeLessThanOrEqual(given.alpha);
    expect(beta).toBeLessThanOrEqual(1.01 * given.beta);
  });

  test("the errors are kept, whatever floor, margin and share of alpha", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 55, max: 99 }),
        fc.integer({ min: 5, max: 30 }),
        fc.integer({ min: 1, max: 8 }),
        (floor, margin, dimensions) => {
          const given = aTest(floor / 100, (floor - margin) / 100, 0.05 / dimensions);
          const { alpha, beta } = sequentialErrors(aPlan(given));
          expect(alpha).toBeLessThanOrEqual(given.alpha);
          expect(beta).toBeLessThanOrEqual(1.01 * given.beta);
        },
      ),
      { numRuns: 40 },
    );
  });

  test("fewer failures never turn met into missed, nor more of them missed into met", () => {
    const order = ["met", "more", "missed"];
    for (let runs = 1; runs <= usual.mostRuns; runs += 1) {
      const answers = Array.from({ length: runs + 1 }, (_, failures) =>
        order.indexOf(askSequential(usual, runs, failures)),
      );
      expect(answers).toEqual(answers.toSorted((x, y) => x - y));
    }
  });

  test("an answer stands: the runs that are left could not have moved the cut-off's", () => {
    // Where curtailing alone decides, all that are left pass or fail.
    const decisive = Array.from({ length: 165 }, (_, failures) =>
      askSequential(usual, usual.mostRuns, failures),
    ).indexOf("missed");
    for (const left of [1, 5, 20]) {
      const runs = usual.mostRuns - left;
      expect(askSequential(usual, runs, decisive)).toBe("missed");
      expect(askSequential(usual, runs, decisive - 1 - left)).toBe("met");
    }
  });

  test("the course is what simulation finds", () => {
    const random = seededRandom(20_261_120);
    let missed = 0;
    let total = 0;
    const agents = 20_000;
    for (let agent = 0; agent < agents; agent += 1) {
      let failures = 0;
      for (let runs = 1; ; runs += 1) {
        if (random() >= 0.85) failures += 1;
        const answer = askSequential(usual, runs, failures);
        if (answer === "more") continue;
        if (answer === "missed") missed += 1;
        total += runs;
        break;
      }
    }
    const course = sequentialCourse(usual, 0.85);
    expect(missed / agents).toBeCloseTo(course.missed, 1.7);
    expect(total / agents / course.expectedRuns).toBeCloseTo(1, 1.7);
  });
});

describe("cases of which some are hard, their mean exactly at the floor", () => {
  const rates = [0.6, 0.8, 0.8, 0.9, 0.9, 1, 1, 1, 1, 1];
  const cases = rates.map((_, place) => ({ id: `case-${place}`, runs: 20 }));

  /** How often 2,000 such experiments are blocked where runs come in this order. */
  function blocked(orderOf: (time: number) => Iterable<{ readonly caseId: string }>): number {
    const random = seededRandom(3);
    let missed = 0;
    for (let time = 0; time < 2000; time += 1) {
      let [runs, failures] = [0, 0];
      for (const { caseId } of orderOf(time)) {
        runs += 1;
        if (random() >= (rates[Number(caseId.replace("case-", ""))] ?? 0)) failures += 1;
        const answer = askSequential(usual, runs, failures);
        if (answer === "more") continue;
        if (answer === "missed") missed += 1;
        break;
      }
    }
    return missed / 2000;
  }

  test("are blocked no more often than they may, since runs go round over them", () => {
    expect(blocked((time) => planRuns(cases, time))).toBeLessThanOrEqual(0.05);
  });

  test("would be blocked several times as often case by case", () => {
    const random = seededRandom(4);
    const caseByCase = (): Iterable<{ readonly caseId: string }> =>
      cases
        .map(({ id }) => ({ id, place: random() }))
        .toSorted((a, b) => a.place - b.place)
        .flatMap(({ id }) => Array.from({ length: 20 }, () => ({ caseId: id })));
    expect(blocked(caseByCase)).toBeGreaterThan(0.15);
  });
});

describe("what cannot be planned or asked", () => {
  test.each([
    aTest(0.9, 0.9),
    aTest(0.9, 0.95),
    aTest(1, 0.9),
    aTest(0.9, 0),
    aTest(0.9, 0.8, 0),
    aTest(0.9, 0.8, 0.05, 1),
    aTest(Number.NaN, 0.8),
  ])("%j", (given) => {
    expect(() => planSequential(given)).toThrow(RangeError);
    expect(() => planFixedRuns(given)).toThrow(RangeError);
  });

  test.each([
    [10, 11],
    [10, -1],
    [10, 1.5],
    [165, 1],
  ])("%i runs with %d failures", (runs, failures) => {
    expect(() => askSequential(usual, runs, failures)).toThrow(RangeError);
  });

  test("numbers of runs that are none", () => {
    expect(() => planSequential(aTest(0.9, 0.8), { leastRuns: 0 })).toThrow(RangeError);
    expect(() => planSequential(aTest(0.9, 0.8), { mostRuns: 10.5 })).toThrow(RangeError);
    expect(() => sequentialCourse(usual, 1.1)).toThrow(RangeError);
  });
});
