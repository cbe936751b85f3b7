import { describe, expect, test } from "vitest";
import { trustJudges } from "../../../src/app/calibrate/trust-judges.ts";
import { renderCalibration } from "../../../src/core/calibrate/calibration-file.ts";
import type { Experiment } from "../../../src/core/plan/experiment.ts";
import { aCalibration, aDigest, aRule, goodCounts } from "../../support/calibrations.ts";
import { aCaseResult, anExperiment, judged } from "../../support/gated-experiment.ts";

/** An experiment that asked one judge. */
function askedOne(judge: string): Experiment {
  const experiment = anExperiment([
    aCaseResult({ id: "late-fee", dimensions: { faithfulness: judged(judge, { passed: 20 }) } }),
  ]);
  return {
    ...experiment,
    subject: {
      ...experiment.subject,
      evaluators: [{ ref: judge, digest: aDigest("e") }],
      judge: { model: "gpt-5-mini", digest: aDigest("d") },
    },
  };
}

async function trustIn(judge: string, files: Readonly<Record<string, string>>) {
  const asked: string[] = [];
  const trust = await trustJudges(askedOne(judge), {
    folder: "evaluators",
    rule: aRule,
    read: async (path) => {
      asked.push(path);
      return files[path];
    },
  });
  return { trust: trust.get(judge), asked };
}

const good = renderCalibration(aCalibration());

describe("what is known of the judges of an experiment", () => {
  test("the calibration of the version that was asked, held against what was asked", async () => {
    const path = "evaluators/faithfulness/v2.calibration.json";
    const { trust, asked } = await trustIn("faithfulness@2", { [path]: good });
    expect(trust?.state).toBe("calibrated");
    expect(asked).toEqual([path]);
  });

  test("none at all is none", async () => {
    const { trust } = await trustIn("faithfulness@1", {});
    expect(trust).toMatchObject({ state: "uncalibrated", hasLapsed: false });
  });

  test("a new version does not shake off what the one before it held", async () => {
    const before = { "evaluators/faithfulness/v2.calibration.json": good };
    expect((await trustIn("faithfulness@4", before)).trust).toMatchObject({
      state: "uncalibrated",
      hasLapsed: true,
      reason: expect.stringContaining("faithfulness@2"),
    });
  });

  test("one that was measured and never trusted held nothing", async () => {
    const poor = renderCalibration(aCalibration({ counts: { ...goodCounts, trueFails: 9 } }));
    const before = { "evaluators/faithfulness/v1.calibration.json": poor };
    expect((await trustIn("faithfulness@2", before)).trust).toMatchObject({ hasLapsed: false });
  });

  test("nor does a new version that was measured on too little", async () => {
    const little = renderCalibration(aCalibration({ counts: { ...goodCounts, trueFails: 3 } }));
    const files = {
      "evaluators/faithfulness/v3.calibration.json": little,
      "evaluators/faithfulness/v2.calibration.json": good,
    };
    expect((await trustIn("faithfulness@3", files)).trust).toMatchObject({
      state: "uncalibrated",
      hasLapsed: true,
      reason: expect.stringContaining("9 of 50 fail labels, and faithfulness@2 was calibrated"),
    });
  });

  test("nor one that follows a version which was trusted until it was measured again", async () => {
    const counts = { ...goodCounts, trueFails: 9 };
    const poor = renderCalibration(aCalibration({ counts, wasTrusted: true }));
    const files = { "evaluators/faithfulness/v2.calibration.json": poor };
    expect((await trustIn("faithfulness@3", files)).trust).toMatchObject({ hasLapsed: true });
  });

  test.each(["../../secrets@1", "faithfulness", "faithfulness@2/../../x", "Faith@1", "a@0"])(
    "%s is no name of an evaluator, and no file is read for it",
    async (judge) => {
      const { trust, asked } = await trustIn(judge, {});
      expect(trust?.state).toBe("uncalibrated");
      expect(asked).toEqual([]);
    },
  );
});
