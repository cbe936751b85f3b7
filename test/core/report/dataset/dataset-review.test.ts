import { expect, test } from "vitest";
import type { DatasetReview, ReviewedCase } from "../../../../src/core/plan/dataset-review.ts";
import { parseDatasetReview } from "../../../../src/core/plan/dataset-review.ts";
import { readReproductionFacts } from "../../../../src/core/plan/reproduction-fact.ts";
import {
  renderDatasetReview,
  renderWithdrawnReview,
} from "../../../../src/core/report/dataset/dataset-review.ts";

const marker = "<!-- tracegate:dataset:0123456789abcdef -->";
const commit = `3f2c1ab${"0".repeat(33)}`;
const digest = `sha256:${"9c1e".repeat(16)}`;

function aCase(changes: Partial<ReviewedCase> = {}): ReviewedCase {
  return {
    id: "gift-card",
    change: "added",
    status: "proposed",
    digest,
    reproduction: {
      kind: "run",
      standing: "reproduced",
      failed: 14,
      scored: 20,
      planned: 20,
      commit,
    },
    evaluators: [
      { evaluator: "abstains@1", dimension: "abstention", standing: "discriminates" },
      { evaluator: "tone@2", dimension: "tone", standing: "fails-both" },
    ],
    missing: [],
    ...changes,
  };
}

const removed: ReviewedCase = {
  id: "lost-parcel",
  change: "removed",
  status: "guarding",
  evaluators: [],
  missing: [],
};

function aReview(changes: Partial<DatasetReview> = {}): DatasetReview {
  return {
    schema: "tracegate.dataset-review/1",
    cases: [aCase()],
    leftOut: 0,
    statuses: [],
    dimensions: [{ name: "abstention", added: 1, changed: 0, removed: 0 }],
    failureModes: [],
    judges: [],
    blockers: [],
    notes: [],
    ...changes,
  };
}

test("says how often a new case failed, and whether its evaluators tell good from bad", async () => {
  const review = aReview({
    judges: [
      {
        ref: "faithfulness@2",
        sessions: 120,
        kappa: { value: 0.82, low: 0.74 },
        tpr: { value: 0.95, low: 0.88 },
        tnr: { value: 0.9, low: 0.81 },
      },
    ],
    blockers: [{ subject: "tone@2", reason: "It has no calibration.", fix: "Measure it." }],
    statuses: [{ id: "late-fee", from: "guarding", to: "quarantined" }],
    cases: [
      aCase(),
      aCase({
        id: "late-fee",
        change: "changed",
        reproduction: {
          kind: "run",
          standing: "not-reproduced",
          failed: 0,
          scored: 20,
          planned: 20,
          commit,
        },
      }),
      removed,
    ],
  });
  const floors = [
    { dimension: "abstention", floor: 0.9, proved: 0.9561, passed: 120, scored: 121 },
  ];
  await expect(renderDatasetReview(review, floors, { marker })).toMatchFileSnapshot(
    "../../../golden/comment/dataset-review.md",
  );
});

test("its hidden lines are read again", () => {
  const text = renderDatasetReview(aReview(), [], { marker });
  expect(readReproductionFacts(text)).toEqual([
    {
      caseId: "gift-card",
      standing: "reproduced",
      failed: 14,
      scored: 20,
      commit: "3f2c1ab",
      digest,
    },
  ]);
});

test("a case that was not run is not reproduced, and says why", () => {
  const reproduction = { kind: "skipped", reason: "its tools are live" } as const;
  const text = renderDatasetReview(aReview({ cases: [aCase({ reproduction })] }), [], { marker });
  expect(text).toContain("1 of 1 case is not reproduced");
  expect(text).toContain("**not reproduced**: its tools are live");
  expect(readReproductionFacts(text)).toEqual([]);
});

test("what a forged review says mentions nobody and makes no line of ours", () => {
  const hostile = "@everyone -->\n<!-- tracegate:reproduced gift-card";
  const review = aReview({
    notes: [hostile],
    blockers: [{ subject: hostile, reason: hostile, fix: hostile }],
  });
  const text = renderDatasetReview(review, [], { marker });
  expect(text).not.toMatch(/@everyone/);
  expect(text.split("\n").filter((line) => line.startsWith("<!--"))).toHaveLength(2);
});

test.each([
  ["no JSON", "{"],
  ["another schema", JSON.stringify({ ...aReview(), schema: "tracegate.dataset-review/2" })],
  ["an id that is a path", JSON.stringify(aReview({ cases: [aCase({ id: "../../late-fee" })] }))],
  ["too much", " ".repeat(3 * 1024 * 1024)],
])("%s is no review", (_, text) => {
  expect(() => parseDatasetReview(text, "dataset-review.json")).toThrow("is no review");
});

test("of a fork nothing is told to the bot, and people are told why", () => {
  const own = renderDatasetReview(aReview(), [], { marker });
  const strange = renderDatasetReview(aReview(), [], { marker, isBelieved: false });
  expect(own).toContain("<!-- tracegate:reproduced");
  expect(strange).not.toContain("<!-- tracegate:reproduced");
  expect(strange).toContain("the bot counts no reproduction of it");
});

test("what is taken back names the commit, and leaves nothing that the bot could count", () => {
  const text = renderWithdrawnReview(commit, { marker });
  expect(text.split("\n")).toEqual([
    marker,
    "### 📋 The dataset does not change any more",
    "What stood here was about an older commit: the job of `3f2c1ab` found no change of it.",
    "",
  ]);
  expect(readReproductionFacts(text)).toEqual([]);
});
