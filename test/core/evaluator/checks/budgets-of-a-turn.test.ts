import { describe, expect, test } from "vitest";
import type { ModelStep } from "../../../../src/core/trace/session.ts";
import {
  answerOf,
  aSession,
  aTurn,
  compileCheck,
  oneTurn,
  resultOf,
  thought,
} from "../../../support/sessions.ts";

describe("budgets of a turn, and plans", () => {
  const spent: Partial<ModelStep> = { usage: { inputTokens: 60, outputTokens: 40, costUsd: 0.01 } };
  const session = aSession([
    aTurn("Hi", [thought("a", spent)], "a"),
    aTurn("So?", [thought("b", spent), thought("c", spent)], "c"),
  ]);
  test.each([
    ["token-budget", { turnTokens: 199 }, "fail"],
    ["token-budget", { turnTokens: 200, tokens: 300 }, "pass"],
    ["cost-budget", { turnUsd: 0.015 }, "fail"],
    ["cost-budget", { turnUsd: 0.02 }, "pass"],
    ["turn-budget", { turnSteps: 1 }, "fail"],
    ["turn-budget", { turnSteps: 2 }, "pass"],
  ])("%s %j: %s", (check, parameters, expected) => {
    expect(resultOf(check, parameters, session)).toBe(expected);
  });

  test("a turn over its budget is named; no limit at all is refused", () => {
    expect(answerOf("token-budget", { turnTokens: 150 }, session)).toEqual({
      result: "fail",
      explanation: "Turn 2 used 200 tokens, more than 150.",
      evidence: [{ at: { turn: 2, step: 2 }, what: "200 tokens in this turn after this call" }],
    });
    for (const check of ["token-budget", "cost-budget"])
      expect(compileCheck(check).kind).toBe("problems");
  });

  test.each([
    ["1. Look it up\n2. Refund", "pass"],
    ["1. Look\n2. Ask\n3. Refund", "fail"],
    ['["look","ask","refund"]', "fail"],
    ["I will look it up.", "unscored"],
    ["1. Look it up\n   1. by id\n   2. by name\n2. Refund", "pass"],
    ["  1. Look\n  2. Ask\n  3. Refund", "fail"],
    ["**1.** Look\n**2.** Ask\n**3.** Refund", "fail"],
    ["## Step 1: Look\ntext\n## Step 2: Ask\n## Step 3: Refund", "fail"],
    ["- Look\n- Ask\n- Refund", "fail"],
    ["- Look\n  - by id\n- Refund", "pass"],
    ['Here:\n```json\n["look", "ask", "refund"]\n```\n', "fail"],
    ['  ```\n  {"steps": ["look", "refund"]}\n  ```', "pass"],
    ["```\n1. Look\n2. Ask\n3. Refund\n```", "fail"],
    ["```\n- Look\n- Ask\n- Refund\n```", "fail"],
    ['1. Look\n```json\n["an", "example", "of", "four"]\n```\n2. Refund', "pass"],
    ['- Note\n```json\n["look", "ask", "refund"]\n```', "fail"],
    ['{"plan": {"steps": ["look", "ask", "refund"]}}', "fail"],
    ['{"risks": ["none"], "steps": ["look", "ask", "refund"]}', "fail"],
    ['{"steps": ["look"], "sources": ["a", "b", "c"]}', "pass"],
    ['{"first": ["a"], "second": ["a", "b", "c"]}', "fail"],
    ['{"steps": []}', "pass"],
    ['{"a": {"b": {"c": {"d": {"e": [1, 2, 3]}}}}}', "unscored"],
    ["{}", "unscored"],
    ["null", "unscored"],
  ])("a plan %j: %s", (text, expected) => {
    const planned = oneTurn("Hi", [thought(text, { purpose: "plan" })], "!");
    expect(resultOf("plan-length", { max: 2 }, planned)).toBe(expected);
    expect(resultOf("plan-length", { max: 2 }, oneTurn("Hi", [thought(text)], "!"))).toBe(
      "unscored",
    );
  });
});
