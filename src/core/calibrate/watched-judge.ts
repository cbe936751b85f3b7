import type { Drift } from "./drift.ts";

/** What the drift watch found out about one judge. */
export type WatchedJudge = {
  /** `name@version`. */
  readonly judge: string;
  /** When the calibration that it is held to was made, ISO 8601. */
  readonly measuredAt: string;
  /** What was asked differs from what was measured: on purpose, and that is what is looked at. */
  readonly changed: readonly ("evaluator" | "model")[];
  readonly drift: Drift;
  /** Sessions of the frozen set that are gone or were changed, so that they say nothing. */
  readonly lost: readonly string[];
  /** Why sessions got no verdict, the most frequent reason first. */
  readonly unscored: readonly { readonly reason: string; readonly sessions: number }[];
  /** When an earlier alarm was written into the calibration, ISO 8601: the judge decides nothing until it is measured again. */
  readonly alarmedAt?: string;
  /** Path of the calibration that the alarm was written into. */
  readonly marked?: string;
};
