import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decideGate } from "../../../src/core/gate/decide-gate.ts";
import type { Decision, DecisionKind } from "../../../src/core/gate/decision.ts";
import type { DimensionResult, FailureSample } from "../../../src/core/plan/experiment.ts";
import { trusting } from "../../support/calibrations.ts";
import {
  aCaseResult,
  aFloor,
  anExperiment,
  aPolicy,
  aTally,
  checked,
  judged,
} from "../../support/gated-experiment.ts";

/** Decides one guarding case with these dimensions, each with a floor of 90 %. */
function decideOne(dimensions: Readonly<Record<string, DimensionResult>>): Decision {
  const floors = Object.keys(dimensions).map((name) => [name, aFloor()] as const);
  return decideGate(
    anExperiment([aCaseResult({ id: "late-fee-eu", dimensions })]),
    aPolicy({ dimensions: Object.fromEntries(floors) }),
  );
}

function kindsOf(decision: Decision): readonly string[] {
  return decision.reasons.map(({ kind }) => kind);
}

describe("one dimension, 20 runs, a floor of 90 %", () => {
  test.each<[number, DecisionKind]>([
    [20, "pass"],
    [19, "pass"],
    [18, "undetermined"],
    [16, "undetermined"],
    [15, "fail"],
    [0, "fail"],
  ])("%i passes: %s", (passed, kind) => {
    expect(decideOne({ tone: checked({ passed, failed: 20 - passed }) }).kind).toBe(kind);
  });

  test("a pass has no reasons and nothing failing", () => {
    const decision = decideOne({ tone: checked({ passed: 20 }) });
    expect(decision).toMatchObject({ kind: "pass", reasons: [], failing: [] });
    expect(decision).not.toHaveProperty("bounds");
  });

  test("what is undetermined says how many more runs would settle it", () => {
    const decision = decideOne({ tone: checked({ passed: 17, failed: 3 }) });
    expect(decision.reasons).toMatchObject([
      {
        kind: "floor-undetermined",
        dimension: "tone",
        floor: 0.9,
        runsToSettle: expect.any(Number),
      },
    ]);
  });
});

describe("several dimensions", () => {
  test("one missed floor outweighs every other answer", () => {
    const decision = decideOne({
      tone: checked({ passed: 17, failed: 3 }),
      faithfulness: checked({ passed: 5, failed: 15 }),
      abstention: checked({ passed: 20 }),
    });
    expect(decision.kind).toBe("fail");
    expect(kindsOf(decision)).toEqual(["floor-missed", "floor-undetermined"]);
    expect(decision.dimensions.map(({ dimension }) => dimension)).toEqual([
      "faithfulness",
      "tone",
      "abstention",
    ]);
  });

  test("15 of 20 blocks alone, and no longer after Holm's correction for two", () => {
    const borderline = checked({ passed: 15, failed: 5 });
    expect(decideOne({ tone: borderline }).kind).toBe("fail");
    const both = decideOne({ tone: borderline, abstention: checked({ passed: 20 }) });
    expect(both.kind).toBe("undetermined");
    expect(both.dimensions[0]).toMatchObject({
      p: { alone: expect.closeTo(0.0432, 4), corrected: expect.closeTo(0.0863, 3) },
    });
    expect(both.rule.floorsTested).toBe(2);
  });

  test("a dimension called constructor is one like any other", () => {
    const decision = decideOne({ constructor: checked({ passed: 3, failed: 17 }) });
    expect(kindsOf(decision)).toEqual(["floor-missed"]);
  });

  test("cases are pooled", () => {
    const cases = ["late-fee-eu", "lost-parcel", "gift-card-expiry"].map((id, i) =>
      aCaseResult({
        id,
        dimensions: { faithfulness: checked({ passed: 20 - 4 * i, failed: 4 * i }) },
      }),
    );
    const decision = decideGate(anExperiment(cases), aPolicy());
    expect(decision.kind).toBe("fail");
    expect(decision.reasons).toMatchObject([{ tally: aTally({ passed: 48, failed: 12 }) }]);
    expect(decision.failing.map(({ caseId, failed }) => [caseId, failed])).toEqual([
      ["gift-card-expiry", 8],
      ["lost-parcel", 4],
    ]);
  });
});

