import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareWithBaseline } from "../../../src/core/gate/compare-with-baseline.ts";
import type { Comparison, MadeComparison } from "../../../src/core/gate/comparison.ts";
import { decideGate } from "../../../src/core/gate/decide-gate.ts";
import type { CaseResult, Experiment } from "../../../src/core/plan/experiment.ts";
import {
  aBaseline,
  aComparedCase,
  foundBaseline,
  testedCase,
} from "../../support/compared-sides.ts";
import {
  aCaseResult,
  aFloor,
  anExperiment,
  aPolicy,
  checked,
  judged,
} from "../../support/gated-experiment.ts";

const levels = { dimensions: 0.03, cases: 0.01 };
const tone = aPolicy({ dimensions: { tone: aFloor() } });

function compare(
  now: readonly CaseResult[],
  before: readonly CaseResult[],
  policy = tone,
): Comparison {
  const baseline = foundBaseline([aBaseline(before)]);
  return compareWithBaseline(anExperiment(now), baseline, { policy, levels });
}

function made(comparison: Comparison): MadeComparison {
  if (comparison.kind !== "compared") throw new Error(`nothing was compared: ${comparison.kind}`);
  return comparison;
}

/** A case that one judge alone measures. */
function judgedCase(passed: number): CaseResult {
  return aCaseResult({
    id: "late-fee",
    dimensions: { tone: judged("kind-words@1", { passed, failed: 20 - passed }) },
    tested: testedCase(["tone"]),
  });
}

/** Passes of so many runs, case by case, on one dimension. */
function cases(...passes: readonly (readonly [number, number])[]): CaseResult[] {
  return passes.map((pass, place) => aComparedCase(`case-${place}`, { tone: pass }));
}

describe("a dimension is held against the baseline", () => {
  test.each([
    ["15/20 against 20/20", [[15, 20]], [[20, 20]], 0.023562],
    [
      "three cases, one of which collapsed",
      [
        [18, 20],
        [12, 20],
        [20, 20],
      ],
      [
        [20, 20],
        [19, 20],
        [20, 20],
      ],
      0.002709,
    ],
    [
      "five cases",
      [
        [19, 20],
        [20, 20],
        [18, 20],
        [20, 20],
        [11, 20],
      ],
      [
        [20, 20],
        [20, 20],
        [19, 20],
        [20, 20],
        [18, 20],
      ],
      0.009006,
    ],
    [
      "a larger baseline",
      [
        [8, 10],
        [9, 10],
      ],
      [
        [98, 100],
        [97, 100],
      ],
      0.027328,
    ],
  ] as const)("%s", (_, now, before, p) => {
    const { dimensions } = made(compare(cases(...now), cases(...before)));
    const [tested] = dimensions;
    expect(tested).toMatchObject({ kind: "compared", cases: now.length, result: "regressed" });
    expect(tested?.kind === "compared" && tested.p?.alone).toBeCloseTo(p, 6);
  });

  test("a fall that is certain and within the allowed drop blocks nothing", () => {
    const before = Array.from({ length: 40 }, () => [1000, 1000] as const);
    const now = Array.from({ length: 40 }, () => [985, 1000] as const);
    const { dimensions } = made(compare(cases(...now), cases(...before)));
    expect(dimensions).toMatchObject([{ result: "within-allowed", allowedDrop: 0.02 }]);
  });

  test("a rise is none, and as many passes as before are steady", () => {
    expect(made(compare(cases([20, 20]), cases([12, 20]))).dimensions).toMatchObject([
      { result: "steady", drop: expect.closeTo(-0.4, 9) },
    ]);
    expect(made(compare(cases([12, 20]), cases([12, 20]))).dimensions).toMatchObject([
      { result: "steady", drop: 0 },
    ]);
  });

  test("judges that only advise are shown and not tested", () => {
    const now = anExperiment([judgedCase(5)]);
    const judge = { model: "gpt-5-mini", digest: `sha256:${"d".repeat(64)}` };
    const of = (experiment: Experiment): Experiment => ({
      ...experiment,
      subject: { ...experiment.subject, judge },
    });
    const comparison = compareWithBaseline(
      of(now),
      foundBaseline([of(aBaseline([judgedCase(20)]))]),
      {
        policy: tone,
        levels,
      },
    );
    expect(made(comparison).dimensions).toMatchObject([{ result: "shown", drop: 0.75 }]);
    expect(made(comparison).worse).toEqual([]);
  });
});

