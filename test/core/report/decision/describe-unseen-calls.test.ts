import { expect, test } from "vitest";
import { describeUnseenCalls } from "../../../../src/core/report/decision/describe-unseen-calls.ts";
import { aCaseResult, anExperiment } from "../../../support/gated-experiment.ts";

const { usage } = anExperiment([]);
const silent = { ...usage, modelCalls: 0, toolCalls: 0 };

function told(counts: Partial<typeof usage>, ...completed: readonly number[]): string | undefined {
  const cases = completed.map((runs) =>
    aCaseResult({ id: "late-fee", outcomes: { completed: runs } }),
  );
  return describeUnseenCalls({ cases, usage: { ...silent, ...counts } });
}

test("an experiment that shows no call at all says so, with its runs", () => {
  expect(told({}, 20, 3)).toBe(
    "No model call and no tool call of the agent was seen in any of 23 completed runs. If it makes any, they pass Tracegate by, and no check of calls could find fault with them: `tracegate doctor` shows what is seen, docs/capture.md how to change that.",
  );
  expect(told({}, 1)).toMatch(/was seen in the one completed run\./);
});

test("one call of either kind is enough, and where nothing ran there is nothing to see", () => {
  expect(told({ modelCalls: 1 }, 20)).toBeUndefined();
  expect(told({ toolCalls: 1 }, 20)).toBeUndefined();
  expect(told({})).toBeUndefined();
  expect(told({}, 0)).toBeUndefined();
});
