import { describe, expect, test } from "vitest";
import type { CaseResult } from "../../../src/core/plan/experiment.ts";
import { findPassing, passingCases, runsToBelieve } from "../../../src/core/plan/passing-cases.ts";

const commit = "3f2c1ab".padEnd(40, "0");
const digest = `sha256:${"9c1e".repeat(16)}`;

function aResult(changes: Partial<CaseResult> = {}, passed = 20, failed = 0): CaseResult {
  const tally = { passed, failed, unscored: 0, missing: 0 };
  return {
    id: "gift-card",
    title: "A gift card",
    status: "open",
    file: "datasets/support/cases/gift-card.yaml",
    planned: 20,
    tested: { digest, evaluators: {} },
    outcomes: { completed: passed + failed },
    dimensions: { abstention: { hasChecks: true, checks: tally, all: tally, judges: {} } },
    whole: tally,
    failures: [],
    errors: [],
    ...changes,
  };
}

const found = (one: CaseResult): readonly object[] => findPassing({ cases: [one] }, commit).cases;

describe("a case is told as passing", () => {
  test("where it is open and every planned run passed", () => {
    expect(found(aResult())).toEqual([{ id: "gift-card", digest, passed: 20 }]);
  });

  test.each([
    ["guards already", aResult({ status: "guarding" })],
    ["is only proposed", aResult({ status: "proposed" })],
    ["failed once", aResult({}, 19, 1)],
    ["lost a run", aResult({}, 19, 0)],
    ["was never run", aResult({}, 0, 0)],
  ])("not where it %s", (_, one) => {
    expect(found(one)).toEqual([]);
  });

  test("by what an event can hold", () => {
    expect(passingCases.safeParse(findPassing({ cases: [aResult()] }, commit)).success).toBe(true);
    expect(passingCases.safeParse({ commit: "main", cases: [] }).success).toBe(false);
    expect(
      passingCases.safeParse({ commit, cases: [{ id: "../x", digest, passed: 20 }] }).success,
    ).toBe(false);
  });
});

test.each([
  ["14/20", 3],
  ["1/20", 59],
  ["20/20", 1],
  [undefined, 20],
  ["often", 20],
  ["0/20", 20],
  ["21/20", 20],
])("%s needs %i runs", (reproduced, runs) => {
  expect(runsToBelieve(reproduced)).toBe(runs);
});
