import { setTimeout as sleep, setImmediate as turnOfTheLoop } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { systemClock } from "../../../src/adapters/clock/system-clock.ts";
import type { RunProgress } from "../../../src/app/run-experiment/progress.ts";
import type { CaseUser } from "../../../src/core/dataset/dataset.ts";
import { UserError } from "../../../src/core/errors.ts";
import { runId } from "../../../src/core/plan/run-record.ts";
import type { AgentSession, TurnAnswer } from "../../../src/ports/agent-runner.ts";
import { type FakeAgent, fakeRunner } from "../../support/fake-runner.ts";
import { passAll, startExperiment } from "../../support/run-loop/experiments.ts";
import { MemoryJournal } from "../../support/run-loop/journals.ts";
import { notJson } from "../../support/run-loop/not-json.ts";
import { aPlannedCase, aRecord } from "../../support/run-loop/planned-cases.ts";

const twoTurns: CaseUser = {
  kind: "conversation",
  turns: ["Where is my parcel?", "Order 4471."],
};
const twoCases = [
  aPlannedCase({ runs: 3 }),
  aPlannedCase({ id: "lost-parcel", runs: 2, user: twoTurns }),
];
const seeded: FakeAgent = ({ start }) => `seeded by ${start.seed}`;
const never = new Promise<never>(() => {});

describe("a plan", () => {
  test("is executed whole, each run in a session of its own, round by round", async () => {
    const opened: string[] = [];
    const { ended, journal, runner } = startExperiment({
      cases: twoCases,
      concurrency: 1,
      agent: ({ start, turn, message }) => {
        if (turn === 1) opened.push(`${start.sessionId} ${start.seed}`);
        return `You said: ${message}`;
      },
    });
    expect(await ended).toMatchObject({ planned: 5, recorded: 5, isComplete: true });
    const inRound = (index: number): string[] =>
      opened.filter((line) => line.endsWith(`#${index}`)).toSorted();
    expect(opened).toEqual(
      [0, 1, 2].flatMap((index) => opened.filter((line) => line.endsWith(`#${index}`))),
    );
    expect(inRound(0)).toEqual(["late-fee.0 late-fee#0", "lost-parcel.0 lost-parcel#0"]);
    expect(inRound(1)).toEqual(["late-fee.1 late-fee#1", "lost-parcel.1 lost-parcel#1"]);
    expect(inRound(2)).toEqual(["late-fee.2 late-fee#2"]);
    expect(journal.records.map(runId)).toHaveLength(5);
    expect(runner.counts).toMatchObject({ opened: 5, open: 0, isClosed: true });
    expect(journal.isClosed).toBe(true);
  });

  test.each([
    ["the configured concurrency", { concurrency: 3 }, 3],
    ["what the runner can hold", { concurrency: 8, maxSessions: 2 }, 2],
    ["the runs that there are", { concurrency: 500 }, 20],
  ])("never holds more sessions at once than %s", async (_, limits, most) => {
    const { ended, runner } = startExperiment({
      ...limits,
      cases: [aPlannedCase({ runs: 20 })],
      agent: async () => {
        await turnOfTheLoop();
        return "The late fee is 5 USD.";
      },
    });
    await ended;
    expect(runner.counts.mostOpen).toBe(most);
  });

  test("gives each session the address of its own model", async () => {
    const { run } = startExperiment({
      modelBaseUrlFor: (id, seed) => `http://127.0.0.1/${id}/${seed}/v1`,
      agent: ({ start }) => start.modelBaseUrl ?? "none",
    });
    expect((await run("late-fee.0")).session.turns[0]?.reply).toBe(
      "http://127.0.0.1/late-fee.0/late-fee#0/v1",
    );
  });

  test("without a run asks nothing of the agent", async () => {
    const { ended, runner } = startExperiment({ cases: [] });
    expect(await ended).toMatchObject({ planned: 0, recorded: 0 });
    expect(runner.counts).toMatchObject({ opened: 0, isClosed: true });
  });
});

