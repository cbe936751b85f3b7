import { expect, test } from "vitest";
import { standardScorer } from "../../../src/core/evaluator/standard-scorer.ts";
import type { Session, ToolStep, Turn } from "../../../src/core/trace/session.ts";

const search: ToolStep = {
  kind: "tool",
  name: "search_policies",
  arguments: { query: "gift card" },
  status: "ok",
  result: [],
};

function results(...turns: readonly Turn[]): Readonly<Record<string, string>> {
  const session: Session = { id: "gift-card", turns };
  return Object.fromEntries(
    standardScorer()
      .checks(session)
      .map(({ evaluator, result }) => [evaluator, result]),
  );
}

test("an invented refund window fails, and so does the same search twice", () => {
  const reply = "You have 30 days.";
  expect(results({ user: "Refund?", steps: [search, search], reply })).toEqual({
    "grounded-facts@1": "fail",
    "no-repeated-call@1": "fail",
  });
});

test("a user's goodbye needs no reply", () => {
  const answered = { user: "Refund?", steps: [search], reply: "I do not know." };
  expect(results(answered, { user: "Bye!", steps: [] })).toEqual({
    "grounded-facts@1": "pass",
    "no-repeated-call@1": "pass",
  });
});

test("a question that the agent worked on, or the only one, needs a reply", () => {
  const answered = { user: "Refund?", steps: [], reply: "I do not know." };
  expect(results(answered, { user: "And now?", steps: [search] })).toMatchObject({
    "grounded-facts@1": "unscored",
  });
  expect(results({ user: "Refund?", steps: [] })).toMatchObject({ "grounded-facts@1": "unscored" });
});
