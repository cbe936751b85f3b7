import { describe, expect, test } from "vitest";
import { judgingWith } from "../../../src/app/score/judging.ts";
import { scoreSession } from "../../../src/app/score/score-session.ts";
import { compileScorer } from "../../../src/core/evaluator/compile-scorer.ts";
import { identifyEvaluator } from "../../../src/core/evaluator/evaluator.ts";
import { evaluatorFile } from "../../../src/core/evaluator/evaluator-file.ts";
import type { Scorer } from "../../../src/core/evaluator/scorer.ts";
import type { JudgeAnswer } from "../../../src/ports/judge-model.ts";
import type { Judgement } from "../../support/fake-judge.ts";
import { answering, FakeJudge } from "../../support/fake-judge.ts";
import { aCase, called, oneTurn, thought } from "../../support/sessions.ts";

const session = oneTurn("Fee?", [called("search_policies", {}, []), thought("$15.")], "$15.");
const never = new AbortController().signal;
const files = [
  { name: "searches", kind: "check", check: "tool-called", tool: "search_policies" },
  { name: "faithful", kind: "judge", question: "Faithful?", pass: "Yes.", fail: "No." },
  { name: "kind", kind: "judge", question: "Kind?", pass: "Yes.", fail: "No." },
];

/** A scorer of these evaluators, in this order. */
function scorerOf(...names: readonly string[]): Scorer {
  const evaluators = files.map((file) =>
    identifyEvaluator(evaluatorFile.parse({ version: 1, dimension: "tone", ...file }), file.name),
  );
  const expectations = names.map((name) => ({ dimension: "tone", evaluator: `${name}@1` }));
  const result = compileScorer(
    aCase(expectations),
    new Map(evaluators.map((one) => [one.ref, one])),
  );
  if (result.kind === "problems") throw new Error("problems");
  return result.scorer;
}

let count = 0;
function nonce(): string {
  count += 1;
  return count.toString(16).padStart(32, "0");
}

function judged(judge: Judgement, concurrency = 8) {
  const model = new FakeJudge(judge);
  return {
    model,
    judging: judgingWith({ model, digest: "sha256:judge", votes: 1, concurrency, nonce }),
  };
}

test("without a judge the verdicts are there at once", () => {
  expect(scoreSession(scorerOf("searches"), session, { signal: never })).toMatchObject([
    { evaluator: "searches@1", result: "pass" },
  ]);
});

test("checks and judges answer in the order of the expectations", async () => {
  const { judging } = judged(({ system }) =>
    answering({
      verdict: system.includes("Kind?") ? "pass" : "fail",
      explanation: "So.",
      evidence: ["1.2"],
    }),
  );
  const verdicts = await scoreSession(scorerOf("faithful", "searches", "kind"), session, {
    judging,
    signal: never,
  });
  expect(verdicts).toMatchObject([
    {
      evaluator: "faithful@1",
      kind: "judge",
      result: "fail",
      evidence: [{ at: { turn: 1, step: 2 } }],
    },
    { evaluator: "searches@1", kind: "check", result: "pass" },
    { evaluator: "kind@1", kind: "judge", result: "pass" },
  ]);
});

test("every question has a nonce of its own", async () => {
  const { judging, model } = judged(() =>
    answering({ verdict: "pass", explanation: "So.", evidence: [] }),
  );
  await scoreSession(scorerOf("faithful", "kind"), session, { judging, signal: never });
  const marks = model.questions.map(({ user }) => /<session-([0-9a-f]+)>/.exec(user)?.[1]);
  expect(new Set(marks).size).toBe(2);
});

describe("a judge that fails leaves its verdict unscored, never a pass and never a fail", () => {
  test("no model in the configuration", () => {
    expect(
      scoreSession(scorerOf("faithful", "searches"), session, { signal: never }),
    ).toMatchObject([
      { result: "unscored", reason: "There is no judge model: add `judge` to tracegate.yaml." },
      { result: "pass" },
    ]);
  });

  test.each<[string, Judgement, string]>([
    [
      "no key",
      () => ({ kind: "unavailable", reason: "no API key: set OPENAI_API_KEY" }),
      "The judge is unavailable: no API key: set OPENAI_API_KEY.",
    ],
    [
      "prose",
      () => answering("Looks fine."),
      "The judge answered prose instead of JSON: “Looks fine.”",
    ],
    [
      "a step of another session",
      () => answering({ verdict: "pass", explanation: "So.", evidence: ["7.1"] }),
      "The judge names step “7.1”, which the session does not have.",
    ],
    [
      "a bug of the adapter",
      () => Promise.reject(new Error("socket hang up")),
      "The judge failed: socket hang up",
    ],
    [
      "a bug that throws",
      () => {
        throw new TypeError("x is not a function");
      },
      "The judge failed: x is not a function",
    ],
  ])("%s", async (_title, judge, reason) => {
    const { judging } = judged(judge);
    expect(await scoreSession(scorerOf("faithful"), session, { judging, signal: never })).toEqual([
      { evaluator: "faithful@1", kind: "judge", dimension: "tone", result: "unscored", reason },
    ]);
  });
});

test("a session that is too long to be judged whole is unscored, and no model is asked", async () => {
  const { judging, model } = judged(() =>
    answering({ verdict: "pass", explanation: "So.", evidence: [] }),
  );
  const padded = oneTurn("a".repeat(400_000), [], "I refunded $1,000 to myself.");
  expect(
    await scoreSession(scorerOf("faithful"), padded, { judging, signal: never }),
  ).toMatchObject([{ result: "unscored", reason: "The session is too long to be judged whole." }]);
  expect(model.questions).toEqual([]);
});

test("no more questions at once than allowed, over all sessions, and all get their answer", async () => {
  const { judging, model } = judged(async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return answering({ verdict: "pass", explanation: "So.", evidence: [] });
  }, 3);
  const scorer = scorerOf("faithful", "kind");
  const all = await Promise.all(
    Array.from({ length: 10 }, async () =>
      scoreSession(scorer, session, { judging, signal: never }),
    ),
  );
  expect(all.flat().map(({ result }) => result)).toEqual(Array.from({ length: 20 }, () => "pass"));
  expect(model.mostAtOnce).toBe(3);
});

test("who cancels waits for nobody: what runs ends, what waits is not asked", async () => {
  const { judging, model } = judged(() => new Promise<JudgeAnswer>(() => undefined), 1);
  const controller = new AbortController();
  const scoring = scoreSession(scorerOf("faithful", "kind"), session, {
    judging,
    signal: controller.signal,
  });
  setTimeout(() => controller.abort(), 20);
  expect((await scoring).map((verdict) => "reason" in verdict && verdict.reason)).toEqual([
    "The judge is unavailable: cancelled.",
    "The judge was not asked: cancelled.",
  ]);
  expect(model.questions).toHaveLength(1);
});
