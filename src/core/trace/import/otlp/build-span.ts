import type { Span } from "../../span.ts";
import type { Fields } from "../fields.ts";
import { isFields, textField } from "../fields.ts";
import type { DropList, Place } from "../imported.ts";
import { childPlace } from "../imported.ts";
import { Attributes } from "./attributes.ts";
import type { GenAiEvent } from "./legacy-events.ts";
import { isGenAiEvent } from "./legacy-events.ts";
import { readNanos } from "./otlp-time.ts";
import type { SpanReading } from "./raw-span.ts";
import { readSessionId } from "./session-id.ts";
import { readSpanError } from "./span-error.ts";
import { understandSpan } from "./understand-span.ts";
import { reportUnread } from "./unread-attributes.ts";

/** A span of whatever file, with its parts found but not understood. */
export type SpanParts = {
  readonly fields: Fields;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly startedAtMs: number | undefined;
  readonly endedAtMs: number | undefined;
  readonly name: string;
  /** The kind in OpenInference's words, where it stands beside the attributes. */
  readonly kindName?: string | undefined;
  readonly attributes: Attributes;
  readonly resource: Attributes;
  readonly scope?: string | undefined;
  readonly place: Place;
};

/** A span, and the events in it that carry content. */
export type BuiltSpan = { readonly span: Span; readonly events: readonly GenAiEvent[] };

/** Makes a span of its parts. */
export function buildSpan(parts: SpanParts, reading: SpanReading): BuiltSpan {
  const { name, traceId, spanId, attributes, resource, place } = parts;
  const raw = { name, traceId, attributes, place };
  const facts = understandSpan(raw, reading, parts.kindName);
  const events = readEvents(parts.fields, place, reading.drops);
  const error = readSpanError(
    parts.fields,
    attributes,
    events.filter((event) => event.name === "exception"),
  );
  const sessionId = readSessionId(attributes, resource);
  const agentVersion = facts.agentVersion ?? resource.firstText(["service.version"]);
  if (facts.kind !== "other") reportUnread(attributes, reading.drops);
  const span: Span = {
    ...facts,
    name,
    traceId,
    spanId,
    place,
    ...(parts.parentSpanId !== undefined && { parentSpanId: parts.parentSpanId }),
    ...(parts.scope !== undefined && { scope: parts.scope }),
    ...(parts.startedAtMs !== undefined && { startedAtMs: parts.startedAtMs }),
    ...(parts.endedAtMs !== undefined && { endedAtMs: parts.endedAtMs }),
    ...(error !== undefined && { error }),
    ...(sessionId !== undefined && { sessionId }),
    ...(agentVersion !== undefined && { agentVersion }),
  };
  return { span, events: events.filter((event) => isGenAiEvent(event.name)) };
}

function readEvents(fields: Fields, place: Place, drops: DropList): readonly GenAiEvent[] {
  const list = fields["events"] ?? fields["span_events"];
  if (!Array.isArray(list) || list.length === 0) return [];
  const at = childPlace(place, "events");
  return list.flatMap((event: unknown, index): readonly GenAiEvent[] => {
    const own = childPlace(at, index);
    const name = isFields(event) ? eventName(event) : undefined;
    if (!isFields(event) || name === undefined) {
      drops.add(own, "event without a name");
      return [];
    }
    const attributes = Attributes.read(
      event["attributes"] ?? event["event_attributes"],
      childPlace(own, "attributes"),
      drops,
    );
    const atMs = readNanos(event["timeUnixNano"] ?? event["time_unix_nano"] ?? event["timestamp"]);
    return [{ name, atMs, attributes, body: undefined, place: own }];
  });
}

function eventName(event: Fields): string | undefined {
  return textField(event, "name") ?? textField(event, "event_name");
}
