import type { Verdict, VerdictOrigin } from "../evaluator/verdict.ts";
import { cutText } from "../text/cut-text.ts";
import type { StepRef } from "../trace/session.ts";
import { type FailureSample, maxReasons, type Tally } from "./experiment.ts";
import { ReasonCounts } from "./reason-counts.ts";
import { combineStandings, type Standing, TallyCount } from "./standing.ts";

const longestExplanation = 2_000;
const longestEvidence = 500;
const mostEvidence = 8;

/** Counts what one evaluator said about one dimension of a case, and keeps its failure of the lowest run index. */
export class OriginFold {
  readonly origin: VerdictOrigin;
  readonly #tally = new TallyCount();
  readonly #reasons = new ReasonCounts(maxReasons);
  #failures = 0;
  #sample: Omit<FailureSample, "runs"> | undefined;

  // Of the run that is being folded.
  #standing: Standing | undefined;
  #failure: Verdict | undefined;
  #reason: string | undefined;

  constructor(origin: VerdictOrigin) {
    this.origin = origin;
  }

  /** Takes one answer on the current run; a case may ask the same evaluator several times. */
  take(verdict: Verdict | undefined): void {
    switch (verdict?.result) {
      case "pass":
        this.#standing = combineStandings(this.#standing, "passed");
        break;
      case "fail":
        this.#standing = "failed";
        this.#failure ??= verdict;
        break;
      case "unscored":
      case undefined:
        this.#standing = combineStandings(this.#standing, "unscored");
        this.#reason ??= verdict?.reason ?? "the evaluator gave no verdict";
        break;
    }
  }

  /** Counts the current run by the answers taken. */
  finish(runIndex: number): Standing {
    const standing = this.#standing ?? "unscored";
    this.#tally.add(standing);
    if (standing === "unscored" && this.#reason !== undefined) this.#reasons.add(this.#reason);
    if (this.#failure !== undefined) {
      this.#failures += 1;
      if (this.#sample === undefined || runIndex < this.#sample.runIndex) {
        this.#sample = sampleOf(runIndex, this.#failure);
      }
    }
    this.#standing = undefined;
    this.#failure = undefined;
    this.#reason = undefined;
    return standing;
  }

  /** Counts a run that ended before anybody could answer. */
  skip(standing: Standing): void {
    this.#tally.add(standing);
  }

  tally(): Tally {
    return this.#tally.tally();
  }

  unscoredReasons(): readonly { readonly reason: string; readonly runs: number }[] {
    return this.#reasons.entries();
  }

  sample(): FailureSample | undefined {
    return this.#sample && { ...this.#sample, runs: this.#failures };
  }
}

function sampleOf(runIndex: number, verdict: Verdict): Omit<FailureSample, "runs"> {
  const { dimension, evaluator } = verdict;
  const { explanation = "", evidence = [] } = verdict.result === "fail" ? verdict : {};
  const firstBadStep = earliest(evidence.flatMap(({ at }) => (at === undefined ? [] : [at])));
  return {
    runIndex,
    dimension,
    evaluator,
    explanation: cutText(explanation, longestExplanation),
    ...(firstBadStep && { firstBadStep }),
    evidence: evidence
      .slice(0, mostEvidence)
      .map((piece) => ({ ...piece, what: cutText(piece.what, longestEvidence) })),
  };
}

function earliest(steps: readonly StepRef[]): StepRef | undefined {
  return steps.toSorted((a, b) => a.turn - b.turn || a.step - b.step)[0];
}
