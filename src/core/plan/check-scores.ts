import type { Verdict } from "../evaluator/verdict.ts";
import { cutText } from "../text/cut-text.ts";
import type { Session } from "../trace/session.ts";
import { stepId } from "../trace/session.ts";
import { ReasonCounts } from "./reason-counts.ts";

/** Reasons that are told apart for each evaluator. */
const maxReasons = 20;
const longestExplanation = 300;

/** How imported sessions fared with one evaluator. */
export type EvaluatorTally = {
  readonly evaluator: string;
  readonly dimension: string;
  readonly passed: number;
  readonly failed: number;
  readonly unscored: number;
  /** The most frequent reason for `unscored`. Untrusted text. */
  readonly unscoredReason?: string;
};

/** One session that failed a check. */
export type FailedCheck = {
  readonly session: string;
  readonly task?: Session["task"];
  readonly evaluator: string;
  /** `turn.step` where it began to go wrong; absent where the evidence names no step. */
  readonly at?: string;
  /** Untrusted text. */
  readonly explanation: string;
};

type TallyDraft = {
  passed: number;
  failed: number;
  readonly reasons: ReasonCounts;
  unscored: number;
};

/** Folds the verdicts on sessions evaluator by evaluator. */
export class CheckScores {
  readonly #drafts = new Map<string, { readonly verdict: Verdict; readonly tally: TallyDraft }>();
  readonly #failed: FailedCheck[] = [];

  add(session: Session, verdicts: readonly Verdict[]): void {
    for (const verdict of verdicts) {
      const key = JSON.stringify([verdict.dimension, verdict.evaluator]);
      const draft = this.#drafts.get(key) ?? {
        verdict,
        tally: { passed: 0, failed: 0, unscored: 0, reasons: new ReasonCounts(maxReasons) },
      };
      this.#drafts.set(key, draft);
      switch (verdict.result) {
        case "pass":
          draft.tally.passed += 1;
          break;
        case "fail":
          draft.tally.failed += 1;
          this.#failed.push(failedCheck(session, verdict));
          break;
        case "unscored":
          draft.tally.unscored += 1;
          draft.tally.reasons.add(verdict.reason);
          break;
      }
    }
  }

  tallies(): readonly EvaluatorTally[] {
    return [...this.#drafts.values()].map(({ verdict, tally: { reasons, ...counts } }) => {
      const [first] = reasons.entries();
      return {
        evaluator: verdict.evaluator,
        dimension: verdict.dimension,
        ...counts,
        ...(first !== undefined && { unscoredReason: first.reason }),
      };
    });
  }

  failed(): readonly FailedCheck[] {
    return this.#failed;
  }
}

function failedCheck(
  { id, task }: Session,
  { evaluator, explanation, evidence }: Extract<Verdict, { readonly result: "pass" | "fail" }>,
): FailedCheck {
  const at = evidence?.find((piece) => piece.at !== undefined)?.at;
  return {
    session: id,
    ...(task !== undefined && { task }),
    evaluator,
    ...(at !== undefined && { at: stepId(at) }),
    explanation: cutText(explanation ?? "", longestExplanation),
  };
}
