import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FloorPolicy } from "../../../src/core/config/gate-policy.ts";
import { checkFloor } from "../../../src/core/gate/check-floor.ts";
import { checkPlan, type PlannedCase } from "../../../src/core/gate/check-plan.ts";
import { decideGate } from "../../../src/core/gate/decide-gate.ts";
import {
  aCaseResult,
  aFloor,
  anExperiment,
  aPolicy,
  checked,
  judged,
} from "../../support/gated-experiment.ts";

function aPlanned(given: Partial<PlannedCase> = {}): PlannedCase {
  return {
    id: "late-fee-eu",
    status: "guarding",
    runs: 20,
    dimensions: ["faithfulness"],
    ...given,
  };
}

function codesOf(
  cases: readonly PlannedCase[],
  floor: Partial<FloorPolicy> = {},
): readonly string[] {
  const dimensions = { faithfulness: aFloor(floor) };
  return checkPlan(cases, aPolicy({ dimensions })).map(({ code }) => code);
}

test("20 runs against a floor of 90 % can pass", () => {
  expect(checkPlan([aPlanned()], aPolicy())).toEqual([]);
});

describe("a floor that the planned runs can never prove", () => {
  test.each([
    [17, ["FLOOR_OUT_OF_REACH"]],
    [18, []],
  ])("%i runs at 90 %%, where one failure must be affordable", (runs, codes) => {
    expect(codesOf([aPlanned({ runs })])).toEqual(codes);
    const rule = { ...aFloor(), alpha: 0.05, beta: 0.1 };
    const withOneFailure = checkFloor({ passed: runs - 1, scored: runs }, rule).kind;
    expect(withOneFailure).toBe(codes.length === 0 ? "met" : "undetermined");
  });

  test.each([
    [0.9, 28, ["FLOOR_OUT_OF_REACH"]],
    [0.9, 29, []],
    [0.99, 298, ["FLOOR_OUT_OF_REACH"]],
    [0.99, 299, []],
  ])("a proof of %f out of %i runs", (floor, runs, codes) => {
    expect(codesOf([aPlanned({ runs })], { floor, mode: "prove" })).toEqual(codes);
  });

  test("the message says how many runs it takes", () => {
    const dimensions = { faithfulness: aFloor({ floor: 0.95, mode: "prove" }) };
    expect(checkPlan([aPlanned()], aPolicy({ dimensions }))).toEqual([
      {
        code: "FLOOR_OUT_OF_REACH",
        path: "gate.dimensions.faithfulness.floor",
        message:
          "faithfulness: 20 runs can never prove a floor of 0.95, even if all pass; it takes 59.",
        expected:
          "at least 59 runs over all guarding cases of the dimension (`runs.perCase`, or `runs` in a case), a wider margin, or a lower floor",
      },
    ]);
  });

  test("the runs of all guarding cases count together, those of others do not", () => {
    const nine = aPlanned({ runs: 9 });
    const other = aPlanned({ id: "lost-parcel", runs: 9 });
    expect(codesOf([nine, other])).toEqual([]);
    expect(codesOf([nine, { ...other, status: "open" }])).toEqual(["FLOOR_OUT_OF_REACH"]);
  });

  test("a point estimate is never out of reach", () => {
    expect(codesOf([aPlanned({ runs: 1 })], { mode: "point" })).toEqual([]);
  });

  test("runs that only an advisory judge scores prove nothing and need not", () => {
    const judgedOnly = aPlanned({ id: "rude-customer", runs: 5, judgedOnly: ["faithfulness"] });
    expect(codesOf([aPlanned(), judgedOnly])).toEqual([]);
    expect(codesOf([judgedOnly], { judge: "block" })).toEqual(["FLOOR_OUT_OF_REACH"]);
  });

  test("a margin that reaches below zero tells nothing apart", () => {
    const problems = checkPlan(
      [aPlanned({ runs: 100 })],
      aPolicy({ dimensions: { faithfulness: aFloor({ floor: 0.1, margin: 0.1 }) } }),
    );
    expect(problems).toMatchObject([
      { code: "MARGIN_ABOVE_FLOOR", path: "gate.dimensions.faithfulness.margin" },
    ]);
  });
});

