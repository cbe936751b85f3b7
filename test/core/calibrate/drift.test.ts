import { describe, expect, test } from "vitest";
import type { JudgeVerdict } from "../../../src/core/calibrate/calibration.ts";
import { decideDrift, type FreshItem, type FrozenItem } from "../../../src/core/calibrate/drift.ts";

function frozen(count: number, before: JudgeVerdict, now: JudgeVerdict): readonly FrozenItem[] {
  return Array.from({ length: count }, (_, place) => ({
    session: `${before}-${now}-${place}`,
    label: "fail",
    before,
    now,
  }));
}

function fresh(pattern: string): readonly FreshItem[] {
  return pattern.split("").map((one, place) => ({
    session: `fresh-${place}`,
    label: "fail",
    now: one === "+" ? "fail" : one === "?" ? "unscored" : "pass",
  }));
}

const steady = frozen(100, "fail", "fail");

describe("whether a judge still judges as it did", () => {
  test("where nothing changed it is steady", () => {
    expect(decideDrift(steady, fresh("+++-+++"))).toMatchObject({
      kind: "steady",
      reasons: [],
      frozen: { compared: 100, lost: 0, won: 0, p: 1, isAlarm: false },
      flips: { flipped: 0, rate: 0, isAlarm: false },
      stream: { labels: 7, isAlarm: false },
    });
  });

  test("five sessions lost and none won is drift, four are not", () => {
    expect(decideDrift([...steady, ...frozen(5, "fail", "pass")], [])).toMatchObject({
      kind: "drifted",
      frozen: { lost: 5, p: 1 / 32, isAlarm: true },
      flips: { isAlarm: false },
    });
    expect(decideDrift([...steady, ...frozen(4, "fail", "pass")], [])).toMatchObject({
      kind: "steady",
      frozen: { p: 1 / 16 },
    });
  });

  test("a judge that got better is still another judge once more than 5 % flipped", () => {
    const better = [...steady, ...frozen(6, "pass", "fail")];
    expect(decideDrift(better, [])).toMatchObject({
      kind: "drifted",
      frozen: { won: 6, isAlarm: false },
      flips: { flipped: 6, isAlarm: true },
    });
    expect(
      decideDrift([...frozen(95, "fail", "fail"), ...frozen(5, "pass", "fail")], []),
    ).toMatchObject({
      kind: "steady",
      flips: { rate: 0.05 },
    });
  });

  test("six disagreements with fresh labels in a row are drift", () => {
    expect(decideDrift(steady, fresh("------")).reasons).toEqual([
      "It disagrees with fresh labels: the sum reached 5.50 at label 6 of 6 (alarm at 5).",
    ]);
    expect(decideDrift(steady, fresh("-----")).kind).toBe("steady");
    expect(decideDrift(steady, fresh("--?---?")).stream.labels).toBe(5);
  });

  test("a judge that does not answer is neither steady nor drifted", () => {
    const silent = [...frozen(94, "fail", "fail"), ...frozen(6, "fail", "unscored")];
    expect(decideDrift(silent, [])).toMatchObject({
      kind: "unknown",
      reasons: ["The judge gave no verdict on 6 of 100 sessions of the frozen set."],
    });
    expect(decideDrift([], []).kind).toBe("unknown");
    const heard = [...frozen(95, "fail", "fail"), ...frozen(5, "fail", "unscored")];
    expect(decideDrift(heard, []).kind).toBe("steady");
  });

  test("an alarm is one, though the judge does not answer everywhere", () => {
    const both = [...frozen(50, "fail", "unscored"), ...frozen(9, "fail", "pass")];
    expect(decideDrift(both, []).kind).toBe("drifted");
  });
});
