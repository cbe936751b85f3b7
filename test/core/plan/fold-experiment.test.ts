import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Verdict, VerdictOrigin } from "../../../src/core/evaluator/verdict.ts";
import type { CaseResult, Experiment } from "../../../src/core/plan/experiment.ts";
import { ExperimentFold } from "../../../src/core/plan/fold-experiment.ts";
import type { PlannedCase } from "../../../src/core/plan/planned-case.ts";
import { type RunRecord, runOutcomes } from "../../../src/core/plan/run-record.ts";
import { aPlannedCase, aRecord, aSubject, aVerdict } from "../../support/run-loop/planned-cases.ts";

const times = { startedAt: "2026-11-22T20:00:00.000Z", durationMs: 0 };
const contains: VerdictOrigin = {
  evaluator: "answer-contains@1",
  kind: "check",
  dimension: "faithfulness",
};
const grounded: VerdictOrigin = {
  evaluator: "grounded-facts@1",
  kind: "check",
  dimension: "faithfulness",
};
const tone: VerdictOrigin = { evaluator: "tone@2", kind: "judge", dimension: "tone" };

function fold(cases: readonly PlannedCase[], records: readonly RunRecord[]): Experiment {
  const experiment = new ExperimentFold(aSubject(), cases);
  for (const record of records) experiment.add(record);
  return experiment.experiment(times);
}

function foldOne(planned: PlannedCase, records: readonly RunRecord[]): CaseResult {
  const [result] = fold([planned], records).cases;
  if (result === undefined) throw new Error("the case is missing");
  return result;
}

function fail(origin: VerdictOrigin, explanation = "It states a refund window."): Verdict {
  return { ...origin, result: "fail", explanation };
}

function unscored(origin: VerdictOrigin, reason = "no key"): Verdict {
  return { ...origin, result: "unscored", reason };
}

function pass(origin: VerdictOrigin): Verdict {
  return { ...origin, result: "pass" };
}

describe("how a run stands in a dimension", () => {
  const planned = aPlannedCase({ expects: [contains, grounded] });

  test.each([
    ["passes where every check passes", [pass(contains), pass(grounded)], "passed"],
    ["fails where any check fails", [pass(contains), fail(grounded)], "failed"],
    [
      "fails where one check fails and another cannot tell",
      [unscored(contains), fail(grounded)],
      "failed",
    ],
    [
      "is unscored where a check cannot tell and none fails",
      [unscored(contains), pass(grounded)],
      "unscored",
    ],
    ["is unscored where a check gave no verdict at all", [pass(contains)], "unscored"],
    ["is unscored where there is no verdict at all", [], "unscored"],
  ] as const)("a run %s", (_, verdicts, standing) => {
    const none = { passed: 0, failed: 0, unscored: 0, missing: 0 };
    const result = foldOne(planned, [aRecord({ verdicts: [...verdicts] })]);
    expect(result.dimensions["faithfulness"]?.checks).toEqual({ ...none, [standing]: 1 });
    expect(result.whole).toEqual({ ...none, [standing]: 1 });
  });

  test("the verdicts may come in any order", () => {
    const result = foldOne(planned, [aRecord({ verdicts: [fail(grounded), pass(contains)] })]);
    expect(result.failures).toMatchObject([{ evaluator: "grounded-facts@1", runs: 1 }]);
  });

  test("an agent's error is a failure in every dimension, any other unfinished run is missing", () => {
    const both = aPlannedCase({ expects: [contains, tone] });
    const result = foldOne(both, [
      aRecord({ runIndex: 0, outcome: "agent-error", reason: "it exited", verdicts: [] }),
      aRecord({ runIndex: 1, outcome: "infra-error", reason: "429", verdicts: [] }),
    ]);
    const tally = { passed: 0, failed: 1, unscored: 0, missing: 1 };
    const zero = { passed: 0, failed: 0, unscored: 0, missing: 0 };
    expect(result.dimensions).toEqual({
      faithfulness: { hasChecks: true, checks: tally, all: tally, judges: {} },
      tone: { hasChecks: false, checks: zero, all: tally, judges: { "tone@2": tally } },
    });
    expect(result.whole).toEqual(tally);
    expect(result.failures).toEqual([]);
  });

  test("a judge can fail a run for all, not for the checks", () => {
    const judged = aPlannedCase({ expects: [contains, { ...tone, dimension: "faithfulness" }] });
    const verdict = fail({ ...tone, dimension: "faithfulness" }, "Too curt.");
    const dimension = foldOne(judged, [aRecord({ verdicts: [pass(contains), verdict] })])
      .dimensions["faithfulness"];
    expect(dimension).toMatchObject({
      checks: { passed: 1, failed: 0 },
      all: { passed: 0, failed: 1 },
      judges: { "tone@2": { passed: 0, failed: 1 } },
    });
  });

  test("a judge that cannot answer is unscored with its most frequent reason", () => {
    const judged = aPlannedCase({ expects: [tone] });
    const result = foldOne(
      judged,
      ["no key", "429", "429"].map((reason, runIndex) =>
        aRecord({ runIndex, verdicts: [unscored(tone, reason)] }),
      ),
    );
    expect(result.dimensions["tone"]?.judges["tone@2"]).toEqual({
      passed: 0,
      failed: 0,
      unscored: 3,
      missing: 0,
      unscoredReason: "429",
    });
    expect(result.errors).toEqual([]);
    expect(result.whole).toEqual({ passed: 0, failed: 0, unscored: 0, missing: 0 });
  });
});

