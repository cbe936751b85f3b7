import { describe, expect, test } from "vitest";
import type { FloorPolicy } from "../../../src/core/config/config-file.ts";
import { checkFloor } from "../../../src/core/gate/check-floor.ts";
import { checkPlan, type PlannedCase } from "../../../src/core/gate/check-plan.ts";
import { aFloor, aPolicy } from "../../support/gated-experiment.ts";

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
    expect(codesOf([judgedOnly])).toEqual([]);
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

  test("no case at all, or none that is run", () => {
    expect(checkPlan([], aPolicy())).toMatchObject([{ code: "NO_CASES", path: "dataset" }]);
    expect(checkPlan([aPlanned({ status: "retired" })], aPolicy())).toMatchObject([
      { code: "NO_CASES", message: expect.stringContaining("No case of the dataset is run") },
    ]);
  });
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
