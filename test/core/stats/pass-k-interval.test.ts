import fc from "fast-check";
import { expect, test } from "vitest";
import { passAtK, passHatK } from "../../../src/core/stats/pass-k.ts";
import { passHatKInterval } from "../../../src/core/stats/pass-k-interval.ts";
import { seededRandom } from "../../../src/core/stats/seeded-random.ts";
import { known } from "../../support/known.ts";

function runs(passed: number, of = 20): { readonly passed: number; readonly runs: number } {
  return { passed, runs: of };
}

test("15 of 20: pass^1 to pass^5; 3 of 20: pass@1, pass@5, pass@10", () => {
  const hat = [1, 2, 3, 4, 5].map((k) => known(passHatK([runs(15)], k)).toFixed(4));
  expect(hat).toEqual(["0.7500", "0.5526", "0.3991", "0.2817", "0.1937"]);
  const at = [1, 5, 10].map((k) => known(passAtK([runs(3)], k)).toFixed(4));
  expect(at).toEqual(["0.1500", "0.6009", "0.8947"]);
});

test("the interval is the same for the same seed, and holds the value", () => {
  const cases = [20, 20, 19, 15, 20, 8, 20, 17, 20, 12].map((passed) => runs(passed));
  const first = passHatKInterval(cases, 4, seededRandom(1));
  expect(passHatKInterval(cases, 4, seededRandom(1))).toEqual(first);
  const value = known(passHatK(cases, 4));
  if (first === "unknown") throw new Error("ten cases have an interval");
  expect(first.low).toBeLessThan(value);
  expect(first.high).toBeGreaterThan(value);
  expect(first.high - first.low).toBeLessThan(0.6);
});

test("it covers the mean of the cases that it was drawn from about as often as it says", () => {
  const random = seededRandom(42);
  let covered = 0;
  const times = 200;
  for (let time = 0; time < times; time += 1) {
    // Half of all cases never fail, half fail every run: pass^3 over all of them is ½.
    const cases = Array.from({ length: 40 }, () => runs(random() < 0.5 ? 20 : 0));
    const interval = passHatKInterval(cases, 3, random);
    if (interval !== "unknown" && interval.low <= 0.5 && interval.high >= 0.5) covered += 1;
  }
  expect(covered / times).toBeGreaterThan(0.9);
  expect(covered / times).toBeLessThan(0.99);
});

test.each([
  ["no case", [], 1],
  ["one case", [runs(15)], 1],
  ["a case with fewer runs than k", [runs(15), runs(2, 3)], 4],
  ["cases that are all alike", Array.from({ length: 8 }, () => runs(15)), 2],
  ["no k", [runs(15), runs(20)], 0],
])("%s: unknown", (_, cases, k) => {
  expect(passHatKInterval(cases, k, seededRandom(1))).toBe("unknown");
});

test("numbers of the generator lie in [0, 1), differ by seed and spread evenly", () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const random = seededRandom(seed);
      const again = seededRandom(seed);
      const drawn = Array.from({ length: 400 }, () => random());
      expect(drawn.every((one) => one >= 0 && one < 1)).toBe(true);
      expect(Array.from({ length: 400 }, () => again())).toEqual(drawn);
      const mean = drawn.reduce((sum, one) => sum + one, 0) / drawn.length;
      expect(Math.abs(mean - 0.5)).toBeLessThan(0.1);
      expect(seededRandom(seed + 1)()).not.toBe(drawn[0]);
    }),
  );
});
