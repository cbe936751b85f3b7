import { describe, expect, test } from "vitest";
import { forecastPlan, measuredMs } from "../../../../src/core/plan/forecast.ts";
import {
  describeStop,
  describeStoppedTests,
} from "../../../../src/core/report/decision/describe-stop.ts";
import { describeForecast } from "../../../../src/core/report/terminal/describe-forecast.ts";
import {
  renderMergeJson,
  renderMergeSummary,
} from "../../../../src/core/report/terminal/merge-summary.ts";
import { terminalWording } from "../../../../src/core/report/wording.ts";
import { aCaseResult, anExperiment, checked } from "../../../support/gated-experiment.ts";

const boundary = { mostRuns: 164, alpha: 0.0476, beta: 0.0997 };
const floor = { dimension: "faithfulness", answer: "met", scored: 26, failed: 1 } as const;
const stop = { saved: 374, tests: [{ ...floor, boundary }], isSettled: true, isCompared: false };
const counts = { planned: 400, recorded: 26 };

describe("that runs were left out", () => {
  test("is said with how many, and why that is right", () => {
    const text = describeStop(counts, { stop: { ...stop, mode: "curtail" } });
    expect(text).toBe(
      "Stopped early: 26 of 400 runs, 94 % saved. Whatever the others had done, no floor and no must-pass case would have come out otherwise.",
    );
  });

  test("by a sequential test is said with what it does not see", () => {
    const text = describeStop(counts, { stop: { ...stop, mode: "sequential" } });
    expect(text).toContain("not the collapse of one case");
  });

  test("is not said where none were, or where the runs do not bear it out", () => {
    const planned = { planned: 26, recorded: 26 };
    expect(describeStop(planned, { stop: { ...stop, mode: "curtail" } })).toBeUndefined();
    expect(describeStop(counts, {})).toBeUndefined();
    const open = { ...stop, mode: "curtail", isSettled: false } as const;
    expect(describeStop(counts, { stop: open })).toBeUndefined();
    expect(describeStoppedTests(open, terminalWording)).toBeUndefined();
  });

  test("comes with the errors of the boundary in use", () => {
    expect(describeStoppedTests({ ...stop, mode: "sequential" }, terminalWording)).toBe(
      "Stopped early, the runs taken in the order of the plan: faithfulness met with 1 failure in 26 runs (sequential test of at most 164 runs, which blocks an agent at the floor with a chance of 4.8 % and passes one a margin below it with 10 %).",
    );
  });
});

