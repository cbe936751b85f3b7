import type { RunRecord } from "../plan/run-record.ts";
import type { Annotation, Session } from "../trace/session.ts";

/**
 * The session of a run that failed, as a triage reads it: its reward is 0, and what its evaluators said stands in it. It
 * names the scenario and the run, so that sessions of several cells stay apart.
 */
export function markFailing(record: RunRecord): Session {
  const { session, verdicts, caseId, runIndex, outcome, reason } = record;
  const said = verdicts.flatMap((verdict): readonly Annotation[] =>
    verdict.result === "unscored"
      ? []
      : [
          {
            name: verdict.evaluator,
            by: verdict.kind === "judge" ? "model" : "code",
            value: verdict.result,
            ...(verdict.explanation !== undefined && { explanation: verdict.explanation }),
          },
        ],
  );
  const ended: readonly Annotation[] =
    outcome === "completed"
      ? []
      : [
          {
            name: "outcome",
            by: "code",
            value: outcome,
            ...(reason !== undefined && { explanation: reason }),
          },
        ];
  return {
    ...session,
    reward: 0,
    task: { id: caseId, runIndex },
    annotations: [...(session.annotations ?? []), ...said, ...ended],
  };
}
