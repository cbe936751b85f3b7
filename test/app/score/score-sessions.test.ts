import { expect, test } from "vitest";
import { sessionFiles } from "../../../src/adapters/fs/read-sessions.ts";
import { scoreSessions } from "../../../src/app/score/score-sessions.ts";
import type { Scorer } from "../../../src/core/evaluator/scorer.ts";
import type { ScoreSummary } from "../../../src/core/plan/score-summary.ts";
import type { Session } from "../../../src/core/trace/session.ts";
import type { SessionSource } from "../../../src/ports/session-source.ts";
import { fixturePath } from "../../support/chat-log.ts";

const chatLog = { format: "chat-log", source: sessionFiles(".", { format: "chat-log" }) } as const;

function scored(sessions: readonly Omit<Session, "id">[], scorer?: Scorer): Promise<ScoreSummary> {
  const source: SessionSource = {
    async *read() {
      for (const [index, session] of sessions.entries()) {
        yield { kind: "session", session: { id: `s${index}`, ...session } };
      }
    },
  };
  const request = { format: "chat-log", files: ["log.json"], source } as const;
  return scoreSessions(scorer === undefined ? request : { ...request, scorer });
}

const run = (id: string, runIndex: number, reward?: number): Omit<Session, "id"> => ({
  turns: [],
  task: { id, runIndex },
  ...(reward !== undefined && { reward }),
});

test("rewards become pass^k by task, and empty searches are listed without `think`", async () => {
  const file = fixturePath("gift-card.tau-bench.json");
  const summary = await scoreSessions({ ...chatLog, files: [file] });
  expect(summary.passHatK).toEqual([
    { k: 1, value: 0.75 },
    { k: 2, value: 0.5 },
    { k: 3, value: "unknown" },
    { k: 4, value: "unknown" },
  ]);
  expect(summary.emptyRetrievals).toEqual(
    [0, 1].map((runIndex) => ({
      session: expect.stringMatching(
        `^gift-card\\.tau-bench\\.json#/${runIndex === 0 ? 1 : 3}@[0-9a-f]{8}$`,
      ),
      task: { id: "1", runIndex },
      at: "1.2",
      tool: "search_policies",
      call: 'search_policies {"query":"gift card expiry"}',
      found: "0 results",
    })),
  );
});

test("the same file twice changes no figure, and the repetition is counted", async () => {
  const file = fixturePath("gift-card.tau-bench.json");
  const once = await scoreSessions({ ...chatLog, files: [file] });
  const twice = await scoreSessions({ ...chatLog, files: [file, file] });
  expect(twice).toEqual({
    ...once,
    files: [file, file],
    repeated: 4,
    dropped: [...once.dropped, ...once.dropped],
  });
});

test("two sessions that claim the same run are both counted, and said to clash", async () => {
  const { rewards, passHatK } = await scored([run("late-fee", 0, 1), run("late-fee", 0, 0)]);
  expect(rewards).toMatchObject({ rewarded: 2, passed: 1, clashing: 1 });
  expect(passHatK.slice(0, 2)).toEqual([
    { k: 1, value: 0.5 },
    { k: 2, value: 0 },
  ]);
});

test("only a reward of exactly 1 is a pass", async () => {
  const { rewards } = await scored([run("late-fee", 0, 0.999), run("late-fee", 1, 1)]);
  expect(rewards.passed).toBe(1);
});

test("without rewards pass^k is unknown, not 0", async () => {
  const { rewards, passHatK } = await scored([run("late-fee", 0)]);
  expect(rewards).toMatchObject({ rewarded: 0, unrewarded: 1 });
  expect(passHatK.every(({ value }) => value === "unknown")).toBe(true);
});

test("sessions without a task are tasks of their own", async () => {
  const { rewards, passHatK } = await scored([
    { turns: [], reward: 1 },
    { turns: [], reward: 0 },
  ]);
  expect(rewards).toMatchObject({ tasks: 2, withoutTask: 2 });
  expect(passHatK.map(({ value }) => value)).toEqual([0.5, "unknown", "unknown", "unknown"]);
});

test("checks are tallied by evaluator and dimension, repetitions left out", async () => {
  const scorer: Scorer = {
    judges: [],
    checks: ({ reward }) => {
      const origin = { evaluator: "answered@1", kind: "check", dimension: "tone" } as const;
      if (reward === undefined) return [{ ...origin, result: "unscored", reason: "no reply" }];
      if (reward === 1) return [{ ...origin, result: "pass" }];
      const evidence = [{ what: "“No.”" }, { what: "“No.”", at: { turn: 1, step: 2 } }];
      return [{ ...origin, result: "fail", explanation: "rude", evidence }];
    },
  };
  const runs = [run("a", 0, 1), run("a", 0, 1), run("a", 1, 0), run("a", 2)];
  const { evaluators, failedChecks } = await scored(runs, scorer);
  expect(evaluators).toEqual([
    {
      evaluator: "answered@1",
      dimension: "tone",
      passed: 1,
      failed: 1,
      unscored: 1,
      unscoredReason: "no reply",
    },
  ]);
  expect(failedChecks).toEqual([
    {
      session: "s2",
      task: { id: "a", runIndex: 1 },
      evaluator: "answered@1",
      at: "1.2",
      explanation: "rude",
    },
  ]);
});

test("files without a session are an error that names the first loss", async () => {
  const source: SessionSource = {
    async *read(file) {
      yield { kind: "dropped", dropped: [{ file, path: "/0", reason: "no record", count: 1 }] };
    },
  };
  const scoring = scoreSessions({ format: "chat-log", files: ["log.json"], source });
  await expect(scoring).rejects.toMatchObject({
    name: "UserError",
    code: "SESSIONS_NONE",
    message: "No session in 1 file. First: log.json /0: no record.",
  });
});
