import { describe, expect, test } from "vitest";
import {
  parseCalibration,
  renderCalibration,
} from "../../../src/core/calibrate/calibration-file.ts";
import { aCalibration, itemsOf } from "../../support/calibrations.ts";

describe("a calibration's file", () => {
  test("is read as it was written, with one session a line", () => {
    const calibration = aCalibration({ drift: { at: "2026-12-01", reasons: ["It flipped."] } });
    const text = renderCalibration(calibration);
    expect(parseCalibration(text)).toEqual({ kind: "calibration", calibration });
    expect(text.split("\n").filter((line) => line.includes('"session":"session-7"'))).toHaveLength(
      1,
    );
    const empty = aCalibration({ items: [] });
    expect(parseCalibration(renderCalibration(empty))).toMatchObject({
      calibration: { items: [] },
    });
  });

  test.each([
    { name: "prose", text: "calibrated", says: "no JSON" },
    { name: "another schema", text: '{"schema":"tracegate.calibration/2"}', says: "schema" },
    {
      name: "counts that its items do not have",
      text: renderCalibration(aCalibration()).replace('"falsePasses": 6', '"falsePasses": 0'),
      says: "its counts are not those of its items",
    },
    {
      name: "a session twice",
      text: renderCalibration(
        aCalibration({ items: [...itemsOf({ truePasses: 1 }), ...itemsOf({ truePasses: 1 })] }),
      ),
      says: "twice",
    },
    {
      name: "a verdict that no judge gives",
      text: renderCalibration(aCalibration()).replace('"verdict":"pass"', '"verdict":"satisfied"'),
      says: "items.0.verdict",
    },
  ])("with $name it is unreadable", ({ text, says }) => {
    const reading = parseCalibration(text);
    expect(reading).toMatchObject({ kind: "unreadable", reason: expect.stringContaining(says) });
  });
});
