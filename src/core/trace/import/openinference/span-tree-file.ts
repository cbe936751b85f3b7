import type { Fields } from "../fields.ts";
import { isFields, isNothing, textField } from "../fields.ts";
import type { Place, Reading } from "../imported.ts";
import { childPlace } from "../imported.ts";
import { timeAt } from "../messages/read-time.ts";
import { Attributes } from "../otlp/attributes.ts";
import type { BuiltSpan } from "../otlp/build-span.ts";
import { buildSpan } from "../otlp/build-span.ts";
import { readSpanId, readTraceId } from "../otlp/otlp-id.ts";
import type { SpanReading } from "../otlp/raw-span.ts";
import { parseDuration } from "./duration.ts";

/** Spans may nest this deep; no honest trace does. */
const maxDepth = 200;

/** A trace as a tree: `{trace_id, spans: [{span_id, span_name, span_attributes, child_spans: […]}]}`. */
export function isSpanTree(value: unknown): value is Fields {
  if (!isFields(value) || !Array.isArray(value["spans"])) return false;
  const first: unknown = value["spans"].find(isFields);
  return (
    readTraceId(value["trace_id"] ?? value["traceId"]) !== undefined &&
    isFields(first) &&
    (first["span_attributes"] !== undefined || first["child_spans"] !== undefined)
  );
}

/** All spans of such a tree; it may have several roots. */
export function* treeSpans(
  value: unknown,
  place: Place,
  reading: SpanReading,
): Generator<BuiltSpan> {
  if (!isFields(value)) return;
  const traceId = readTraceId(value["trace_id"] ?? value["traceId"]);
  if (traceId === undefined) return;
  const tree = { traceId, reading };
  yield* spansIn(value["spans"], {
    place: childPlace(place, "spans"),
    parent: undefined,
    tree,
    depthLeft: maxDepth,
  });
}

type Level = {
  readonly place: Place;
  readonly parent: string | undefined;
  readonly tree: { readonly traceId: string; readonly reading: SpanReading };
  readonly depthLeft: number;
};

function* spansIn(list: unknown, { place, parent, tree, depthLeft }: Level): Generator<BuiltSpan> {
  const { drops } = tree.reading;
  if (list === undefined || list === null) return;
  if (!Array.isArray(list) || depthLeft === 0) {
    drops.add(place, depthLeft === 0 ? `spans nested deeper than ${maxDepth}` : "not a list");
    return;
  }
  for (const [index, item] of list.entries()) {
    const at = childPlace(place, index);
    const spanId = isFields(item) ? readSpanId(item["span_id"] ?? item["spanId"]) : undefined;
    if (!isFields(item) || spanId === undefined) {
      drops.add(at, "span without the ids of its trace and its own");
      continue;
    }
    yield readNode(item, { spanId, parent, place: at, tree });
    const children = childPlace(at, "child_spans");
    yield* spansIn(item["child_spans"], {
      place: children,
      parent: spanId,
      tree,
      depthLeft: depthLeft - 1,
    });
  }
}

function readNode(
  node: Fields,
  { spanId, parent, place, tree }: Omit<Level, "depthLeft"> & { readonly spanId: string },
): BuiltSpan {
  const { traceId, reading } = tree;
  const at = { place, drops: reading.drops };
  const startedAtMs = timeAt(node, ["timestamp", "start_time"], at);
  const lengthMs = durationAt(node, at);
  const endedAtMs =
    startedAtMs === undefined || lengthMs === undefined ? undefined : startedAtMs + lengthMs;
  const attributes = node["span_attributes"] ?? node["attributes"];
  const resource = node["resource_attributes"];
  return buildSpan(
    {
      fields: node,
      traceId,
      spanId,
      parentSpanId: readSpanId(node["parent_span_id"]) ?? parent,
      startedAtMs,
      endedAtMs: endedAtMs ?? timeAt(node, ["end_time"], at),
      name: textField(node, "span_name") ?? textField(node, "name") ?? "",
      attributes: Attributes.read(attributes, {
        around: place,
        keys: ["span_attributes"],
        drops: reading.drops,
      }),
      resource: Attributes.read(resource, {
        around: place,
        keys: ["resource_attributes"],
        drops: reading.drops,
      }),
      scope: textField(node, "scope_name"),
      place,
    },
    reading,
  );
}

function durationAt(node: Fields, { place, drops }: Reading): number | undefined {
  const { duration } = node;
  if (isNothing(duration)) return undefined;
  const lengthMs = parseDuration(duration);
  if (lengthMs === undefined)
    drops.add(childPlace(place, "duration"), "duration that is none of ISO 8601");
  return lengthMs;
}
