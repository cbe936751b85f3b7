import { describe, expect, test } from "vitest";
import { compareFailures } from "../../../src/core/cluster/compare-failures.ts";
import type { CaseResult, FailureSample } from "../../../src/core/plan/experiment.ts";
import { describeClusterChanges } from "../../../src/core/report/decision/describe-clusters.ts";
import { markdownWording } from "../../../src/core/report/wording.ts";
import { aCaseResult } from "../../support/gated-experiment.ts";

const afterEmpty: NonNullable<FailureSample["blame"]> = {
  at: { turn: 1, step: 2 },
  kind: "asserted-after-empty",
  tier: "exact-fact",
  what: "search_policies → 0 documents",
  why: "It brought nothing.",
};

function aFailing(
  id: string,
  runs: number,
  { evaluator = "faithful@1", ...more }: Partial<FailureSample> = {},
): CaseResult {
  const sample: FailureSample = {
    runIndex: 0,
    dimension: "faithfulness",
    evaluator,
    explanation: "It is not so.",
    runs,
    evidence: [],
    ...more,
  };
  return aCaseResult({ id, outcomes: { completed: 20 }, failures: [sample] });
}

function aPassing(id: string): CaseResult {
  return aCaseResult({ id, outcomes: { completed: 20 }, failures: [] });
}

describe("the failures of a change beside those of the main branch", () => {
  test("are new where nothing failed so, and told with their cases", () => {
    const { appeared, resolved } = compareFailures(
      [aPassing("late-fee"), aPassing("gift-card")],
      [
        aFailing("late-fee", 14, { blame: afterEmpty }),
        aFailing("gift-card", 9, { blame: afterEmpty }),
      ],
    );
    expect(appeared).toEqual([
      {
        dimension: "faithfulness",
        blame: "asserted-after-empty",
        tool: "search_policies",
        evaluator: "faithful@1",
        cases: ["gift-card", "late-fee"],
        runs: 23,
      },
    ]);
    expect(resolved).toEqual([]);
  });

  test("are gone, grown or shrunk", () => {
    const before = [aFailing("late-fee", 4), aFailing("gift-card", 9, { evaluator: "kind@1" })];
    expect(compareFailures(before, [aFailing("late-fee", 9), aPassing("gift-card")])).toMatchObject(
      {
        appeared: [],
        grown: [{ evaluator: "faithful@1", runs: 9, before: 4 }],
        shrunk: [],
        resolved: [{ evaluator: "kind@1", runs: 9 }],
      },
    );
    expect(
      compareFailures([aFailing("late-fee", 9)], [aFailing("late-fee", 4)]).shrunk,
    ).toMatchObject([{ runs: 4, before: 9 }]);
  });

  test("are the same within chance, and by another version of the evaluator", () => {
    const changes = compareFailures(
      [aFailing("late-fee", 4)],
      [aFailing("late-fee", 5, { evaluator: "faithful@2" })],
    );
    expect(Object.values(changes).flat()).toEqual([]);
    expect(describeClusterChanges(changes, markdownWording)).toBeUndefined();
  });

  test("are counted over all executions of the main branch", () => {
    const twice = [aFailing("late-fee", 4), aFailing("late-fee", 4)];
    expect(Object.values(compareFailures(twice, [aFailing("late-fee", 4)])).flat()).toEqual([]);
    expect(compareFailures(twice, [aPassing("late-fee")]).resolved).toMatchObject([
      { cases: ["late-fee"], runs: 8 },
    ]);
  });

  test("are not told of cases that one side alone ran", () => {
    const changes = compareFailures([aFailing("lost-parcel", 4)], [aFailing("late-fee", 4)]);
    expect(Object.values(changes).flat()).toEqual([]);
  });
});

test("the line of a comment names what appeared first, and escapes what a tool is called", () => {
  const changes = compareFailures(
    [aPassing("late-fee"), aFailing("gift-card", 3)],
    [aFailing("late-fee", 14, { blame: afterEmpty }), aPassing("gift-card")],
  );
  expect(describeClusterChanges(changes, markdownWording)).toBe(
    "🆕 a claim after an empty search at `search_policies` on **faithfulness** (14 runs, 1 case) · ✔ failures of `faithful@1` on **faithfulness** gone",
  );
});
