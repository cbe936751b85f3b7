import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../../../src/core/trace/json.ts";
import {
  answerOf,
  aSession,
  aTurn,
  called,
  oneTurn,
  resultOf,
  thought,
} from "../../../support/sessions.ts";

/** A model's wish; the agent runs its tools itself, so no tool step stands for it. */
const asks = (name: string, args?: JsonValue) =>
  thought("", { toolCalls: [{ name, ...(args !== undefined && { arguments: args }) }] });
const refund = asks("issue_refund", { order_id: "4502" });
const twice = oneTurn("Refund it", [refund, refund, thought("Done.")], "Done.");
const result = (check: string, parameters: object, session = twice) =>
  resultOf(check, { ...parameters }, session);

describe("what only the request tells is judged by the request", () => {
  test.each<[string, object, string]>([
    ["tool-not-called", { tools: ["issue_refund"] }, "fail"],
    ["tool-not-called", { tools: ["create_return"] }, "pass"],
    ["tool-called", { tool: "issue_refund" }, "pass"],
    ["tool-called", { tool: "issue_refund", max: 1 }, "fail"],
    ["tool-called", { tool: "create_return" }, "fail"],
    ["tool-arguments", { tool: "issue_refund", arguments: { order_id: "4502" } }, "pass"],
    ["tool-arguments", { tool: "issue_refund", arguments: { order_id: "1" } }, "fail"],
    ["no-repeated-call", {}, "fail"],
    ["no-repeated-call", { max: 2 }, "pass"],
    ["trajectory", { tools: [], match: "strict" }, "fail"],
    ["trajectory", { tools: ["issue_refund", "issue_refund"], match: "strict" }, "pass"],
  ])("%s %j: %s", (check, parameters, expected) => {
    expect(result(check, parameters)).toBe(expected);
  });

  test("the evidence is the model's step", () => {
    expect(answerOf("tool-not-called", { tools: ["issue_refund"] }, twice)).toMatchObject({
      explanation: "`issue_refund` was called and must not be.",
      evidence: [
        { at: { turn: 1, step: 1 }, what: 'issue_refund {"order_id":"4502"}' },
        { at: { turn: 1, step: 2 } },
      ],
    });
  });

  test("arguments that were not captured are not guessed", () => {
    const bare = oneTurn("Hi", [asks("issue_refund")], "Done.");
    expect(result("tool-arguments", { tool: "issue_refund", arguments: { a: 1 } }, bare)).toBe(
      "unscored",
    );
    expect(result("no-repeated-call", {}, bare)).toBe("unscored");
  });
});

describe("what needs the result is unscored", () => {
  const search = asks("search_policies", { query: "late fee" });
  const empty = called("search_policies", { query: "late fee" }, []);
  const lost = {
    result: "unscored",
    reason: "The result of `search_policies` was not captured.",
  };
  const tools = { tools: ["search_policies"] };
  const blind = oneTurn("How much?", [search], "It is $15.");

  test.each<[string, object]>([
    ["tool-result-not-empty", tools],
    ["abstains-after-empty-result", tools],
  ])("%s", (check, parameters) => {
    expect(answerOf(check, { ...parameters }, blind)).toEqual(lost);
  });

  test("tool-result-schema", () => {
    expect(result("tool-result-schema", { tool: "search_policies", schema: {} }, blind)).toBe(
      "unscored",
    );
  });

  test("grounded-facts, where a fact is unsupported and may stand in the result", () => {
    expect(answerOf("grounded-facts", {}, blind)).toEqual({
      result: "unscored",
      reason: "The result of `search_policies` was not captured, and it may hold “$15”.",
    });
    expect(result("grounded-facts", {}, oneTurn("Is it $15?", [search], "It is $15."))).toBe(
      "pass",
    );
    const late = aSession([
      aTurn("How much?", [thought("$15.")], "It is $15."),
      aTurn("Sure?", [search], "Yes."),
    ]);
    expect(result("grounded-facts", {}, late)).toBe("fail");
  });

  test("a captured call that already fails, fails", () => {
    const both = oneTurn("How much?", [search, empty, thought("")], "You pay it.");
    const two = { toolCalls: [{ name: "search_policies" }, { name: "search_policies" }] };
    expect(result("tool-result-not-empty", tools, both)).toBe("fail");
    const first = oneTurn("How much?", [thought("", two), empty], "You pay it.");
    expect(result("tool-result-not-empty", tools, first)).toBe("fail");
  });

  test("a later search whose result is not known may have made up for the empty one", () => {
    const after = oneTurn("How much?", [empty, search, search], "You pay it.");
    expect(answerOf("abstains-after-empty-result", tools, after)).toEqual(lost);
  });

  test("one turn that abstains does not vouch for another whose result is not known", () => {
    const session = aSession([
      aTurn("How much?", [empty], "I don't know."),
      aTurn("And for me?", [search], "You pay it."),
    ]);
    expect(answerOf("abstains-after-empty-result", tools, session)).toEqual(lost);
  });
});
