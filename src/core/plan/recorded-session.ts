import { isJsonValue, type JsonValue, maxJsonDepth } from "../trace/json.ts";
import { type Session, type Step, stepId, type Turn, type Usage } from "../trace/session.ts";
import { mostDollars, mostTokens } from "./run-record-schema.ts";

/** A session as the journal keeps it, or why no journal can. */
export type Recordable =
  | { readonly kind: "recordable"; readonly session: Session }
  | { readonly kind: "unrecordable"; readonly reason: string };

/**
 * Brings a session into the form that it has after a journal was written and read again, so that evaluators see
 * the same whether a run was resumed or not.
 *
 * Times are rounded to a tenth of a millisecond. Numbers that no clock or counter can have shown (negative, not
 * finite) become absent, which means not captured.
 */
export function recordSession(session: Session): Recordable {
  const at = findNoJson(session);
  if (at !== undefined) {
    const reason = `${at} is no JSON value, or nests deeper than ${maxJsonDepth} levels`;
    return { kind: "unrecordable", reason };
  }
  return { kind: "recordable", session: { ...session, turns: session.turns.map(recordTurn) } };
}

function findNoJson({ turns, finalState }: Session): string | undefined {
  for (const [turnIndex, { steps }] of turns.entries()) {
    for (const [stepIndex, step] of steps.entries()) {
      const ref = { turn: turnIndex + 1, step: stepIndex + 1 };
      if (step.kind === "tool") {
        if (!isAbsentOrJson(step.arguments)) return `step ${stepId(ref)}: the arguments`;
        if (!isAbsentOrJson(step.result)) return `step ${stepId(ref)}: the result`;
      } else if (step.toolCalls?.some((call) => !isAbsentOrJson(call.arguments)) === true) {
        return `step ${stepId(ref)}: the arguments of a call`;
      }
    }
  }
  return isAbsentOrJson(finalState) ? undefined : "the final state";
}

function isAbsentOrJson(value: JsonValue | undefined): boolean {
  return value === undefined || typeof value === "string" || isJsonValue(value);
}

function recordTurn(turn: Turn): Turn {
  const { startedAtMs, durationMs, steps, ...rest } = turn;
  return { ...rest, steps: steps.map(recordStep), ...recordTimes(startedAtMs, durationMs) };
}

function recordStep(step: Step): Step {
  const { startedAtMs, durationMs, ...rest } = step;
  const times = recordTimes(startedAtMs, durationMs);
  if (rest.kind === "tool" || rest.usage === undefined) return { ...rest, ...times };
  return { ...rest, usage: recordUsage(rest.usage), ...times };
}

function recordUsage({ inputTokens, outputTokens, costUsd }: Usage): Usage {
  return {
    ...(isTokens(inputTokens) && { inputTokens }),
    ...(isTokens(outputTokens) && { outputTokens }),
    ...(isUpTo(costUsd, mostDollars) && { costUsd }),
  };
}

function recordTimes(
  startedAtMs: number | undefined,
  durationMs: number | undefined,
): Pick<Turn, "startedAtMs" | "durationMs"> {
  return {
    ...(isUpTo(startedAtMs, Number.MAX_SAFE_INTEGER) && { startedAtMs: Math.round(startedAtMs) }),
    ...(isUpTo(durationMs, Number.MAX_SAFE_INTEGER) && { durationMs: roundMs(durationMs) }),
  };
}

/** Rounds to a tenth: more digits are noise and cost bytes in every line. */
export function roundMs(ms: number): number {
  return Math.round(ms * 10) / 10;
}

function isTokens(value: number | undefined): value is number {
  return isUpTo(value, mostTokens) && Number.isInteger(value);
}

function isUpTo(value: number | undefined, most: number): value is number {
  return value !== undefined && value >= 0 && value <= most;
}
