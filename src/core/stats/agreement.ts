import type { Interval } from "./wilson-interval.ts";

/**
 * How often each pair of labels was given: `table[i][j]` items that the one called `i` and the other `j`.
 *
 * Square, the same categories in the same order on both sides.
 */
export type AgreementTable = readonly (readonly number[])[];

/** "unknown" where it is not defined: no item at all, or nobody ever used a second category. */
export type Coefficient =
  | "unknown"
  | {
      readonly value: number;
      readonly interval: Interval;
    };

export type Agreement = {
  readonly items: number;
  /** The share of items on which both agree. */
  readonly agreed: Coefficient;
  /** Cohen's κ (1960). */
  readonly kappa: Coefficient;
  /** Gwet's AC1 (2008); unlike κ it stays where one category is rare. */
  readonly ac1: Coefficient;
  /** Krippendorff's α for nominal data (2004). */
  readonly alpha: Coefficient;
};

const z95 = 1.959963984540054;

/**
 * How far two who labelled the same items agree, each figure with its 95 % interval.
 *
 * The intervals are the infinitesimal jackknife's (Jaeckel 1972), which for κ is the large-sample error of Fleiss, Cohen
 * and Everitt (1969), taken after half an item is added to every cell: full agreement on few items is then not certain.
 * A table without items has no figure: each is "unknown".
 *
 * @throws RangeError where the table is not square or a cell is no count.
 */
export function agreement(table: AgreementTable): Agreement {
  checkTable(table);
  const items = sum(table.flat());
  const of = (statistic: Statistic): Coefficient => coefficient(table, statistic, -1);
  const agreed = coefficient(table, agreedShare, 0);
  return { items, agreed, kappa: of(kappa), ac1: of(ac1), alpha: of(alpha) };
}

/** A figure of a table whose cells need not be whole; `undefined` where it is not defined. */
type Statistic = (table: AgreementTable) => number | undefined;

/** `least` is the smallest value that the figure can have. */
function coefficient(table: AgreementTable, statistic: Statistic, least: number): Coefficient {
  const value = statistic(table);
  const smooth = table.map((row) => row.map((count) => count + 0.5));
  const centre = statistic(smooth);
  if (value === undefined || centre === undefined) return "unknown";
  const half = z95 * standardError(smooth, statistic, centre);
  return {
    value,
    interval: {
      low: Math.max(least, Math.min(value, centre - half)),
      high: Math.min(1, Math.max(value, centre + half)),
    },
  };
}

/** The root of Σ p g² − (Σ p g)² over n, where g is how much the figure moves as one cell grows. */
function standardError(table: AgreementTable, statistic: Statistic, at: number): number {
  const items = sum(table.flat());
  const grow = items * 1e-6;
  let mean = 0;
  let square = 0;
  for (const [i, row] of table.entries()) {
    for (const [j, count] of row.entries()) {
      const grown = table.map((other, a) =>
        other.map((cell, b) => (a === i && b === j ? cell + grow : cell)),
      );
      const slope = (((statistic(grown) ?? at) - at) / grow) * items;
      mean += (count / items) * slope;
      square += (count / items) * slope * slope;
    }
  }
  return Math.sqrt(Math.max(0, square - mean * mean) / items);
}

function agreedShare(table: AgreementTable): number | undefined {
  const items = sum(table.flat());
  return items === 0 ? undefined : sum(table.map((row, i) => row[i] ?? 0)) / items;
}

function kappa(table: AgreementTable): number | undefined {
  const items = sum(table.flat());
  const [rows, columns] = margins(table);
  const byChance = sum(rows.map((count, i) => count * (columns[i] ?? 0))) / items ** 2;
  return beyondChance(table, byChance);
}

function ac1(table: AgreementTable): number | undefined {
  const items = sum(table.flat());
  const [rows, columns] = margins(table);
  const spread = rows.map((count, i) => {
    const share = (count + (columns[i] ?? 0)) / (2 * items);
    return share * (1 - share);
  });
  return beyondChance(table, sum(spread) / (rows.length - 1));
}

function alpha(table: AgreementTable): number | undefined {
  const [rows, columns] = margins(table);
  return alphaOf(
    table.flatMap((row, i) =>
      row.map((times, j) => ({
        counts: rows.map((_, k) => Number(k === i) + Number(k === j)),
        times,
      })),
    ),
    rows.map((count, i) => count + (columns[i] ?? 0)),
  );
}

/**
 * Krippendorff's α for nominal data and any number of annotators, some of whom may have skipped items.
 *
 * `items[i][k]`: how many annotators gave item `i` the category `k`. Items with fewer than two labels say nothing.
 * "unknown" where no item has two, or nobody ever used a second category.
 *
 * Source: Krippendorff (2004), chapter 11.
 */
export function krippendorffAlpha(items: readonly (readonly number[])[]): number | "unknown" {
  const paired = items.filter((counts) => sum(counts) >= 2);
  const [first] = paired;
  if (first === undefined) return "unknown";
  const totals = first.map((_, k) => sum(paired.map((counts) => counts[k] ?? 0)));
  return (
    alphaOf(
      paired.map((counts) => ({ counts, times: 1 })),
      totals,
    ) ?? "unknown"
  );
}

type CountedItem = { readonly counts: readonly number[]; readonly times: number };

function alphaOf(items: readonly CountedItem[], totals: readonly number[]): number | undefined {
  const values = sum(totals);
  const squares = sum(totals.map((total) => total * total));
  const expected = (values * values - squares) / (values - 1);
  if (!(expected > 0)) return undefined;
  const observed = items.map(({ counts, times }) => {
    const labels = sum(counts);
    return (times * (labels * labels - sum(counts.map((one) => one * one)))) / (labels - 1);
  });
  return 1 - sum(observed) / expected;
}

function beyondChance(table: AgreementTable, byChance: number): number | undefined {
  const agreed = agreedShare(table);
  return agreed === undefined || !(byChance < 1) ? undefined : (agreed - byChance) / (1 - byChance);
}

function margins(table: AgreementTable): readonly [readonly number[], readonly number[]] {
  return [table.map(sum), table.map((_, j) => sum(table.map((row) => row[j] ?? 0)))];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function checkTable(table: AgreementTable): void {
  const isSquare = table.length >= 2 && table.every((row) => row.length === table.length);
  if (!isSquare || table.flat().some((count) => !Number.isSafeInteger(count) || count < 0)) {
    throw new RangeError("agreement needs a square table of counts");
  }
}
