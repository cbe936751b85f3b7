import { describe, expect, test } from "vitest";
import type { Simulation } from "../../../src/app/run-experiment/simulated-user.ts";
import type { Step } from "../../../src/core/trace/session.ts";
import { aModelUser } from "../../support/personas.ts";
import { type Start, startExperiment } from "../../support/run-loop/experiments.ts";
import { aPlannedCase, aRecord, aSubject, aVerdict } from "../../support/run-loop/planned-cases.ts";

const cent = { inputTokens: 900, outputTokens: 100, costUsd: 0.01 };

const cutOff: Step = { kind: "model", error: { type: "aborted", message: "given up" } };

/** Ends its turn at once in the first run; in others it waits until it is told to stop. */
const cutOffInside: NonNullable<Start["agent"]> = ({ start, addStep, signal }) => {
  addStep({ kind: "model", usage: cent });
  start.meter?.count(cent);
  addStep(cutOff);
  return new Promise<string>((resolve) => {
    const say = (): void => resolve("The late fee is 5 USD.");
    if (signal.aborted || start.sessionId.endsWith("0")) say();
    else signal.addEventListener("abort", say, { once: true });
  });
};

/** Asks on and on; each answer took this much. */
function simulator(usage: object | undefined): Simulation & { readonly asked: () => number } {
  let asked = 0;
  return {
    asked: () => asked,
    timeoutMs: 400,
    model: {
      ask: async () => {
        asked += 1;
        const json = { action: "say", message: `Then what about part ${asked}?` };
        return { kind: "answered", json, ...(usage && { usage }) };
      },
    },
  };
}

/** Calls a model until it is refused; what was asked is told as steps, as a runner would. */
function greedy(calls: string[], most = 50): NonNullable<Start["agent"]> {
  return ({ start, addStep }) => {
    for (let call = 0; call < most; call += 1) {
      if (start.meter?.refuse() !== undefined) break;
      calls.push(start.sessionId);
      addStep({ kind: "model", usage: cent });
      start.meter?.count(cent);
    }
    return "The late fee is 5 USD.";
  };
}

describe("calls of one turn", () => {
  test.each([
    ["money", { usd: 0.1 }],
    ["tokens", { tokens: 10_000 }],
  ])("stop at the cap on %s, and the run ends as over-budget", async (_, budget) => {
    const calls: string[] = [];
    const { ended, journal } = startExperiment({ budget, agent: greedy(calls) });
    const { usage, stop } = await ended;
    expect(calls).toHaveLength(10);
    expect(usage).toMatchObject({ modelCalls: 10, costUsd: 0.1 });
    expect(journal.records).toMatchObject([
      { outcome: "over-budget", reason: expect.stringMatching(/^the budget of .* is used up/) },
    ]);
    expect(stop).toBeUndefined();
  });

  test("that the agent was refused make its reply worthless", async () => {
    const { ended, journal } = startExperiment({
      budget: { tokens: 1_000 },
      agent: async ({ start, addStep }) => {
        addStep({ kind: "model", usage: cent });
        start.meter?.count(cent);
        const refused = start.meter?.refuse();
        return refused === undefined ? "The late fee is 5 USD." : "Sorry, I am out of order.";
      },
    });
    await ended;
    expect(journal.records).toMatchObject([
      { outcome: "over-budget", session: { turns: [{ error: { type: "over-budget" } }] } },
    ]);
    expect(journal.records[0]?.session.turns[0]).not.toHaveProperty("reply");
  });

  test("count even where the turn that was ended does not tell of them", async () => {
    const { ended, journal } = startExperiment({
      cases: [aPlannedCase({ runs: 5 })],
      concurrency: 1,
      budget: { usd: 0.02 },
      agent: async ({ start }) => {
        for (;;) {
          await Promise.resolve();
          if (start.meter?.refuse() !== undefined) return "Sorry, I am out of order.";
          start.meter?.count(cent);
        }
      },
    });
    await ended;
    expect(journal.records).toMatchObject([{ outcome: "over-budget" }]);
  });

  test("are not counted again when the turn is over", async () => {
    const calls: string[] = [];
    const { ended, journal } = startExperiment({
      cases: [aPlannedCase({ runs: 3 })],
      concurrency: 1,
      budget: { usd: 0.3 },
      agent: greedy(calls, 9),
    });
    expect((await ended).usage.modelCalls).toBe(27);
    expect(journal.records.map(({ outcome }) => outcome)).toEqual(Array(3).fill("completed"));
  });

  test("of a session that was ended are refused too, however late they come", async () => {
    const late = Promise.withResolvers<void>();
    let refused: string | undefined;
    const { ended } = startExperiment({
      budget: { usd: 0.01 },
      agent: async ({ start, addStep }) => {
        addStep({ kind: "model", usage: cent });
        start.meter?.count(cent);
        await late.promise;
        refused = start.meter?.refuse();
        return "Too late.";
      },
    });
    await ended;
    late.resolve();
    await new Promise(setImmediate);
    expect(refused).toMatch(/is used up/);
  });
});