describe("single cases", () => {
  test("one that collapsed among twenty blocks, whatever the dimension says", () => {
    const steady = Array.from({ length: 19 }, () => [20, 20] as const);
    const { worse, dimensions } = made(
      compare(cases([8, 20], ...steady), cases([19, 20], ...steady)),
    );
    expect(dimensions).toMatchObject([{ result: "regressed" }]);
    expect(worse).toMatchObject([
      {
        caseId: "case-0",
        candidate: { passed: 8, runs: 20 },
        baseline: { passed: 19, runs: 20 },
        isRegression: true,
      },
    ]);
  });

  test("what may be chance is listed and blocks nothing; what was mended is listed too", () => {
    const { worse, better } = made(
      compare(cases([15, 20], [20, 20], [19, 20]), cases([20, 20], [12, 20], [20, 20])),
    );
    expect(worse.map(({ caseId, isRegression }) => [caseId, isRegression])).toEqual([
      ["case-0", undefined],
    ]);
    expect(better.map(({ caseId }) => caseId)).toEqual(["case-1"]);
  });
});

describe("what is not comparable gets no difference", () => {
  const before = aComparedCase("late-fee", { tone: [20, 20] });
  const now = aComparedCase("late-fee", { tone: [0, 20] });
  const other = {
    subject: { evaluators: [{ ref: "grounded-facts@1", digest: `sha256:${"f".repeat(64)}` }] },
  };
  const simulated = { ...testedCase(["tone"]), isSimulated: true as const };

  test.each<[string, CaseResult, CaseResult, Partial<Experiment["subject"]>]>([
    ["content", { ...now, tested: testedCase(["tone"], "b") }, before, {}],
    ["evaluator", now, before, other.subject],
    ["simulator", { ...now, tested: simulated }, { ...before, tested: simulated }, {}],
  ])("its %s differs", (why, candidate, baseline, subject) => {
    const old = aBaseline([baseline]);
    const comparison = compareWithBaseline(
      anExperiment([candidate]),
      foundBaseline([{ ...old, subject: { ...old.subject, ...subject } }]),
      { policy: tone, levels },
    );
    expect(made(comparison)).toMatchObject({
      dimensions: [{ kind: "not-compared", why: "no-common-case" }],
      notComparable: [{ caseId: "late-fee", why, dimensions: ["tone"] }],
      worse: [],
    });
  });

  test("an older version did not say what it was held to", () => {
    const { tested: _, ...unsaid } = before;
    expect(made(compare([now], [unsaid])).notComparable).toMatchObject([{ why: "unknown" }]);
  });

  test("another model judges where judges decide", () => {
    const policy = aPolicy({ dimensions: { tone: aFloor({ judge: "block" }) } });
    expect(made(compare([judgedCase(1)], [judgedCase(20)], policy)).notComparable).toMatchObject([
      { why: "judge" },
    ]);
  });

  test("cases of one side alone are told apart", () => {
    const { added, removed, dimensions } = made(
      compare(
        [now, aComparedCase("lost-parcel", { tone: [20, 20] })],
        [before, aComparedCase("gift-card", { tone: [20, 20] })],
      ),
    );
    expect({ added, removed }).toEqual({ added: ["lost-parcel"], removed: ["gift-card"] });
    expect(dimensions).toMatchObject([{ cases: 1, candidate: { runs: 20 } }]);
  });
});

