import { describeCall } from "../trace/describe-step.ts";
import type { Session, StepRef } from "../trace/session.ts";
import { actionsOf, isInertTool } from "./tool-actions.ts";

/** So many tool calls are looked at. */
const earlyCalls = 8;

/** The first of a session's early tool calls that no passing run of its case made. */
export type EarlyWarning = {
  readonly at: StepRef;
  /** The call, in one line. Untrusted text. */
  readonly what: string;
  /** Which tool call of the session it is, from 1. */
  readonly call: number;
};

/**
 * Warns of a session whose first calls hold one that no passing run of the same case made.
 *
 * On τ-bench airline, held to at most three passing runs, it warns of 69 % of the failing sessions and of 35 % of the
 * passing ones (bench/blame.ts), so that it is a reason to look and never one to stop a run. `undefined` without a passing run: nothing is known then.
 *
 * @param passing runs of the same case that passed; the session itself must not be among them.
 */
export function warnEarly(
  session: Session,
  passing: readonly Session[],
  calls = earlyCalls,
): EarlyWarning | undefined {
  if (passing.length === 0) return undefined;
  const known = new Set(passing.flatMap((other) => actionsOf(other).map(({ key }) => key)));
  const early = actionsOf(session)
    .filter(({ step }) => !isInertTool(step.name))
    .slice(0, calls);
  const index = early.findIndex(({ key }) => !known.has(key));
  const first = early[index];
  return first && { at: first.ref, what: describeCall(first.step), call: index + 1 };
}