describe("what is kept of failures", () => {
  test("the lowest run index of each evaluator, how many runs it failed, and the earliest step", () => {
    const evidence = [
      { what: "“You have 30 days”", quote: true },
      { at: { turn: 2, step: 1 }, what: "search_policies → 0 documents" },
      { at: { turn: 1, step: 3 }, what: "lookup_order → error" },
    ];
    const planned = aPlannedCase({ expects: [contains, grounded] });
    const later = fail(grounded, "later");
    const first: Verdict = { ...grounded, result: "fail", explanation: "first", evidence };
    const result = foldOne(planned, [
      aRecord({ runIndex: 9, verdicts: [pass(contains), later] }),
      aRecord({ runIndex: 4, verdicts: [pass(contains), first] }),
      aRecord({ runIndex: 7, verdicts: [fail(contains), later] }),
    ]);
    expect(result.failures).toEqual([
      {
        runIndex: 4,
        dimension: "faithfulness",
        evaluator: "grounded-facts@1",
        explanation: "first",
        runs: 3,
        firstBadStep: { turn: 1, step: 3 },
        evidence,
      },
      {
        runIndex: 7,
        dimension: "faithfulness",
        evaluator: "answer-contains@1",
        explanation: "It states a refund window.",
        runs: 1,
        evidence: [],
      },
    ]);
  });

  test("judges that fail at once do not push out the check that fails the other runs", () => {
    const judges = ["tone@2", "care@1", "wit@1"].map(
      (evaluator): VerdictOrigin => ({ ...grounded, evaluator, kind: "judge" }),
    );
    const elsewhere: VerdictOrigin = { ...contains, dimension: "abstention" };
    const planned = aPlannedCase({ expects: [...judges, grounded, elsewhere] });
    const records = Array.from({ length: 20 }, (_, runIndex) =>
      aRecord({
        runIndex,
        verdicts: [
          ...judges.map((judge) => (runIndex === 0 ? fail(judge) : pass(judge))),
          runIndex === 0 ? pass(grounded) : fail(grounded),
          runIndex === 19 ? fail(elsewhere) : pass(elsewhere),
        ],
      }),
    );
    const kept = foldOne(planned, records).failures;
    expect(kept.map(({ evaluator, runIndex, runs }) => [evaluator, runIndex, runs])).toEqual([
      ["grounded-facts@1", 1, 19],
      ["answer-contains@1", 19, 1],
      ["tone@2", 0, 1],
    ]);
    expect(foldOne(planned, records.toReversed()).failures).toEqual(kept);
  });

  test("at most two a dimension, and hostile lengths are cut", () => {
    const expects = [1, 2, 3, 4].map((version) => ({ ...contains, evaluator: `check@${version}` }));
    const what = "x".repeat(10_000);
    const verdicts = expects.map(
      (origin): Verdict => ({
        ...origin,
        result: "fail",
        explanation: what,
        evidence: Array.from({ length: 100 }, () => ({ what })),
      }),
    );
    const { failures } = foldOne(aPlannedCase({ expects }), [aRecord({ verdicts })]);
    expect(failures.map(({ evaluator }) => evaluator)).toEqual(["check@1", "check@2"]);
    expect(JSON.stringify(failures).length).toBeLessThan(20_000);
    expect(failures[0]?.explanation.at(-1)).toBe("…");
  });
});

