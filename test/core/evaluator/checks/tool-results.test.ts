import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../../../src/core/trace/json.ts";
import {
  answerOf,
  called,
  failedCall,
  oneTurn,
  resultOf,
  uncaptured,
} from "../../../support/sessions.ts";

const pending = {
  kind: "tool",
  name: "search_policies",
  arguments: {},
  status: "pending",
} as const;

const emptiness = (...steps: Parameters<typeof oneTurn>[1]) =>
  answerOf("tool-result-not-empty", { tools: ["search_policies"] }, oneTurn("Hi", steps, "Hm"));

describe("tool-result-not-empty", () => {
  test.each<[JsonValue, string]>([
    [[{ id: "p1" }], "pass"],
    [{ documents: [{ id: "p1" }] }, "pass"],
    [[], "fail"],
    [{}, "fail"],
    ["", "fail"],
    [null, "fail"],
    [{ results: [] }, "fail"],
    [{ items: [], total: 0 }, "fail"],
    ["Nothing here is empty", "pass"],
    [0, "pass"],
    [false, "pass"],
  ])("%j: %s", (result, expected) => {
    expect(emptiness(called("search_policies", {}, result)).result).toBe(expected);
  });

  test("a failed call brought nothing; what was not captured is not known", () => {
    expect(emptiness(failedCall("search_policies", {}, "timeout"))).toMatchObject({
      result: "fail",
      explanation: "`search_policies` failed.",
      evidence: [{ at: { turn: 1, step: 1 }, what: "search_policies → error: timeout" }],
    });
    expect(emptiness(uncaptured("search_policies")).result).toBe("unscored");
    expect(emptiness(pending).result).toBe("unscored");
  });

  test("one empty result fails, whatever the others hold; none at all is unscored", () => {
    const full = called("search_policies", {}, [1]);
    expect(
      emptiness(uncaptured("search_policies"), full, called("search_policies", {}, [])).result,
    ).toBe("fail");
    expect(emptiness(called("think", {}, ""))).toEqual({
      result: "unscored",
      reason: "`search_policies` was never called, so there is no result to look at.",
    });
  });
});

describe("tool-result-schema", () => {
  const schema = {
    type: "object",
    required: ["refundId"],
    properties: { refundId: { pattern: "^F-" } },
  };
  const of = (...steps: Parameters<typeof oneTurn>[1]) =>
    resultOf("tool-result-schema", { tool: "issue_refund", schema }, oneTurn("Hi", steps, "Hm"));

  test.each<[JsonValue, string]>([
    [{ refundId: "F-1" }, "pass"],
    ['{"refundId":"F-1"}', "pass"],
    [{ refundId: "X-1" }, "fail"],
    ["done", "fail"],
    [null, "fail"],
  ])("%j: %s", (result, expected) => {
    expect(of(called("issue_refund", {}, result))).toBe(expected);
  });

  test("a failed call fails; one that was not captured or never made is unscored", () => {
    expect(of(failedCall("issue_refund", {}, "down"))).toBe("fail");
    expect(of(uncaptured("issue_refund"))).toBe("unscored");
    expect(of(called("issue_refund", {}, { refundId: "F-1" }), uncaptured("issue_refund"))).toBe(
      "unscored",
    );
    expect(of()).toBe("unscored");
  });

  test("the complaint and the step", () => {
    const session = oneTurn("Hi", [called("issue_refund", {}, { refundId: "X-1" })]);
    expect(answerOf("tool-result-schema", { tool: "issue_refund", schema }, session)).toEqual({
      result: "fail",
      explanation:
        'A result of `issue_refund` does not meet the schema: /refundId must match pattern "^F-".',
      evidence: [{ at: { turn: 1, step: 1 }, what: 'issue_refund → {"refundId":"X-1"}' }],
    });
  });
});
