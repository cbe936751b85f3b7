import { describe, expect, test } from "vitest";
import { blameSession } from "../../../src/core/blame/blame-session.ts";
import { re2AjvEngines } from "../../../src/core/evaluator/re2-ajv-engines.ts";
import type { Verdict } from "../../../src/core/evaluator/verdict.ts";
import type { JsonValue } from "../../../src/core/trace/json.ts";
import type { Session, Step, StepRef } from "../../../src/core/trace/session.ts";
import { aSession, aTurn, called, failedCall, oneTurn, thought } from "../../support/sessions.ts";

function flagged(what: string, at?: StepRef): Verdict {
  return {
    evaluator: "faithful@1",
    kind: "judge",
    dimension: "faithfulness",
    result: "fail",
    explanation: "The reply states what is not so.",
    evidence: [at === undefined ? { what, quote: true } : { at, what }],
  };
}

const order = (total: number): JsonValue => ({ order_id: "#W4471", status: "sent", total });
function asksForTotal(total: number): Session {
  const reply = `Your order comes to $${total}.`;
  return oneTurn(
    "What does order #W4471 come to?",
    [called("get_order", { order_id: "#W4471" }, order(total)), thought(reply)],
    reply,
  );
}

const cancelled = (more: readonly Step[], total: number): Session =>
  oneTurn(
    "Cancel half of #W4471 and tell me the total.",
    [...more, called("get_order", { order_id: "#W4471" }, order(total))],
    `It comes to $${total} now.`,
  );

describe("a fact that is wrong is followed to where it came in", () => {
  test("a tool that answered otherwise than in the reference is blamed, with the fact's way", () => {
    const blame = blameSession(asksForTotal(84.5), {
      verdicts: [flagged("Your order comes to $84.5.")],
      reference: asksForTotal(48.5),
    });
    expect(blame).toMatchObject({
      at: { turn: 1, step: 1 },
      kind: "tool-output-wrong",
      tier: "exact-fact",
    });
    expect(blame?.why).toContain(
      "`total` “84.5” where the same call of a run that is right answered “48.5”",
    );
    expect(blame?.path?.stops.map(({ at, role }) => [role, at])).toEqual([
      ["tool-result", { turn: 1, step: 1 }],
      ["reply", { turn: 1, step: 2 }],
    ]);
  });

  test("an answer that differs because the world was changed before is no wrong one", () => {
    const blame = blameSession(
      cancelled([called("cancel_items", { order_id: "#W4471" }, "done")], 20.5),
      {
        reference: cancelled([], 48.5),
      },
    );
    expect(blame).toMatchObject({ at: { turn: 1, step: 1 }, kind: "unexpected-write" });
  });

  test("what nobody said is invented, in the first step that states it", () => {
    const blame = blameSession(
      aSession([
        aTurn(
          "Is there a late fee?",
          [thought("There is a fee of $17.")],
          "There is a fee of $17.",
        ),
        aTurn("Sure?", [thought("Yes, it is $17.")], "Yes, it is $17."),
      ]),
      { verdicts: [flagged("Yes, it is $17.")] },
    );
    expect(blame).toMatchObject({ at: { turn: 1, step: 1 }, kind: "invented", tier: "exact-fact" });
  });

  test("what is said after an empty search is blamed on the search", () => {
    const reply = "You have 45 days.";
    const blame = blameSession(
      oneTurn(
        "How long may I return it?",
        [called("search_policies", {}, []), thought(reply)],
        reply,
      ),
      { verdicts: [flagged(reply)] },
    );
    expect(blame).toMatchObject({
      at: { turn: 1, step: 1 },
      kind: "asserted-after-empty",
      what: "search_policies → 0 results",
      evidence: [{ what: "search_policies → 0 results" }, { what: reply, quote: true }],
    });
  });

  test("another value than the policy's for the same thing contradicts it", () => {
    const reply = "The return window for lamps is 45 days.";
    const session = {
      ...oneTurn("How long?", [thought(reply)], reply),
      policy: "The return window for lamps is 30 days.",
    };
    const blame = blameSession(session, { verdicts: [flagged(reply)] });
    expect(blame).toMatchObject({ kind: "contradicted" });
    expect(blame?.why).toBe("It states “45 days”, where the policy says “30 days”.");
  });

  test("an id that goes against the one that a tool gave for its key contradicts it", () => {
    const blame = blameSession(
      oneTurn(
        "Refund my order.",
        [
          called("find_order", { name: "Ada" }, { order_id: "W4471001" }),
          called("issue_refund", { order_id: "W9999888" }, "done"),
        ],
        "Done.",
      ),
    );
    expect(blame).toMatchObject({
      at: { turn: 1, step: 2 },
      kind: "contradicted",
      tier: "suspected",
    });
  });

  test("nothing is called invented while an answer was not captured", () => {
    const uncaptured: Step = { kind: "tool", name: "get_order", status: "ok" };
    const blame = blameSession(oneTurn("Total?", [uncaptured], "It is $84.50."), {
      verdicts: [flagged("It is $84.50.")],
    });
    expect(blame).toBeUndefined();
  });
});

const refund = (amount: number): Step =>
  called("issue_refund", { order_id: "W4471", amount }, "done");
const look = called("get_order", { order_id: "W4471" }, { order_id: "W4471", total: 48.5 });

