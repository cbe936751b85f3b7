import type { FailureMode } from "../dataset/failure-modes.ts";
import type { Evidence } from "../evaluator/verdict.ts";

/** A failure mode that was recognised, and what it was recognised by. */
export type ModeFinding = {
  readonly mode: FailureMode;
  /** What was seen, in a sentence. Holds untrusted text. */
  readonly what: string;
  readonly evidence: readonly Evidence[];
};
