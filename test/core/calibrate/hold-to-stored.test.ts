import { describe, expect, test } from "vitest";
import type { Calibration, CalibrationItem } from "../../../src/core/calibrate/calibration.ts";
import { holdToStored } from "../../../src/core/calibrate/hold-to-stored.ts";
import { aCalibration, aDigest, itemsOf } from "../../support/calibrations.ts";

const right = itemsOf({ truePasses: 50, trueFails: 50 });

/** The first so many of 100 sessions are another way. */
function changed(count: number, to: Partial<CalibrationItem>): readonly CalibrationItem[] {
  return right.map((item, place) => (place < count ? { ...item, ...to } : item));
}

function objection(items: readonly CalibrationItem[], stored: Partial<Calibration> = {}) {
  return holdToStored(aCalibration({ items: right, ...stored }), {
    calibration: aCalibration({ items }),
  })?.reason;
}

describe("a judge that was measured again for a version of the dataset", () => {
  test("as good as its calibration it has nothing against it", () => {
    expect(objection(right)).toBeUndefined();
    expect(objection(changed(4, { verdict: "fail" }))).toBeUndefined();
  });

  test("worse than its calibration it may not stand behind a version", () => {
    expect(objection(changed(5, { verdict: "fail" }))).toContain(
      "wrong on 5 sessions that it was right on, right on 0 that it was wrong on",
    );
  });

  test("at most one in twenty sessions may be gone, or another than it was", () => {
    const gone = "sessions of its calibration are no longer there, labelled and as they were";
    expect(objection(right.slice(5))).toBeUndefined();
    expect(objection(right.slice(6))).toBe(`6 of the 100 ${gone}`);
    expect(objection(changed(5, { digest: aDigest("9") }))).toBeUndefined();
    expect(objection(changed(6, { digest: aDigest("9") }))).toBe(`6 of the 100 ${gone}`);
  });

  test("people who think otherwise now are right now", () => {
    const items = changed(10, { label: "fail" });
    expect(objection(items)).toBeUndefined();
    const better = changed(10, { label: "fail", verdict: "fail" });
    expect(objection(better)).toBeUndefined();
  });

  test("without a calibration, with an alarm, or too poor by itself, it is told so first", () => {
    const calibration = aCalibration({ items: right });
    expect(holdToStored(undefined, { calibration })).toEqual({
      reason: "it has no calibration in the repository",
      fix: expect.stringContaining("tracegate calibrate faithfulness@2"),
    });
    expect(objection(right, { drift: { at: "2026-11-20", reasons: ["It flips."] } })).toBe(
      "the drift watch raised an alarm: It flips.",
    );
    const lacking = { kind: "too-little", what: "24 of 50 fail labels" } as const;
    expect(holdToStored(undefined, { calibration, lacking })).toEqual({
      reason: "24 of 50 fail labels",
      fix: expect.stringContaining("tracegate label faithfulness"),
    });
    const poor = { kind: "too-poor", what: "TNR 0.50" } as const;
    expect(holdToStored(undefined, { calibration, lacking: poor })?.fix).toContain("new version");
  });
});