describe("only guarding cases gate", () => {
  const healthy = aCaseResult({ id: "late-fee-eu" });

  test.each(["proposed", "open", "quarantined", "retired"] as const)(
    "a failing %s case changes nothing",
    (status) => {
      const broken = aCaseResult({
        id: "lost-parcel",
        status,
        dimensions: { faithfulness: checked({ failed: 20 }), recovery: checked({ failed: 20 }) },
      });
      const decision = decideGate(anExperiment([healthy, broken]), aPolicy());
      expect(decision).toMatchObject({ kind: "pass", reasons: [], failing: [] });
    },
  );

  test.each(["proposed", "open", "quarantined", "retired"] as const)(
    "a passing %s case is no evidence",
    (status) => {
      const decision = decideGate(anExperiment([{ ...healthy, status }]), aPolicy());
      expect(decision.kind).toBe("undetermined");
      expect(decision.reasons).toEqual([{ kind: "no-guarding-cases", cases: 1 }]);
    },
  );
});

describe("no evidence is never a pass", () => {
  test("no cases", () => {
    const decision = decideGate(anExperiment([]), aPolicy());
    expect(decision).toMatchObject({ kind: "undetermined", reasons: [{ kind: "no-cases" }] });
  });

  test("an interrupted experiment, however well it went", () => {
    const decision = decideGate(
      anExperiment([aCaseResult({ id: "late-fee-eu", planned: 21 })]),
      aPolicy(),
    );
    expect(decision.kind).toBe("undetermined");
    expect(decision.reasons).toEqual([{ kind: "incomplete", planned: 21, recorded: 20 }]);
  });

  test("all runs there, but the experiment calls itself incomplete", () => {
    const experiment = anExperiment([aCaseResult({ id: "late-fee-eu" })], { isComplete: false });
    expect(kindsOf(decideGate(experiment, aPolicy()))).toEqual(["incomplete"]);
  });

  test("a floor that no case measures, and one that only an open case does", () => {
    const cases = [
      aCaseResult({ id: "late-fee-eu" }),
      aCaseResult({
        id: "lost-parcel",
        status: "open",
        dimensions: { recovery: checked({ passed: 20 }) },
      }),
    ];
    const dimensions = { faithfulness: aFloor(), tone: aFloor(), recovery: aFloor() };
    const decision = decideGate(anExperiment(cases), aPolicy({ dimensions }));
    expect(decision.kind).toBe("undetermined");
    expect(decision.reasons).toEqual([
      { kind: "dimension-without-case", dimension: "tone", shownIn: [] },
      { kind: "dimension-without-case", dimension: "recovery", shownIn: ["lost-parcel"] },
    ]);
  });

  test("a dimension that is measured and has no floor", () => {
    const dimensions = { faithfulness: checked({ passed: 20 }), tone: checked({ passed: 20 }) };
    const decision = decideGate(
      anExperiment([aCaseResult({ id: "late-fee-eu", dimensions })]),
      aPolicy(),
    );
    expect(decision.kind).toBe("undetermined");
    expect(decision.reasons).toEqual([
      { kind: "dimension-without-floor", dimension: "tone", caseIds: ["late-fee-eu"] },
    ]);
  });

  test("a policy without floors", () => {
    const experiment = anExperiment([aCaseResult({ id: "late-fee-eu" })]);
    const decision = decideGate(experiment, aPolicy({ dimensions: {} }));
    expect(kindsOf(decision)).toEqual(["nothing-gates", "dimension-without-floor"]);
  });

  test("not one scored run", () => {
    const decision = decideOne({ tone: checked({ missing: 20 }) });
    expect(decision.kind).toBe("undetermined");
    expect(decision.reasons).toEqual([{ kind: "dimension-unscored", dimension: "tone", runs: 20 }]);
    expect(decision.bounds).toEqual({ scored: "undetermined", worst: "fail", best: "pass" });
  });

  test("a guarding case that was never scored, however small its share", () => {
    const many = Array.from({ length: 30 }, (_, i) => aCaseResult({ id: `late-fee-${i}` }));
    const lost = aCaseResult({
      id: "lost-parcel",
      dimensions: { faithfulness: checked({ missing: 20 }) },
    });
    const decision = decideGate(anExperiment([...many, lost]), aPolicy());
    expect(decision.kind).toBe("undetermined");
    expect(decision.reasons).toEqual([
      { kind: "case-unscored", caseId: "lost-parcel", dimensions: ["faithfulness"], runs: 20 },
    ]);
  });
});

