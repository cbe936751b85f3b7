import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mostPassesThatMiss } from "../../../src/core/stats/floor-power.ts";
import { missBoundary } from "../../../src/core/stats/miss-boundary.ts";

const oneByOne = (runs: number, rate: number, level: number): readonly number[] =>
  Array.from({ length: runs + 1 }, (_, n) =>
    n === 0 ? -1 : (mostPassesThatMiss(n, rate, level) ?? -1),
  );

describe("the boundary below which a floor is missed", () => {
  test("is that of each number of runs, whatever the rate and the level", () => {
    const share = fc.oneof(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom(0, 1e-9, 0.5, 0.9, 0.95, 0.99, 1 - 1e-9, 1),
    );
    const level = fc.oneof(
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      fc.constantFrom(0, 1e-12, 0.0025, 0.025, 0.05, 0.25, 0.5),
    );
    fc.assert(
      fc.property(fc.nat({ max: 90 }), share, level, (runs, rate, level_) => {
        expect([...missBoundary(runs, rate, level_)]).toEqual(oneByOne(runs, rate, level_));
      }),
    );
  });

  test("is still that after a hundred thousand steps", () => {
    for (const [rate, level] of [
      [0.9, 0.01],
      [0.95, 0.0025],
      [0.2, 0.1],
    ] as const) {
      const boundary = missBoundary(100_000, rate, level);
      for (const runs of [1_000, 9_999, 31_416, 65_536, 99_999, 100_000])
        expect([runs, boundary[runs]]).toEqual([runs, mostPassesThatMiss(runs, rate, level)]);
    }
  });

  test.each([
    [-1, 0.9, 0.05],
    [1.5, 0.9, 0.05],
    [10, 1.1, 0.05],
    [10, Number.NaN, 0.05],
    [10, 0.9, 1],
    [10, 0.9, Number.NaN],
  ])("%d runs at a rate of %d and a level of %d have none", (runs, rate, level) => {
    expect(() => missBoundary(runs, rate, level)).toThrow(RangeError);
  });
});
