import { describe, expect, test } from "vitest";
import type { VerdictOrigin } from "../../../src/core/evaluator/verdict.ts";
import { planPower } from "../../../src/core/gate/plan-power.ts";
import type { PlannedCase } from "../../../src/core/plan/planned-case.ts";
import { aFloor, aPolicy, aTally } from "../../support/gated-experiment.ts";

type Planned = Pick<PlannedCase, "status" | "expects" | "runs">;

function aCase(given: Partial<Planned> & { readonly kind?: VerdictOrigin["kind"] } = {}): Planned {
  const { kind = "check", ...rest } = given;
  return {
    status: "guarding",
    runs: 20,
    expects: [{ evaluator: "grounded-facts@1", kind, dimension: "faithfulness" }],
    ...rest,
  };
}

const five = Array.from({ length: 5 }, () => aCase());

describe("what five cases of twenty runs can see", () => {
  test("below a floor of 90 %, against a baseline, and by stopping early", () => {
    const [only] = planPower(five, { policy: aPolicy() }).dimensions;
    expect(only).toMatchObject({ dimension: "faithfulness", cases: 5, runs: 100 });
    expect(only?.belowFloor).toBeCloseTo(0.088, 3);
    expect(only?.againstBaseline.rate).toBeCloseTo(0.95, 12);
    expect(only?.againstBaseline.drop).toBeCloseTo(0.1326, 3);
    expect(only?.sequential).toMatchObject({ mostRuns: 164 });
    expect(only).not.toHaveProperty("wanted");
    expect(only).not.toHaveProperty("history");
  });

  test("is less where several floors share the level", () => {
    const also: VerdictOrigin = { evaluator: "tone@1", kind: "check", dimension: "tone" };
    const both = five.map((one) => ({ ...one, expects: [...one.expects, also] }));
    const policy = aPolicy({ dimensions: { faithfulness: aFloor(), tone: aFloor() } });
    const power = planPower(both, { policy });
    expect(power.floors).toBe(2);
    expect(power.dimensions[0]?.belowFloor).toBeGreaterThan(0.09);
  });

  test("what takes to see five points is told where it is asked", () => {
    const [only] = planPower(five, { policy: aPolicy(), detect: 0.05 }).dimensions;
    expect(only?.wanted).toEqual({ floorRuns: 270, comparisonRuns: 90 });
  });

  test("recorded runs say what the baseline passes, and which floor they prove", () => {
    const history = new Map([["faithfulness", aTally({ passed: 95, failed: 5, missing: 9 })]]);
    const [only] = planPower(five, { policy: aPolicy(), history }).dimensions;
    expect(only?.againstBaseline.rate).toBeCloseTo(0.95, 12);
    expect(only?.history).toMatchObject({ passed: 95, runs: 100 });
    expect(only?.history?.suggestedFloor).toBeCloseTo(0.8977, 4);
  });
});

describe("what does not decide takes no part", () => {
  const advisory = aPolicy({ dimensions: { faithfulness: aFloor(), tone: aFloor() } });
  const tone = [{ evaluator: "tone@1", kind: "judge", dimension: "tone" }] as const;
  test.each([
    ["a case that is only shown", [...five, aCase({ status: "open" })]],
    ["a judge that only advises", [...five, aCase({ expects: tone })]],
    ["a dimension without a case", five],
  ])("%s", (_, cases) => {
    const power = planPower(cases, { policy: advisory });
    expect(power.dimensions).toMatchObject([{ dimension: "faithfulness", cases: 5 }]);
    expect(power.floors).toBe(1);
  });

  test("a judge that may block does", () => {
    const policy = aPolicy({ dimensions: { tone: aFloor({ judge: "block" }) } });
    expect(planPower([aCase({ expects: tone })], { policy }).dimensions).toMatchObject([
      { dimension: "tone", cases: 1 },
    ]);
  });

  test("without any case there is nothing to say", () => {
    expect(planPower([], { policy: aPolicy() })).toMatchObject({ floors: 0, dimensions: [] });
  });
});

describe("plans at the edge", () => {
  test("one run of one case sees nothing, and says so", () => {
    const [only] = planPower([aCase({ runs: 1 })], { policy: aPolicy() }).dimensions;
    expect(only).toMatchObject({ belowFloor: "unknown", againstBaseline: { drop: "unknown" } });
  });

  test("a floor no higher than its margin cannot be settled", () => {
    const policy = aPolicy({ dimensions: { faithfulness: aFloor({ floor: 0.1, margin: 0.1 }) } });
    const [only] = planPower(five, { policy, detect: 0.5 }).dimensions;
    expect(only).toMatchObject({ sequential: "unknown", wanted: { floorRuns: "unknown" } });
  });

  test("a history in which nothing passed is no rate to fall from", () => {
    const history = new Map([["faithfulness", aTally({ failed: 20 })]]);
    const [only] = planPower(five, { policy: aPolicy(), history }).dimensions;
    expect(only?.againstBaseline.rate).toBeCloseTo(0.95, 12);
    expect(only?.history).toEqual({ passed: 0, runs: 20, suggestedFloor: 0 });
  });

  test("a history without a scored run is none", () => {
    const history = new Map([["faithfulness", aTally({ missing: 20 })]]);
    const [only] = planPower(five, { policy: aPolicy(), history }).dimensions;
    expect(only).not.toHaveProperty("history");
  });
});
