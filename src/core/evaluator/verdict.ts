import type { StepRef } from "../trace/session.ts";

/**
 * One evaluator's answer on one run and dimension.
 *
 * `unscored` is not a number and not a pass: the evaluator could not answer, and says why.
 */
export type Verdict = VerdictOrigin & VerdictAnswer;

export type VerdictOrigin = {
  /** `name@version`. */
  readonly evaluator: string;
  readonly kind: "check" | "judge";
  readonly dimension: string;
};

export type VerdictAnswer =
  | ({ readonly result: "pass" | "fail" } & VerdictDetail)
  | { readonly result: "unscored"; readonly reason: string };

export type VerdictDetail = {
  /** In [0, 1]. */
  readonly score?: number;
  readonly label?: string;
  /** One or two sentences for people; always given with `fail`. */
  readonly explanation?: string;
  /** The steps that the answer rests on, in the order of the story; the first one is where it began to go wrong. */
  readonly evidence?: readonly Evidence[];
};

export type Evidence = {
  /** Absent where the evidence is about the turn's reply or the whole session. */
  readonly at?: StepRef;
  /** What stands there, such as `search_policies → 0 documents`, or the agent's words. Untrusted text. */
  readonly what: string;
  /** True where `what` is a quotation of the agent. */
  readonly quote?: boolean;
};
