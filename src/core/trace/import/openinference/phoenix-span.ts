import type { Fields } from "../fields.ts";
import { isFields, textField } from "../fields.ts";
import type { Place } from "../imported.ts";
import { timeAt } from "../messages/read-time.ts";
import { Attributes } from "../otlp/attributes.ts";
import type { BuiltSpan } from "../otlp/build-span.ts";
import { buildSpan } from "../otlp/build-span.ts";
import { readSpanId, readTraceId } from "../otlp/otlp-id.ts";
import type { SpanReading } from "../otlp/raw-span.ts";

/** A row of Phoenix: `{name, span_kind, context: {trace_id, span_id}, parent_id, start_time, attributes}`. */
export function isPhoenixSpan(value: unknown): value is Fields {
  if (!isFields(value)) return false;
  const { traceId, spanId } = idsOf(value);
  const isTimed = value["start_time"] !== undefined || value["startTime"] !== undefined;
  return traceId !== undefined && spanId !== undefined && isTimed && isOfOpenInference(value);
}

/** Reads such a row; its attributes may be an object, flat or unfolded, or columns of their own. */
export function readPhoenixSpan(
  row: Fields,
  place: Place,
  reading: SpanReading,
): BuiltSpan | undefined {
  const { traceId, spanId } = idsOf(row);
  if (traceId === undefined || spanId === undefined) {
    reading.drops.add(place, "span without the ids of its trace and its own");
    return undefined;
  }
  const at = { place, drops: reading.drops };
  const own = row["attributes"];
  const columns = Object.entries(row).flatMap(([key, value]) =>
    key.startsWith("attributes.") && value !== null && value !== undefined
      ? [[key.slice("attributes.".length), value] as const]
      : [],
  );
  const given = columns.length > 0 ? Object.fromEntries(columns) : own;
  const evaluations = row["evaluations"] ?? row["span_annotations"] ?? row["annotations"];
  const list = isFields(given) && Array.isArray(evaluations) ? { ...given, evaluations } : given;
  return buildSpan(
    {
      fields: row,
      traceId,
      spanId,
      parentSpanId: readSpanId(row["parent_id"] ?? row["parent_span_id"] ?? row["parentId"]),
      startedAtMs: timeAt(row, ["start_time", "startTime"], at),
      endedAtMs: timeAt(row, ["end_time", "endTime"], at),
      name: textField(row, "name") ?? "",
      kindName: textField(row, "span_kind") ?? textField(row, "spanKind"),
      attributes: Attributes.read(list, { around: place, drops: reading.drops }),
      resource: Attributes.none,
      place,
    },
    reading,
  );
}

function idsOf(row: Fields): { readonly traceId?: string; readonly spanId?: string } {
  const context = isFields(row["context"]) ? row["context"] : {};
  const traceId = readTraceId(
    context["trace_id"] ?? context["traceId"] ?? row["context.trace_id"] ?? row["trace_id"],
  );
  const spanId = readSpanId(
    context["span_id"] ?? context["spanId"] ?? row["context.span_id"] ?? row["span_id"],
  );
  return { ...(traceId !== undefined && { traceId }), ...(spanId !== undefined && { spanId }) };
}

function isOfOpenInference(row: Fields): boolean {
  return (
    row["span_kind"] !== undefined ||
    row["spanKind"] !== undefined ||
    isFields(row["attributes"]) ||
    Object.keys(row).some((key) => key.startsWith("attributes."))
  );
}
