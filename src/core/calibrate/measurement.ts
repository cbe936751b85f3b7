import type { LabelClass } from "../dataset/label-file.ts";
import type { Calibration } from "./calibration.ts";
import type { HumanAgreement } from "./human-agreement.ts";
import type { Lack, TrustRule } from "./judge-trust.ts";

/** What measuring one judge brought to light. */
export type Measurement = {
  readonly calibration: Calibration;
  readonly rule: TrustRule;
  /** What keeps the judge from being calibrated; absent where nothing does. */
  readonly lacking?: Lack;
  readonly people: HumanAgreement;
  /** Sessions of which as many people say pass as fail. */
  readonly split: readonly string[];
  /** Labelled sessions that are kept as examples. */
  readonly examples: readonly string[];
  /** To be read by whoever owns the rubric; failures that the judge passed come first. */
  readonly disagreements: readonly Disagreement[];
  /** Why sessions got no verdict, the most frequent reason first. */
  readonly unscored: readonly { readonly reason: string; readonly sessions: number }[];
  /** Path of the calibration; absent where the measurement was cut short, and the one before stands. */
  readonly written?: string;
};

/** One session on which judge and people differ. All texts are untrusted. */
export type Disagreement = {
  readonly session: string;
  readonly label: LabelClass;
  readonly verdict: LabelClass;
  /** The judge's. */
  readonly explanation: string;
  /** Of those who gave the label. */
  readonly whys: readonly { readonly by: string; readonly why: string }[];
};