const handOver = (summary: string): Session =>
  oneTurn("Help!", [called("transfer_to_human", { summary }, "ok")], "Bye.");

describe("without a wrong fact actions are held against runs that are right", () => {
  const right = oneTurn("Refund order W4471, $48.50.", [look, refund(48.5)], "Done.");

  test.each<[string, readonly Step[], object]>([
    [
      "an argument",
      [look, refund(40)],
      { at: { turn: 1, step: 2 }, kind: "wrong-argument", tier: "reference-diff" },
    ],
    [
      "a write that nobody made",
      [look, called("cancel_order", {}, "done"), refund(48.5)],
      { at: { turn: 1, step: 2 }, kind: "unexpected-write" },
    ],
    [
      "a write that is missing",
      [look],
      {
        at: { turn: 1, step: 1 },
        kind: "missing-write",
        why: expect.stringMatching(/^It ended without `issue_refund`, which /),
      },
    ],
    [
      "a look that nobody took",
      [look, called("get_invoice", {}, {}), refund(48.5)],
      { at: { turn: 1, step: 2 }, kind: "wrong-tool", tier: "suspected" },
    ],
  ])("%s", (_, steps, expected) => {
    const session = oneTurn("Refund order W4471, $48.50.", steps, "Done.");
    expect(blameSession(session, { reference: right })).toMatchObject(expected);
    expect(blameSession(session, { siblings: [right] })).toMatchObject(expected);
  });

  test("what is written for people may differ in each run", () => {
    expect(
      blameSession(handOver("The customer wants a new lamp today."), {
        siblings: [handOver("A customer who asks for another lamp.")],
      }),
    ).toBeUndefined();
  });
});

function cancel(number: string): Step {
  return called("cancel_order", { order: number }, "cancelled");
}

test("one of several writes that is missing is told by what the others lack", () => {
  const reference = oneTurn("Cancel both.", [cancel("W1"), cancel("W2")], "Done.");
  const session = oneTurn("Cancel both.", [cancel("W1")], "Done.");
  expect(blameSession(session, { reference })).toMatchObject({
    kind: "missing-write",
    why: "It ended without the call of `cancel_order` with order “W2” that the reference made.",
  });
});

describe("patterns count where nothing else speaks", () => {
  test.each<[string, readonly Step[], object]>([
    [
      "a loop, from where it begins to repeat",
      [look, look, look],
      { at: { turn: 1, step: 2 }, kind: "loop" },
    ],
    [
      "a result that is cut off",
      [called("get_order", {}, '{"order_id": "W44')],
      { kind: "malformed-result" },
    ],
    [
      "a failure that the reply passes over",
      [failedCall("issue_refund", {}, "no such order")],
      { kind: "tool-error" },
    ],
    [
      "a call that the tool turned away",
      [failedCall("issue_refund", {}, "Missing required argument: amount")],
      { kind: "schema-error" },
    ],
  ])("%s", (_, steps, expected) => {
    expect(blameSession(oneTurn("Refund it.", steps, "All is done."))).toMatchObject({
      ...expected,
      tier: "suspected",
    });
  });

  test("arguments are held to the tool catalog", () => {
    const parameters = {
      type: "object",
      properties: { amount: { type: "number" } },
      required: ["amount"],
    };
    const session = aSession([aTurn("Refund it.", [called("issue_refund", {}, "ok")], "Done.")], {
      agent: { toolCatalog: [{ name: "issue_refund", parameters }] },
    });
    const compileSchema = (): ((value: JsonValue) => string | undefined) =>
      re2AjvEngines.compileJsonSchema(parameters);
    expect(blameSession(session, { compileSchema })).toMatchObject({ kind: "schema-error" });
  });
});

test("evidence of an evaluator counts before patterns, and both are told", () => {
  const verdict = flagged("get_order", { turn: 1, step: 1 });
  const blame = blameSession(oneTurn("Hi", [look, look, look], "Done."), { verdicts: [verdict] });
  expect(blame).toMatchObject({ at: { turn: 1, step: 1 }, kind: "evaluator-evidence" });
  expect(blame?.alternatives).toMatchObject([{ at: { turn: 1, step: 2 }, kind: "loop" }]);
});

test("at most three alternatives are told, each place once", () => {
  const reply = "Fees: $1.11, $2.22, $3.33, $4.44, $5.55.";
  const turns = Array.from({ length: 6 }, (_, n) =>
    aTurn("And?", [thought(`It is $${n + 1}7.3${n}.`)], `It is $${n + 1}7.3${n}.`),
  );
  const blame = blameSession(aSession([aTurn("Fees?", [thought(reply)], reply), ...turns]));
  expect(blame?.alternatives).toHaveLength(3);
  const places = [blame?.at, ...(blame?.alternatives ?? []).map(({ at }) => at)];
  expect(new Set(places.map((at) => JSON.stringify(at))).size).toBe(4);
});

test.each<[string, Session]>([
  ["no turn", aSession([])],
  ["no text", oneTurn("", [], "")],
  ["a friendly word", oneTurn("Hi", [], "Hello, how can I help?")],
])("of a session with %s nothing is blamed", (_, session) => {
  expect(blameSession(session, { siblings: [session] })).toBeUndefined();
});