describe("an agent that calls its model past us", () => {
  const told: string[] = [];
  const start = {
    cases: [aPlannedCase({ runs: 3 })],
    concurrency: 1,
    agent: () => "The late fee is 5 USD.",
    onWarning: (text: string) => told.push(text),
  };

  test.each(["usd", "tokens"])("is told of once where budget.%s is to hold it", async (cap) => {
    told.length = 0;
    expect((await startExperiment({ ...start, budget: { [cap]: 1_000 } }).ended).recorded).toBe(3);
    expect(told).toEqual([
      expect.stringContaining("No model call of the agent was seen in late-fee.0"),
    ]);
  });

  test("is held by minutes, of which nothing has to be seen", async () => {
    told.length = 0;
    await startExperiment({ ...start, budget: { minutes: 30 } }).ended;
    expect(told).toEqual([]);
  });
});

describe("a call that was cut off before it said what it took", () => {
  test("counts as the dearest that did, and stops nothing by itself", async () => {
    const { ended, journal } = startExperiment({
      cases: [aPlannedCase({ runs: 4 })],
      concurrency: 1,
      budget: { usd: 0.04 },
      agent: ({ addStep }) => {
        addStep({ kind: "model", usage: cent });
        addStep(cutOff);
        return "The late fee is 5 USD.";
      },
    });
    await ended;
    expect(journal.records).toHaveLength(2);
  });

  test("of an earlier start does not keep the next from going on", async () => {
    const cases = [aPlannedCase({ runs: 3 })];
    const first = startExperiment({
      cases,
      concurrency: 3,
      budget: { usd: 0.03 },
      agent: cutOffInside,
    });
    const { recorded } = await first.ended;
    expect(recorded).toBe(3);
    const more = [aPlannedCase({ runs: 4 })];
    const resumed = first.journal.records;
    const again = startExperiment({
      cases: more,
      budget: { usd: 1 },
      resumed,
      agent: () => "The late fee is 5 USD.",
    });
    expect((await again.ended).recorded).toBe(4);
  });

  test("is nobody's cost where the provider refused it", async () => {
    const { ended } = startExperiment({
      cases: [aPlannedCase({ runs: 3 })],
      concurrency: 1,
      budget: { usd: 1 },
      agent: ({ addStep }) => {
        addStep({ kind: "model", error: { type: "http-429", message: "slow down" } });
        addStep({ kind: "model", usage: cent });
        return "The late fee is 5 USD.";
      },
    });
    expect((await ended).usage).toMatchObject({
      modelCalls: 6,
      callsWithoutCost: 0,
      callsWithoutTokens: 0,
    });
  });
});

describe("judges", () => {
  const judged = {
    cases: [aPlannedCase({ runs: 10, expects: [{ ...origin(), kind: "judge" as const }] })],
    concurrency: 1,
  };

  /** Three votes, as far as they may be asked. */
  function voting(votes: string[]): NonNullable<Start["score"]> {
    return (_, { id }, { meter }) => {
      for (let vote = 0; vote < 3; vote += 1) {
        if (meter?.refuse() !== undefined)
          return [{ ...origin(), kind: "judge", result: "unscored", reason: "not asked" }];
        votes.push(id);
        meter?.count(cent);
      }
      return [{ ...aVerdict(), kind: "judge" }];
    };
  }

  test("are paid for: no run begins that would go beyond the cap with what it asks them", async () => {
    const votes: string[] = [];
    const { ended, journal } = startExperiment({
      ...judged,
      budget: { usd: 0.035 },
      score: voting(votes),
    });
    await ended;
    expect(votes).toEqual(Array(3).fill("late-fee.0"));
    expect(journal.records).toMatchObject([
      { outcome: "completed", asked: { judges: { modelCalls: 3, costUsd: 0.03 } } },
    ]);
  });

  test("are not asked beyond the cap, and the run that wanted to ends as over-budget", async () => {
    const votes: string[] = [];
    const { ended, journal } = startExperiment({
      ...judged,
      budget: { tokens: 2_000 },
      score: voting(votes),
    });
    await ended;
    expect(votes).toHaveLength(2);
    expect(journal.records).toMatchObject([
      { outcome: "over-budget", verdicts: [], asked: { judges: { modelCalls: 2 } } },
    ]);
  });

  test("whose price nobody knows keep a cap on money from being held", async () => {
    const warnings: string[] = [];
    const { ended } = startExperiment({
      ...judged,
      budget: { usd: 5 },
      score: (_caseId, _session, { meter }) => {
        meter?.count({ inputTokens: 10, outputTokens: 1 });
        return [{ ...aVerdict(), kind: "judge" }];
      },
      onWarning: (text) => warnings.push(text),
    });
    expect((await ended).recorded).toBe(1);
    expect(warnings.at(-1)).toMatch(/cannot be held: 1 model call of judges has no known cost/);
  });
});

