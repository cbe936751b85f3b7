import { expect, test } from "vitest";
import { placeInDataset, placeInEvaluators } from "../../../src/core/config/project-layout.ts";

test.each([
  ["dataset.yaml", { kind: "dataset" }],
  ["cases/late-fee.yaml", { kind: "case", id: "late-fee" }],
  ["scenarios/lost-parcel.yaml", { kind: "scenario", id: "lost-parcel" }],
  ["late-fee.yaml", { kind: "nowhere" }],
  ["cases/late-fee.yml", { kind: "nowhere" }],
  ["cases/late-fee.YAML", { kind: "nowhere" }],
  ["cases/.yaml", { kind: "nowhere" }],
  ["cases/.late-fee.yaml", { kind: "nowhere" }],
  ["cases/norway/late-fee.yaml", { kind: "nowhere" }],
  ["Cases/late-fee.yaml", { kind: "nowhere" }],
  ["sessions/late-fee.yaml", { kind: "nowhere" }],
  ["dataset.yaml/late-fee.yaml", { kind: "nowhere" }],
])("%s in a dataset", (path, place) => {
  expect(placeInDataset("datasets/support", `datasets/support/${path}`)).toEqual(place);
});

test.each([
  ["faithfulness/v2.yaml", { kind: "evaluator", name: "faithfulness", version: "2" }],
  ["faithfulness/v0.yaml", { kind: "nowhere" }],
  ["faithfulness/v02.yaml", { kind: "nowhere" }],
  ["faithfulness/2.yaml", { kind: "nowhere" }],
  ["faithfulness/v2.yml", { kind: "nowhere" }],
  ["faithfulness.yaml", { kind: "nowhere" }],
  ["faithfulness/old/v2.yaml", { kind: "nowhere" }],
])("%s among the evaluators", (path, place) => {
  expect(placeInEvaluators("evaluators", `evaluators/${path}`)).toEqual(place);
});