test("an ordinary case that lost most of its runs is named, and decides nothing", () => {
  const many = Array.from({ length: 30 }, (_, i) => aCaseResult({ id: `late-fee-${i}` }));
  const barely = aCaseResult({
    id: "lost-parcel",
    dimensions: { faithfulness: checked({ passed: 9, missing: 11 }) },
  });
  const half = aCaseResult({
    id: "gift-card-expiry",
    dimensions: { faithfulness: checked({ passed: 10, missing: 10 }) },
  });
  expect(decideGate(anExperiment([...many, barely, half]), aPolicy())).toMatchObject({
    kind: "pass",
    barelyTested: [{ caseId: "lost-parcel", dimension: "faithfulness", lost: 11, runs: 20 }],
  });
});

/** A hundred runs of which all that were scored passed. */
function decideLost(missing: number, unscored = 0): Decision {
  return decideOne({ tone: checked({ passed: 100 - missing - unscored, missing, unscored }) });
}

describe("lost runs", () => {
  test("up to the allowed share they are left out, and bounded", () => {
    const decision = decideLost(5);
    expect(decision.kind).toBe("pass");
    expect(decision.bounds).toEqual({ scored: "pass", worst: "pass", best: "pass" });
  });

  test("above it nothing is decided", () => {
    expect(decideLost(6).reasons).toEqual([
      { kind: "too-many-missing", dimension: "tone", lost: 6, runs: 100, allowed: 0.05 },
    ]);
    expect(kindsOf(decideLost(3, 3))).toEqual(["too-many-missing"]);
  });

  test("the worst case may be another decision", () => {
    const decision = decideOne({ tone: checked({ passed: 82, failed: 13, missing: 5 }) });
    expect(decision.bounds).toEqual({ scored: "pass", worst: "fail", best: "pass" });
  });

  test("a missed floor stays missed", () => {
    const decision = decideOne({ tone: checked({ passed: 10, failed: 60, missing: 30 }) });
    expect(kindsOf(decision)).toEqual(["floor-missed", "too-many-missing"]);
    expect(decision.kind).toBe("fail");
  });
});

