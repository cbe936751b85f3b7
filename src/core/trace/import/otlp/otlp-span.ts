import { isFields, textField } from "../fields.ts";
import { childPlace, type DropList } from "../imported.ts";
import { readAnyValue } from "./any-value.ts";
import { Attributes } from "./attributes.ts";
import type { BuiltSpan } from "./build-span.ts";
import { buildSpan } from "./build-span.ts";
import { reportExporterLosses } from "./exporter-losses.ts";
import { isReadable } from "./is-readable.ts";
import type { GenAiEvent } from "./legacy-events.ts";
import { isGenAiEvent } from "./legacy-events.ts";
import { readSpanId, readTraceId } from "./otlp-id.ts";
import type { OtlpRecord } from "./otlp-records.ts";
import { eventTimeAt, nanosAt } from "./otlp-time.ts";
import type { SpanReading } from "./raw-span.ts";

const startKeys = ["startTimeUnixNano", "start_time_unix_nano"] as const;
const endKeys = ["endTimeUnixNano", "end_time_unix_nano"] as const;
const observedKeys = ["observedTimeUnixNano", "observed_time_unix_nano"] as const;

/** Reads a span of an OTLP document; `undefined` where it has no ids, which then is in `drops`. */
export function readOtlpSpan(record: OtlpRecord, reading: SpanReading): BuiltSpan | undefined {
  const { fields, place, resource, scope } = record;
  const traceId = readTraceId(fields["traceId"] ?? fields["trace_id"]);
  const spanId = readSpanId(fields["spanId"] ?? fields["span_id"]);
  if (traceId === undefined || spanId === undefined) {
    reading.drops.add(place, "span without the ids of its trace and its own");
    return undefined;
  }
  const { attributes } = fields;
  const at = { place, drops: reading.drops };
  reportExporterLosses(fields, at);
  return buildSpan(
    {
      fields,
      traceId,
      spanId,
      parentSpanId: readSpanId(fields["parentSpanId"] ?? fields["parent_span_id"]),
      startedAtMs: nanosAt(fields, startKeys, at),
      endedAtMs: nanosAt(fields, endKeys, at),
      name: textField(fields, "name") ?? "",
      attributes: Attributes.read(attributes, { around: place, drops: reading.drops }),
      resource,
      scope,
      place,
    },
    reading,
  );
}

/** A log record that is an event of a span. */
export type OtlpEvent = {
  readonly traceId: string;
  readonly spanId: string;
  readonly event: GenAiEvent;
};

/**
 * Reads a log record that says what a model was sent or answered; `undefined` where it is about something else or
 * names no span, which then is in `drops`.
 */
export function readOtlpEvent(record: OtlpRecord, drops: DropList): OtlpEvent | undefined {
  const { fields, place } = record;
  const { attributes: list, body } = fields;
  const attributes = Attributes.read(list, { around: place, drops });
  const named = textField(fields, "eventName") ?? textField(fields, "event_name");
  const name = named || attributes.text("event.name");
  if (name === undefined || !isGenAiEvent(name)) {
    drops.add(place, "log record that is about no call of a model");
    return undefined;
  }
  const traceId = readTraceId(fields["traceId"] ?? fields["trace_id"]);
  const spanId = readSpanId(fields["spanId"] ?? fields["span_id"]);
  if (traceId === undefined || spanId === undefined) {
    drops.add(place, "event of a model call that names no span");
    return undefined;
  }
  const at = { place, drops };
  reportExporterLosses(fields, at);
  const atMs = eventTimeAt(fields, at) ?? nanosAt(fields, observedKeys, at);
  if (!isReadable(body)) drops.add(childPlace(place, "body"), "value that cannot be read");
  const value = isFields(body) ? readAnyValue(body) : body;
  return { traceId, spanId, event: { name, atMs, attributes, body: value, place } };
}
