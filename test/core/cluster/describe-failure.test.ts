import { describe, expect, test } from "vitest";
import { describeFailure } from "../../../src/core/cluster/describe-failure.ts";
import type { Verdict } from "../../../src/core/evaluator/verdict.ts";
import type { Step } from "../../../src/core/trace/session.ts";
import { aSession, aTurn, called, failedCall, oneTurn } from "../../support/sessions.ts";

const failed: Verdict = {
  evaluator: "abstains@1",
  kind: "check",
  dimension: "abstention",
  result: "fail",
  explanation: "The reply of turn 1 states a fee.",
  evidence: [{ at: { turn: 1, step: 1 }, what: "search_policies → 0 documents" }],
};
const passed: Verdict = { evaluator: "kind@1", kind: "check", dimension: "tone", result: "pass" };
const search = called("search_policies", { query: "late fee" }, []);

describe("what clustering sees of a session", () => {
  test("that failed in a verdict", () => {
    const session = aSession(
      [aTurn("Is there a late fee?", [search], "It is $15."), aTurn("Thanks!", [], "Welcome.")],
      { policy: "# Rules\nBe kind.\n- Look policies up first.\n", agent: { model: "gpt-5-mini" } },
    );
    expect(describeFailure(session, [failed, passed])).toEqual({
      sessionId: "session-1",
      text: "The reply of turn 1 states a fee.\nIt is $15.",
      input: "Is there a late fee?\nThanks!",
      tools: ["search_policies"],
      events: ["empty-retrieval"],
      dimensions: ["abstention"],
      marks: ["abstains@1"],
      version: ["model gpt-5-mini"],
      promptStructure: ["# rules", "- look policies up"],
    });
  });

  test("is nothing where it did not fail", () => {
    expect(describeFailure(oneTurn("Hi", [search], "Hello."), [passed])).toBeUndefined();
    const rewarded = aSession([aTurn("Hi", [], "Hello.")], { reward: 1 });
    expect(describeFailure(rewarded, [])).toBeUndefined();
  });

  test("is its last reply where only the reward says that it failed", () => {
    const session = aSession([aTurn("Hi", [], "I cannot."), aTurn("Bye", [])], { reward: 0 });
    expect(describeFailure(session, [])).toMatchObject({ text: "I cannot.", marks: ["reward"] });
  });

  test("is the error that it ended in", () => {
    const turn = { ...aTurn("Hi", []), error: { type: "agent-error", message: "timed out" } };
    expect(describeFailure(aSession([turn]), [])).toMatchObject({
      marks: ["error"],
      events: ["timeout"],
    });
  });
});

test.each<[string, readonly Step[], readonly string[]]>([
  ["a tool that failed", [failedCall("issue_refund", {}, "no such order")], ["tool-error"]],
  [
    "an identical call three times",
    [1, 2, 3].map(() => called("lookup_order", { id: 1 }, { id: 1 })),
    ["loop"],
  ],
  ["three calls that differ", [1, 2, 3].map((id) => called("lookup_order", { id }, { id })), []],
  ["a thought that answers nothing", [called("think", {}, "")], []],
])("%s is the event %j", (_, steps, events) => {
  expect(describeFailure(oneTurn("Hi", steps, "Done."), [failed])?.events).toEqual(events);
});
