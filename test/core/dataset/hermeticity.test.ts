import { expect, test } from "vitest";
import { hermeticityOf } from "../../../src/core/dataset/hermeticity.ts";
import { aCassette } from "../../support/cassettes.ts";

const model = { file: "datasets/support/cassettes/late-fee.json", cassette: aCassette() };
const isModelScripted = false;

test.each([
  [{ isModelScripted }, "live", "live"],
  [{ isModelScripted: true }, "live", "scripted"],
  [{ isModelScripted: true, model }, "live", "recorded"],
  [{ isModelScripted, tools: { live: [], recorded: {} } }, "recorded", "live"],
  [{ isModelScripted, tools: { live: ["think"], recorded: {} } }, "partly-recorded", "live"],
  // Faults alone make a case's tools no recorded ones.
  [{ isModelScripted, tools: { live: [] } }, "live", "live"],
  [{ isModelScripted, model, tools: { live: [], recorded: {} } }, "recorded", "recorded"],
] as const)("%j: tools %s, model %s", (origins, tools, ofModel) => {
  expect(hermeticityOf(origins)).toEqual({ tools, model: ofModel });
});