describe("a session", () => {
  test("holds the user's turns in order, with the last final state", async () => {
    const { run } = startExperiment({
      cases: twoCases,
      agent: ({ message, turn }) => ({ text: `re: ${message}`, finalState: { turn } }),
    });
    const { session, outcome, verdicts } = await run("lost-parcel.1");
    expect(session.turns.map(({ user, reply }) => [user, reply])).toEqual([
      ["Where is my parcel?", "re: Where is my parcel?"],
      ["Order 4471.", "re: Order 4471."],
    ]);
    expect(session.finalState).toEqual({ turn: 2 });
    expect({ outcome, verdicts: verdicts.length }).toEqual({ outcome: "completed", verdicts: 1 });
  });

  test("of a scripted user ends early when the reply holds its phrase", async () => {
    const user: CaseUser = {
      kind: "scripted",
      goal: "Learn where the parcel is.",
      turns: twoTurns.turns,
      stopWhenReplyContains: ["out for delivery"],
    };
    const { run } = startExperiment({
      cases: [aPlannedCase({ runs: 1, user })],
      agent: () => "Out for delivery!",
    });
    expect((await run("late-fee.0")).session.turns).toHaveLength(1);
  });

  test("ends with the turn that the agent fails, unscored by anybody", async () => {
    const { run } = startExperiment({
      cases: [aPlannedCase({ runs: 1, user: twoTurns })],
      agent: ({ addStep }) => {
        addStep({ kind: "tool", name: "lookup_order", status: "error" });
        throw new Error("it\nbroke");
      },
      score: () => {
        throw new Error("must not be asked");
      },
    });
    expect(await run("late-fee.0")).toMatchObject({
      outcome: "agent-error",
      reason: "Error: it broke",
      verdicts: [],
      session: {
        turns: [
          {
            user: "Where is my parcel?",
            steps: [{ name: "lookup_order" }],
            error: { type: "agent-error" },
          },
        ],
      },
    });
  });

  test("that the infrastructure fails is not the agent's failure", async () => {
    const { ended } = startExperiment({
      agent: () => ({ kind: "infra-error", reason: "429 from the provider", steps: [] }),
    });
    expect((await ended).cases[0]).toMatchObject({
      outcomes: { "infra-error": 1 },
      whole: { failed: 0, missing: 1 },
      errors: [{ outcome: "infra-error", reason: "429 from the provider", runs: 1 }],
    });
  });

  test.each([
    ["rejects", () => Promise.reject(new Error("ECONNREFUSED"))],
    [
      "throws",
      () => {
        throw new Error("ECONNREFUSED");
      },
    ],
  ])("that cannot be opened (%s) is an infrastructure error", async (_, open) => {
    const { run } = startExperiment({ runner: { open } });
    expect(await run("late-fee.0")).toMatchObject({
      outcome: "infra-error",
      reason: "no session was opened: ECONNREFUSED",
    });
  });

  test("that the runner breaks is an infrastructure error, not the end of the experiment", async () => {
    const { run } = startExperiment({
      runner: {
        open: () =>
          Promise.resolve({
            send: () => Promise.reject(new Error("a bug")),
            close: () => Promise.resolve(),
          }),
      },
    });
    expect(await run("late-fee.0")).toMatchObject({
      outcome: "infra-error",
      reason: "the runner failed: a bug",
    });
  });

  test("that no journal can hold is the agent's error", async () => {
    const finalState = notJson({ order: 4471n });
    const { run } = startExperiment({ agent: () => ({ text: "Hi", finalState }) });
    expect(await run("late-fee.0")).toMatchObject({
      outcome: "agent-error",
      reason: "the final state is no JSON value, or nests deeper than 64 levels",
      session: { id: "late-fee.0", turns: [] },
    });
  });

  test("that is too large for the journal is recorded empty, as the agent's error", async () => {
    const { run, ended } = startExperiment({
      journal: new MemoryJournal(1_000),
      agent: () => "x".repeat(2_000),
    });
    expect(await run("late-fee.0")).toMatchObject({
      outcome: "agent-error",
      reason: "the session is too large",
      session: { turns: [] },
      verdicts: [],
    });
    expect((await ended).cases[0]?.whole.failed).toBe(1);
  });
});

