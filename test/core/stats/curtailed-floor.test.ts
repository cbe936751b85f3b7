import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binomialLowerTail, binomialUpperTail } from "../../../src/core/stats/binomial.ts";
import {
  askCurtailed,
  type CurtailedAnswer,
  planCurtailment,
} from "../../../src/core/stats/curtailed-floor.ts";
import type { RateTest } from "../../../src/core/stats/fixed-plan.ts";

const usual: RateTest = { floor: 0.9, tolerated: 0.8, alpha: 0.05, beta: 0.1 };

/** What the fixed rule says of scored runs, without any plan. */
function fixedAnswer(given: RateTest, passed: number, scored: number): CurtailedAnswer {
  if (scored === 0) return "open";
  if (binomialLowerTail(passed, scored, given.floor) <= given.alpha) return "missed";
  const isMet = binomialUpperTail(passed, scored, given.tolerated) <= given.beta;
  return isMet ? "met" : "undetermined";
}

/** What is certain of a plan, found by trying every way in which the left runs can end. */
function certainAnswer(
  given: RateTest,
  { passed, scored }: { readonly passed: number; readonly scored: number },
  runs: number,
): CurtailedAnswer {
  const answers = new Set<CurtailedAnswer>();
  for (let more = 0; more <= runs - scored; more += 1) {
    for (let passes = 0; passes <= more; passes += 1) {
      answers.add(fixedAnswer(given, passed + passes, scored + more));
    }
  }
  const [only = "open"] = answers;
  return answers.size === 1 ? only : "open";
}

test.each([10, 20, 37])("of %i runs the answer is certain exactly where it is certain", (runs) => {
  const plan = planCurtailment(usual, runs);
  for (let scored = 0; scored <= runs; scored += 1) {
    for (let passed = 0; passed <= scored; passed += 1) {
      const answer = askCurtailed(plan, { passed, scored });
      expect({ passed, scored, answer }).toEqual({
        passed,
        scored,
        answer: certainAnswer(usual, { passed, scored }, runs),
      });
    }
  }
});

test("the same decision as the whole plan, for every course of runs, floor and margin", () => {
  fc.assert(
    fc.property(
      fc.array(fc.boolean(), { minLength: 1, maxLength: 120 }),
      fc.integer({ min: 50, max: 99 }),
      fc.integer({ min: 1, max: 30 }),
      (course, floor, margin) => {
        const given = { ...usual, floor: floor / 100, tolerated: (floor - margin) / 100 };
        const plan = planCurtailment(given, course.length);
        const whole = fixedAnswer(given, course.filter(Boolean).length, course.length);
        let passed = 0;
        const answers = course.map((isPass, index) => {
          if (isPass) passed += 1;
          return askCurtailed(plan, { passed, scored: index + 1 });
        });
        expect(answers.at(-1)).toBe(whole);
        expect(answers.filter((answer) => answer !== "open" && answer !== whole)).toEqual([]);
      },
    ),
  );
});

/** Expected runs until it is certain whether the floor is missed. */
function expectedRuns(runs: number, rate: number): number {
  const plan = planCurtailment({ ...usual, tolerated: 1e-9, beta: 0.999 }, runs);
  let open = new Map([[0, 1]]);
  let expected = 0;
  for (let scored = 1; scored <= runs; scored += 1) {
    const next = new Map<number, number>();
    for (const [passed, chance] of open) {
      next.set(passed + 1, (next.get(passed + 1) ?? 0) + chance * rate);
      next.set(passed, (next.get(passed) ?? 0) + chance * (1 - rate));
    }
    open = new Map();
    for (const [passed, chance] of next) {
      if (askCurtailed(plan, { passed, scored }) === "open") open.set(passed, chance);
      else expected += scored * chance;
    }
  }
  return expected;
}

describe("how many runs it saves where a floor is only missed or not", () => {
  test.each([20, 50, 100])("of %i runs a healthy agent needs 12 to 19 %% less", (runs) => {
    const saved = 1 - expectedRuns(runs, 0.97) / runs;
    expect(saved).toBeGreaterThan(0.12);
    expect(saved).toBeLessThan(0.19);
  });

  test("an agent that fails every second run needs half of 20", () => {
    expect(expectedRuns(20, 0.5)).toBeCloseTo(10, 0);
  });
});

describe("where other tests may make the level stricter", () => {
  const runs = 40;
  const plan = planCurtailment(usual, runs, usual.alpha / 4);

  test("an answer holds at every level between the two", () => {
    for (const alpha of [usual.alpha, usual.alpha / 2, usual.alpha / 4]) {
      for (let scored = 1; scored <= runs; scored += 1) {
        for (let passed = 0; passed <= scored; passed += 1) {
          const answer = askCurtailed(plan, { passed, scored });
          if (answer === "open") continue;
          expect(certainAnswer({ ...usual, alpha }, { passed, scored }, runs)).toBe(answer);
        }
      }
    }
  });

  test("what only some of the levels call missed stays open to the end", () => {
    const between = Array.from({ length: runs + 1 }, (_, passed) => passed).filter((passed) => {
      const p = binomialLowerTail(passed, runs, usual.floor);
      return p <= usual.alpha && p > usual.alpha / 4;
    });
    expect(between.length).toBeGreaterThan(0);
    for (const passed of between) expect(askCurtailed(plan, { passed, scored: runs })).toBe("open");
  });
});

test.each([
  [3, 2],
  [-1, 2],
  [1.5, 2],
  [1, 21],
  [Number.NaN, 2],
])("%d passes of %d are no counts of a plan of 20", (passed, scored) => {
  const plan = planCurtailment(usual, 20);
  expect(() => askCurtailed(plan, { passed, scored })).toThrow(RangeError);
});
