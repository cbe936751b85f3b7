import type { LabelClass } from "../dataset/label-file.ts";
import type { JudgeRates } from "../stats/corrected-rate.ts";

/** Version of `v<N>.calibration.json`; readers refuse another major. */
export const calibrationSchema = "tracegate.calibration/1";

/** One judge measured on human labels, and everything that it was measured on. */
export type Calibration = {
  readonly schema: typeof calibrationSchema;
  readonly evaluator: { readonly ref: string; readonly digest: string };
  readonly judge: {
    readonly model: string;
    readonly digest: string;
    /** The names that the endpoint gave the model that answered. */
    readonly answeredBy: readonly string[];
  };
  readonly labels: {
    readonly dataset: string;
    readonly dimension: string;
    readonly digest: string;
    readonly annotators: number;
  };
  /** ISO 8601. */
  readonly measuredAt: string;
  readonly counts: JudgeCounts;
  /** For people; what decides is counted from the items. */
  readonly figures: CalibrationFigures;
  /** Set where the drift watch raised an alarm; measuring again takes it away. */
  readonly drift?: { readonly at: string; readonly reasons: readonly string[] };
  /**
   * The calibration that this one replaced was trusted, or was of a judge that had been; set where this one is not. What
   * the judge held may not fall away because it was found to be poor.
   */
  readonly wasTrusted?: true;
  /** What `gate.trust` asked when it was measured, where it showed that: a judge that decided then. */
  readonly trustedUnder?: { readonly tpr: number; readonly tnr: number; readonly labels: number };
  /** Every session that was asked about, sorted by session: the frozen set that the drift watch asks again. */
  readonly items: readonly CalibrationItem[];
};

export type JudgeVerdict = LabelClass | "unscored";

export type CalibrationItem = {
  readonly session: string;
  /** `sha256:…` of the session's content. */
  readonly digest: string;
  readonly label: LabelClass;
  readonly verdict: JudgeVerdict;
};

/** The confusion of a judge with people; pass is the positive class. */
export type JudgeCounts = {
  /** Judge pass where people say pass. */
  readonly truePasses: number;
  /** Judge fail where people say pass. */
  readonly falseFails: number;
  /** Judge pass where people say fail. */
  readonly falsePasses: number;
  /** Judge fail where people say fail: the ones that catch bad agents. */
  readonly trueFails: number;
  /** No verdict, whatever people say. */
  readonly unscored: number;
};

/** A value with its 95 % interval. */
export type Figure = { readonly value: number; readonly low: number; readonly high: number };

export type CalibrationFigures = {
  readonly tpr?: Figure;
  readonly tnr?: Figure;
  readonly agreed?: Figure;
  readonly kappa?: Figure;
  readonly ac1?: Figure;
  readonly alpha?: Figure;
};

/** Counts the items. */
export function countItems(
  items: readonly Pick<CalibrationItem, "label" | "verdict">[],
): JudgeCounts {
  const count = (label: LabelClass, verdict: JudgeVerdict): number =>
    items.filter((item) => item.label === label && item.verdict === verdict).length;
  return {
    truePasses: count("pass", "pass"),
    falseFails: count("pass", "fail"),
    falsePasses: count("fail", "pass"),
    trueFails: count("fail", "fail"),
    unscored: count("pass", "unscored") + count("fail", "unscored"),
  };
}

/** TPR and TNR with the labels that they rest on; unscored sessions are in neither. A rate over nothing is 0. */
export function ratesOf(counts: JudgeCounts): JudgeRates {
  const ofPasses = counts.truePasses + counts.falseFails;
  const ofFails = counts.falsePasses + counts.trueFails;
  return {
    tpr: ofPasses === 0 ? 0 : counts.truePasses / ofPasses,
    ofPasses,
    tnr: ofFails === 0 ? 0 : counts.trueFails / ofFails,
    ofFails,
  };
}