describe("what is kept of errors", () => {
  test("each reason once with its count, most frequent first", () => {
    const reasons = ["it exited with code 1", "no answer in turn 1", "no answer in turn 1"];
    const { errors, outcomes } = foldOne(aPlannedCase(), [
      ...reasons.map((reason, runIndex) =>
        aRecord({ runIndex, outcome: "agent-error", reason, verdicts: [] }),
      ),
      aRecord({ runIndex: 3, verdicts: [unscored(contains, "the pattern timed out")] }),
    ]);
    expect(outcomes).toEqual({ completed: 1, "agent-error": 3 });
    expect(errors).toEqual([
      { outcome: "agent-error", reason: "no answer in turn 1", runs: 2 },
      { outcome: "agent-error", reason: "it exited with code 1", runs: 1 },
      {
        outcome: "completed",
        reason: "answer-contains@1 on faithfulness: the pattern timed out",
        runs: 1,
      },
    ]);
  });

  test("a thousand different reasons take the place of seventeen", () => {
    const records = Array.from({ length: 1_000 }, (_, runIndex) =>
      aRecord({
        runIndex,
        outcome: "agent-error",
        reason: `the tool ${"abcdefghij".charAt(runIndex % 10)}${"abcdefghij".charAt(Math.floor(runIndex / 10) % 10)}${"abcdefghij".charAt(Math.floor(runIndex / 100))} broke`,
        verdicts: [],
      }),
    );
    const { errors } = foldOne(aPlannedCase({ runs: 1_000 }), records);
    expect(errors).toHaveLength(17);
    expect(errors.at(-1)).toEqual({ outcome: "agent-error", reason: "other reasons", runs: 984 });
  });
});

describe("which records count", () => {
  test("a run is counted once; the first record stands", () => {
    const experiment = new ExperimentFold(aSubject(), [aPlannedCase()]);
    expect(experiment.add(aRecord())).toBe("passed");
    expect(experiment.add(aRecord({ verdicts: [fail(contains)] }))).toBe("duplicate");
    expect(experiment.recorded).toBe(1);
    expect(experiment.standings()).toEqual({ passed: 1, failed: 0, unscored: 0, missing: 0 });
  });

  test.each([
    ["of another case", aRecord({ caseId: "lost-parcel" })],
    ["beyond the plan", aRecord({ runIndex: 20 })],
    ["before the first", aRecord({ runIndex: -1 })],
    ["between two", aRecord({ runIndex: 0.5 })],
    [
      "with an evaluator that the case does not name",
      aRecord({ verdicts: [aVerdict(), pass(grounded)] }),
    ],
    [
      "with a second verdict where one is asked for",
      aRecord({ verdicts: [aVerdict(), aVerdict()] }),
    ],
    ["with a judge in the place of a check", aRecord({ verdicts: [aVerdict({ kind: "judge" })] })],
  ])("a run %s is foreign and changes nothing", (_, record) => {
    const experiment = new ExperimentFold(aSubject(), [aPlannedCase()]);
    const before = experiment.experiment(times);
    expect(experiment.add(record)).toBe("foreign");
    expect(experiment.experiment(times)).toEqual(before);
    expect(experiment.add(aRecord())).toBe("passed");
  });

  test("a foreign verdict leaves nothing behind in the next run", () => {
    const planned = aPlannedCase({ expects: [contains, grounded] });
    const experiment = new ExperimentFold(aSubject(), [planned]);
    experiment.add(aRecord({ verdicts: [fail(contains), pass(tone)] }));
    expect(experiment.add(aRecord({ verdicts: [pass(contains), pass(grounded)] }))).toBe("passed");
  });

  test("an experiment is complete when every planned run is in it", () => {
    const cases = [aPlannedCase({ runs: 1 }), aPlannedCase({ id: "lost-parcel", runs: 1 })];
    expect(fold(cases, [aRecord()])).toMatchObject({ planned: 2, recorded: 1, isComplete: false });
    expect(fold(cases, [aRecord(), aRecord({ caseId: "lost-parcel" })])).toMatchObject({
      recorded: 2,
      isComplete: true,
    });
  });
});

test("calls, tokens and money are summed; a call whose provider did not say is counted apart", () => {
  const steps = [
    { kind: "model", usage: { inputTokens: 100, outputTokens: 10, costUsd: 0.1 } },
    { kind: "tool", name: "search_policies", status: "ok" },
    { kind: "model", usage: { inputTokens: 50, costUsd: 0.2 } },
    { kind: "model" },
  ] as const;
  const session = { id: "late-fee.0", turns: [{ user: "Hi", steps }] };
  expect(fold([aPlannedCase()], [aRecord({ session })]).usage).toEqual({
    modelCalls: 3,
    toolCalls: 1,
    inputTokens: 150,
    outputTokens: 10,
    callsWithoutTokens: 2,
    costUsd: 0.3,
    callsWithoutCost: 1,
  });
});

