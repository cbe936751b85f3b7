import fc from "fast-check";
import { expect, test } from "vitest";
import { holm } from "../../../src/core/stats/holm.ts";

const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 });

test("four tests, in the order they came", () => {
  const adjusted = holm([0.01, 0.04, 0.03, 0.005]);
  for (const [i, expected] of [0.03, 0.06, 0.06, 0.02].entries()) {
    expect(adjusted[i]).toBeCloseTo(expected, 12);
  }
});

test("no test and one test need no correction", () => {
  expect(holm([])).toEqual([]);
  expect(holm([0.04])).toEqual([0.04]);
});

test("correcting never lowers a p-value, never exceeds 1 and keeps the order", () => {
  fc.assert(
    fc.property(pValues, (ps) => {
      const adjusted = holm(ps);
      expect(adjusted).toHaveLength(ps.length);
      for (const [i, p] of ps.entries()) {
        expect(adjusted[i]).toBeGreaterThanOrEqual(p);
        expect(adjusted[i]).toBeLessThanOrEqual(1);
      }
      const byRaw = adjusted.map((p, i) => ({ p, raw: ps[i]! })).toSorted((a, b) => a.raw - b.raw);
      expect(byRaw.map(({ p }) => p)).toEqual(adjusted.toSorted((a, b) => a - b));
    }),
  );
});

test("it rejects what stepping down by hand rejects", () => {
  fc.assert(
    fc.property(pValues, fc.double({ min: 0.001, max: 0.2, noNaN: true }), (ps, alpha) => {
      const ascending = ps.toSorted((a, b) => a - b);
      const stop = ascending.findIndex((p, rank) => p * (ps.length - rank) > alpha);
      const rejected = stop === -1 ? ps.length : stop;
      expect(holm(ps).filter((p) => p <= alpha)).toHaveLength(rejected);
    }),
  );
});
