import { describe, expect, test } from "vitest";
import type { Talk } from "../../../src/app/run-experiment/live-run.ts";
import type { Simulation } from "../../../src/app/run-experiment/simulated-user.ts";
import { runLineSchema } from "../../../src/core/plan/run-record-schema.ts";
import type {
  SimulatorAnswer,
  SimulatorQuestion,
} from "../../../src/core/simulation/simulator-question.ts";
import { aModelUser } from "../../support/personas.ts";
import { startExperiment } from "../../support/run-loop/experiments.ts";
import { aPlannedCase } from "../../support/run-loop/planned-cases.ts";

const user = aModelUser({ knows: ["order 4471"] });
const cases = [aPlannedCase({ id: "gift-card", runs: 1, user })];

/** Answers the questions of a session in turn; the last answer stands for all that follow. */
function simulator(...answers: readonly (SimulatorAnswer | Promise<never>)[]): Simulation & {
  readonly asked: SimulatorQuestion[];
} {
  const asked: SimulatorQuestion[] = [];
  return {
    asked,
    timeoutMs: 400,
    model: {
      ask: async (question) => {
        asked.push(question);
        return (
          answers[Math.min(asked.length, answers.length) - 1] ?? { kind: "unavailable", reason: "" }
        );
      },
    },
  };
}

const says = (message: string): SimulatorAnswer => ({
  kind: "answered",
  json: { action: "say", message },
});
const stops: SimulatorAnswer = { kind: "answered", json: { action: "stop", message: "" } };

const asked = async (seed: number): Promise<readonly SimulatorQuestion[]> => {
  const simulation = simulator(says("It is order 4471."), stops);
  const { run } = startExperiment({ cases, simulation, seed, agent: () => "Which order?" });
  const { simulated } = await run("gift-card.0");
  expect(simulated?.seed).toBe(seed === 0 ? "gift-card#0" : `gift-card#0#${seed}`);
  return simulation.asked;
};

describe("a user whom a model plays", () => {
  test("is asked before each turn but the opening, and ends the session", async () => {
    const simulation = simulator(says("It is order 4471."), stops);
    const { run } = startExperiment({ cases, simulation, agent: ({ turn }) => `Reply ${turn}.` });
    const record = await run("gift-card.0");
    expect(record.session.turns.map((turn) => [turn.user, turn.reply])).toEqual([
      ["Can I get money back on a gift card?", "Reply 1."],
      ["It is order 4471.", "Reply 2."],
    ]);
    expect(record).toMatchObject({ outcome: "completed", simulated: { seed: "gift-card#0" } });
    expect(record.simulated).not.toHaveProperty("error");
    expect(simulation.asked.map(({ number }) => number)).toEqual([1, 2]);
  });

  test("is asked the same in the same run, and another thing under another seed", async () => {
    const first = await asked(0);
    expect(await asked(0)).toEqual(first);
    const other = await asked(7);
    expect(other.map(({ seed }) => seed)).not.toEqual(first.map(({ seed }) => seed));
  });

  test.each([
    ["breaks character", says("How can I help you today?"), "breaks-character"],
    ["contradicts itself", says("It is order 4417."), "contradicts-facts"],
    ["cannot be asked", { kind: "unavailable", reason: "no API key: set KEY" }, "unavailable"],
    ["says nothing", says(" "), "empty-answer"],
  ] as const)("that %s ends the run as simulator-error, unscored", async (_, answer, error) => {
    const { ended, journal } = startExperiment({ cases, simulation: simulator(answer) });
    const experiment = await ended;
    const [record] = journal.records;
    expect(record).toMatchObject({
      outcome: "simulator-error",
      verdicts: [],
      simulated: { error },
    });
    // What was said before stays, to be read.
    expect(record?.session.turns).toHaveLength(1);
    const tally = experiment.cases[0]?.dimensions["faithfulness"]?.all;
    expect(tally).toEqual({ passed: 0, failed: 0, unscored: 0, missing: 1 });
    expect(runLineSchema.safeParse(JSON.parse(JSON.stringify(record))).success).toBe(true);
  });

  test("that throws or never answers is not the agent's error either", async () => {
    const silent = simulator(new Promise<never>(() => {}));
    const { clock, run } = startExperiment({ cases, simulation: silent, turnTimeoutMs: 100 });
    await clock.advance(400);
    expect(await run("gift-card.0")).toMatchObject({
      outcome: "simulator-error",
      reason: "turn 2: the simulated user could not be asked: no answer within 400 ms",
    });
    const throwing = {
      ...silent,
      model: { ask: () => Promise.reject(new Error("socket hang up")) },
    };
    const { run: again } = startExperiment({ cases, simulation: throwing });
    expect((await again("gift-card.0")).reason).toContain("socket hang up");
  });

  test("takes no time of the agent's: only what the agent takes counts against its session", async () => {
    const slow: Simulation = {
      timeoutMs: 60_000,
      model: {
        ask: () =>
          new Promise((resolve) => {
            clock.after(50_000, () => resolve(stops));
          }),
      },
    };
    const { clock, run } = startExperiment({ cases, simulation: slow, runTimeoutMs: 2_000 });
    await clock.advance(50_000);
    expect((await run("gift-card.0")).outcome).toBe("completed");
  });

  test("without a model is told what is missing", async () => {
    const { run } = startExperiment({ cases });
    expect(await run("gift-card.0")).toMatchObject({
      outcome: "simulator-error",
      reason: expect.stringContaining("add `simulator` to tracegate.yaml"),
    });
  });
});

test("a failing agent is the agent's error, whoever plays the user", async () => {
  const { run } = startExperiment({
    cases,
    simulation: simulator(stops),
    agent: () => {
      throw new Error("no such tool");
    },
  });
  expect(await run("gift-card.0")).toMatchObject({
    outcome: "agent-error",
    simulated: { seed: "gift-card#0" },
  });
});

test("a user whose words stand in a file leaves no seed", async () => {
  const { run } = startExperiment();
  expect(await run("late-fee.0")).not.toHaveProperty("simulated");
});

test("whoever watches hears each message before its answer", async () => {
  const heard: string[] = [];
  const onTalk = (talk: Talk): void => {
    heard.push(talk.kind === "message" ? talk.message : `→ ${talk.turn.reply}`);
  };
  const simulation = simulator(says("It is order 4471."), stops);
  const { ended } = startExperiment({
    cases,
    simulation,
    onTalk,
    agent: ({ turn }) => `Reply ${turn}.`,
  });
  await ended;
  expect(heard).toEqual([
    "Can I get money back on a gift card?",
    "→ Reply 1.",
    "It is order 4471.",
    "→ Reply 2.",
  ]);
});
