import type { Comparison } from "../../gate/comparison.ts";
import { type DimensionRow, lostRuns, scoredRuns } from "../../gate/decision.ts";
import type { Interval } from "../../stats/wilson-interval.ts";
import { grouped, intervalText, percent, percentOf } from "../numbers.ts";
import { asClause, type Wording } from "../wording.ts";
import { changeCells } from "./describe-comparison.ts";

/** One dimension in words: what every table about it shows. */
export type DimensionCells = {
  readonly dimension: string;
  readonly floor: string;
  readonly rate: string;
  /** The baseline's rate, and how far this one is from it in points; dashes where nothing is compared. */
  readonly before: string;
  readonly change: string;
  readonly interval: string;
  /** Scored runs, `237 of 240` where some were lost, `26, stopped early` where more were planned. */
  readonly runs: string;
  readonly standing: Standing;
  /** The standing in words, with the reason where one is known. */
  readonly decision: string;
};

/** `open`: neither met nor missed, which blocks as well. */
export type Standing = "met" | "missed" | "open" | "advisory";

export function dimensionCells(
  row: DimensionRow,
  wording: Wording,
  comparison?: Comparison,
): DimensionCells {
  const { tally } = row;
  const scored = scoredRuns(tally);
  const lost = lostRuns(tally);
  const interval =
    row.kind === "gating" ? intervalOf(row) : (row.corrected?.interval ?? row.interval);
  return {
    dimension: nameOf(row, wording),
    floor: percent(row.floor.floor),
    rate: rateOf(row),
    ...changeCells(isComparedRow(row, comparison) ? comparison : undefined, row.dimension),
    interval: interval === undefined ? "–" : intervalText(interval),
    runs: `${lost === 0 ? grouped(scored) : `${grouped(scored)} of ${grouped(scored + lost)}`}${
      row.kind === "gating" && row.isStoppedEarly ? ", stopped early" : ""
    }`,
    ...withRegression(standingOf(row, wording), row, comparison),
  };
}

/** A judge that only advises beside checks that decide: the comparison is the checks'. */
function isComparedRow(row: DimensionRow, comparison: Comparison | undefined): boolean {
  if (comparison?.kind !== "compared") return false;
  const found = comparison.dimensions.find(({ dimension }) => dimension === row.dimension);
  const isShown = found?.kind === "compared" && found.result === "shown";
  return row.kind === "gating" ? !isShown : isShown;
}

function withRegression(
  cells: Pick<DimensionCells, "standing" | "decision">,
  row: DimensionRow,
  comparison: Comparison | undefined,
): Pick<DimensionCells, "standing" | "decision"> {
  if (row.kind !== "gating" || comparison?.kind !== "compared") return cells;
  const found = comparison.dimensions.find(({ dimension }) => dimension === row.dimension);
  if (found?.kind !== "compared") return cells;
  switch (found.result) {
    case "regressed":
      return {
        standing: "missed",
        decision: cells.standing === "met" ? "regressed" : `${cells.decision}, regressed`,
      };
    case "within-allowed":
      return { ...cells, decision: `${cells.decision}, worse within the allowed drop` };
    case "steady":
    case "too-few-runs":
    case "shown":
      return cells;
  }
}

/** Whether a floor that counts as met was not reached: what is lacking may be chance. */
export function isBelowFloor(row: DimensionRow): boolean {
  const { tally, floor } = row;
  const judged = row.kind === "gating" ? row.judged?.corrected : undefined;
  return (judged ?? tally.passed / scoredRuns(tally)) < floor.floor;
}

/** `93.3 % (raw 90.0 %)` where a judge's errors were corrected; the interval is then that of the first. */
function rateOf(row: DimensionRow): string {
  const raw = percentOf(row.tally.passed, scoredRuns(row.tally));
  const corrected = row.kind === "gating" ? row.judged?.corrected : row.corrected?.rate;
  return corrected === undefined ? raw : `${(100 * corrected).toFixed(1)} % (raw ${raw})`;
}

const metThoughBelow = "met (within what the runs can tell)";

function nameOf(row: DimensionRow, { dimension, name }: Wording): string {
  if (row.kind === "gating") return dimension(row.dimension);
  return row.judge === undefined
    ? `${dimension(row.dimension)} (judge)`
    : `${dimension(row.dimension)} (judge ${name(row.judge)})`;
}

function intervalOf({ result }: Extract<DimensionRow, { kind: "gating" }>): Interval | undefined {
  return result.kind === "unmeasured" ? undefined : result.interval;
}

const doubts = {
  calibrated: "",
  uncalibrated: ": judge not calibrated",
  drifted: ": judge drifted",
} as const;

function standingOf(
  row: DimensionRow,
  { text }: Wording,
): Pick<DimensionCells, "standing" | "decision"> {
  const why =
    row.unscoredReason === undefined ? "" : ` (${text(asClause(row.unscoredReason), 120)})`;
  if (row.kind === "advisory") {
    const isScored = scoredRuns(row.tally) > 0;
    const doubt = row.trust === undefined ? "" : doubts[row.trust];
    return {
      standing: "advisory",
      decision: isScored ? `advisory${doubt}` : `advisory, not scored${why}`,
    };
  }
  switch (row.result.kind) {
    case "missed":
      return { standing: "missed", decision: "missed" };
    case "met":
      return { standing: "met", decision: isBelowFloor(row) ? metThoughBelow : "met" };
    case "undetermined":
      return {
        standing: "open",
        decision: row.judged === undefined ? "too few runs" : "too few runs or labels",
      };
    case "unmeasured":
      return { standing: "open", decision: `not measured${why}` };
  }
}