describe("bad input is a state with a name, never a crash and never green by accident", () => {
  const now = cases([20, 20]);

  test("zero cases on one side", () => {
    expect(made(compare(now, [])).dimensions).toMatchObject([{ kind: "not-compared", why: "new" }]);
    expect(made(compare([], now)).dimensions).toMatchObject([
      { kind: "not-compared", why: "gone" },
    ]);
    const baseline = foundBaseline([aBaseline(now)]);
    expect(decideGate(anExperiment([]), tone, { baseline })).toMatchObject({
      kind: "undetermined",
      reasons: [{ kind: "no-cases" }],
    });
  });

  test("one run only", () => {
    expect(made(compare(cases([0, 1]), cases([1, 1])))).toMatchObject({
      dimensions: [{ result: "too-few-runs", detectableDrop: "unknown" }],
      worse: [{ caseId: "case-0" }],
    });
  });

  test("all unscored on one side", () => {
    const unscored = aCaseResult({
      id: "case-0",
      dimensions: { tone: checked({ unscored: 20 }) },
      tested: testedCase(["tone"]),
    });
    expect(made(compare([unscored], now)).dimensions).toMatchObject([
      { kind: "not-compared", why: "unscored-candidate" },
    ]);
    expect(made(compare(now, [unscored])).dimensions).toMatchObject([
      { kind: "not-compared", why: "unscored-baseline" },
    ]);
  });

  test("unequal runs are compared as they are", () => {
    expect(made(compare(cases([19, 20], [38, 40]), cases([95, 100], [5, 5])))).toMatchObject({
      dimensions: [{ result: "steady", candidate: { runs: 60 }, baseline: { runs: 105 } }],
    });
  });

  test("a dimension on one side only", () => {
    const policy = aPolicy({ dimensions: { tone: aFloor(), abstention: aFloor() } });
    const both = aComparedCase("late-fee", { tone: [20, 20], abstention: [20, 20] });
    const toneOnly = aComparedCase("late-fee", { tone: [20, 20] });
    expect(made(compare([both], [toneOnly], policy)).dimensions[1]).toMatchObject({ why: "new" });
    expect(made(compare([toneOnly], [both], policy)).dimensions[1]).toMatchObject({ why: "gone" });
  });

  test.each<[string, Partial<Experiment>]>([
    ["inconsistent", { planned: 21, recorded: 21 }],
    ["incomplete", { isComplete: false }],
    [
      "other-dataset",
      { subject: { ...anExperiment([]).subject, dataset: { name: "returns", digest: "x" } } },
    ],
  ])("a baseline that is %s is refused, and the gate does not pass", (why, given) => {
    const baseline = foundBaseline([aBaseline(now, given)]);
    const decision = decideGate(anExperiment(now), tone, { baseline });
    expect(decision.kind).toBe("undetermined");
    expect(decision.reasons).toMatchObject([{ kind: "baseline-refused", why }]);
  });

  test("counts that are no numbers are refused", () => {
    const broken = aComparedCase("case-0", { tone: [Number.NaN, 20] });
    const baseline = foundBaseline([
      aBaseline([broken], { planned: 20, recorded: 20, isComplete: true }),
    ]);
    expect(decideGate(anExperiment(now), tone, { baseline }).reasons).toMatchObject([
      { kind: "baseline-refused", why: "inconsistent" },
    ]);
  });

  test("the same execution twice is refused; one's own runs are left out", () => {
    const twice = aBaseline(now);
    expect(
      compareWithBaseline(anExperiment(now), foundBaseline([twice, twice]), {
        policy: tone,
        levels,
      }),
    ).toMatchObject({
      kind: "refused",
      why: "same-runs",
    });
    const own = anExperiment(now);
    expect(compareWithBaseline(own, foundBaseline([own]), { policy: tone, levels })).toEqual({
      kind: "none",
      why: "own-runs",
    });
  });

  test("executions of different things are not pooled", () => {
    const other = aBaseline(now, { startedAt: "2026-11-18T09:00:00.000Z" });
    const key = `sha256:${"7".repeat(64)}`;
    const mixed = [aBaseline(now), { ...other, subject: { ...other.subject, key } }];
    expect(
      compareWithBaseline(anExperiment(now), foundBaseline(mixed), { policy: tone, levels }),
    ).toMatchObject({
      kind: "refused",
      why: "other-subjects",
    });
  });

  test("whatever the counts are, it answers", () => {
    const aCount = fc.integer({ min: 0, max: 6 });
    const aCase = fc.record({
      id: fc.constantFrom("late-fee", "lost-parcel", "gift-card"),
      tally: fc.record({ passed: aCount, failed: aCount, unscored: aCount, missing: aCount }),
      digit: fc.constantFrom("b", "c"),
      status: fc.constantFrom("guarding" as const, "open" as const),
    });
    const side = fc.uniqueArray(aCase, { selector: ({ id }) => id, maxLength: 3 }).map((all) =>
      all.map(({ id, tally, digit, status }) =>
        aCaseResult({
          id,
          status,
          dimensions: { tone: checked(tally) },
          tested: testedCase(["tone"], digit),
        }),
      ),
    );
    fc.assert(
      fc.property(side, side, (head, base) => {
        const baseline = foundBaseline([aBaseline(base)]);
        const decision = decideGate(anExperiment(head), tone, { baseline });
        const alone = decideGate(anExperiment(head), tone);
        // What is not known without a baseline is not known with one either.
        expect([decision.kind, alone.kind]).not.toEqual(["pass", "undetermined"]);
        expect(decision.comparison?.kind).toBe("compared");
      }),
    );
  });
});