describe("cases and floors that do not meet", () => {
  test("a guarding case's dimension without a floor, even one called constructor", () => {
    const cases = ["a", "b", "c", "d", "e"].map((letter) =>
      aPlanned({ id: `late-fee-${letter}`, dimensions: ["faithfulness", "constructor"] }),
    );
    expect(checkPlan(cases, aPolicy())).toEqual([
      {
        code: "DIMENSION_WITHOUT_FLOOR",
        path: "gate.dimensions",
        message:
          "late-fee-a, late-fee-b, late-fee-c and 2 more measure constructor, which has no floor here.",
        expected: "a floor for every dimension that a guarding case measures",
        example: "gate:\n  dimensions:\n    constructor: { floor: 0.9 }",
      },
    ]);
  });

  test("an open case may wait for its floor", () => {
    const open = aPlanned({ id: "lost-parcel", status: "open", dimensions: ["recovery"] });
    expect(checkPlan([aPlanned(), open], aPolicy())).toEqual([]);
  });

  test("a floor that no case measures", () => {
    const dimensions = { faithfulness: aFloor(), tone: aFloor() };
    expect(checkPlan([aPlanned()], aPolicy({ dimensions }))).toMatchObject([
      { code: "FLOOR_WITHOUT_CASE", path: "gate.dimensions.tone" },
    ]);
  });

  test("a floor whose cases may not decide", () => {
    const cases = (["open", "quarantined", "proposed"] as const).map((status) =>
      aPlanned({ id: `${status}-parcel`, status, dimensions: ["recovery"] }),
    );
    const dimensions = { faithfulness: aFloor(), recovery: aFloor() };
    expect(checkPlan([aPlanned(), ...cases], aPolicy({ dimensions }))).toEqual([
      {
        code: "FLOOR_WITHOUT_GUARDING_CASE",
        path: "gate.dimensions.recovery",
        message:
          "No guarding case measures recovery (open-parcel: open, quarantined-parcel: quarantined, proposed-parcel: proposed), so its floor can never be met.",
        expected: "`status: guarding` in a case with an expectation on it, or no floor for it yet",
      },
    ]);
  });

  test("no guarding case at all is one problem, whatever the floors are", () => {
    const dimensions = { faithfulness: aFloor(), recovery: aFloor() };
    expect(checkPlan([aPlanned({ status: "open" })], aPolicy({ dimensions }))).toMatchObject([
      {
        code: "NO_GUARDING_CASE",
        path: "dataset",
        message:
          "No case is guarding (late-fee-eu: open), and only those decide, so the gate can never pass.",
      },
    ]);
  });

  test("no case at all, or none that is run", () => {
    expect(checkPlan([], aPolicy())).toMatchObject([{ code: "NO_CASES", path: "dataset" }]);
    expect(checkPlan([aPlanned({ status: "retired" })], aPolicy())).toMatchObject([
      { code: "NO_CASES", message: expect.stringContaining("No case of the dataset is run") },
    ]);
  });
});

