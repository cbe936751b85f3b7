import type { Verdict } from "../evaluator/verdict.ts";
import { caseOfRun } from "../plan/run-record.ts";
import type { Session } from "../trace/session.ts";

const runName = /^[a-z0-9][a-z0-9-]{0,59}\.\d+$/;

/** The task or case that a session is one run of; `undefined` where it does not say. */
export function caseNameOf({ task, id }: Session): string | undefined {
  return task?.id ?? (runName.test(id) ? caseOfRun(id) : undefined);
}

/**
 * Whether a session went well: by its reward where it has one, else where no check finds a fault and it did not end in
 * an error.
 */
export function hasPassed(session: Session, verdicts: readonly Verdict[]): boolean {
  if (session.reward !== undefined) return session.reward >= 1;
  if (session.turns.length === 0 || session.turns.at(-1)?.error !== undefined) return false;
  return verdicts.every(({ result }) => result !== "fail");
}
