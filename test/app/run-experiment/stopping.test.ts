import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { watchRuns } from "../../../src/app/run/watch-runs.ts";
import type { ExperimentRequest } from "../../../src/app/run-experiment/experiment-request.ts";
import type { StopMode } from "../../../src/core/config/runs-config.ts";
import { decideGate } from "../../../src/core/gate/decide-gate.ts";
import type { Experiment } from "../../../src/core/plan/experiment.ts";
import type { ExperimentFold } from "../../../src/core/plan/fold-experiment.ts";
import { type RunRecord, runId } from "../../../src/core/plan/run-record.ts";
import { seededRandom } from "../../../src/core/stats/seeded-random.ts";
import { aPolicy } from "../../support/gated-experiment.ts";
import { type Start, startExperiment } from "../../support/run-loop/experiments.ts";
import { aPlannedCase, aVerdict } from "../../support/run-loop/planned-cases.ts";

const policy = aPolicy();

function watchAs(mode: Exclude<StopMode, "off">) {
  return (fold: ExperimentFold, planned: Experiment): ExperimentRequest["watch"] =>
    watchRuns(fold, planned, { mode, isCompared: false, policy, trust: new Map() });
}

const someCases = (count: number, runs: number) =>
  Array.from({ length: count }, (_, at) => aPlannedCase({ id: `late-fee-${at}`, runs }));

/** Verdicts that pass with a chance, the same for the same run. */
function scoreAt(rate: number, seed: number): NonNullable<Start["score"]> {
  return (_, session) => {
    let hash = seed;
    for (const char of session.id) hash = (Math.imul(hash, 31) + char.charCodeAt(0)) | 0;
    const isGood = seededRandom(hash)() < rate;
    return [isGood ? aVerdict() : { ...aVerdict(), result: "fail" }];
  };
}

describe("a sequential run of a healthy agent, through the run loop", () => {
  test.each([
    [5, 40, 1],
    [5, 40, 2],
    [20, 20, 1],
    [20, 20, 4],
  ])(
    "%i cases × %i runs, %i at once: 26 runs on average, or 3 a case",
    async (count, runs, atOnce) => {
      const agents = 60;
      let made = 0;
      for (let seed = 0; seed < agents; seed += 1) {
        const { ended } = startExperiment({
          cases: someCases(count, runs),
          concurrency: atOnce,
          score: scoreAt(0.97, seed),
          watch: watchAs("sequential"),
        });
        made += (await ended).recorded;
      }
      // One agent in a few takes a run or two beyond three a case, and runs in flight are made to their end.
      expect(made / agents).toBeLessThanOrEqual(Math.max(26, 3 * count + 1) + (atOnce - 1));
    },
  );
});

describe("what is left out", () => {
  test.each<Exclude<StopMode, "off">>(["curtail", "sequential"])(
    "does not depend on which runs end first (%s)",
    async (mode) => {
      const made = async (delay: (id: string) => number): Promise<Experiment> => {
        const { ended } = startExperiment({
          cases: someCases(5, 40),
          concurrency: 8,
          score: scoreAt(0.95, 7),
          watch: watchAs(mode),
          agent: async ({ start }) => {
            await sleep(delay(start.sessionId));
            return "The late fee is 5 USD.";
          },
        });
        return await ended;
      };
      const slowEven = await made((id) => (Number(id.split(".")[1]) % 2 === 0 ? 6 : 0));
      const slowOdd = await made((id) => (Number(id.split(".")[1]) % 2 === 0 ? 0 : 6));
      const decide = (experiment: Experiment) => decideGate(experiment, policy, { stop: mode });
      expect(decide(slowOdd).kind).toBe(decide(slowEven).kind);
      expect(decide(slowOdd).stop?.tests.map(({ answer }) => answer)).toEqual(
        decide(slowEven).stop?.tests.map(({ answer }) => answer),
      );
      expect(slowOdd.stop?.tests).toEqual(slowEven.stop?.tests);
    },
  );

  test("stays the same where the run was interrupted and went on", async () => {
    const cases = someCases(5, 40);
    const start = { cases, concurrency: 1, score: scoreAt(0.95, 3), watch: watchAs("sequential") };
    const whole = startExperiment(start);
    const { stop, recorded } = await whole.ended;
    for (const before of [1, 9, recorded - 1, recorded]) {
      const resumed: readonly RunRecord[] = whole.journal.records.slice(0, before);
      const again = startExperiment({ ...start, resumed });
      const experiment = await again.ended;
      expect(experiment.stop).toEqual(stop);
      expect(again.journal.records.map(runId)).toEqual(
        whole.journal.records.slice(before).map(runId),
      );
    }
  });

  test("is noted at the end of the journal, once", async () => {
    const { ended, journal } = startExperiment({
      cases: someCases(5, 40),
      watch: watchAs("curtail"),
    });
    const { stop, recorded, planned } = await ended;
    expect(journal.ends).toEqual([{ at: expect.any(String), stop }]);
    expect(stop).toMatchObject({ mode: "curtail", cause: "decided", saved: planned - recorded });
  });
});

