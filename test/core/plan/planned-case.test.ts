import { expect, test } from "vitest";
import { planCases } from "../../../src/core/plan/planned-case.ts";
import { aPlannedCase } from "../../support/run-loop/planned-cases.ts";

const evaluators = new Map([["answer-contains@1", { kind: "check" as const }]]);

test("retired cases are not run; quarantined, open and proposed ones are", () => {
  const statuses = ["guarding", "quarantined", "open", "proposed", "retired"] as const;
  const cases = statuses.map((status) => aPlannedCase({ id: status, status }));
  expect(planCases(cases, evaluators).map(({ id }) => id)).toEqual([
    "guarding",
    "quarantined",
    "open",
    "proposed",
  ]);
});

test("each expectation says who must answer", () => {
  expect(planCases([aPlannedCase()], evaluators)[0]?.expects).toEqual([
    { evaluator: "answer-contains@1", kind: "check", dimension: "faithfulness" },
  ]);
});

test("an evaluator that was not loaded is a bug, not a case without it", () => {
  expect(() => planCases([aPlannedCase()], new Map())).toThrow("answer-contains@1 was not loaded");
});