describe("a forecast", () => {
  const cases = [
    { id: "late-fee", runs: 20 },
    { id: "gift-card", runs: 20 },
  ];
  const earlier = anExperiment(
    [
      aCaseResult({
        id: "late-fee",
        dimensions: { tone: checked({ passed: 10 }) },
        busyMs: 60_000,
      }),
      aCaseResult({ id: "lost-parcel", dimensions: { tone: checked({ passed: 10 }) } }),
    ],
    {
      usage: {
        ...anExperiment([]).usage,
        modelCalls: 20,
        costUsd: 1,
        inputTokens: 30_000,
        outputTokens: 0,
      },
    },
  );

  test("is what earlier runs took, a run", () => {
    const forecast = forecastPlan(cases, { concurrency: 4, earlier });
    expect(forecast).toEqual({
      runs: 40,
      usd: 2,
      tokens: 60_000,
      minutes: 1,
      basis: { startedAt: "2026-11-20T09:00:00.000Z", runs: 20 },
    });
    expect(describeForecast(forecast)).toBe(
      "At most 40 runs: about $2.00, 60 k tokens, 1 min, as the 20 runs of 2026-11-20 took.",
    );
    expect([...measuredMs(earlier)]).toEqual([["late-fee", 6_000]]);
  });

  test("leaves out what is made already", () => {
    expect(forecastPlan(cases, { concurrency: 4, done: 30, earlier })).toMatchObject({
      runs: 10,
      usd: 0.5,
      minutes: 0.25,
    });
  });

  test("says what is beyond the budget", () => {
    const forecast = forecastPlan(cases, { concurrency: 4, earlier });
    expect(describeForecast(forecast, { usd: 1, tokens: 1_000_000, minutes: 30 })).toMatch(
      /Budget: \$1.00, 1.0 M tokens, 30 min\. That is beyond budget\.usd: it may end/,
    );
  });

  test("never takes an unknown price for nothing", () => {
    const usage = { ...earlier.usage, callsWithoutCost: 1, callsWithoutTokens: 1 };
    const forecast = forecastPlan(cases, { concurrency: 4, earlier: { ...earlier, usage } });
    expect(forecast).toMatchObject({ usd: "unknown", tokens: "unknown" });
    expect(describeForecast(forecast)).toContain("Not known: cost and tokens.");
    const unseen = { ...earlier, usage: { ...earlier.usage, modelCalls: 0, costUsd: 0 } };
    expect(forecastPlan(cases, { concurrency: 4, earlier: unseen }).usd).toBe("unknown");
  });

  describe("of a plan that asks judges", () => {
    const judge = { model: "gpt-5-mini", digest: `sha256:${"1".repeat(64)}` };
    const judged = { ...earlier, subject: { ...earlier.subject, judge } };
    const { toolCalls: _, ...calls } = earlier.usage;
    const took = { ...calls, costUsd: 0.5, inputTokens: 5_000 };

    test("holds what they took", () => {
      const forecast = forecastPlan(cases, {
        concurrency: 4,
        earlier: { ...judged, asked: { judges: took } },
      });
      expect(forecast).toMatchObject({ usd: 3, tokens: 70_000, countsAsked: true });
      expect(describeForecast(forecast)).toContain(
        "about $3.00, 70 k tokens, 1 min, judges and simulated users included, as the",
      );
    });

    test("does not know what it takes where they did not say, or results are older than that", () => {
      const unsaid = { ...took, callsWithoutCost: 1, callsWithoutTokens: 1 };
      for (const asked of [{ judges: unsaid }, undefined]) {
        const before = { ...judged, ...(asked && { asked }) };
        expect(forecastPlan(cases, { concurrency: 4, earlier: before })).toMatchObject({
          usd: "unknown",
          tokens: "unknown",
          minutes: 1,
        });
      }
    });
  });

  test("without earlier results is of runs alone", () => {
    const forecast = forecastPlan(cases, { concurrency: 4 });
    expect(describeForecast(forecast)).toBe(
      "At most 40 runs; without earlier results cost and time are unknown.",
    );
  });
});

describe("what became of the parts of a plan", () => {
  const experiment = {
    ...anExperiment([aCaseResult({ id: "late-fee", planned: 30 })]),
    shards: { count: 3, cut: `sha256:${"0".repeat(64)}`, seen: [1, 2] },
  };
  const result = {
    experiment,
    merged: [
      { name: "shards/1", shards: [1], state: "whole", runs: 10, added: 10 },
      { name: "shards/2\u001b[31m", shards: [2], state: "re-run", runs: 10, added: 4 },
    ] as const,
    lost: [3],
  };

  test("is told for people, without what a name may do to a terminal", () => {
    const text = renderMergeSummary(result, "merged");
    expect(text).toContain("20 of 30 runs are in merged.");
    expect(text).toContain(
      "4 of 10 runs new; it was run before, and what was started first stands",
    );
    expect(text).toContain("lost       part 3 of 3: run the job again and join once more");
    expect(text).toContain("undetermined");
    expect(text).not.toContain("\u001b");
  });

  test("and for programs", () => {
    expect(JSON.parse(renderMergeJson(result))).toMatchObject({
      schema: "tracegate.merge/1",
      planned: 30,
      recorded: 20,
      isComplete: false,
      lost: [3],
    });
  });
});