describe("a budget", () => {
  const priced = { inputTokens: 900, outputTokens: 100, costUsd: 0.01 };
  const asking: NonNullable<Start["agent"]> = ({ addStep }) => {
    addStep({ kind: "model", usage: priced });
    return "The late fee is 5 USD.";
  };
  const cases = someCases(5, 40);

  test.each([
    ["money", { usd: 0.25 }, 25],
    ["tokens", { tokens: 30_000 }, 30],
  ])("of %s lets no run begin that would go beyond it", async (_, budget, most) => {
    const warnings: string[] = [];
    const { ended } = startExperiment({
      cases,
      budget,
      concurrency: 1,
      agent: asking,
      onWarning: (text) => warnings.push(text),
    });
    const { recorded, usage, stop } = await ended;
    expect(recorded).toBe(most);
    expect(usage.costUsd).toBeLessThanOrEqual(most / 100);
    expect(stop).toMatchObject({ cause: "budget", saved: 200 - most });
    expect(warnings).toEqual([expect.stringMatching(/^No run was begun any more: .*budget\./)]);
  });

  test("counts what earlier starts of the experiment took", async () => {
    const first = startExperiment({ cases, budget: { usd: 0.1 }, concurrency: 1, agent: asking });
    expect((await first.ended).recorded).toBe(10);
    const again = startExperiment({
      cases,
      budget: { usd: 0.1 },
      concurrency: 1,
      agent: asking,
      resumed: first.journal.records,
    });
    expect(await again.ended).toMatchObject({ recorded: 10, usage: { costUsd: 0.1 } });
    expect(again.runner.counts.opened).toBe(0);
  });

  test("ends the runs in flight as over-budget once a turn went beyond it, and loses nothing of them", async () => {
    const { ended, journal } = startExperiment({
      cases: someCases(4, 5),
      budget: { usd: 0.05 },
      concurrency: 4,
      turnTimeoutMs: 60_000,
      agent: async ({ start, addStep, signal }) => {
        addStep({ kind: "model", usage: { ...priced, costUsd: 0.02 } });
        if (start.sessionId.startsWith("late-fee-0")) {
          addStep({ kind: "model", usage: { ...priced, costUsd: 0.04 } });
          return "The late fee is 5 USD.";
        }
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        return "Too late.";
      },
    });
    const { usage, stop } = await ended;
    const outcomes = journal.records.map(({ outcome }) => outcome).toSorted();
    expect(outcomes).toEqual(["completed", "over-budget", "over-budget", "over-budget"]);
    expect(usage.costUsd).toBeCloseTo(0.12, 9);
    expect(stop?.cause).toBe("budget");
    expect(journal.records.find(({ outcome }) => outcome === "over-budget")?.reason).toMatch(
      /budget of \$0.05 .* is used up/,
    );
  });

  test("of minutes ends what is under way", async () => {
    const { clock, ended, journal } = startExperiment({
      cases: someCases(2, 3),
      budget: { minutes: 2 },
      turnTimeoutMs: 600_000,
      runTimeoutMs: 600_000,
      agent: () => new Promise<never>(() => {}),
    });
    await clock.advance(119_000);
    expect(journal.records).toEqual([]);
    await clock.advance(1_000);
    // What an agent hands over once it is told to stop is waited for a moment.
    await clock.advance(1_000);
    expect((await ended).stop?.cause).toBe("budget");
    expect(journal.records.map(({ outcome }) => outcome)).toEqual(
      journal.records.map(() => "over-budget"),
    );
    expect(clock.waiting).toBe(0);
  });

  test.each([
    ["money", { usd: 100 }, { inputTokens: 900, outputTokens: 100 }, /no known cost/],
    ["tokens", { tokens: 1_000_000 }, { costUsd: 0.01 }, /no known tokens/],
  ])("of %s that nobody counts is no budget: it stops", async (_, budget, usage, reason) => {
    const warnings: string[] = [];
    const { ended } = startExperiment({
      cases,
      budget,
      concurrency: 1,
      agent: ({ addStep }) => {
        addStep({ kind: "model", usage });
        return "The late fee is 5 USD.";
      },
      onWarning: (text) => warnings.push(text),
    });
    expect((await ended).recorded).toBe(1);
    expect(warnings).toEqual([expect.stringMatching(reason)]);
  });

  test("of two parts of a plan is held by each of them", async () => {
    const { ended, journal } = startExperiment({
      cases,
      concurrency: 1,
      budget: { usd: 0.05 },
      agent: asking,
      isOurs: ({ runIndex }) => runIndex % 2 === 0,
      shards: { count: 2, cut: `sha256:${"0".repeat(64)}`, seen: [1] },
    });
    const stop = { cause: "budget" };
    expect(await ended).toMatchObject({ recorded: 5, shards: { seen: [1] }, stop });
    expect(journal.records.every(({ runIndex }) => runIndex % 2 === 0)).toBe(true);
    expect(journal.ends).toMatchObject([{ stop }]);
  });
});
