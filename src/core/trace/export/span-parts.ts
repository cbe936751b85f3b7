import type { Annotation, Session, StepError } from "../session.ts";
import { evaluationEvent } from "./evaluation-event.ts";
import {
  type AttributeValue,
  attributesOf,
  nanosOf,
  type OtlpEvent,
  type OtlpSpan,
} from "./otlp-json.ts";
import type { SpanIds } from "./span-ids.ts";
import type { Extent } from "./timeline.ts";

/** Attributes by key, before they are written as OTLP does. */
export type AttributeValues = Readonly<Record<string, AttributeValue>>;

/** What all spans of a session are made with. */
export type SpanContext = {
  readonly session: Session;
  readonly ids: SpanIds;
  /** What was said of steps that have a span under their addresses, and all else under "". */
  readonly annotations: ReadonlyMap<string, readonly Annotation[]>;
};

/** Where a span hangs. */
export type Around = { readonly traceId: string; readonly parentSpanId: string };

/** What every span of a session says of it. */
export function sessionAttributes({ session }: SpanContext): AttributeValues {
  return { "gen_ai.conversation.id": session.id };
}

/** The start and the end of a span; "0" where it never ended. */
export function timesOf({
  startMs,
  endMs,
}: Extent): Pick<OtlpSpan, "startTimeUnixNano" | "endTimeUnixNano"> {
  return {
    startTimeUnixNano: nanosOf(startMs),
    endTimeUnixNano: endMs === undefined ? "0" : nanosOf(endMs),
  };
}

/** Says that the times were made up: nobody should read a duration that nobody measured. */
export function madeUp({ endMs, isStartMadeUp, isLengthMadeUp }: Extent): AttributeValues {
  return {
    "tracegate.time.made_up": isStartMadeUp ? true : undefined,
    "tracegate.duration.made_up": isLengthMadeUp && endMs !== undefined ? true : undefined,
  };
}

/** How a span failed, as its status, its attribute and its event; a span that is well has the status alone. */
export function failureOf(
  error: StepError | undefined,
  extent: Extent,
): {
  readonly status: OtlpSpan["status"];
  readonly attributes: AttributeValues;
  readonly events: readonly OtlpEvent[];
} {
  if (error === undefined) return { status: { code: 0 }, attributes: {}, events: [] };
  const { type, message } = error;
  const attributes = attributesOf({ "exception.type": type, "exception.message": message });
  const timeUnixNano = nanosOf(extent.endMs ?? extent.startMs);
  return {
    status: { code: 2, message },
    attributes: { "error.type": type },
    events: [{ timeUnixNano, name: "exception", attributes }],
  };
}

/** What was said of the step at an address, or of the whole session at "". */
export function judgements(
  { annotations }: SpanContext,
  at: string,
  extent: Extent,
): readonly OtlpEvent[] {
  const timeUnixNano = nanosOf(extent.endMs ?? extent.startMs);
  return (annotations.get(at) ?? []).map((one) => evaluationEvent(one, timeUnixNano));
}

/** The field `events`, where there are some. */
export function withEvents(...events: readonly OtlpEvent[]): Pick<OtlpSpan, "events"> {
  return events.length === 0 ? {} : { events };
}
