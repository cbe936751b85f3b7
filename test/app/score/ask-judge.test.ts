import { expect, test } from "vitest";
import { askJudge } from "../../../src/app/score/ask-judge.ts";
import { type Judging, judgingWith } from "../../../src/app/score/judging.ts";
import type { JudgeTask } from "../../../src/core/evaluator/scorer.ts";
import type { Session } from "../../../src/core/trace/session.ts";
import type { JudgeAnswer, JudgeQuestion } from "../../../src/ports/judge-model.ts";
import type { AnsweredQuestion, VerdictCache } from "../../../src/ports/verdict-cache.ts";
import { answering, FakeJudge, type Judgement } from "../../support/fake-judge.ts";
import { oneTurn, scorerOf, thought } from "../../support/sessions.ts";

const never = new AbortController().signal;
const session = oneTurn("What is the late fee?", [thought("$15.")], "$15.");
const saysPass = answering({ verdict: "pass", explanation: "It stands there.", evidence: [] });
const saysFail = answering({ verdict: "fail", explanation: "Invented.", evidence: [] });

function aMemory(): VerdictCache & { readonly kept: ReadonlyMap<string, AnsweredQuestion> } {
  const kept = new Map<string, AnsweredQuestion>();
  return {
    kept,
    isEmpty: () => kept.size === 0,
    find: (key) => kept.get(key),
    keep: (key, answer) => kept.set(key, answer),
  };
}

function aTask(question = "Is every claim supported?"): JudgeTask {
  const [task] = scorerOf({
    name: "faithful",
    kind: "judge",
    question,
    pass: "Yes.",
    fail: "No.",
  }).judges;
  if (task === undefined) throw new Error("no judge");
  return task;
}

function asked(judge: Judgement, more: Partial<Judging> = {}) {
  const model = new FakeJudge(judge);
  let count = 0;
  const judging = judgingWith({
    model,
    digest: "sha256:gpt-5-mini",
    votes: 1,
    concurrency: 4,
    nonce: () => (count += 1).toString(16).padStart(8, "0").padEnd(32, "0"),
    ...more,
  });
  const ask = (of: JudgeTask = aTask(), about: Session = session) =>
    askJudge(of, about, { judging, signal: never });
  return { model, ask };
}

test("an answer that the cache holds is not asked for again", async () => {
  const cache = aMemory();
  const { model, ask } = asked(() => saysFail, { cache });
  const first = await ask();
  expect(await ask()).toEqual(first);
  expect(first).toMatchObject({ result: "fail" });
  expect(model.questions).toHaveLength(1);
});

test("the same words at other times are the same question, whatever the session's id", async () => {
  const cache = aMemory();
  const { model, ask } = asked(() => saysPass, { cache });
  await ask();
  const later = { ...session, id: "session-2", turns: [{ ...session.turns[0]!, startedAtMs: 9 }] };
  await ask(aTask(), later);
  expect(model.questions).toHaveLength(1);
});

test.each([
  ["another session", aTask(), oneTurn("What is the late fee?", [thought("$16.")], "$16.")],
  ["another rubric", aTask("Is the tone friendly?"), session],
])("%s is another question", async (_, task, about) => {
  const cache = aMemory();
  const { model, ask } = asked(() => saysPass, { cache });
  await ask();
  await ask(task, about);
  expect(model.questions).toHaveLength(2);
});

test("another model is asked again", async () => {
  const cache = aMemory();
  await asked(() => saysPass, { cache }).ask();
  const other = asked(() => saysFail, { cache, digest: "sha256:another-model" });
  expect(await other.ask()).toMatchObject({ result: "fail" });
});

test("another revision of the evaluator is asked again", async () => {
  const cache = aMemory();
  const { model, ask } = asked(() => saysPass, { cache });
  await ask();
  await ask({ ...aTask(), digest: "sha256:revised" });
  expect(model.questions).toHaveLength(2);
});

test("that the judge cannot tell is an answer, and is kept", async () => {
  const cache = aMemory();
  const cannotTell = { verdict: "cannot-tell", explanation: "No results.", evidence: [] };
  const { model, ask } = asked(() => answering(cannotTell), { cache });
  await ask();
  expect(await ask()).toMatchObject({ result: "unscored" });
  expect(model.questions).toHaveLength(1);
});

/** A judge that copies the id that its instructions give, as it should. */
const copying = (answer: object) => (question: JudgeQuestion) =>
  answering({ session: /Write (\S+) in `session`/.exec(question.system)?.[1], ...answer });
const passing = { verdict: "pass", explanation: "It stands there.", evidence: [] };

test("an answer that carries the question's id is kept without it, for it is another one the next time", async () => {
  const cache = aMemory();
  const { model, ask } = asked(copying(passing), { cache });
  expect(await ask()).toMatchObject({ result: "pass" });
  expect(await ask()).toMatchObject({ result: "pass" });
  expect(model.questions).toHaveLength(1);
  expect([...cache.kept.values()].map(({ json }) => json)).toEqual([passing]);
});

test("an answer that a gateway gave before is for another session: not scored, and not kept", async () => {
  const cache = aMemory();
  let first: JudgeAnswer | undefined;
  const gateway = (question: JudgeQuestion) => (first ??= copying(passing)(question));
  const { model, ask } = asked(gateway, { cache });
  expect(await ask()).toMatchObject({ result: "pass" });
  const other = oneTurn("What is the late fee?", [thought("$16.")], "$16.");
  for (const _ of [1, 2]) {
    expect(await ask(aTask(), other)).toEqual({
      result: "unscored",
      reason:
        "The judge answered for another session: the id in its answer is not the one that it was given.",
    });
  }
  expect(model.questions).toHaveLength(3);
  expect(cache.kept.size).toBe(1);
});

test.each([
  ["no model", { kind: "unavailable", reason: "no API key" } as const],
  ["prose", answering("Looks fine to me.")],
  ["another label", answering({ verdict: "satisfied", explanation: "Yes.", evidence: [] })],
  ["a step that is not there", answering({ verdict: "fail", explanation: "x", evidence: ["9.9"] })],
  ["a shape that was not asked for", answering({ verdict: "cannot-tell" })],
])("%s is no answer, and is asked for again", async (_, answer) => {
  const cache = aMemory();
  const { model, ask } = asked(() => answer, { cache });
  expect(await ask()).toMatchObject({ result: "unscored" });
  await ask();
  expect(model.questions).toHaveLength(2);
  expect(cache.kept.size).toBe(0);
});

test("what is kept is not compared: it was when it came", async () => {
  const cache = aMemory();
  const { ask } = asked(() => saysPass, { cache });
  await ask();
  for (const [key, answer] of cache.kept)
    cache.keep(key, { ...answer, json: { ...passing, session: "session-00c0ffee" } });
  expect(await ask()).toMatchObject({ result: "pass" });
});

test("three votes are three questions, and each is remembered", async () => {
  const cache = aMemory();
  const answers = [saysPass, saysFail, saysFail];
  const { model, ask } = asked(() => answers[model.questions.length - 1] ?? saysPass, {
    cache,
    votes: 3,
  });
  expect(await ask()).toMatchObject({ result: "fail", score: 2 / 3 });
  expect(await ask()).toMatchObject({ result: "fail", score: 2 / 3 });
  expect(model.questions).toHaveLength(3);
});

test("a third vote is not asked for where two agree", async () => {
  const { model, ask } = asked(() => saysPass, { votes: 3 });
  expect(await ask()).toMatchObject({ result: "pass", score: 1 });
  expect(model.questions).toHaveLength(2);
});
