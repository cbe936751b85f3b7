import type { DatasetDiff } from "../dataset/dataset-diff.ts";
import type { CalibrationFigures } from "./calibration.ts";

/** What became of making a version of the dataset. */
export type Promotion =
  /** The last version holds all that there is. */
  | { readonly kind: "unchanged"; readonly tag: string; readonly isPushed: boolean }
  | (Proposed & { readonly kind: "blocked"; readonly blockers: readonly Blocker[] })
  | (Proposed & {
      readonly kind: "promoted";
      /** Nothing stood against it, and nothing was written. */
      readonly isDryRun: boolean;
      readonly isPushed: boolean;
      readonly judges: readonly MeasuredJudge[];
      /** The tag's message. */
      readonly changelog: string;
    });

/** A version that is made, or would be. */
export type Proposed = {
  /** Such as `support-v1.4.0`. */
  readonly tag: string;
  /** The tag of the version before; absent for the first. */
  readonly before?: string;
  readonly commit: string;
  readonly diff: DatasetDiff;
};

/** One thing that keeps a version from being made. */
export type Blocker = {
  readonly kind: "sign-off" | "evaluators" | "calibration";
  /** A case, evaluator or judge. */
  readonly subject: string;
  /** Path of its file. */
  readonly file: string;
  /** A clause for people. */
  readonly reason: string;
  readonly fix: string;
};

/** A judge of the version, as it was measured for it. */
export type MeasuredJudge = {
  readonly ref: string;
  readonly sessions: number;
  readonly figures: CalibrationFigures;
};