describe("time-outs", () => {
  test("a turn without an answer in time is the agent's error, with the numbers and the steps so far", async () => {
    const { clock, run, runner } = startExperiment({
      cases: [aPlannedCase({ runs: 1, user: twoTurns })],
      agent: ({ turn, addStep }) => {
        if (turn === 1) return "Which order?";
        addStep({ kind: "tool", name: "lookup_order", status: "pending" });
        return never;
      },
    });
    await clock.advance(999);
    expect(runner.counts.open).toBe(1);
    await clock.advance(1);
    const record = await run("late-fee.0");
    expect(record).toMatchObject({
      outcome: "agent-error",
      reason: "no answer in turn 2 within 1000 ms (agent.turnTimeoutMs)",
      durationMs: 1_000,
    });
    expect(record.session.turns[1]).toEqual({
      user: "Order 4471.",
      steps: [{ kind: "tool", name: "lookup_order", status: "pending" }],
      startedAtMs: Date.parse("2026-11-22T20:00:00.000Z"),
      durationMs: 1_000,
      error: { type: "agent-error", message: record.reason },
    });
    expect({ open: runner.counts.open, timers: clock.waiting }).toEqual({ open: 0, timers: 0 });
  });

  test("an answer after the time-out is discarded", async () => {
    const answer = Promise.withResolvers<string>();
    const { clock, run } = startExperiment({
      runner: {
        open: () =>
          Promise.resolve({
            send: async (user) => ({
              kind: "replied",
              turn: { user, steps: [], reply: await answer.promise },
            }),
            close: () => Promise.resolve(),
          }),
      },
    });
    await clock.advance(1_000);
    answer.resolve("The late fee is 5 USD.");
    const { outcome, session } = await run("late-fee.0");
    expect(outcome).toBe("agent-error");
    expect(session.turns[0]).not.toHaveProperty("reply");
  });

  test("an answer that comes while the session is being closed does not stop the closing's own time-out", async () => {
    const answer = Promise.withResolvers<TurnAnswer>();
    const { clock, run } = startExperiment({
      runner: {
        open: () => Promise.resolve({ send: () => answer.promise, close: () => never }),
      },
    });
    await clock.advance(1_000);
    await clock.advance(100);
    answer.resolve({ kind: "agent-error", reason: "too late", steps: [] });
    await clock.advance(10_000);
    expect((await run("late-fee.0")).reason).toContain("no answer in turn 1");
  });

  test("where a turn may take as long as a run, the turn is named", async () => {
    const { clock, run } = startExperiment({
      agent: () => never,
      turnTimeoutMs: 1_000,
      runTimeoutMs: 1_000,
    });
    await clock.advance(1_000);
    expect((await run("late-fee.0")).reason).toContain("agent.turnTimeoutMs");
  });

  test("an agent that starts with its first turn has time for its start on top, and only there", async () => {
    const fake = fakeRunner(({ start, turn }) => {
      if (start.sessionId === "late-fee.1" || turn > 1) return never;
      return new Promise((resolve) => {
        clock.after(10_999, () => resolve("Which order?"));
      });
    });
    const { clock, run } = startExperiment({
      cases: [aPlannedCase({ runs: 2, user: twoTurns })],
      runner: { open: async (start) => ({ ...(await fake.open(start)), startUpMs: 10_000 }) },
    });
    await clock.advance(10_999);
    await clock.advance(1);
    await clock.advance(999);
    expect((await run("late-fee.0")).reason).toBe(
      "no answer in turn 2 within 1000 ms (agent.turnTimeoutMs)",
    );
    expect((await run("late-fee.1")).reason).toBe(
      "no answer in turn 1 within 1000 ms (agent.turnTimeoutMs) and 10000 ms for the start of its process",
    );
  });

  test("a runner that ignores the abort is not waited for", async () => {
    const { clock, run } = startExperiment({
      runner: {
        open: () => Promise.resolve({ send: () => never, close: () => never }),
      },
    });
    await clock.advance(1_000);
    await clock.advance(100);
    await clock.advance(10_000);
    expect((await run("late-fee.0")).outcome).toBe("agent-error");
  });

  test("many short turns cannot take longer than the run may", async () => {
    const turns = Array.from({ length: 20 }, (_, index) => `Question ${index}`);
    const { clock, run } = startExperiment({
      cases: [aPlannedCase({ runs: 1, user: { kind: "conversation", turns } })],
      agent: () =>
        new Promise((resolve) => {
          clock.after(900, () => resolve("One moment."));
        }),
    });
    for (let tick = 0; tick < 60; tick++) await clock.advance(100);
    const { outcome, reason, session } = await run("late-fee.0");
    expect({ outcome, reason }).toEqual({
      outcome: "agent-error",
      reason: "the session was over 5000 ms (agent.runTimeoutMs) in turn 6",
    });
    expect(session.turns).toHaveLength(6);
  });

  test("each session has its own: one that hangs leaves the others alone", async () => {
    const { clock, ended } = startExperiment({
      cases: [aPlannedCase({ runs: 4 })],
      concurrency: 2,
      agent: ({ start }) => (start.sessionId === "late-fee.0" ? never : "The late fee is 5 USD."),
    });
    await clock.advance(1_000);
    expect((await ended).cases[0]?.outcomes).toEqual({ completed: 3, "agent-error": 1 });
  });

  test("a session that does not open in time is an infrastructure error, and is closed should it open", async () => {
    let closed = 0;
    const opening = Promise.withResolvers<AgentSession>();
    const { clock, run } = startExperiment({ runner: { open: () => opening.promise } });
    await clock.advance(1_000);
    expect(await run("late-fee.0")).toMatchObject({
      outcome: "infra-error",
      reason: "no session was opened within 1000 ms",
    });
    opening.resolve({
      send: () => never,
      close: () => {
        closed += 1;
        return Promise.resolve();
      },
    });
    await turnOfTheLoop();
    expect(closed).toBe(1);
  });
});

