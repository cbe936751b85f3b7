import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { correctedRate, type JudgeRates } from "../../../src/core/stats/corrected-rate.ts";

function aJudge(tpr: number, ofPasses: number, tnr: number, ofFails: number): JudgeRates {
  return { tpr, ofPasses, tnr, ofFails };
}

describe("the rate that people would have seen", () => {
  test.each([
    {
      passed: 320,
      runs: 400,
      judge: aJudge(0.9, 50, 0.85, 50),
      rate: 0.8667,
      low: 0.7694,
      high: 1,
    },
    {
      passed: 180,
      runs: 200,
      judge: aJudge(0.95, 60, 0.8, 40),
      rate: 0.9333,
      low: 0.8458,
      high: 1,
    },
  ])("$passed of $runs passed", ({ passed, runs, judge, rate, low, high }) => {
    const found = correctedRate(passed, runs, judge);
    if (found.kind === "refused") throw new Error("refused");
    expect(found.rate).toBeCloseTo(rate, 4);
    expect(found.interval.low).toBeCloseTo(low, 4);
    expect(found.interval.high).toBeCloseTo(high, 4);
  });

  test("a judge that is no better than a coin corrects nothing", () => {
    expect(correctedRate(90, 100, aJudge(0.5, 50, 0.5, 50))).toEqual({ kind: "refused" });
    expect(correctedRate(90, 100, aJudge(0.9, 50, 0.1, 50))).toEqual({ kind: "refused" });
  });

  test("nor does one that was never measured on a class, or no runs at all", () => {
    expect(correctedRate(90, 100, aJudge(1, 50, 1, 0))).toEqual({ kind: "refused" });
    expect(correctedRate(90, 100, aJudge(1, 0, 1, 50))).toEqual({ kind: "refused" });
    expect(correctedRate(0, 0, aJudge(0.9, 50, 0.9, 50))).toEqual({ kind: "refused" });
  });

  test("counts that cannot be are refused", () => {
    expect(() => correctedRate(5, 4, aJudge(0.9, 50, 0.9, 50))).toThrow(RangeError);
    expect(() => correctedRate(0.5, 4, aJudge(0.9, 50, 0.9, 50))).toThrow(RangeError);
    expect(() => correctedRate(3, 4, aJudge(1.1, 50, 0.9, 50))).toThrow(RangeError);
    expect(() => correctedRate(3, 4, aJudge(Number.NaN, 50, 0.9, 50))).toThrow(RangeError);
  });

  test("the interval lies in [0, 1], and one more pass never lowers the rate", () => {
    const labels = fc.integer({ min: 1, max: 120 });
    fc.assert(
      fc.property(fc.nat(400), fc.nat(400), labels, labels, (passed, failed, passes, fails) => {
        const judge = aJudge(0.9, passes, 0.8, fails);
        const before = correctedRate(passed, passed + failed, judge);
        const after = correctedRate(passed + 1, passed + failed + 1, judge);
        if (before.kind === "refused" || after.kind === "refused") return;
        expect(before.interval.low).toBeGreaterThanOrEqual(0);
        expect(before.interval.high).toBeLessThanOrEqual(1);
        expect(before.interval.low).toBeLessThanOrEqual(before.interval.high);
        expect(after.rate).toBeGreaterThanOrEqual(before.rate);
      }),
    );
  });
});
