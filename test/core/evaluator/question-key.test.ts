import { expect, test } from "vitest";
import { questionKey } from "../../../src/core/evaluator/question-key.ts";
import type { JudgeTask } from "../../../src/core/evaluator/scorer.ts";
import { aSession, aTurn } from "../../support/sessions.ts";

const session = aSession([aTurn("Is there a late fee?", [], "No.")]);

/** What makes up a question, each part as it stands. */
const parts = {
  judgeDigest: "sha256:1",
  evaluator: "sha256:2",
  vote: 0,
  system: "Judge.",
  user: "It.",
};
const schema = { type: "object" };

function keyOf(of: Partial<typeof parts & { schema: object }>): string | undefined {
  const { judgeDigest, evaluator, vote, system, user } = { ...parts, ...of };
  const task: JudgeTask = {
    origin: { evaluator: "honesty@1", kind: "judge", dimension: "honesty" },
    digest: evaluator,
    place: 0,
    request: () => ({ system, user, schema: { ...schema, ...of.schema } }),
    read: () => ({ result: "unscored", reason: "nobody asked" }),
  };
  return questionKey(task, session, { judgeDigest, vote });
}

test("a question's key is 64 digits, and the same each time", () => {
  expect(keyOf({})).toMatch(/^[0-9a-f]{64}$/);
  expect(keyOf({})).toBe(keyOf({}));
});

test.each([
  ["model", { judgeDigest: "sha256:3" }],
  ["evaluator", { evaluator: "sha256:3" }],
  ["vote", { vote: 1 }],
  ["instructions", { system: "Judge it." }],
  ["session", { user: "It all." }],
  ["shape of the answer", { schema: { type: "array" } }],
])("another %s is another question", (_, other) => {
  expect(keyOf(other)).not.toBe(keyOf({}));
});

test("no part takes over what ends the one before it", () => {
  expect(keyOf({ judgeDigest: "ab", evaluator: "c" })).not.toBe(
    keyOf({ judgeDigest: "a", evaluator: "bc" }),
  );
  expect(keyOf({ system: "Judge.It", user: "." })).not.toBe(
    keyOf({ system: "Judge.", user: "It." }),
  );
});

test("a session that cannot be shown whole has none", () => {
  const task: JudgeTask = {
    origin: { evaluator: "honesty@1", kind: "judge", dimension: "honesty" },
    digest: "sha256:2",
    place: 0,
    request: () => undefined,
    read: () => ({ result: "unscored", reason: "nobody asked" }),
  };
  expect(questionKey(task, session, { judgeDigest: "sha256:1", vote: 0 })).toBeUndefined();
});