describe("must-pass cases", () => {
  const others = [1, 2, 3, 4].map((i) => aCaseResult({ id: `late-fee-${i}` }));
  const policy = aPolicy({ mustPass: ["lost-parcel"] });

  function decideLostParcel(counts: Parameters<typeof checked>[0]): Decision {
    const dimensions = { faithfulness: checked(counts) };
    return decideGate(
      anExperiment([...others, aCaseResult({ id: "lost-parcel", dimensions })]),
      policy,
    );
  }

  test("one failed run blocks, though every floor is met", () => {
    const decision = decideLostParcel({ passed: 19, failed: 1 });
    expect(decision.kind).toBe("fail");
    expect(decision.reasons).toEqual([
      {
        kind: "must-pass-failed",
        caseId: "lost-parcel",
        dimension: "faithfulness",
        failed: 1,
        scored: 20,
      },
    ]);
    expect(decision.dimensions).toMatchObject([{ result: { kind: "met" } }]);
  });

  test("all runs passed: nothing to say", () => {
    expect(decideLostParcel({ passed: 20 }).kind).toBe("pass");
  });

  test("not one scored run is undetermined", () => {
    const decision = decideLostParcel({ missing: 4 });
    expect(decision.kind).toBe("undetermined");
    expect(decision.reasons).toEqual([
      { kind: "must-pass-unscored", caseId: "lost-parcel", dimensions: ["faithfulness"] },
    ]);
  });

  test("19 of 20 runs lost is no pass, however few they are of the whole pool", () => {
    const many = Array.from({ length: 30 }, (_, i) => aCaseResult({ id: `late-fee-${i}` }));
    const dimensions = {
      faithfulness: checked({ passed: 1, missing: 19 }),
    };
    const parcel = aCaseResult({ id: "lost-parcel", dimensions });
    const decision = decideGate(anExperiment([...many, parcel]), policy);
    expect(decision.kind).toBe("undetermined");
    expect(decision.reasons).toEqual([
      {
        kind: "must-pass-missing",
        caseId: "lost-parcel",
        allowed: 0.05,
        dimensions: [{ dimension: "faithfulness", lost: 19, runs: 20 }],
      },
    ]);
  });

  test("a failure among lost runs is told as the failure alone", () => {
    expect(kindsOf(decideLostParcel({ passed: 17, failed: 1, missing: 2 }))).toEqual([
      "must-pass-failed",
    ]);
  });

  test("a lost run could have been the failure", () => {
    expect(decideLostParcel({ passed: 19, missing: 1 })).toMatchObject({
      kind: "pass",
      bounds: { scored: "pass", worst: "fail", best: "pass" },
    });
  });

  test("a case that was not run, or does not gate, leaves it undetermined", () => {
    expect(decideGate(anExperiment(others), policy).reasons).toEqual([
      { kind: "must-pass-absent", caseId: "lost-parcel" },
    ]);
    const open = aCaseResult({ id: "lost-parcel", status: "open" });
    expect(decideGate(anExperiment([...others, open]), policy).reasons).toEqual([
      { kind: "must-pass-absent", caseId: "lost-parcel", status: "open" },
    ]);
  });

  test("a case that only an advisory judge sees leaves it undetermined", () => {
    const dimensions = { faithfulness: judged("faithfulness@2", { passed: 20 }) };
    const decision = decideGate(
      anExperiment([...others, aCaseResult({ id: "lost-parcel", dimensions })]),
      policy,
    );
    expect(decision.reasons).toEqual([
      { kind: "must-pass-unscored", caseId: "lost-parcel", dimensions: [] },
    ]);
  });
});

function aSample(evaluator: string, runs: number): FailureSample {
  return {
    runIndex: 3,
    dimension: "faithfulness",
    evaluator,
    explanation: "invented a refund window",
    runs,
    evidence: [],
  };
}

