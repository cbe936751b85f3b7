import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../src/core/stats/seeded-random.ts";
import { type Stratum, stratifiedWorse } from "../../../src/core/stats/stratified-test.ts";
import { askLook, planLooks } from "../../support/looks.ts";

const plan = planLooks(0.05);

test("the chance of a false alarm is spent after O'Brien and Fleming", () => {
  const [first = 0, ...rest] = plan.spend;
  expect(first).toBeCloseTo(0.0000886, 7);
  expect(rest.map((spend) => Number(spend.toFixed(5)))).toEqual([0.00549, 0.01805, 0.02637]);
});

test.each([0.05, 0.025, 0.00625, 0.1])("all looks together spend %f and no more", (alpha) => {
  const { spend } = planLooks(alpha);
  expect(spend.reduce((sum, one) => sum + one, 0)).toBeCloseTo(alpha, 12);
  expect(spend.every((one, look) => one > 0 && (look === 0 || one > (spend[look - 1] ?? 0)))).toBe(
    true,
  );
});

describe("a look", () => {
  test.each([
    [0, 0.00008, "worse"],
    [0, 0.001, "more"],
    [0, 0.51, "not-worse"],
    [1, 0.005, "worse"],
    [1, 0.39, "more"],
    [1, 0.41, "not-worse"],
    [2, 0.018, "worse"],
    [2, 0.31, "not-worse"],
    [3, 0.026, "worse"],
    [3, 0.03, "not-worse"],
  ] as const)("number %i at p = %f says %s", (look, p, answer) => {
    expect(askLook(plan, look, p)).toBe(answer);
  });

  test("that the plan does not have is a mistake", () => {
    expect(() => askLook(plan, 4, 0.5)).toThrow(RangeError);
    expect(() => askLook(plan, -1, 0.5)).toThrow(RangeError);
  });
});

test.each([0, 1, -0.1, Number.NaN])("%d is no level", (alpha) => {
  expect(() => planLooks(alpha)).toThrow(RangeError);
});

/**
 * Looks at one simulated comparison: how it ends, after which share of the rounds, and what one test of all rounds at the
 * whole level says.
 */
function compare(random: () => number, candidate: number): Compared {
  const cases: Stratum[] = Array.from({ length: 10 }, () => ({
    candidate: { passed: 0, runs: 0 },
    baseline: { passed: 0, runs: 0 },
  }));
  const runs = (side: Stratum["candidate"], rate: number): Stratum["candidate"] => {
    let { passed } = side;
    for (let round = 0; round < 5; round += 1) if (random() < rate) passed += 1;
    return { passed, runs: side.runs + 5 };
  };
  let end: Pick<Compared, "isWorse" | "rounds"> | undefined;
  let p = 1;
  for (const [look, rounds] of plan.shares.entries()) {
    for (const [index, one] of cases.entries()) {
      cases[index] = {
        candidate: runs(one.candidate, candidate),
        baseline: runs(one.baseline, 0.95),
      };
    }
    p = stratifiedWorse(cases);
    const answer = askLook(plan, look, p);
    if (answer !== "more") end ??= { isWorse: answer === "worse", rounds };
  }
  if (end === undefined) throw new Error("the last look has an answer");
  return { ...end, isWorseAtOnce: p <= 0.05 };
}

type Compared = {
  readonly isWorse: boolean;
  readonly rounds: number;
  readonly isWorseAtOnce: boolean;
};

function simulate(candidate: number, seed: number) {
  const random = seededRandom(seed);
  const times = 2000;
  const all = Array.from({ length: times }, () => compare(random, candidate));
  const share = (is: (one: Compared) => boolean): number => all.filter(is).length / times;
  return {
    worse: share(({ isWorse }) => isWorse),
    worseAtOnce: share(({ isWorseAtOnce }) => isWorseAtOnce),
    saved: 1 - all.reduce((sum, { rounds }) => sum + rounds, 0) / times,
  };
}

describe("ten cases of twenty rounds, compared after every fifth", () => {
  test("alarm about an unchanged agent in at most one of twenty", () => {
    expect(simulate(0.95, 7).worse).toBeLessThanOrEqual(0.05);
  });

  test("save more than half of the runs of an unchanged agent", () => {
    expect(simulate(0.95, 8).saved).toBeGreaterThan(0.5);
  });

  test.each([0.75, 0.7, 0.65])(
    "cost at most two points of power at %f against .95, and save 46 to 74 %% of the runs",
    (candidate) => {
      const { worse, worseAtOnce, saved } = simulate(candidate, 8);
      expect(worseAtOnce - worse).toBeLessThanOrEqual(0.02);
      expect(saved).toBeGreaterThan(0.46);
      expect(saved).toBeLessThan(0.74);
    },
  );

  test("cost more of a smaller fall: about ten points of power at .85", () => {
    const { worse, worseAtOnce } = simulate(0.85, 8);
    expect(worseAtOnce).toBeGreaterThan(0.93);
    expect(worse).toBeGreaterThan(0.83);
    expect(worseAtOnce - worse).toBeLessThan(0.11);
  });
});