describe("evaluators", () => {
  test.each([
    [
      "throws",
      () => {
        throw new Error("the pattern\nbroke");
      },
      "an evaluator failed: the pattern broke",
    ],
    ["rejects", () => Promise.reject(new Error("no key")), "an evaluator failed: no key"],
    [
      "answers what it was not asked",
      () => [{ evaluator: "x@1", kind: "check", dimension: "tone", result: "pass" } as const],
      "the evaluators gave a verdict that the case does not ask for",
    ],
  ])("one that %s leaves the run unscored with the reason", async (_, score, reason) => {
    const { ended, run } = startExperiment({ score });
    expect((await run("late-fee.0")).verdicts).toEqual([
      {
        evaluator: "answer-contains@1",
        kind: "check",
        dimension: "faithfulness",
        result: "unscored",
        reason,
      },
    ]);
    expect((await ended).cases[0]?.whole).toEqual({
      passed: 0,
      failed: 0,
      unscored: 1,
      missing: 0,
    });
  });

  test("may take their time; the run is recorded once they have answered", async () => {
    const cases = [aPlannedCase({ runs: 2 })];
    const { ended } = startExperiment({
      cases,
      score: async (caseId) => {
        await turnOfTheLoop();
        return passAll(cases, caseId);
      },
    });
    expect((await ended).cases[0]?.whole.passed).toBe(2);
  });

  test("see the session as the journal keeps it", async () => {
    const seen: unknown[] = [];
    const { run } = startExperiment({
      score: (_, session) => {
        seen.push(session);
        return [];
      },
    });
    expect(seen).toEqual([(await run("late-fee.0")).session]);
  });
});

