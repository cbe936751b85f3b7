import type { Span } from "../../span.ts";
import type { Fields } from "../fields.ts";
import { isFields, textField } from "../fields.ts";
import type { DropList, Place } from "../imported.ts";
import { childPlace } from "../imported.ts";
import { Attributes } from "./attributes.ts";
import { reportExporterLosses } from "./exporter-losses.ts";
import { reportUnread, scanKeys } from "./key-scan.ts";
import type { GenAiEvent } from "./legacy-events.ts";
import { isGenAiEvent } from "./legacy-events.ts";
import { eventTimeAt } from "./otlp-time.ts";
import type { SpanReading } from "./raw-span.ts";
import { readSpanError } from "./span-error.ts";
import { understandSpan } from "./understand-span.ts";

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
export type BuiltSpan = {
  readonly span: Span;
  readonly events: readonly GenAiEvent[];
  /** About how much memory it takes, in characters. */
  readonly size: number;
};

/** What the objects of a span take beside its text. */
const sizeOfObjects = 1_000;

/** Makes a span of its parts. */
export function buildSpan(parts: SpanParts, reading: SpanReading): BuiltSpan {
  const { name, traceId, attributes, resource, place, kindName } = parts;
  const repeatedBefore = reading.lists.repeated;
  const scan = scanKeys(attributes);
  const sessionId = scan.sessionId ?? scanKeys(resource).sessionId;
  const raw = { name, talk: sessionId ?? traceId, attributes, place };
  const facts = understandSpan(raw, scan.dialects, { reading, kindName });
  if (facts.kind !== "other") {
    reportUnread(scan, attributes, reading.drops);
    reportLinks(parts, reading.drops);
  }
  const events = readEvents(parts.fields, place, reading.drops);
  const error = readSpanError(parts.fields, attributes, events);
  const version = facts.agentVersion ?? resource.text("service.version");
  const span: SpanDraft = { ...facts, name, traceId, spanId: parts.spanId, place };
  if (parts.parentSpanId !== undefined) span.parentSpanId = parts.parentSpanId;
  if (parts.scope !== undefined) span.scope = parts.scope;
  if (parts.startedAtMs !== undefined) span.startedAtMs = parts.startedAtMs;
  if (parts.endedAtMs !== undefined) span.endedAtMs = parts.endedAtMs;
  if (attributes.value("tracegate.time.made_up") === true) span.isStartMadeUp = true;
  if (attributes.value("tracegate.duration.made_up") === true) span.isLengthMadeUp = true;
  if (error !== undefined) span.error = error;
  if (sessionId !== undefined) span.sessionId = sessionId;
  if (version) span.agentVersion = version;
  const repeated = reading.lists.repeated - repeatedBefore;
  return {
    span,
    events: events.length === 0 ? events : events.filter((event) => isGenAiEvent(event.name)),
    size: sizeOfObjects + Math.max(0, attributes.characters - repeated),
  };
}

type SpanDraft = { -readonly [K in keyof Span]: Span[K] };

function reportLinks({ fields, place }: SpanParts, drops: DropList): void {
  const { links } = fields;
  if (!Array.isArray(links) || links.length === 0) return;
  drops.add(childPlace(place, "links"), "link to another span: no part of a session", links.length);
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
    const given = event["attributes"] ?? event["event_attributes"];
    const attributes = Attributes.read(given, { around: own, drops });
    reportExporterLosses(event, { place: own, drops });
    const atMs = eventTimeAt(event, { place: own, drops });
    return [{ name, atMs, attributes, body: undefined, place: own }];
  });
}

function eventName(event: Fields): string | undefined {
  return textField(event, "name") ?? textField(event, "event_name");
}