describe("a model that plays users", () => {
  const cases = [aPlannedCase({ id: "gift-card", runs: 1, user: aModelUser() })];

  test("is not asked beyond the cap", async () => {
    const simulation = simulator({ ...cent, costUsd: 0.02 });
    const { ended, journal } = startExperiment({
      cases,
      budget: { usd: 0.03 },
      simulation,
      agent: ({ turn }) => `Reply ${turn}.`,
    });
    await ended;
    expect(simulation.asked()).toBe(2);
    expect(journal.records).toMatchObject([
      {
        outcome: "over-budget",
        simulated: { seed: "gift-card#0" },
        asked: { simulator: { modelCalls: 2, costUsd: 0.04 } },
      },
    ]);
  });

  test("that says nothing of its tokens keeps a cap on them from being held", async () => {
    const simulation = simulator(undefined);
    const { run } = startExperiment({
      cases,
      budget: { tokens: 1_000_000 },
      simulation,
      agent: ({ turn }) => `Reply ${turn}.`,
    });
    expect((await run("gift-card.0")).reason).toMatch(/1 model call of simulated users has/);
    expect(simulation.asked()).toBe(1);
  });

  test("counts on when an earlier start is gone on with", async () => {
    const simulation = simulator({ ...cent, costUsd: 0.02 });
    const plays = { simulator: { model: "gpt-5-mini", digest: `sha256:${"0".repeat(64)}` } };
    const start = {
      cases: [aPlannedCase({ id: "gift-card", runs: 2, user: aModelUser() })],
      subject: aSubject(plays),
      concurrency: 1,
      budget: { usd: 0.03 },
      simulation,
      agent: () => "Yes.",
    };
    const first = startExperiment(start);
    expect(await first.ended).toMatchObject({
      recorded: 1,
      asked: { simulator: { modelCalls: 2, costUsd: 0.04 } },
    });
    const warnings: string[] = [];
    const again = startExperiment({
      ...start,
      resumed: first.journal.records,
      onWarning: (text) => warnings.push(text),
    });
    expect((await again.ended).recorded).toBe(1);
    expect(warnings).toEqual([expect.stringMatching(/is used up: the calls so far cost \$0.0400/)]);
  });
});

test("a call that an earlier start cut off counts in the next, too", async () => {
  const turn = { user: "What is the late fee?", reply: "The late fee is 5 USD." };
  const steps: Step[] = [{ kind: "model", usage: cent }, cutOff];
  const { ended } = startExperiment({
    cases: [aPlannedCase({ runs: 2 })],
    concurrency: 1,
    budget: { usd: 0.03 },
    resumed: [aRecord({ session: { id: "late-fee.0", turns: [{ ...turn, steps }] } })],
    agent: () => "The late fee is 5 USD.",
  });
  // Told and cut off, 0.02; a run more of the same would pass the cap.
  expect(await ended).toMatchObject({ recorded: 1, stop: { cause: "budget" } });
});

test("a run that had to wait for one in flight, and fitted then, was not refused", async () => {
  const dear = { ...cent, costUsd: 0.05 };
  const isFirstOver = Promise.withResolvers<void>();
  const warnings: string[] = [];
  const { ended } = startExperiment({
    cases: [aPlannedCase({ runs: 3 })],
    concurrency: 2,
    budget: { usd: 0.09 },
    onWarning: (text) => warnings.push(text),
    onProgress: ({ recorded }) => {
      if (recorded > 0) isFirstOver.resolve();
    },
    agent: async ({ start, addStep }) => {
      if (start.sessionId.endsWith("0")) addStep({ kind: "model", usage: dear });
      else {
        if (start.sessionId.endsWith("1")) await isFirstOver.promise;
        addStep({ kind: "model", usage: { ...cent, costUsd: 0 } });
      }
      return "The late fee is 5 USD.";
    },
  });
  const { recorded, stop } = await ended;
  expect({ recorded, stop, warnings }).toEqual({ recorded: 3, stop: undefined, warnings: [] });
});

function origin() {
  const { evaluator, kind, dimension } = aVerdict();
  return { evaluator, kind, dimension };
}
