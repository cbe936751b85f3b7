import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { agreement, krippendorffAlpha } from "../../../src/core/stats/agreement.ts";

/** As `(tp, fn, fp, tn)`: rows are what people said, columns what the judge said. */
function aTable(tp: number, fn: number, fp: number, tn: number): number[][] {
  return [
    [tp, fn],
    [fp, tn],
  ];
}

const names = ["agreed", "kappa", "ac1", "alpha"] as const;

function valueOf(coefficient: ReturnType<typeof agreement>["kappa"]): number {
  if (coefficient === "unknown") throw new Error("is unknown");
  return coefficient.value;
}

describe("agreement of a judge with people", () => {
  test.each([
    { counts: [40, 5, 5, 50], agreed: 0.9, kappa: 0.798, ac1: 0.802, alpha: 0.799 },
    { counts: [90, 5, 4, 1], agreed: 0.91, kappa: 0.1346, ac1: 0.8996, alpha: 0.1385 },
    { counts: [45, 5, 10, 40], agreed: 0.85, kappa: 0.7, ac1: 0.7007, alpha: 0.7008 },
  ])("(tp, fn, fp, tn) = $counts", ({ counts: [tp = 0, fn = 0, fp = 0, tn = 0], ...expected }) => {
    const found = agreement(aTable(tp, fn, fp, tn));
    expect(valueOf(found.agreed)).toBeCloseTo(expected.agreed, 12);
    expect(valueOf(found.kappa)).toBeCloseTo(expected.kappa, expected.kappa === 0.1346 ? 4 : 3);
    expect(valueOf(found.ac1)).toBeCloseTo(expected.ac1, expected.ac1 === 0.802 ? 3 : 4);
    expect(valueOf(found.alpha)).toBeCloseTo(expected.alpha, 3);
  });

  test("the interval of κ is the large-sample one of Fleiss, Cohen and Everitt, a little wider", () => {
    // Computed by their formula for the table (40.5, 5.5, 5.5, 50.5): se = .0600.
    const { kappa } = agreement(aTable(40, 5, 5, 50));
    if (kappa === "unknown") throw new Error("is unknown");
    expect(kappa.interval.low).toBeCloseTo(fleissBounds(40.5, 5.5, 5.5, 50.5).low, 4);
    expect(kappa.interval.high).toBeCloseTo(fleissBounds(40.5, 5.5, 5.5, 50.5).high, 4);
  });

  test("full agreement on few items is not certain", () => {
    const { kappa } = agreement(aTable(5, 0, 0, 5));
    if (kappa === "unknown") throw new Error("is unknown");
    expect(kappa.value).toBe(1);
    expect(kappa.interval.high).toBe(1);
    expect(kappa.interval.low).toBeLessThan(0.75);
  });

  test("no share lies below 0, and no coefficient below -1", () => {
    const { agreed, kappa } = agreement(aTable(0, 60, 60, 0));
    expect(agreed).toMatchObject({ value: 0, interval: { low: 0 } });
    expect(kappa).toMatchObject({ value: -1, interval: { low: -1 } });
  });

  test("where nobody ever says fail there is no κ, and no number in its place", () => {
    const found = agreement(aTable(20, 0, 0, 0));
    expect(found).toMatchObject({ kappa: "unknown", alpha: "unknown", agreed: { value: 1 } });
    expect(agreement(aTable(0, 0, 0, 0))).toMatchObject({
      agreed: "unknown",
      kappa: "unknown",
      ac1: "unknown",
      alpha: "unknown",
    });
  });

  test("a table that is no table is refused", () => {
    expect(() => agreement([[1, 2]])).toThrow(RangeError);
    expect(() => agreement(aTable(1, -1, 0, 0))).toThrow(RangeError);
    expect(() => agreement(aTable(1, 0.5, 0, 0))).toThrow(RangeError);
  });

  test("every figure lies in its interval, and who is asked first does not matter", () => {
    const count = fc.nat(60);
    fc.assert(
      fc.property(count, count, count, count, (tp, fn, fp, tn) => {
        const one = agreement(aTable(tp, fn, fp, tn));
        const other = agreement(aTable(tp, fp, fn, tn));
        const found = names.flatMap((name) => {
          const [here, there] = [one[name], other[name]];
          if (here === "unknown" || there === "unknown") return here === there ? [] : [name];
          const { low, high } = here.interval;
          const isInside = low <= here.value && here.value <= high;
          return isInside && Math.abs(here.value - there.value) < 1e-9 ? [] : [name];
        });
        expect(found).toEqual([]);
      }),
    );
  });
});

describe("Krippendorff's α over several annotators", () => {
  test("the nominal example of Krippendorff (2011): four annotators, twelve items, .743", () => {
    const annotators = [
      [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
      [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
      [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
      [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
    ];
    const items = Array.from({ length: 12 }, (_, item) =>
      [1, 2, 3, 4, 5].map(
        (category) => annotators.filter((labelsOf) => labelsOf[item] === category).length,
      ),
    );
    expect(krippendorffAlpha(items)).toBeCloseTo(0.743, 3);
  });

  test("with two annotators it is the α of their table", () => {
    const items = [
      ...Array.from({ length: 40 }, () => [2, 0]),
      ...Array.from({ length: 10 }, () => [1, 1]),
      ...Array.from({ length: 50 }, () => [0, 2]),
    ];
    expect(krippendorffAlpha(items)).toBeCloseTo(
      valueOf(agreement(aTable(40, 5, 5, 50)).alpha),
      12,
    );
  });

  test("items that one annotator alone labelled say nothing", () => {
    expect(
      krippendorffAlpha([
        [1, 0],
        [0, 1],
      ]),
    ).toBe("unknown");
    expect(krippendorffAlpha([])).toBe("unknown");
  });
});

function fleissBounds(a: number, b: number, c: number, d: number): { low: number; high: number } {
  const n = a + b + c + d;
  const cells = [
    [a / n, b / n],
    [c / n, d / n],
  ];
  const at = (i: number, j: number): number => cells[i]?.[j] ?? 0;
  const row = (i: number): number => at(i, 0) + at(i, 1);
  const column = (j: number): number => at(0, j) + at(1, j);
  const agreed = at(0, 0) + at(1, 1);
  const chance = row(0) * column(0) + row(1) * column(1);
  const kappa = (agreed - chance) / (1 - chance);
  let sum = 0;
  for (const i of [0, 1]) sum += at(i, i) * (1 - (row(i) + column(i)) * (1 - kappa)) ** 2;
  for (const [i, j] of [
    [0, 1],
    [1, 0],
  ] as const)
    sum += (1 - kappa) ** 2 * at(i, j) * (column(i) + row(j)) ** 2;
  const variance = (sum - (kappa - chance * (1 - kappa)) ** 2) / (n * (1 - chance) ** 2);
  const half = 1.959963984540054 * Math.sqrt(variance);
  return { low: kappa - half, high: kappa + half };
}
