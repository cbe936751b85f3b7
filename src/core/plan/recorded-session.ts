import { isJsonValue, type JsonValue, maxJsonDepth } from "../trace/json.ts";
import { type Session, type Step, stepId, type Turn, type Usage } from "../trace/session.ts";
import { mostDollars, mostTokens } from "../trace/session-schema.ts";

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
  return { ...recordTimes(turn), steps: turn.steps.map(recordStep) };
}

function recordStep(step: Step): Step {
  const recorded = recordTimes(step);
  if (recorded.kind === "tool" || recorded.usage === undefined) return recorded;
  return { ...recorded, usage: recordUsage(recorded.usage) };
}

function recordUsage(usage: Usage): Usage {
  const { inputTokens, outputTokens, cachedInputTokens, reasoningTokens, costUsd } = usage;
  return {
    ...(isTokens(inputTokens) && { inputTokens }),
    ...(isTokens(outputTokens) && { outputTokens }),
    ...(isTokens(cachedInputTokens) && { cachedInputTokens }),
    ...(isTokens(reasoningTokens) && { reasoningTokens }),
    ...(isUpTo(costUsd, mostDollars) && { costUsd }),
  };
}

function recordTimes<T extends Turn | Step>(timed: T): T {
  const { startedAtMs, durationMs } = timed;
  if (isTime(startedAtMs) && isTime(durationMs)) {
    return { ...timed, startedAtMs: Math.round(startedAtMs), durationMs: roundMs(durationMs) };
  }
  const recorded: { startedAtMs?: number; durationMs?: number } & T = { ...timed };
  if (isTime(startedAtMs)) recorded.startedAtMs = Math.round(startedAtMs);
  else delete recorded.startedAtMs;
  if (isTime(durationMs)) recorded.durationMs = roundMs(durationMs);
  else delete recorded.durationMs;
  return recorded;
}

function isTime(ms: number | undefined): ms is number {
  return isUpTo(ms, Number.MAX_SAFE_INTEGER);
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
