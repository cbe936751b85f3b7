import type { CalibrationFigures } from "../../core/calibrate/calibration.ts";
import { holdToStored } from "../../core/calibrate/hold-to-stored.ts";
import type { Blocker, MeasuredJudge } from "../../core/calibrate/promotion.ts";
import { UserError } from "../../core/errors.ts";
import type { Judge } from "../../core/evaluator/evaluator.ts";
import type { JudgedProject } from "../project/load-judged-project.ts";
import type { Judging } from "../score/judging.ts";
import { calibrateJudge } from "./calibrate-judge.ts";
import { readCalibrationOf } from "./watch-drift.ts";

export type RecalibrateRequest = {
  readonly project: JudgedProject;
  readonly judges: readonly Judge[];
  readonly judging: Judging;
  readonly signal: AbortSignal;
  readonly nowMs: () => number;
  /** Told after each answer how many sessions a judge has answered. */
  readonly onAnswer?: (judge: string, answered: number) => void;
};

export type Recalibration = {
  readonly judges: readonly MeasuredJudge[];
  readonly blockers: readonly Blocker[];
};

/**
 * Measures judges again on the labels of the dataset, one after the other, and holds each to its calibration. The
 * calibrations stay as they are.
 *
 * A judge that cannot be measured is a blocker. `undefined` where the signal aborted.
 *
 * @throws UserError `LABELS_INVALID` with every line that is wrong.
 */
export async function recalibrateJudges(
  request: RecalibrateRequest,
): Promise<Recalibration | undefined> {
  const judges: MeasuredJudge[] = [];
  const blockers: Blocker[] = [];
  for (const judge of request.judges) {
    const measured = await measureOne(judge, request);
    if (request.signal.aborted) return undefined;
    if ("reason" in measured) {
      const { ref: subject, file } = judge;
      blockers.push({ kind: "calibration", subject, file, ...measured });
    } else judges.push(measured);
  }
  return { judges, blockers };
}

type Measured =
  | { readonly ref: string; readonly sessions: number; readonly figures: CalibrationFigures }
  | Pick<Blocker, "reason" | "fix">;

async function measureOne(judge: Judge, request: RecalibrateRequest): Promise<Measured> {
  const { project, judging, signal, nowMs, onAnswer } = request;
  try {
    const stored = await readCalibrationOf(project, judge);
    const tell = (answered: number): void => onAnswer?.(judge.ref, answered);
    const asking = { project, judge, judging, signal, nowMs, onAnswer: tell };
    // What is promoted is a commit: its files stay as they are.
    const measurement = await calibrateJudge(asking, { write: () => {} });
    const { items, figures } = measurement.calibration;
    const objection = holdToStored(stored, measurement);
    return objection ?? { ref: judge.ref, sessions: items.length, figures };
  } catch (error) {
    if (!(error instanceof UserError) || error.code === "LABELS_INVALID") throw error;
    return { reason: error.message, fix: error.fix };
  }
}
