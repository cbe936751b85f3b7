import { describe, expect, test } from "vitest";
import type { Calibration } from "../../../src/core/calibrate/calibration.ts";
import { type JudgeTrust, judgeTrust } from "../../../src/core/calibrate/judge-trust.ts";
import { jeffreysInterval } from "../../../src/core/stats/jeffreys-interval.ts";
import { aCalibration, aDigest, aRule, goodCounts } from "../../support/calibrations.ts";

function trustIn(given: Partial<Calibration>): JudgeTrust {
  return judgeTrust({
    reading: { kind: "calibration", calibration: aCalibration(given) },
    evaluatorDigest: aDigest("e"),
    judgeDigest: aDigest("d"),
    rule: aRule,
  });
}

const now = { evaluatorDigest: aDigest("e"), judgeDigest: aDigest("d"), rule: aRule };

describe("whether a judge's word may decide", () => {
  test("at .95 and .90 on 60 labels of each class it may", () => {
    expect(trustIn({})).toEqual({
      state: "calibrated",
      rates: { tpr: 0.95, ofPasses: 60, tnr: 0.9, ofFails: 60 },
    });
  });

  test.each([
    { counts: { ...goodCounts, truePasses: 46 }, says: "49 of 50 pass labels" },
    { counts: { ...goodCounts, trueFails: 43 }, says: "49 of 50 fail labels" },
    {
      counts: { ...goodCounts, trueFails: 44, falsePasses: 16 },
      says: "TNR 0.73, lower bound 0.61",
    },
    {
      counts: { ...goodCounts, truePasses: 52, falseFails: 8 },
      says: "TPR 0.87, lower bound 0.76",
    },
    { counts: { ...goodCounts, unscored: 7 }, says: "no verdict on 7 of 127" },
    {
      // Of 60 fail labels: what it lacks is an answer, and no label.
      counts: { ...goodCounts, trueFails: 24, falsePasses: 6, unscored: 20 },
      says: "no verdict on 20 of 110 labelled sessions",
    },
    {
      counts: { ...goodCounts, trueFails: 24, falsePasses: 6, unscored: 19 },
      says: "30 of 50 fail labels",
    },
    {
      counts: { ...goodCounts, truePasses: 47, falseFails: 2, unscored: 5 },
      says: "49 of 50 pass labels",
    },
  ])("$says: not calibrated, and it never was", ({ counts, says }) => {
    expect(trustIn({ counts })).toEqual({
      state: "uncalibrated",
      reason: expect.stringContaining(says),
      hasLapsed: false,
    });
  });

  test("a bound that is reached is enough, and so is a verdict on 95 % of the sessions", () => {
    const tpr = jeffreysInterval(57, 60).low;
    const tnr = jeffreysInterval(54, 60).low;
    const rule = { tpr, tnr, labels: 60 };
    const reading = { kind: "calibration", calibration: aCalibration() } as const;
    expect(judgeTrust({ ...now, reading, rule })).toMatchObject({ state: "calibrated" });
    for (const more of [{ tpr: tpr + 1e-9 }, { tnr: tnr + 1e-9 }])
      expect(judgeTrust({ ...now, reading, rule: { ...rule, ...more } })).toMatchObject({
        state: "uncalibrated",
      });
    // 6 of 120.
    const counts = { truePasses: 57, falseFails: 0, falsePasses: 0, trueFails: 57, unscored: 6 };
    expect(trustIn({ counts })).toMatchObject({ state: "calibrated" });
  });

  test("a judge that passes everything is not trusted, however rare failures are", () => {
    expect(
      trustIn({
        counts: { truePasses: 950, falseFails: 0, falsePasses: 50, trueFails: 0, unscored: 0 },
      }),
    ).toMatchObject({ state: "uncalibrated", reason: expect.stringContaining("TNR 0.00") });
  });

  test.each([
    { name: "evaluator", given: { evaluator: { ref: "faithfulness@2", digest: aDigest("f") } } },
    {
      name: "model",
      given: { judge: { model: "gpt-4", digest: aDigest("4"), answeredBy: [] } },
    },
  ])("measured with another $name, its calibration has lapsed", ({ name, given }) => {
    expect(trustIn(given)).toMatchObject({
      state: "uncalibrated",
      hasLapsed: true,
      reason: expect.stringContaining(name),
    });
  });

  test("one that was trusted and was found to be poor has lapsed; what it held does not fall away", () => {
    const counts = { ...goodCounts, trueFails: 44, falsePasses: 16 };
    expect(trustIn({ counts, wasTrusted: true })).toEqual({
      state: "uncalibrated",
      reason: expect.stringContaining("TNR 0.73"),
      hasLapsed: true,
    });
    expect(trustIn({ wasTrusted: true })).toMatchObject({ state: "calibrated" });
  });

  test("one that decided when less was asked has lapsed; asking more takes no floor away in silence", () => {
    const rule = { ...aRule, tnr: 0.9 };
    const reading = {
      kind: "calibration",
      calibration: aCalibration({ trustedUnder: aRule }),
    } as const;
    expect(judgeTrust({ ...now, reading })).toMatchObject({ state: "calibrated" });
    expect(judgeTrust({ ...now, reading, rule })).toEqual({
      state: "uncalibrated",
      reason:
        "TNR 0.90, lower bound 0.81, which is below 0.90; it was measured when less was asked",
      hasLapsed: true,
    });
  });

  test("one that drifted says why", () => {
    expect(trustIn({ drift: { at: "2026-12-01", reasons: ["It flipped."] } })).toEqual({
      state: "drifted",
      reason: "It flipped.",
      hasLapsed: true,
    });
  });

  test("without a calibration there is no trust, and a calibrated older version is not forgotten", () => {
    expect(judgeTrust(now)).toMatchObject({ state: "uncalibrated", hasLapsed: false });
    expect(judgeTrust({ ...now, olderVersion: "faithfulness@1" })).toMatchObject({
      state: "uncalibrated",
      hasLapsed: true,
      reason: expect.stringContaining("faithfulness@1"),
    });
  });

  test("a calibration that cannot be read is none, and does not make the floor fall away", () => {
    const reading = { kind: "unreadable", reason: "it is no JSON" } as const;
    expect(judgeTrust({ ...now, reading })).toMatchObject({
      state: "uncalibrated",
      hasLapsed: true,
      reason: expect.stringContaining("it is no JSON"),
    });
  });
});
