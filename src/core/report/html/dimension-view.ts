import { type Decision, type DimensionRow, scoredRuns } from "../../gate/decision.ts";
import { dimensionCells } from "../decision/dimension-cells.ts";
import { percentOf, pointsText } from "../numbers.ts";
import { terminalWording } from "../wording.ts";
import type { DimensionView, Rate } from "./page-data.ts";

/** An earlier decision, under the same policy, and what to call it. */
export type Earlier = { readonly label: string; readonly decision: Decision };

/** The dimensions of a decision, each beside the baseline and what it was before. */
export function dimensionViews(
  { dimensions, comparison }: Decision,
  baseline: Earlier | undefined,
  history: readonly Earlier[],
): readonly DimensionView[] {
  return dimensions.map((row) => {
    const { dimension, floor, rate, interval, runs, standing, decision } = dimensionCells(
      row,
      terminalWording,
      comparison,
    );
    const before = baseline && sameRow(baseline.decision, row);
    return {
      name: row.dimension,
      label: dimension,
      kind: row.kind,
      floor: row.floor.floor,
      standing,
      cells: { floor, rate, interval, runs, decision },
      ...rateOf(row),
      ...(before !== undefined && { baseline: { ...rateOf(before), ...beforeText(row, before) } }),
      history: history.flatMap(({ label, decision: earlier }) => {
        const then = sameRow(earlier, row);
        return then === undefined ? [] : [{ label, ...rateOf(then) }];
      }),
    };
  });
}

function sameRow({ dimensions }: Decision, row: DimensionRow): DimensionRow | undefined {
  return dimensions.find(({ kind, dimension }) => kind === row.kind && dimension === row.dimension);
}

function rateOf(row: DimensionRow): Rate {
  const scored = scoredRuns(row.tally);
  if (scored === 0) return { scored };
  const raw = row.tally.passed / scored;
  const corrected = row.kind === "gating" ? row.judged?.corrected : row.corrected?.rate;
  return { scored, rate: corrected ?? raw, ...spanOf(row) };
}

function spanOf(row: DimensionRow): Pick<Rate, "span"> {
  if (row.kind === "gating")
    return row.result.kind === "unmeasured" ? {} : { span: row.result.interval };
  const span = row.corrected?.interval ?? row.interval;
  return span === undefined ? {} : { span };
}

function beforeText(
  now: DimensionRow,
  before: DimensionRow,
): { readonly text: string; readonly change?: string } {
  const text = percentOf(before.tally.passed, scoredRuns(before.tally));
  const [rate, earlier] = [rateOf(now).rate, rateOf(before).rate];
  if (rate === undefined || earlier === undefined) return { text };
  const difference = rate - earlier;
  if (Math.abs(difference) < 0.0005) return { text, change: "±0" };
  const sign = difference < 0 ? "−" : "+";
  return { text, change: `${sign}${pointsText(Math.abs(difference)).replace(/ points?$/, "")}` };
}
