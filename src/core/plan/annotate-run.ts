import type { Evidence, Verdict } from "../evaluator/verdict.ts";
import { type Annotation, type Session, stepId } from "../trace/session.ts";
import type { RunOutcome, RunRecord } from "./run-record.ts";

/**
 * The session of a run with its verdicts as annotations, named by their dimensions, and how it ended where it did not
 * complete. A pass without a score has score 1, a fail 0; what is unscored has none.
 */
export function annotateRun({ session, verdicts, outcome, reason }: RunRecord): Session {
  const own = [...outcomeOf(outcome, reason), ...verdicts.map(annotationOf)];
  if (own.length === 0) return session;
  return { ...session, annotations: [...(session.annotations ?? []), ...own] };
}

/** How a run ended that did not complete. */
function outcomeOf(outcome: RunOutcome, reason: string | undefined): readonly Annotation[] {
  if (outcome === "completed") return [];
  const explanation = reason === undefined ? {} : { explanation: reason };
  return [{ name: "outcome", by: "code", value: outcome, ...explanation }];
}

function annotationOf(verdict: Verdict): Annotation {
  const { dimension, evaluator, kind } = verdict;
  const explanation = explanationOf(verdict);
  return {
    name: dimension,
    by: kind === "judge" ? "model" : "code",
    annotator: evaluator,
    value:
      verdict.result === "unscored"
        ? "unscored"
        : { score: verdict.score ?? (verdict.result === "pass" ? 1 : 0), label: verdict.result },
    ...(explanation !== "" && { explanation }),
  };
}

/** Why, what the judge called it, and what it rests on, line by line; "" where the verdict says none of it. */
function explanationOf(verdict: Verdict): string {
  if (verdict.result === "unscored") return verdict.reason;
  const { explanation, label, evidence = [] } = verdict;
  return [explanation, label, ...evidence.map(describeEvidence)]
    .filter((line) => line !== undefined)
    .join("\n");
}

function describeEvidence({ at, what }: Evidence): string {
  return at === undefined ? what : `${stepId(at)}: ${what}`;
}