describe("the gate", () => {
  test("names what regressed, and splits alpha", () => {
    const steady = Array.from({ length: 9 }, () => [20, 20] as const);
    const baseline = foundBaseline([aBaseline(cases([20, 20], ...steady))]);
    const decision = decideGate(anExperiment(cases([6, 20], ...steady)), tone, { baseline });
    expect(decision.kind).toBe("fail");
    expect(decision.reasons.map(({ kind }) => kind)).toEqual(["regressed", "case-regressed"]);
    const { floors, dimensions, cases: ofCases } = decision.rule.levels;
    expect([floors, dimensions, ofCases].map((one) => Number(one.toFixed(9)))).toEqual([
      0.01, 0.03, 0.01,
    ]);
  });

  test("without anything to compare, all of alpha is the floors'", () => {
    const none = { kind: "none", why: "not-stored" } as const;
    for (const facts of [{}, { baseline: none }, { baseline: foundBaseline([aBaseline([])]) }]) {
      const { rule, kind } = decideGate(anExperiment(cases([20, 20])), tone, facts);
      expect(rule.levels).toEqual({ floors: 0.05, dimensions: 0, cases: 0 });
      expect(kind).toBe("pass");
    }
  });

  test("a slide since the last release is shown and blocks nothing", () => {
    const fallen = Array.from({ length: 10 }, () => [18, 20] as const);
    const full = Array.from({ length: 10 }, () => [20, 20] as const);
    const release = foundBaseline([aBaseline(cases(...full))]);
    const decision = decideGate(anExperiment(cases(...fallen)), tone, { release });
    expect(decision.kind).toBe("pass");
    expect(decision.sinceRelease).toMatchObject({ dimensions: [{ result: "regressed" }] });
  });

  test("executions of the baseline are pooled", () => {
    const first = aBaseline(cases([10, 10]));
    const second = aBaseline(cases([9, 10]), { startedAt: "2026-11-18T09:00:00.000Z" });
    const { comparison } = decideGate(anExperiment(cases([10, 10])), tone, {
      baseline: foundBaseline([first, second]),
    });
    expect(comparison).toMatchObject({
      pooled: { experiments: 2, runs: 20 },
      dimensions: [{ baseline: { passed: 19, runs: 20 } }],
    });
  });
});