describe("an end before its time", () => {
  test("an abort gives up the runs in flight and keeps the recorded ones", async () => {
    const { ended, abort, journal, runner, clock } = startExperiment({
      cases: [aPlannedCase({ runs: 10 })],
      concurrency: 3,
      agent: ({ start }) => (Number(start.sessionId.split(".")[1]) < 4 ? "Yes." : never),
    });
    await turnOfTheLoop();
    abort();
    expect(await ended).toMatchObject({ planned: 10, recorded: 4, isComplete: false });
    await turnOfTheLoop();
    expect(journal.records.map(runId)).toEqual([
      "late-fee.0",
      "late-fee.1",
      "late-fee.2",
      "late-fee.3",
    ]);
    expect(runner.counts).toMatchObject({ opened: 7, open: 0, isClosed: true });
    expect(clock.waiting).toBe(0);
  });

  test("an abort does not wait for agents, judges or starts that ignore it", async () => {
    const hanging = [
      startExperiment({ runner: { start: () => never } }),
      startExperiment({ runner: { open: () => never } }),
      startExperiment({
        runner: { open: () => Promise.resolve({ send: () => never, close: () => never }) },
      }),
      startExperiment({ score: () => never }),
    ];
    await turnOfTheLoop();
    for (const { abort, ended } of hanging) {
      abort();
      expect(await ended).toMatchObject({ recorded: 0, isComplete: false });
    }
  });

  test("what a judge answers to an abort is not recorded", async () => {
    const cases = [aPlannedCase({ runs: 1 })];
    const { ended, abort, journal } = startExperiment({
      cases,
      runner: { close: () => turnOfTheLoop() },
      score: (caseId, _, { signal }) =>
        new Promise((resolve) => {
          signal.addEventListener("abort", () => resolve(passAll(cases, caseId)));
        }),
    });
    await turnOfTheLoop();
    abort();
    expect((await ended).recorded).toBe(0);
    expect(journal.records).toEqual([]);
  });

  test("an abort before the start runs nothing", async () => {
    const { ended, abort, runner } = startExperiment();
    abort();
    expect((await ended).recorded).toBeLessThanOrEqual(1);
    expect(runner.counts.isClosed).toBe(true);
  });

  test("an agent that cannot be started is one error, and everything is closed", async () => {
    const error = new UserError("AGENT_NOT_FOUND", "agent.ts is not there.", "Mend the path.");
    const { ended, journal, runner } = startExperiment({
      cases: [aPlannedCase({ runs: 1_000 })],
      runner: { start: () => Promise.reject(error) },
    });
    await expect(ended).rejects.toBe(error);
    expect(journal).toMatchObject({ records: [], isClosed: true });
    expect(runner.counts).toMatchObject({ opened: 0, isClosed: true });
  });

  test("a journal that cannot be written ends the experiment with its error", async () => {
    const error = new UserError("JOURNAL_UNWRITABLE", "The disk is full.", "Free some space.");
    class FullJournal extends MemoryJournal {
      override append(
        record: Parameters<MemoryJournal["append"]>[0],
      ): ReturnType<MemoryJournal["append"]> {
        if (this.records.length === 2) throw error;
        return super.append(record);
      }
    }
    const { ended, journal, runner } = startExperiment({
      cases: [aPlannedCase({ runs: 50 })],
      journal: new FullJournal(),
    });
    await expect(ended).rejects.toBe(error);
    expect(journal.records).toHaveLength(2);
    expect(runner.counts.isClosed).toBe(true);
  });

  test("the event loop turns while an agent answers at once, so that an abort is heard", async () => {
    const { ended, abort } = startExperiment({
      cases: [aPlannedCase({ runs: 100_000 })],
      clock: systemClock,
    });
    await sleep(30);
    abort();
    const { recorded } = await ended;
    expect(recorded).toBeGreaterThan(0);
    expect(recorded).toBeLessThan(100_000);
  });
});

describe("resuming", () => {
  test("executes only what is missing, and gives the experiment of an uninterrupted run", async () => {
    const score = (caseId: string): ReturnType<typeof passAll> => passAll(twoCases, caseId);
    const whole = startExperiment({ cases: twoCases, agent: seeded, score });
    const expected = await whole.ended;
    for (let kept = 0; kept <= 5; kept++) {
      const resumed = whole.journal.records.slice(0, kept);
      const second = startExperiment({ cases: twoCases, agent: seeded, score, resumed });
      expect(await second.ended).toEqual(expected);
      expect(second.runner.counts.opened).toBe(5 - kept);
    }
  });

  test("a journal that is whole starts no agent", async () => {
    const { ended, runner } = startExperiment({
      resumed: [aRecord()],
      runner: { start: () => Promise.reject(new Error("must not start")) },
    });
    expect(await ended).toMatchObject({ recorded: 1, isComplete: true });
    expect(runner.counts.isClosed).toBe(true);
  });
});

test("progress is told every second while no run ends", async () => {
  const told: number[] = [];
  const { clock, ended, abort } = startExperiment({
    agent: () => never,
    turnTimeoutMs: 60_000,
    onProgress: ({ elapsedMs, running }) => told.push(elapsedMs * running),
  });
  for (let second = 0; second < 3; second++) await clock.advance(1_000);
  abort();
  await ended;
  expect(told).toEqual([0, 1_000, 2_000, 3_000]);
  expect(clock.waiting).toBe(0);
});

test("progress is told at the start and after each run", async () => {
  const told: RunProgress[] = [];
  const { ended } = startExperiment({
    cases: [aPlannedCase({ runs: 3 })],
    concurrency: 1,
    resumed: [aRecord()],
    agent: ({ start }) => {
      if (start.sessionId === "late-fee.2") throw new Error("it broke");
      return "Yes.";
    },
    onProgress: (progress) => told.push(progress),
  });
  await ended;
  expect(
    told.map(({ recorded, standings }) => [recorded, standings.passed, standings.failed]),
  ).toEqual([
    [1, 1, 0],
    [2, 2, 0],
    [3, 2, 1],
  ]);
  expect(told[0]).toEqual({
    planned: 3,
    recorded: 1,
    resumed: 1,
    running: 0,
    standings: { passed: 1, failed: 0, unscored: 0, missing: 0 },
    elapsedMs: 0,
  });
});
