import { type Session, type Step, stepId, type Turn } from "../session.ts";
import { delegateSpan, turnSpan } from "./agent-spans.ts";
import type { OtlpSpan, OtlpTraces } from "./otlp-json.ts";
import { attributesOf } from "./otlp-json.ts";
import { SpanIds } from "./span-ids.ts";
import type { AttributeValues, SpanContext } from "./span-parts.ts";
import { stepSpans } from "./step-spans.ts";
import { type Extent, type TurnExtent, timelineOf } from "./timeline.ts";

export type ExportOptions = {
  /** When a session without times is said to have begun, in epoch milliseconds. */
  readonly fallbackMs: number;
  /** What stands on the span of each turn besides what the session says. */
  readonly extra?: AttributeValues;
};

/**
 * A session as an OTLP document in the current GenAI conventions: `invoke_agent` for each turn and around the steps of
 * each sub-agent, `plan` around plans, `chat` and `execute_tool` for steps, and `gen_ai.evaluation.result` events for
 * its annotations. The same session gives the same spans, ids included.
 *
 * What a model was sent is no part of a session and stands nowhere; what the user asked stands on the turn's span. A
 * session without turns is one span, so that what was said of it is seen.
 */
export function exportSession(session: Session, options: ExportOptions): OtlpTraces {
  const { agent } = session;
  const resource = attributesOf({
    "service.name": agent?.name ?? "agent",
    "service.version": agent?.version,
  });
  const spans = sessionSpans(session, options);
  return {
    resourceSpans: [
      {
        resource: { attributes: resource },
        scopeSpans: [{ scope: { name: "tracegate" }, spans }],
      },
    ],
  };
}

function sessionSpans(
  session: Session,
  { fallbackMs, extra = {} }: ExportOptions,
): readonly OtlpSpan[] {
  const { id, turns, annotations = [] } = session;
  const requested = requestedCalls(session);
  const context: SpanContext = {
    session,
    ids: new SpanIds(id),
    annotations: Map.groupBy(annotations, ({ at }) => {
      const step = at && turns[at.turn - 1]?.steps[at.step - 1];
      return at === undefined || step === undefined || isToldByRequest(step, requested)
        ? ""
        : stepId(at);
    }),
  };
  if (turns.length === 0) {
    const extent = { startMs: fallbackMs, endMs: fallbackMs, ...allMadeUp };
    const traceId = context.ids.traceId(undefined, 0);
    return [turnSpan(context, undefined, { traceId, number: 0, extent, extra })];
  }
  const extents = timelineOf(session, fallbackMs);
  const told = {
    requested,
    firstCall: turns.flatMap(({ steps }) => steps).find(isOwnCall),
  };
  return turns.flatMap((turn, index) => {
    const extent = extents[index];
    if (extent === undefined) return [];
    return turnSpans(context, turn, { number: index + 1, extent, extra, ...told });
  });
}

type TurnPlace = {
  readonly number: number;
  readonly extent: TurnExtent;
  readonly extra: AttributeValues;
  /** Ids of the calls that a model is seen to ask for. */
  readonly requested: ReadonlySet<string>;
  readonly firstCall: Step | undefined;
};

function turnSpans(
  context: SpanContext,
  turn: Turn,
  { number, extent, extra, requested, firstCall }: TurnPlace,
): readonly OtlpSpan[] {
  const traceId = context.ids.traceId(turn.traceId, number);
  const root = turnSpan(context, turn, { traceId, number, extent, extra });
  const spans: OtlpSpan[] = [root];
  let agent: string | undefined;
  let parentSpanId = root.spanId;
  for (const [index, step] of turn.steps.entries()) {
    const own = extent.steps[index];
    if (own === undefined || isToldByRequest(step, requested)) continue;
    const at = stepId({ turn: number, step: index + 1 });
    if (step.agent !== agent) {
      agent = step.agent;
      parentSpanId = root.spanId;
      if (agent !== undefined) {
        const around = { traceId, parentSpanId };
        const whole = extentOfAgent(turn, extent, index);
        const delegate = delegateSpan(context, around, { at, extent: whole, name: agent });
        spans.push(delegate);
        parentSpanId = delegate.spanId;
      }
    }
    const tellsTools = step === firstCall;
    spans.push(...stepSpans(context, step, { traceId, parentSpanId, at, extent: own, tellsTools }));
  }
  return spans;
}

const allMadeUp = { isStartMadeUp: true, isLengthMadeUp: true };

/** From the step `index` to the last that the same sub-agent took without another between. */
function extentOfAgent(
  { steps }: Turn,
  { steps: extents, startMs }: TurnExtent,
  index: number,
): Extent {
  const first = extents[index] ?? { startMs, ...allMadeUp };
  let endMs = first.startMs;
  for (let at = index; at < steps.length && steps[at]?.agent === steps[index]?.agent; at += 1) {
    endMs = Math.max(endMs, extents[at]?.endMs ?? endMs);
  }
  return { ...first, endMs };
}

/** A call that was never run and that a model's answer tells of needs no span: there was none. */
function isToldByRequest(step: Step, requested: ReadonlySet<string>): boolean {
  if (step.kind === "model" || step.status !== "pending" || step.callId === undefined) return false;
  return step.spanId === undefined && step.startedAtMs === undefined && requested.has(step.callId);
}

function requestedCalls({ turns }: Session): ReadonlySet<string> {
  return new Set(
    turns
      .flatMap(({ steps }) => steps)
      .flatMap((step) => (step.kind === "model" ? (step.toolCalls ?? []) : []))
      .flatMap(({ callId }) => callId ?? []),
  );
}

function isOwnCall({ kind, agent }: Step): boolean {
  return kind === "model" && agent === undefined;
}
