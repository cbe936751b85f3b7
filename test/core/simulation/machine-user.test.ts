import fc from "fast-check";
import { expect, test } from "vitest";
import { scenarioFile } from "../../../src/core/dataset/case-file.ts";
import { caseUser } from "../../../src/core/dataset/case-user.ts";
import type { MachineUser } from "../../../src/core/dataset/dataset.ts";
import { hasPatterns } from "../../../src/core/simulation/machine-user.ts";
import type { Move } from "../../../src/core/simulation/move.ts";
import { nextMove } from "../../../src/core/simulation/next-move.ts";
import { replyPatterns } from "../../../src/core/simulation/reply-patterns.ts";
import type { ToolStep, Turn } from "../../../src/core/trace/session.ts";

const matches = replyPatterns();

function aMachine(user: object): MachineUser {
  const source = scenarioFile.parse({
    id: "gift-card",
    goal: "Learn whether a gift card can be refunded.",
    user: { kind: "machine", start: "asks", ...user },
    expectations: [{ dimension: "tone", evaluator: "friendly-tone@1" }],
  });
  const machine = caseUser(source);
  if (machine.kind !== "machine") throw new Error("no machine");
  return machine;
}

const giftCard = aMachine({
  maxTurns: 4,
  stopWhen: { replyContains: ["colleague"] },
  states: {
    asks: {
      say: "Can I get money back on a gift card?",
      next: [
        { when: { replyMatches: "(?i)which (?:order|card)" }, go: "names-it" },
        { when: { emptyResult: "search_policies" }, go: "presses" },
        { when: { failedCall: "search_policies" }, go: "presses" },
        { when: { calls: "issue_refund" }, go: "thanks" },
        { otherwise: "stop" },
      ],
    },
    "names-it": {
      say: "Order 4471.",
      next: [
        { when: { replyContains: ["refunded"], callsNot: "issue_refund" }, go: "doubts" },
        { otherwise: "presses" },
      ],
    },
    doubts: { say: "Are you sure?", next: [{ otherwise: "stop" }] },
    presses: { say: ["So how many days?", "How long, then?"], next: [{ otherwise: "presses" }] },
    thanks: { say: "Thanks.", next: [{ otherwise: "stop" }] },
  },
});

function turn(reply: string, ...steps: readonly Partial<ToolStep>[]): Turn {
  return {
    user: "…",
    steps: steps.map((step) => ({ kind: "tool", name: "search_policies", status: "ok", ...step })),
    reply,
  };
}

function next(turns: readonly Turn[], seed = "gift-card#0"): Move {
  return nextMove({ user: giftCard, turns, seed, matches });
}

function said(turns: readonly Turn[]): string {
  const move = next(turns);
  return move.kind === "say" ? move.message : move.kind;
}

test("the user begins in the first state", () => {
  expect(said([])).toBe("Can I get money back on a gift card?");
});

test("a reply is matched by its text", () => {
  expect(said([turn("WHICH order is it?")])).toBe("Order 4471.");
  expect(said([turn("Yes.")])).toBe("stop");
});

test("what the agent did decides: an empty result, a failed tool, a call", () => {
  expect(said([turn("I do not know.", { result: { documents: [] } })])).toMatch(/how/i);
  expect(
    said([turn("Sorry.", { status: "error", error: { type: "e", message: "down" } })]),
  ).toMatch(/how/i);
  expect(said([turn("Done.", { name: "issue_refund", result: { ok: true } })])).toBe("Thanks.");
});

test("a result that holds something, and one that was not captured, are not empty", () => {
  expect(said([turn("Here.", { result: { documents: [{ id: "1" }] } })])).toBe("stop");
  expect(said([turn("Here.", {})])).toBe("stop");
});

test("all that stands in one condition must hold", () => {
  const first = turn("Which card?");
  expect(said([first, turn("I have refunded it.")])).toBe("Are you sure?");
  expect(said([first, turn("I have refunded it.", { name: "issue_refund" })])).toMatch(/how/i);
});

test("the session ends after so many turns, and at a phrase that ends it", () => {
  const circling = [turn("", { result: [] }), turn("No."), turn("No.")];
  expect(said(circling)).toMatch(/how/i);
  expect(said([...circling, turn("No.")])).toBe("stop");
  expect(said([turn("A colleague will help.", { result: [] })])).toBe("stop");
});

test("of several texts each run draws one, the same one every time", () => {
  const turns = [turn("No.", { result: [] })];
  const seeds = Array.from({ length: 40 }, (_, run) => `gift-card#${run}`);
  const drawn = seeds.map((seed) => next(turns, seed));
  expect(seeds.map((seed) => next(turns, seed))).toEqual(drawn);
  expect(new Set(drawn.map((move) => JSON.stringify(move))).size).toBe(2);
});

test("only a machine with a pattern needs the engine", () => {
  expect(hasPatterns(giftCard)).toBe(true);
  const plain = aMachine({ states: { asks: { say: "Hi.", next: [{ otherwise: "stop" }] } } });
  expect(hasPatterns(plain)).toBe(false);
  expect(nextMove({ user: plain, turns: [turn("Hello.")], seed: "s" })).toEqual({ kind: "stop" });
});

test("whatever the agent says, a session ends by its last turn", () => {
  const replies = fc.constantFrom("which order", "I do not know.", "refunded", "");
  fc.assert(
    fc.property(fc.array(replies, { minLength: 4, maxLength: 8 }), (texts) => {
      expect(next(texts.map((text) => turn(text))).kind).toBe("stop");
    }),
  );
});
