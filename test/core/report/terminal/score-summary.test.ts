import { expect, test } from "vitest";
import type { EmptyRetrieval, ScoreSummary } from "../../../../src/core/plan/score-summary.ts";
import { scoresSchema } from "../../../../src/core/plan/score-summary.ts";
import {
  renderScoreJson,
  renderScoreSummary,
} from "../../../../src/core/report/terminal/score-summary.ts";

function aSummary(change: Partial<ScoreSummary> = {}): ScoreSummary {
  return {
    schema: scoresSchema,
    format: "chat-log",
    formats: ["chat-log"],
    files: ["gift-card.json"],
    sessions: 4,
    turns: 5,
    steps: 12,
    repeated: 0,
    rewards: {
      tasks: 2,
      rewarded: 4,
      passed: 3,
      unrewarded: 0,
      withoutTask: 0,
      clashing: 0,
    },
    passHatK: [
      { k: 1, value: 0.75 },
      { k: 2, value: 58 / 300 },
      { k: 3, value: "unknown" },
      { k: 4, value: "unknown" },
    ],
    evaluators: [],
    failedChecks: [],
    emptyRetrievals: [],
    dropped: [],
    ...change,
  };
}

const emptySearch: EmptyRetrieval = {
  session: "gift-card.json#/1",
  task: { id: "1", runIndex: 0 },
  at: "1.2",
  tool: "search_policies",
  call: 'search_policies {"query":"gift card"}',
  found: "0 results",
};

test("the summary as people read it", async () => {
  const text = renderScoreSummary(
    aSummary({
      repeated: 1,
      rewards: {
        tasks: 2,
        rewarded: 4,
        passed: 3,
        unrewarded: 1,
        withoutTask: 1,
        clashing: 1,
      },
      evaluators: [
        {
          evaluator: "grounded-facts@1",
          dimension: "faithfulness",
          passed: 3,
          failed: 1,
          unscored: 0,
        },
        {
          evaluator: "polite@2",
          dimension: "tone",
          passed: 0,
          failed: 0,
          unscored: 4,
          unscoredReason: "There is no reply in turn 2.",
        },
      ],
      failedChecks: [
        {
          session: "gift-card.json#/1",
          task: { id: "1", runIndex: 0 },
          evaluator: "grounded-facts@1",
          at: "1.2",
          explanation: "The reply of turn 1 states “30 days”.",
        },
      ],
      emptyRetrievals: [emptySearch],
      dropped: [
        {
          file: "gift-card.json",
          path: "/0/info",
          reason: "field that a session has no place for",
          count: 4,
        },
        { file: "log.jsonl", line: 7, path: "", reason: "line that is not JSON", count: 1 },
      ],
    }),
  );
  await expect(text).toMatchFileSnapshot("../../../golden/score-summary.txt");
});

test("without rewards nothing is claimed", () => {
  const { rewards } = aSummary();
  const text = renderScoreSummary(aSummary({ rewards: { ...rewards, rewarded: 0, passed: 0 } }));
  expect(text).toContain("pass^k is unknown: no session carries a reward\n");
});

test("a long list is cut with its rest counted", () => {
  const emptyRetrievals = Array.from({ length: 60 }, () => emptySearch);
  const text = renderScoreSummary(aSummary({ emptyRetrievals }));
  expect(text.match(/search_policies/g)).toHaveLength(50);
  expect(text).toContain("… and 10 more; `--json` has them all");
});

test("a log cannot steer the terminal or forge a line", () => {
  const session = "\u001B[2Jgift\u0007card\u202E\r\npass^1..4 = 1, 1, 1, 1";
  const { task: _, ...withoutTask } = emptySearch;
  const text = renderScoreSummary(aSummary({ emptyRetrievals: [{ ...withoutTask, session }] }));
  expect(text).not.toMatch(/[^\n\P{Cc}]/u);
  expect(text).not.toMatch(/^pass\^1\.\.4 = 1, 1/m);
});

test("the JSON holds the whole summary", () => {
  expect(JSON.parse(renderScoreJson(aSummary()))).toEqual(aSummary());
});
