import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binomialLowerTail, binomialUpperTail } from "../../../src/core/stats/binomial.ts";

/** Σ C(n,i) p^i (1−p)^(n−i) term by term, in exact integers over 1000^n. */
function exactLowerTail(passed: number, runs: number, permille: bigint): number {
  let sum = 0n;
  let choose = 1n;
  for (let i = 0; i <= passed; i += 1) {
    sum += choose * permille ** BigInt(i) * (1000n - permille) ** BigInt(runs - i);
    choose = (choose * BigInt(runs - i)) / BigInt(i + 1);
  }
  const digits = 10n ** 40n;
  return Number((sum * digits) / 1000n ** BigInt(runs)) / 1e40;
}

describe("how often so few runs pass", () => {
  test.each([
    [15, 20, 0.9, 0.0432],
    [16, 20, 0.9, 0.133],
    [84, 100, 0.9, 0.0399],
  ])("%i of %i at a floor of %f: %f", (passed, runs, floor, expected) => {
    expect(binomialLowerTail(passed, runs, floor)).toBeCloseTo(expected, 4);
  });

  test("a point estimate would block an agent at 92 % one time in five of 20 runs", () => {
    expect(binomialLowerTail(17, 20, 0.92)).toBeCloseTo(0.21, 2);
  });

  test("the tail is the sum of its terms", () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), fc.integer({ min: 1, max: 999 }), (a, b, permille) => {
        const passed = Math.min(a, b);
        const runs = Math.max(a, b);
        const exact = exactLowerTail(passed, runs, BigInt(permille));
        expect(binomialLowerTail(passed, runs, permille / 1000)).toBeCloseTo(exact, 10);
      }),
    );
  });
});

describe("how often so many runs pass", () => {
  test("a tail far below the precision of 1 − p keeps its digits", () => {
    expect(binomialUpperTail(400, 400, 0.9) / 0.9 ** 400).toBeCloseTo(1, 10);
  });

  test("it and the tail below it make a whole", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.nat(300),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (passed, failed, rate) => {
          const runs = passed + failed;
          const whole =
            binomialUpperTail(passed, runs, rate) + binomialLowerTail(passed - 1, runs, rate);
          expect(whole).toBeCloseTo(1, 9);
        },
      ),
    );
  });

  test("no runs at all are certain to pass zero times", () => {
    expect(binomialUpperTail(0, 0, 0.9)).toBe(1);
    expect(binomialLowerTail(0, 0, 0.9)).toBe(1);
  });
});

test.each([
  [Number.NaN, 20, 0.9],
  [-1, 20, 0.9],
  [21, 20, 0.9],
  [1.5, 20, 0.9],
  [2, Number.POSITIVE_INFINITY, 0.9],
  [2, 20, Number.NaN],
  [2, 20, 1.1],
  [2, 20, -0.1],
])("%d of %d at %d is no binomial", (passed, runs, rate) => {
  expect(() => binomialLowerTail(passed, runs, rate)).toThrow(RangeError);
  expect(() => binomialUpperTail(passed, runs, rate)).toThrow(RangeError);
});
