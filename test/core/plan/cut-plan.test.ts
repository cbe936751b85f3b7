import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutPlan } from "../../../src/core/plan/cut-plan.ts";
import { planRuns } from "../../../src/core/plan/plan-runs.ts";
import { parseShard } from "../../../src/core/plan/shard-name.ts";

const plans = fc.uniqueArray(
  fc.record({ id: fc.stringMatching(/^[a-z]{1,4}$/), runs: fc.nat(30) }),
  { selector: ({ id }) => id, maxLength: 12 },
);

/** How long each part takes. */
function loads(
  cases: readonly { readonly id: string; readonly runs: number }[],
  count: number,
  msPerRun: ReadonlyMap<string, number> = new Map(),
): number[] {
  const cut = cutPlan(cases, { count, seed: 1, msPerRun });
  const sums = Array.from({ length: count }, () => 0);
  for (const run of planRuns(cases, 1)) {
    const shard = cut.shardOf(run);
    sums[shard - 1] = (sums[shard - 1] ?? 0) + (msPerRun.get(run.caseId) ?? 1);
  }
  return sums;
}

describe("the parts of a plan", () => {
  test("differ by one run at most where nothing was measured", () => {
    fc.assert(
      fc.property(plans, fc.integer({ min: 1, max: 12 }), (cases, count) => {
        const sums = loads(cases, count);
        expect(Math.max(...sums) - Math.min(...sums)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("take about as long where it was: none longer than the mean and one run more", () => {
    const times = fc.array(fc.integer({ min: 1, max: 60_000 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(plans, times, fc.integer({ min: 1, max: 8 }), (cases, ms, count) => {
        const msPerRun = new Map(cases.map(({ id }, at) => [id, ms[at] ?? 1]));
        const sums = loads(cases, count, msPerRun);
        const mean = sums.reduce((sum, load) => sum + load, 0) / count;
        expect(Math.max(...sums)).toBeLessThanOrEqual(mean + Math.max(0, ...msPerRun.values()));
      }),
    );
  });

  test("are the same wherever they are cut, in whatever order the cases come", () => {
    const cases = [
      { id: "late-fee", runs: 20 },
      { id: "gift-card", runs: 7 },
    ];
    const options = { count: 8, seed: 5, msPerRun: new Map([["late-fee", 120.4]]) };
    const cut = cutPlan(cases, options);
    expect(cutPlan(cases.toReversed(), options).digest).toBe(cut.digest);
    expect(cutPlan(cases, { ...options, count: 7 }).digest).not.toBe(cut.digest);
    expect(cutPlan(cases, { ...options, seed: 6 }).digest).not.toBe(cut.digest);
  });

  test("hold no run that is not planned", () => {
    const cut = cutPlan([{ id: "late-fee", runs: 2 }], { count: 2, seed: 1 });
    expect(() => cut.shardOf({ caseId: "late-fee", runIndex: 2 })).toThrow(RangeError);
    expect(() => cut.shardOf({ caseId: "refund", runIndex: 0 })).toThrow(RangeError);
    expect(() => cutPlan([], { count: 0, seed: 1 })).toThrow(RangeError);
  });
});

test.each([
  ["3/8", { index: 3, count: 8 }],
  [" 1/1 ", { index: 1, count: 1 }],
  ["256/256", { index: 256, count: 256 }],
  ["0/8", undefined],
  ["9/8", undefined],
  ["1/257", undefined],
  ["3", undefined],
  ["3/8/2", undefined],
  ["-1/8", undefined],
  ["1e1/20", undefined],
  ["", undefined],
])("the part %j", (text, shard) => {
  expect(parseShard(text)).toEqual(shard);
});
