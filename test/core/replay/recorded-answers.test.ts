import { describe, expect, test } from "vitest";
import type { ToolRules } from "../../../src/core/dataset/tools-field.ts";
import { RecordedAnswers } from "../../../src/core/replay/recorded-answers.ts";
import { recordingOf } from "../../../src/core/replay/recording.ts";
import type { JsonValue } from "../../../src/core/trace/json.ts";
import type { Step } from "../../../src/core/trace/session.ts";
import { called, failedCall, oneTurn, uncaptured } from "../../support/sessions.ts";

/** Asks the recording of some steps for one call after another; what is found, as `result (exact)`. */
function asking(steps: readonly Step[], rules: Partial<ToolRules> = {}) {
  const all = { readOnly: [], live: [], match: {}, ...rules };
  const answers = new RecordedAnswers(recordingOf(oneTurn("Hello", steps)), all);
  return (name: string, given?: JsonValue): string => {
    const found = answers.find({ name, ...(given !== undefined && { arguments: given }) });
    if (found.kind === "gap") return `gap: ${found.reason}`;
    const { answer, replay } = found;
    return `${answer.kind === "result" ? JSON.stringify(answer.result) : answer.error.message} (${replay})`;
  };
}

const fees = called("search_policies", { query: "late fee invoice" }, "6.50 EUR");
const giftCards = called("search_policies", { query: "gift card refund" }, []);
const lookUp = (status: string) => called("lookup_order", { order_id: "4471" }, status);
const refund = called(
  "issue_refund",
  { order_id: "4471", amount: 62.85, reason: "The parcel never came" },
  "F-1",
);

describe("a recorded answer", () => {
  test("is that of the call that is most alike", () => {
    const ask = asking([giftCards, fees]);
    expect(ask("search_policies", { query: "fee for a late invoice" })).toBe('"6.50 EUR" (exact)');
    expect(ask("search_policies", { query: "refund a gift card" })).toBe("[] (exact)");
  });

  test("of the same call made twice comes in the order of the recording", () => {
    const ask = asking([lookUp("packed"), lookUp("in transit")]);
    const answers = [1, 2, 3].map(() => ask("lookup_order", { order_id: "4471" }));
    // The identical call gets what it got last, however often.
    expect(answers).toEqual(['"packed" (exact)', '"in transit" (exact)', '"in transit" (exact)']);
  });

  test("that was a failure is one", () => {
    const ask = asking([failedCall("lookup_order", { order_id: "1" }, "There is no order 1.")]);
    expect(ask("lookup_order", { order_id: "1" })).toBe("There is no order 1. (exact)");
  });

  test("of a failed call without a message is its result", () => {
    const failure = { ...called("lookup_order", {}, "gone"), status: "error" } as const;
    expect(asking([failure])("lookup_order", {})).toBe("gone (exact)");
  });

  test("is not used up by another call", () => {
    const ask = asking([refund], { match: { issue_refund: { reason: "ignore" } } });
    const given = { order_id: "4471", amount: 62.85, reason: "No parcel came" };
    expect(ask("issue_refund", given)).toBe('"F-1" (exact)');
    // The identical write is told of the same receipt: that it was made twice is for the evaluators.
    expect(ask("issue_refund", given)).toBe('"F-1" (exact)');
    expect(ask("issue_refund", { ...given, reason: "Again" })).toMatch(
      /^gap: `issue_refund` was called with .* once more than it was recorded \(step 1\.1\)/,
    );
  });

  test("of a tool that only reads may be given again to a call that is alike", () => {
    const ask = asking([fees], { readOnly: ["search_policies"] });
    expect(ask("search_policies", { query: "late fee invoice" })).toBe('"6.50 EUR" (exact)');
    expect(ask("search_policies", { query: "the late fee of an invoice" })).toBe(
      '"6.50 EUR" (exact)',
    );
  });
});

/** A search that only reads, recorded twice. */
function askSearch() {
  return asking([fees, giftCards], { readOnly: ["search_policies"] });
}

describe("a tool that only reads", () => {
  test("answers what matches nothing by its number, marked as approximate", () => {
    const asks = askSearch();
    expect(asks("search_policies", { query: "opening hours" })).toBe('"6.50 EUR" (approximate)');
    expect(asks("search_policies", { query: "phone number" })).toBe("[] (approximate)");
    expect(asks("search_policies", { query: "street address" })).toMatch(/^gap: no recorded call/);
  });

  test("an answer by number uses nothing up", () => {
    const asks = askSearch();
    asks("search_policies", { query: "opening hours" });
    expect(asks("search_policies", { query: "late fee invoice" })).toBe('"6.50 EUR" (exact)');
  });

  test("answers by number where the recorded arguments were not captured", () => {
    const { arguments: _, ...bare } = fees;
    const asks = asking([bare], { readOnly: ["search_policies"] });
    expect(asks("search_policies", { query: "late fee" })).toBe('"6.50 EUR" (approximate)');
    expect(asking([bare])("search_policies", {})).toMatch(/arguments .* were not captured/);
  });
});

describe("a gap says", () => {
  test("what was recorded nearby, argument by argument, and what to do", () => {
    const other = { order_id: "4502", amount: 12, reason: "Parcel never came" };
    expect(asking([refund])("issue_refund", other)).toBe(
      'gap: no recorded call of `issue_refund` has the arguments {"order_id":"4502","amount":12,"reason":"Parcel never came"}; the nearest is step 1.1: `order_id` was "4471", is "4502"; `amount` was 62.85, is 12. If the tool only reads, declare it `readOnly`; else record the session anew',
    );
  });

  test("how a single argument that differs in every run can be matched", () => {
    const given = { order_id: "4471", amount: 62.85, reason: "Broken" };
    expect(asking([refund])("issue_refund", given)).toMatch(
      /`reason` was "The parcel never came", is "Broken" \(similarity 0\.00, 0\.6 needed\)\. If `reason` differs from run to run, say so under `tools\.match` \(`ignore`, `\{ within: … \}`\)/,
    );
  });

  test("which tools there are, for one that was never recorded", () => {
    expect(asking([fees, refund])("issue_refunds", {})).toBe(
      "gap: `issue_refunds` was called and is not in the recorded session, which has `search_policies`, `issue_refund` (was `issue_refund` renamed?); record the session anew, or list the tool under `tools.live` if it may run live",
    );
  });

  test("that the answer was not captured", () => {
    const asked = asking([uncaptured("search_policies")])("search_policies", {});
    expect(asked).toMatch(/^gap: the answer to `search_policies` was not captured in any of its 1/);
  });

  test("nothing that a terminal would obey", () => {
    const hostile = "\u001b[31mred\u202e";
    const asked = asking([called(hostile, { a: hostile }, 1)])(hostile, { a: `${hostile} x` });
    expect(["\u001b", "\u202e"].filter((mark) => asked.includes(mark))).toEqual([]);
    expect(asked).toContain("red");
  });
});

test("arguments that are left out are none", () => {
  expect(asking([called("ping", {}, "pong")])("ping")).toBe('"pong" (exact)');
});
