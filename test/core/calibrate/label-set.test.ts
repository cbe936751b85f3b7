import { describe, expect, test } from "vitest";
import { humanAgreement } from "../../../src/core/calibrate/human-agreement.ts";
import { labelSet } from "../../../src/core/calibrate/label-set.ts";
import { aLabel } from "../../support/calibrations.ts";

const maria = (session: string, label: "pass" | "fail") => aLabel({ session, label });
const sam = (session: string, label: "pass" | "fail") => aLabel({ session, label, by: "sam" });
const ines = (session: string, label: "pass" | "fail") => aLabel({ session, label, by: "ines" });

describe("the labels that a judge is measured on", () => {
  test("the majority is the truth, and a tie is none", () => {
    const set = labelSet([
      maria("lost-parcel", "pass"),
      sam("lost-parcel", "pass"),
      ines("lost-parcel", "fail"),
      maria("late-fee", "fail"),
      sam("gift-card", "pass"),
      maria("gift-card", "fail"),
    ]);
    expect(set.counted.map(({ session, truth }) => [session, truth])).toEqual([
      ["late-fee", "fail"],
      ["lost-parcel", "pass"],
    ]);
    expect(set.split.map(({ session }) => session)).toEqual(["gift-card"]);
  });

  test("what judges are shown as an example is left out, wherever that is said", () => {
    const set = labelSet(
      [
        maria("late-fee", "fail"),
        aLabel({ session: "gift-card", evaluatorExample: true }),
        sam("gift-card", "fail"),
        maria("lost-parcel", "pass"),
      ],
      new Set(["lost-parcel", "never-labelled"]),
    );
    expect(set.counted.map(({ session }) => session)).toEqual(["late-fee"]);
    expect(set.examples).toEqual(["gift-card", "lost-parcel"]);
  });

  test("one person counts once a session, however often they say it", () => {
    const set = labelSet([
      maria("late-fee", "fail"),
      maria("late-fee", "fail"),
      sam("late-fee", "pass"),
    ]);
    expect(set.split).toHaveLength(1);
  });

  test("what a person says later of the same session changes nothing", () => {
    const later = aLabel({ session: "late-fee", label: "pass", at: "2026-11-21", why: "Or not." });
    const { counted } = labelSet([maria("late-fee", "fail"), later]);
    expect(counted).toEqual([
      { session: "late-fee", truth: "fail", labels: [maria("late-fee", "fail")] },
    ]);
  });

  test("the digest is that of who says what, in whatever order and for whatever reason", () => {
    const one = labelSet([maria("late-fee", "fail"), sam("gift-card", "pass")]);
    const other = labelSet([
      sam("gift-card", "pass"),
      { ...maria("late-fee", "fail"), at: "2026-12-01", why: "no policy" },
    ]);
    expect(other.digest).toBe(one.digest);
    expect(labelSet([maria("late-fee", "pass"), sam("gift-card", "pass")]).digest).not.toBe(
      one.digest,
    );
  });
});

describe("the people among themselves", () => {
  test("every two with a session in common are compared, and the mean is the ceiling", () => {
    const both = Array.from({ length: 20 }, (_, place) => {
      const label = place % 2 === 0 ? "pass" : "fail";
      return [maria(`s-${place}`, label), sam(`s-${place}`, place === 0 ? "fail" : label)];
    }).flat();
    const found = humanAgreement(labelSet([...both, ines("alone", "pass")]));
    expect(found.annotators.map(({ by, labels }) => [by, labels])).toEqual([
      ["maria-policy", 20],
      ["sam", 20],
      ["ines", 1],
    ]);
    expect(found.pairs.map(({ one, other, agreement: { items } }) => [one, other, items])).toEqual([
      ["maria-policy", "sam", 20],
    ]);
    expect(found.meanKappa).toBeCloseTo(0.9, 10);
    expect(found.alpha).toBeCloseTo(0.9025, 3);
  });

  test("one person alone has no ceiling", () => {
    expect(humanAgreement(labelSet([maria("late-fee", "fail")]))).toMatchObject({
      pairs: [],
      meanKappa: "unknown",
      alpha: "unknown",
    });
  });
});
