import type { Verdict } from "../../core/evaluator/verdict.ts";
import { matchVerdicts } from "../../core/plan/match-verdicts.ts";
import type { PlannedCase } from "../../core/plan/planned-case.ts";
import { recordSession } from "../../core/plan/recorded-session.ts";
import type { RunOutcome, RunRecord } from "../../core/plan/run-record.ts";
import { cutText } from "../../core/text/cut-text.ts";
import type { Session } from "../../core/trace/session.ts";
import type { Score, Scoring } from "./experiment-request.ts";
import type { SessionEnd } from "./live-run.ts";

const longestReason = 1_000;

/** What a run left behind, but for its place in the plan and its duration. */
export type RunResult = Pick<
  RunRecord,
  "outcome" | "reason" | "session" | "verdicts" | "simulated"
>;

export type RunScoring = Scoring & {
  readonly score: Score;
  /** Why nothing may be asked any more; `undefined` where the budget lets it. */
  readonly overBudget: () => string | undefined;
};

/** Scores a session that ended by itself, and says what is to be recorded of any other. */
export async function recordRun(
  planned: PlannedCase,
  end: Exclude<SessionEnd, { kind: "cancelled" }>,
  scoring: RunScoring,
): Promise<RunResult> {
  const recordable = recordSession(end.session);
  if (recordable.kind === "unrecordable") {
    return failedRun("agent-error", recordable.reason, { id: end.session.id, turns: [] });
  }
  const { session } = recordable;
  const simulated = end.simulated && { simulated: end.simulated };
  if (end.kind !== "completed")
    return { ...failedRun(end.kind, end.reason, session), ...simulated };
  const verdicts = await scoreSafely(planned, session, scoring);
  const overBudget = scoring.overBudget();
  // A judge that was not to be paid for leaves no verdict, and that is not the judge's silence.
  if (overBudget !== undefined && verdicts.some(isUnasked))
    return { ...failedRun("over-budget", overBudget, session), ...simulated };
  return { outcome: "completed", session, verdicts, ...simulated };
}

/** A run that did not complete; nobody scores it. */
export function failedRun(
  outcome: Exclude<RunOutcome, "completed">,
  reason: string,
  session: Session,
): RunResult {
  return { outcome, reason: oneLine(reason), session, verdicts: [] };
}

/** An evaluator that fails leaves the run unscored: it may neither pass it nor end the experiment. */
async function scoreSafely(
  planned: PlannedCase,
  session: Session,
  { score, signal, meter }: RunScoring,
): Promise<readonly Verdict[]> {
  let reason: string;
  try {
    const verdicts = await score(planned.id, session, { signal, ...(meter && { meter }) });
    if (matchVerdicts(planned.expects, verdicts) !== undefined) return verdicts;
    reason = "the evaluators gave a verdict that the case does not ask for";
  } catch (error) {
    reason = `an evaluator failed: ${error instanceof Error ? error.message : String(error)}`;
  }
  return planned.expects.map((origin) => ({
    ...origin,
    result: "unscored",
    reason: oneLine(reason),
  }));
}

function isUnasked({ kind, result }: Verdict): boolean {
  return kind === "judge" && result === "unscored";
}

function oneLine(text: string): string {
  return cutText(text.replace(/\s+/g, " ").trim(), longestReason);
}