describe("judges", () => {
  const noKey = "OPENAI_API_KEY is not set";
  const checks = { faithfulness: checked({ passed: 20 }) };

  function decideTone(tone: DimensionResult, judge: "advisory" | "block"): Decision {
    const dimensions = { faithfulness: aFloor(), tone: aFloor({ judge }) };
    return decideGate(
      anExperiment([aCaseResult({ id: "late-fee-eu", dimensions: { ...checks, tone } })]),
      aPolicy({ dimensions }),
      { trust: trusting("tone@1") },
    );
  }

  test("an advisory judge is shown and never decides", () => {
    const decision = decideTone(judged("tone@1", { failed: 20 }), "advisory");
    expect(decision.kind).toBe("pass");
    expect(decision.dimensions[1]).toMatchObject({
      kind: "advisory",
      dimension: "tone",
      judge: "tone@1",
      tally: aTally({ failed: 20 }),
    });
  });

  test("an advisory judge that scored nothing says why", () => {
    const decision = decideTone(judged("tone@1", { unscored: 20 }, noKey), "advisory");
    expect(decision.kind).toBe("pass");
    expect(decision.dimensions[1]).toMatchObject({ unscoredReason: noKey });
    expect(decision.dimensions[1]).not.toHaveProperty("interval");
  });

  test("a judge that may block does", () => {
    expect(decideTone(judged("tone@1", { failed: 20 }), "block").kind).toBe("fail");
  });

  test("a judge that may block and scored nothing leaves it undetermined", () => {
    const decision = decideTone(judged("tone@1", { unscored: 20 }, noKey), "block");
    expect(decision.kind).toBe("undetermined");
    expect(decision.reasons).toEqual([
      { kind: "dimension-unscored", dimension: "tone", runs: 20, unscoredReason: noKey },
    ]);
  });

  test("beside checks an advisory judge counts for nothing, a blocking one for all", () => {
    const mixed: DimensionResult = {
      hasChecks: true,
      checks: aTally({ passed: 20 }),
      all: aTally({ passed: 5, failed: 15 }),
      judges: { "tone@1": aTally({ passed: 5, failed: 15 }) },
    };
    expect(decideTone(mixed, "advisory").kind).toBe("pass");
    expect(decideTone(mixed, "block").kind).toBe("fail");
  });

  test("nothing but advisory judges is nothing that decides", () => {
    const decision = decideGate(
      anExperiment([
        aCaseResult({ id: "late-fee-eu", dimensions: { tone: judged("tone@1", { passed: 20 }) } }),
      ]),
      aPolicy({ dimensions: { tone: aFloor() } }),
    );
    expect(decision).toMatchObject({ kind: "undetermined", reasons: [{ kind: "nothing-gates" }] });
  });

  test("the failure that explains a block is never an advisory judge's", () => {
    const dimensions = {
      faithfulness: {
        hasChecks: true,
        checks: aTally({ passed: 5, failed: 15 }),
        all: aTally({ failed: 20 }),
        judges: { "faithfulness@2": aTally({ failed: 20 }) },
      },
    };
    const failures = [aSample("faithfulness@2", 20), aSample("grounded-facts@1", 15)];
    const decision = decideGate(
      anExperiment([aCaseResult({ id: "late-fee-eu", dimensions, failures })]),
      aPolicy(),
    );
    expect(decision.failing).toMatchObject([
      { failed: 15, scored: 20, sample: { evaluator: "grounded-facts@1" } },
    ]);
  });
});

function everyWay(kind: Decision["kind"]): NonNullable<Decision["bounds"]> {
  return { worst: kind, scored: kind, best: kind };
}

test("a pass always rests on met floors with scored runs, and worst and best enclose what was scored", () => {
  const count = fc.nat({ max: 40 });
  const dimension = fc
    .record({ passed: count, failed: count, unscored: fc.nat(2) })
    .map((counts) => checked(counts));
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom("tone", "recovery", "policy"), dimension),
      (dimensions) => {
        const cases = Object.entries(dimensions).map(([name, result], i) =>
          aCaseResult({ id: `late-fee-${i}`, dimensions: { [name]: result } }),
        );
        const floors = Object.keys(dimensions).map((name) => [name, aFloor()] as const);
        const policy = aPolicy({ dimensions: Object.fromEntries(floors) });
        const decision = decideGate(anExperiment(cases), policy);
        const isMet = decision.dimensions.map(
          (row) => row.kind === "gating" && row.result.kind === "met",
        );
        const rank = { fail: 0, undetermined: 1, pass: 2 };
        const { worst, scored, best } = decision.bounds ?? everyWay(decision.kind);
        expect(rank[worst]).toBeLessThanOrEqual(rank[scored]);
        expect(rank[best]).toBeGreaterThanOrEqual(rank[scored]);
        // Too many lost runs keep a pass back, whatever the bounds say.
        expect(rank[decision.kind]).toBeLessThanOrEqual(rank[scored]);
        expect(decision.kind !== "pass" || (isMet.length > 0 && !isMet.includes(false))).toBe(true);
        expect(decision.reasons.length === 0).toBe(decision.kind === "pass");
      },
    ),
  );
});
