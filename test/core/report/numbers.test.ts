import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  chanceText,
  countOf,
  durationText,
  intervalText,
  listText,
  moneyText,
  percent,
  percentOf,
  pointsText,
  roundCount,
} from "../../../src/core/report/numbers.ts";

test.each([
  [163, 200, "81.5 %"],
  [0, 20, "0.0 %"],
  [20, 20, "100.0 %"],
  [9_999, 10_000, "> 99.9 %"],
  [1, 10_000, "< 0.1 %"],
  [0, 0, "–"],
])("%i of %i is %s", (passed, runs, text) => {
  expect(percentOf(passed, runs)).toBe(text);
});

test("only all is 100 %, and only nothing is 0 %", () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.nat(1_000_000), (passed, failed) => {
      const text = percentOf(passed, passed + failed);
      expect(text === "100.0 %").toBe(failed === 0 && passed > 0);
      expect(text === "0.0 %").toBe(passed === 0 && failed > 0);
    }),
  );
});

test("shares keep the digits that they were written with", () => {
  expect([0.9, 0.985, 0.07, 0.29, 1].map(percent)).toEqual([
    "90 %",
    "98.5 %",
    "7 %",
    "29 %",
    "100 %",
  ]);
});

test("intervals, narrow ones with a decimal", () => {
  expect(intervalText({ low: 0.699, high: 0.9721 })).toBe("70–97");
  expect(intervalText({ low: 0.8463, high: 0.8537 })).toBe("84.6–85.4");
});

test("chances and points", () => {
  expect([0.000_2, 0.0432, 0.0996, 0.65, 1].map(chanceText)).toEqual([
    "below 0.1 %",
    "4.3 %",
    "10 %",
    "65 %",
    "100 %",
  ]);
  expect([0.213, 0.01, 0.1].map(pointsText)).toEqual(["21.3 points", "1 point", "10 points"]);
});

describe("amounts", () => {
  test("of runs, tokens, money and time", () => {
    expect([countOf(1, "run"), countOf(12_400, "run")]).toEqual(["1 run", "12,400 runs"]);
    expect([950, 9_999, 940_000, 999_600, 9_400_000].map(roundCount)).toEqual([
      "950",
      "9,999",
      "940 k",
      "1.0 M",
      "9.4 M",
    ]);
    expect([0, 0.001, 3.1].map(moneyText)).toEqual(["$0.00", "less than $0.01", "$3.10"]);
    expect([400, 45_000, 754_000, 3_600_000, 3_900_000].map(durationText)).toEqual([
      "0 s",
      "45 s",
      "13 min",
      "1 h",
      "1 h 5 min",
    ]);
  });

  test("of time that cannot be are unknown", () => {
    expect([Number.NaN, -1_000, Number.POSITIVE_INFINITY].map(durationText)).toEqual([
      "unknown time",
      "unknown time",
      "unknown time",
    ]);
  });
});

test("lists name a few and count the rest", () => {
  expect(
    [[], ["a"], ["a", "b"], ["a", "b", "c"], ["a", "b", "c", "d"]].map((names) => listText(names)),
  ).toEqual(["", "a", "a and b", "a, b and c", "a, b and 2 more"]);
});
