import { canonicalJson } from "../canonical-json.ts";
import type { Span } from "../span.ts";

/** How far the clocks of an agent and of the recorder may differ, in milliseconds: both run on one machine. */
const toleranceMs = 20;

/**
 * The recorder's spans of one session, each in the trace and below the span that it belongs to.
 *
 * Instrumentations do not send a client's calls the trace that they belong to, so a model call is found by time: the
 * shortest reported call around it that does not say something else. A repetition after a failure lies in the same
 * one. A tool call goes to the model call that asked for it. What was not reported stays where it is.
 *
 * @param recorded what the model recorder and the tools' address saw.
 * @param reported by the agent's instrumentation.
 */
export function adoptCalls(recorded: readonly Span[], reported: readonly Span[]): readonly Span[] {
  const outer = reported.filter(({ kind }) => kind === "model");
  const known = new Set(reported.map(({ traceId, spanId }) => `${traceId} ${spanId}`));
  const isPlaced = (span: Span): boolean => known.has(`${span.traceId} ${span.parentSpanId}`);
  const models = recorded
    .filter(({ kind }) => kind === "model")
    .map((span) => (isPlaced(span) ? span : belowReported(span, outer)));
  const byId = new Map(models.map((span) => [span.spanId, span]));
  return recorded.map((span) => {
    if (span.kind === "model") return byId.get(span.spanId) ?? span;
    if (isPlaced(span)) return span;
    const parent = byId.get(span.parentSpanId ?? "") ?? askedBy(span, models);
    return parent === undefined ? span : { ...span, ...traceOf(parent) };
  });
}

function belowReported(span: Span, outer: readonly Span[]): Span {
  const [around] = outer
    .filter((candidate) => isAround(candidate, span) && !contradicts(candidate, span))
    .toSorted((a, b) => lengthOf(a) - lengthOf(b));
  return around === undefined ? span : { ...span, ...traceOf(around), parentSpanId: around.spanId };
}

/** The latest model call before a tool call that asked for it, else the latest one. */
function askedBy({ toolCall, startedAtMs = 0 }: Span, models: readonly Span[]): Span | undefined {
  const before = models.filter((span) => (span.startedAtMs ?? 0) <= startedAtMs);
  const asked = before.findLast(({ output = [] }) =>
    output.some(({ toolCalls = [] }) =>
      toolCalls.some(
        ({ callId, name }) =>
          name === toolCall?.name &&
          (callId === undefined || toolCall.callId === undefined || callId === toolCall.callId),
      ),
    ),
  );
  return asked ?? before.at(-1);
}

function traceOf({ traceId, sessionId }: Span): Pick<Span, "traceId" | "sessionId"> {
  return { traceId, ...(sessionId !== undefined && { sessionId }) };
}

function isAround(outer: Span, inner: Span): boolean {
  if (outer.startedAtMs === undefined || outer.endedAtMs === undefined) return false;
  if (inner.startedAtMs === undefined || inner.endedAtMs === undefined) return false;
  return (
    outer.startedAtMs <= inner.startedAtMs + toleranceMs &&
    inner.endedAtMs <= outer.endedAtMs + toleranceMs
  );
}

/** Whether both answered and not the same: of calls at the same time one is told from another by it. */
function contradicts(a: Span, b: Span): boolean {
  if (a.responseId !== undefined && b.responseId !== undefined)
    return a.responseId !== b.responseId;
  if (a.output === undefined || b.output === undefined || b.error !== undefined) return false;
  return sayingOf(a) !== sayingOf(b);
}

function sayingOf({ output = [] }: Span): string {
  const texts = output.map(({ text = "" }) => text.trim()).filter((text) => text !== "");
  const calls = output.flatMap(({ toolCalls = [] }) =>
    toolCalls.map((call) => [call.name, call.arguments ?? null]),
  );
  return canonicalJson([texts, calls]);
}

function lengthOf({ startedAtMs = 0, endedAtMs = 0 }: Span): number {
  return endedAtMs - startedAtMs;
}