describe("dimensions that only advisory judges measure", () => {
  const rude = aPlanned({
    id: "rude-customer",
    dimensions: ["tone"],
    judgedOnly: ["tone"],
  });
  const tone = { tone: aFloor({ floor: 0.8 }) };

  test("are shown beside one that decides", () => {
    const dimensions = { faithfulness: aFloor(), ...tone };
    expect(checkPlan([aPlanned(), rude], aPolicy({ dimensions }))).toEqual([]);
  });

  test("alone leave nothing that decides", () => {
    expect(checkPlan([rude], aPolicy({ dimensions: tone }))).toEqual([
      {
        code: "NOTHING_GATES",
        path: "gate.dimensions",
        message:
          "Only advisory judges measure tone, so nothing decides and the gate can never pass.",
        expected:
          "a guarding case with a check, or a judge that is calibrated (`tracegate calibrate`)",
        example: "tracegate calibrate",
      },
    ]);
    const blocking = { tone: aFloor({ floor: 0.8, judge: "block" }) };
    expect(checkPlan([rude], aPolicy({ dimensions: blocking }))).toEqual([]);
  });

  test("decide once one of their judges has a calibration, unless the policy keeps them advisory", () => {
    const byDefault = { tone: aFloor({ floor: 0.8, judge: "when-calibrated" }) };
    const measured = { ...rude, calibrated: ["tone"] };
    expect(checkPlan([rude], aPolicy({ dimensions: byDefault }))).toMatchObject([
      { code: "NOTHING_GATES" },
    ]);
    expect(checkPlan([measured], aPolicy({ dimensions: byDefault }))).toEqual([]);
    expect(checkPlan([measured], aPolicy({ dimensions: tone }))).toMatchObject([
      { code: "NOTHING_GATES" },
    ]);
  });
});

test("what the plan accepts can pass, and what it refuses for want of a vote cannot", () => {
  const kinds = fc.constantFrom("check", "judge", "none");
  const plan = fc.array(
    fc.record({ status: fc.constantFrom("guarding", "open"), faithfulness: kinds, tone: kinds }),
    { minLength: 1, maxLength: 4 },
  );
  fc.assert(
    fc.property(plan, (cases) => {
      const policy = aPolicy({ dimensions: { faithfulness: aFloor(), tone: aFloor() } });
      const measured = cases.map(({ status, ...dimensions }, i) => {
        const asked = Object.entries(dimensions).filter(([, kind]) => kind !== "none");
        return { id: `late-fee-${i}`, status, asked };
      });
      const planned = measured
        .filter(({ asked }) => asked.length > 0)
        .map(({ id, status, asked }) =>
          aPlanned({
            id,
            status,
            dimensions: asked.map(([name]) => name),
            judgedOnly: asked.filter(([, kind]) => kind === "judge").map(([name]) => name),
          }),
        );
      fc.pre(planned.length > 0);
      const results = measured
        .filter(({ asked }) => asked.length > 0)
        .map(({ id, status, asked }) =>
          aCaseResult({
            id,
            status,
            dimensions: Object.fromEntries(
              asked.map(([name, kind]) => {
                const counts = { passed: 20 };
                return [name, kind === "check" ? checked(counts) : judged("polite@1", counts)];
              }),
            ),
          }),
        );
      const problems = checkPlan(planned, policy);
      expect(decideGate(anExperiment(results), policy).kind).toBe(
        problems.length === 0 ? "pass" : "undetermined",
      );
    }),
  );
});

describe("must-pass cases", () => {
  const judgedOnly = aPlanned({ id: "rude-customer", judgedOnly: ["faithfulness"] });

  test.each<[string, readonly PlannedCase[], string]>([
    ["that do not exist", [], "MUST_PASS_UNKNOWN"],
    ["that are open", [aPlanned({ id: "rude-customer", status: "open" })], "MUST_PASS_NEVER_GATES"],
    ["that only an advisory judge sees", [judgedOnly], "MUST_PASS_NEVER_GATES"],
  ])("%s", (_, extra, code) => {
    const policy = aPolicy({ mustPass: ["late-fee-eu", "rude-customer"] });
    expect(checkPlan([aPlanned(), ...extra], policy)).toMatchObject([
      { code, path: "gate.mustPass[1]" },
    ]);
  });

  test("a guarding case that checks measure is fine", () => {
    expect(checkPlan([aPlanned()], aPolicy({ mustPass: ["late-fee-eu"] }))).toEqual([]);
  });
});