describe("the same runs give the same experiment", () => {
  const cases = [
    aPlannedCase({ runs: 6, expects: [contains, grounded, tone] }),
    aPlannedCase({ id: "lost-parcel", runs: 4, expects: [tone] }),
    aPlannedCase({ id: "gift-card", runs: 3, expects: [contains, contains] }),
  ];

  test("whatever the order in which they ended", () => {
    fc.assert(
      fc.property(someRuns(cases), fc.infiniteStream(fc.nat()), (records, order) => {
        const shuffled = shuffle(records, order);
        expect(fold(cases, shuffled)).toEqual(fold(cases, records));
        expect(JSON.stringify(fold(cases, shuffled))).toBe(JSON.stringify(fold(cases, records)));
      }),
    );
  });

  test("whatever journals they are split into, though these overlap", () => {
    fc.assert(
      fc.property(someRuns(cases), fc.infiniteStream(fc.nat(3)), (records, sides) => {
        const marked = records.map((record) => ({ record, side: sides.next().value ?? 0 }));
        const first = marked.filter(({ side }) => side !== 1).map(({ record }) => record);
        const second = marked.filter(({ side }) => side !== 0).map(({ record }) => record);
        const whole = fold(cases, records);
        expect(fold(cases, [...first, ...second])).toEqual(whole);
        expect(fold(cases, [...second, ...first, ...second])).toEqual(whole);
      }),
    );
  });

  test("and every tally adds up to the runs", () => {
    fc.assert(
      fc.property(someRuns(cases), (records) => {
        for (const { dimensions, outcomes } of fold(cases, records).cases) {
          const runs = Object.values(outcomes).reduce((a, b) => a + b, 0);
          for (const { hasChecks, checks, all } of Object.values(dimensions)) {
            expect(Object.values(all).reduce((a, b) => a + b, 0)).toBe(runs);
            expect(Object.values(checks).reduce((a, b) => a + b, 0)).toBe(hasChecks ? runs : 0);
          }
        }
      }),
    );
  });
});

/** Any part of a plan, executed with any result. */
function someRuns(cases: readonly PlannedCase[]): fc.Arbitrary<readonly RunRecord[]> {
  const runs = cases.flatMap((planned) =>
    Array.from({ length: planned.runs }, (_, runIndex) => aRunOf(planned, runIndex)),
  );
  return fc
    .tuple(...runs.map((run) => fc.option(run, { nil: undefined })))
    .map((records) => records.filter((record) => record !== undefined));
}

function aRunOf(planned: PlannedCase, runIndex: number): fc.Arbitrary<RunRecord> {
  const verdicts = fc.tuple(...planned.expects.map((origin) => aVerdictOf(origin)));
  const cost = fc.double({ min: 0, max: 3, noNaN: true });
  return fc
    .tuple(fc.constantFrom(...runOutcomes, "completed", "completed"), verdicts, cost, fc.nat(2))
    .map(([outcome, given, costUsd, reason]) => {
      const id = `${planned.id}.${runIndex}`;
      const steps = [{ kind: "model", usage: { costUsd } }] as const;
      return {
        caseId: planned.id,
        runIndex,
        outcome,
        ...(outcome !== "completed" && { reason: `reason ${reason}` }),
        durationMs: 1,
        session: { id, turns: [{ user: "Hi", steps }] },
        verdicts: outcome === "completed" ? given.filter((verdict) => verdict !== undefined) : [],
      };
    });
}

function aVerdictOf(origin: VerdictOrigin): fc.Arbitrary<Verdict | undefined> {
  const evidence = fc.array(
    fc.record({
      at: fc.record({ turn: fc.integer({ min: 1, max: 3 }), step: fc.constant(1) }),
      what: fc.string(),
    }),
    { maxLength: 3 },
  );
  return fc.oneof(
    fc.constant(pass(origin)),
    fc.tuple(fc.string(), evidence).map(
      ([explanation, shown]): Verdict => ({
        ...origin,
        result: "fail",
        explanation,
        evidence: shown,
      }),
    ),
    fc.constantFrom("no key", "429").map((reason) => unscored(origin, reason)),
    fc.constant(undefined),
  );
}

function shuffle<T>(items: readonly T[], order: fc.Stream<number>): T[] {
  return items
    .map((item) => ({ item, key: order.next().value ?? 0 }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
