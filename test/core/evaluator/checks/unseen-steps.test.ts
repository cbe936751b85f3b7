import { describe, expect, test } from "vitest";
import { judgeSees } from "../../../../src/core/evaluator/evaluator-file.ts";
import { sessionText } from "../../../../src/core/evaluator/session-text.ts";
import type { Session } from "../../../../src/core/trace/session.ts";
import { answerOf, aSession, aTurn, resultOf } from "../../../support/sessions.ts";

/** A service that runs elsewhere and answers with nothing but its reply. */
const unseen: Session = aSession([
  { ...aTurn("What is the late fee for order 4502?", [], "It is $15."), isUnseen: true },
]);
/** The same, of an agent whose calls would have been seen. */
const seen: Session = aSession([aTurn("What is the late fee for order 4502?", [], "It is $15.")]);
const without: Session = aSession([]);
const tools = { tools: ["search_policies"] };
const tool = { tool: "search_policies" };

const ofCalls: readonly (readonly [string, object])[] = [
  ["tool-called", tool],
  ["tool-not-called", tools],
  ["tool-arguments", { ...tool, arguments: {} }],
  ["tool-correctness", tools],
  ["trajectory", { tools: [], match: "strict" }],
  ["trajectory", { ...tools, match: "subset" }],
  ["trajectory", { ...tools, match: "superset" }],
  ["tool-result-not-empty", tools],
  ["tool-result-schema", { ...tool, schema: {} }],
  ["tool-result-value", { ...tool, path: "fee", min: 1 }],
  ["tool-result-fresh", { ...tool, path: "at", maxAgeMinutes: 5 }],
  ["abstains-after-empty-result", tools],
  ["no-repeated-call", {}],
  ["recovers-from-tool-failure", { whenNothingFails: "pass" }],
];

describe("what an agent did that only its replies are known of", () => {
  test.each(ofCalls)(
    "%s %j says neither that it was right nor that it was wrong",
    (check, given) => {
      const { result, ...rest } = answerOf(check, { ...given }, unseen);
      expect([result, rest]).toEqual([
        "unscored",
        { reason: expect.stringMatching(/captured|called/) },
      ]);
    },
  );

  test.each<[string, object]>([
    ["tool-not-called", tools],
    ["no-repeated-call", {}],
    ["trajectory", { ...tools, match: "subset" }],
    ["turn-budget", { steps: 3 }],
    ["turn-budget", { turnSteps: 3 }],
  ])("%s %j passes where the calls would have been seen", (check, given) => {
    expect(resultOf(check, { ...given }, seen)).toBe("pass");
    expect(answerOf(check, { ...given }, unseen)).toEqual({
      result: "unscored",
      reason: "What the agent did in turn 1 was not captured.",
    });
  });

  test("a fact that a tool may have said is not taken for made up", () => {
    expect(resultOf("grounded-facts", {}, seen)).toBe("fail");
    expect(answerOf("grounded-facts", {}, unseen)).toEqual({
      result: "unscored",
      reason:
        "What the agent did in turn 1 was not captured. It may be why: The reply of turn 1 states “$15”, which no tool result, user message or policy text holds.",
    });
    const told = { ...unseen, policy: "The late fee is $15." };
    expect(resultOf("grounded-facts", {}, told)).toBe("pass");
  });

  test("too many turns are too many all the same", () => {
    const twice = aSession([...unseen.turns, ...unseen.turns]);
    expect(resultOf("turn-budget", { turns: 1 }, twice)).toBe("fail");
    expect(resultOf("turn-budget", { turns: 1, steps: 9 }, twice)).toBe("fail");
    expect(resultOf("turn-budget", { turns: 2 }, twice)).toBe("pass");
  });

  test("one such turn among others is enough", () => {
    expect(resultOf("tool-not-called", tools, aSession([...seen.turns, ...unseen.turns]))).toBe(
      "unscored",
    );
  });

  test("a judge is told so", () => {
    const all = new Set(judgeSees);
    expect(sessionText(unseen, all)).toContain("\nthe agent's steps: (not captured)\n");
    expect(sessionText(seen, all)).not.toContain("steps");
  });
});

test.each([
  ...ofCalls,
  ["grounded-facts", {}],
  ["no-contradicted-fact", {}],
  ["no-repeated-question", {}],
  ["turn-budget", { turns: 2 }],
  ["latency-budget", { turnMs: 5 }],
  ["answer-contains", { none: ["calm down"] }],
] as const)("%s %j of a session without a turn is unscored", (check, given) => {
  expect(answerOf(check, { ...given }, without)).toEqual({
    result: "unscored",
    reason: "The session has no turn.",
  });
});
