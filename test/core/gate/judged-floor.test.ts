import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JudgeTrust } from "../../../src/core/calibrate/judge-trust.ts";
import { decideGate } from "../../../src/core/gate/decide-gate.ts";
import type { GatingRow } from "../../../src/core/gate/decision.ts";
import type { CaseResult, DimensionResult } from "../../../src/core/plan/experiment.ts";
import type { JudgeRates } from "../../../src/core/stats/corrected-rate.ts";
import {
  aCaseResult,
  aFloor,
  anExperiment,
  aPolicy,
  aTally,
  judged,
} from "../../support/gated-experiment.ts";

type Setting = {
  readonly rates?: JudgeRates;
  readonly floor?: Partial<ReturnType<typeof aFloor>>;
  readonly outcomes?: CaseResult["outcomes"];
};

const fifty: JudgeRates = { tpr: 0.9, ofPasses: 50, tnr: 0.85, ofFails: 50 };

/** The row of one judged dimension under a floor of 90 %. */
function rowOf(
  tone: DimensionResult,
  { rates = fifty, floor = {}, outcomes }: Setting = {},
): GatingRow {
  const trust: JudgeTrust = { state: "calibrated", rates };
  const decision = decideGate(
    anExperiment([
      aCaseResult({ id: "rude-customer", dimensions: { tone }, ...(outcomes && { outcomes }) }),
    ]),
    aPolicy({ dimensions: { tone: aFloor({ judge: "block", ...floor }) } }),
    {
      trust: new Map([
        ["tone@1", trust],
        ["kindness@1", trust],
      ]),
    },
  );
  const [row] = decision.dimensions;
  if (row?.kind !== "gating") throw new Error("no gating row");
  return row;
}

describe("a floor that one judge decides on", () => {
  test("320 of 400 are 86.7 % once the judge's errors are taken out: below 90 %, and not missed", () => {
    const row = rowOf(judged("tone@1", { passed: 320, failed: 80 }));
    expect(row.judged?.corrected).toBeCloseTo(0.8667, 4);
    expect(row.result).toMatchObject({
      kind: "undetermined",
      interval: { low: expect.closeTo(0.7694, 4), high: 1 },
    });
    expect(row.tally).toMatchObject({ passed: 320, failed: 80 });
    expect(row).not.toHaveProperty("p");
  });

  test("it is missed exactly where the upper bound is below it", () => {
    for (let passed = 0; passed <= 400; passed += 4) {
      const { result } = rowOf(judged("tone@1", { passed, failed: 400 - passed }));
      if (result.kind === "unmeasured") throw new Error("not measured");
      expect(result.kind === "missed").toBe(result.interval.high < 0.9);
    }
  });

  test("it is met where one margin below it is ruled out, or the floor itself in `prove`", () => {
    const sure: JudgeRates = { tpr: 0.98, ofPasses: 400, tnr: 0.97, ofFails: 400 };
    const good = judged("tone@1", { passed: 360, failed: 40 });
    expect(rowOf(good, { rates: sure }).result.kind).toBe("met");
    expect(rowOf(good, { rates: sure, floor: { mode: "prove" } }).result.kind).toBe("undetermined");
    const better = judged("tone@1", { passed: 392, failed: 8 });
    expect(rowOf(better, { rates: sure, floor: { mode: "prove" } }).result.kind).toBe("met");
  });

  test("as a point, the corrected rate is what is compared", () => {
    const raw = judged("tone@1", { passed: 340, failed: 60 });
    expect(rowOf(raw, { floor: { mode: "point" } })).toMatchObject({
      result: { kind: "met" },
      judged: { corrected: expect.closeTo(0.9333, 4) },
    });
  });

  test("runs that the agent did not finish fail, whatever the judge would have said of them", () => {
    const outcomes = { completed: 200, "agent-error": 200 };
    const { result } = rowOf(judged("tone@1", { passed: 200, failed: 200 }), { outcomes });
    expect(result).toMatchObject({ kind: "missed", interval: { high: expect.closeTo(0.55, 1) } });
    const all = { completed: 0, "agent-error": 40 };
    expect(rowOf(judged("tone@1", { failed: 40 }), { outcomes: all }).result.kind).toBe("missed");
  });

  test("a judge that scored nothing settles nothing", () => {
    expect(rowOf(judged("tone@1", { unscored: 40 })).result.kind).toBe("unmeasured");
  });
});

describe("a floor that several decide on", () => {
  const sure: JudgeRates = { tpr: 0.99, ofPasses: 500, tnr: 0.99, ofFails: 500 };
  const pass400 = aTally({ passed: 400 });

  test("the one that fails most is enough to miss it", () => {
    const row = rowOf(
      {
        hasChecks: false,
        checks: aTally(),
        all: aTally({ passed: 200, failed: 200 }),
        judges: { "tone@1": pass400, "kindness@1": aTally({ passed: 200, failed: 200 }) },
      },
      { rates: sure },
    );
    expect(row.result.kind).toBe("missed");
    expect(row.judged?.judges).toEqual(["tone@1", "kindness@1"]);
  });

  test("checks alone can miss it by their exact test", () => {
    const row = rowOf(
      {
        hasChecks: true,
        checks: aTally({ passed: 336, failed: 64 }),
        all: aTally({ passed: 336, failed: 64 }),
        judges: { "tone@1": pass400 },
      },
      { rates: sure },
    );
    expect(row.result.kind).toBe("missed");
    expect(row.p?.alone).toBeLessThan(0.05);
  });

  test("failures that may not overlap are added up before it is met", () => {
    const row = rowOf(
      {
        hasChecks: true,
        checks: aTally({ passed: 370, failed: 30 }),
        all: aTally({ passed: 340, failed: 60 }),
        judges: { "tone@1": aTally({ passed: 366, failed: 34 }) },
      },
      { rates: sure },
    );
    expect(row.result.kind).toBe("undetermined");
  });
});

test("one more run that the judge passes never lowers the corrected rate or its bounds by more than rounding", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 1, max: 300 }),
      (passed, failed) => {
        const before = rowOf(judged("tone@1", { passed, failed }));
        const after = rowOf(judged("tone@1", { passed: passed + 1, failed }));
        expect(after.judged?.corrected ?? 0).toBeGreaterThanOrEqual(before.judged?.corrected ?? 1);
      },
    ),
    { numRuns: 50 },
  );
});
