import { expect, test } from "vitest";
import type { CaseUser } from "../../../src/core/dataset/dataset.ts";
import type { Move } from "../../../src/core/simulation/move.ts";
import { nextMove } from "../../../src/core/simulation/next-move.ts";
import type { Turn } from "../../../src/core/trace/session.ts";

const turns = ["Where is my parcel?", "Order 4471.", "Thanks."];
const conversation: CaseUser = { kind: "conversation", turns };
const scripted: CaseUser = {
  kind: "scripted",
  goal: "Learn where the parcel is.",
  turns,
  stopWhenReplyContains: ["Out for delivery"],
};

function aTurn(reply?: string): Turn {
  return { user: "…", steps: [], ...(reply !== undefined && { reply }) };
}

function next(user: CaseUser, soFar: readonly Turn[]): Move {
  return nextMove({ user, turns: soFar, seed: "lost-parcel#0" });
}

test("a user says the turns in order and then stops", () => {
  const said = [0, 1, 2, 3].map((count) => next(conversation, Array(count).fill(aTurn("Yes."))));
  expect(said).toEqual([...turns.map((message) => ({ kind: "say", message })), { kind: "stop" }]);
});

test("a scripted user stops once the reply holds the phrase, in any letter case", () => {
  expect(next(scripted, [aTurn("It is out for delivery today.")])).toEqual({ kind: "stop" });
  expect(next(scripted, [aTurn("It is delayed.")]).kind).toBe("say");
});

test("only the latest reply counts", () => {
  expect(next(scripted, [aTurn("out for delivery"), aTurn("Which order?")]).kind).toBe("say");
});

test("a turn without a reply ends the session; an empty reply does not", () => {
  expect(next(conversation, [aTurn()])).toEqual({ kind: "stop" });
  expect(next(conversation, [aTurn("")]).kind).toBe("say");
});
