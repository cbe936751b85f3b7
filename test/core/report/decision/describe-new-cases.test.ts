import { expect, test } from "vitest";
import { decideGate } from "../../../../src/core/gate/decide-gate.ts";
import { onNewCases } from "../../../../src/core/gate/on-new-cases.ts";
import { renderComment } from "../../../../src/core/report/comment/comment.ts";
import { renderDecisionJson } from "../../../../src/core/report/decision/decision-json.ts";
import { describeNewCases } from "../../../../src/core/report/decision/describe-new-cases.ts";
import { terminalWording } from "../../../../src/core/report/wording.ts";
import { aCaseResult, anExperiment, aPolicy, checked } from "../../../support/gated-experiment.ts";

const policy = aPolicy();

/** 18 cases that always pass and two that pass half of their runs. */
const unequal = anExperiment(
  Array.from({ length: 20 }, (_, at) =>
    aCaseResult({
      id: `late-fee-${at}`,
      dimensions: {
        faithfulness: checked(at < 18 ? { passed: 20 } : { passed: 10, failed: 10 }),
      },
    }),
  ),
);

test("figures of new cases spread by case, in the fold, on the page and in the JSON", () => {
  const decision = decideGate(unequal, policy);
  const { dimensions, passK } = onNewCases(unequal, decision);
  const error = Math.sqrt(18 + 2 * 81) / 400;
  expect(dimensions).toEqual([
    {
      dimension: "faithfulness",
      cases: 20,
      rate: 0.95,
      standardError: expect.closeTo(error, 12),
      interval: { low: expect.closeTo(0.95 - 1.96 * error, 5), high: 1 },
    },
  ]);
  expect(passK.map(({ k, any }) => [k, any > 0.95])).toEqual([
    [1, false],
    [2, true],
    [4, true],
    [8, true],
  ]);
  const lines = describeNewCases(unequal, decision, terminalWording);
  expect(lines).toEqual([
    "faithfulness 95.0 %: 88–100 % on others (95 %), from 20 cases",
    expect.stringMatching(
      /^pass\^8 90\.0 %: \d\d–\d+ % on others \(95 %\); at least one of 8 runs passes: > 99\.9 %$/,
    ),
  ]);
  expect(renderComment(unequal, decision)).toContain("<summary>On new cases</summary>");
  expect(JSON.parse(renderDecisionJson(unequal, decision))).toHaveProperty(
    "onNewCases.dimensions.0.interval.high",
    1,
  );
});

test("cases that all stand alike tell nothing of others, and no interval of width 0 is shown", () => {
  const alike = anExperiment([aCaseResult({ id: "late-fee" }), aCaseResult({ id: "gift-card" })]);
  const decision = decideGate(alike, policy);
  expect(onNewCases(alike, decision)).toMatchObject({
    dimensions: [{ rate: 1, standardError: "unknown", interval: "unknown" }],
    passK: [{ k: 1 }, { k: 2 }, { k: 4 }, { k: 8, all: 1, any: 1, interval: "unknown" }],
  });
  expect(describeNewCases(alike, decision, terminalWording)).toEqual([]);
  expect(renderComment(alike, decision)).not.toContain("On new cases");
});

test("nothing that was run is no figure", () => {
  const none = anExperiment([]);
  expect(onNewCases(none, decideGate(none, policy))).toEqual({ dimensions: [], passK: [] });
});
