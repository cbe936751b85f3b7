import type { Fields } from "../fields.ts";
import { isFields } from "../fields.ts";
import type { DropList, Place } from "../imported.ts";
import { childPlace } from "../imported.ts";
import { Attributes } from "./attributes.ts";
import { reportExporterLosses } from "./exporter-losses.ts";

/** A span or log record as it stands in a file, with what stands around it. */
export type OtlpRecord = {
  readonly signal: "span" | "log";
  readonly fields: Fields;
  readonly place: Place;
  readonly resource: Attributes;
  /** The name of the instrumentation. */
  readonly scope: string | undefined;
};

/** The levels of an OTLP document for each signal: what holds resources, scopes and records. */
const signals = {
  span: {
    resources: ["resourceSpans", "resource_spans", "batches"],
    scopes: ["scopeSpans", "scope_spans", "instrumentationLibrarySpans"],
    records: ["spans"],
  },
  log: {
    resources: ["resourceLogs", "resource_logs"],
    scopes: ["scopeLogs", "scope_logs", "instrumentationLibraryLogs"],
    records: ["logRecords", "log_records", "logs"],
  },
} as const;
const signalNames = ["span", "log"] as const;

/** Whether a value is an OTLP document, or one resource of it. */
export function isOtlp(value: unknown): value is Fields {
  return isFields(value) && signalNames.some((signal) => listsOf(value, signal).length > 0);
}

/** All spans and log records of a document, in their order. What is none of these goes to `drops`. */
export function otlpRecords(
  document: Fields,
  place: Place,
  drops: DropList,
): readonly OtlpRecord[] {
  const records: OtlpRecord[] = [];
  for (const signal of signalNames) {
    for (const { key, list } of listsOf(document, signal)) {
      const at = key === undefined ? place : childPlace(place, key);
      for (const [index, item] of list.entries()) {
        const own = key === undefined ? at : childPlace(at, index);
        readResource(item, { signal, place: own, drops, records });
      }
    }
  }
  return records;
}

type Level = {
  readonly signal: OtlpRecord["signal"];
  readonly place: Place;
  readonly drops: DropList;
  /** Where records go. */
  readonly records: OtlpRecord[];
};

function readResource(value: unknown, level: Level): void {
  const { signal, place, drops } = level;
  if (!isFields(value)) {
    drops.add(place, "resource that is no object");
    return;
  }
  const { resource } = value;
  const own = isFields(resource) ? resource["attributes"] : undefined;
  if (isFields(resource)) reportExporterLosses(resource, level, "resource");
  const attributes = Attributes.read(own, {
    around: place,
    keys: ["resource", "attributes"],
    drops,
  });
  for (const key of signals[signal].scopes) {
    const scopes = listUnder(value, key, level);
    for (const [index, scope] of (scopes?.list ?? []).entries()) {
      const at = childPlace(scopes?.place ?? place, index);
      readScope(scope, attributes, { ...level, place: at });
    }
  }
}

function readScope(value: unknown, resource: Attributes, level: Level): void {
  const { signal, place, drops, records } = level;
  if (!isFields(value)) {
    drops.add(place, "scope that is no object");
    return;
  }
  const about = value["scope"] ?? value["instrumentationLibrary"];
  if (isFields(about)) reportExporterLosses(about, level, "scope");
  const name = isFields(about) ? about["name"] : undefined;
  const scope = typeof name === "string" ? name : undefined;
  for (const key of signals[signal].records) {
    const found = listUnder(value, key, level);
    if (found === undefined) continue;
    for (const [index, fields] of found.list.entries()) {
      const at = childPlace(found.place, index);
      if (isFields(fields)) records.push({ signal, fields, place: at, resource, scope });
      else drops.add(at, `${signal} that is no object`);
    }
  }
}

/** The lists of resources in a document; the document itself where it is one resource, which then has no key. */
function listsOf(
  document: Fields,
  signal: OtlpRecord["signal"],
): readonly { readonly key?: string; readonly list: readonly unknown[] }[] {
  const { resources, scopes } = signals[signal];
  const lists: { readonly key: string; readonly list: readonly unknown[] }[] = [];
  for (const key of resources) {
    const list = document[key];
    if (Array.isArray(list)) lists.push({ key, list });
  }
  if (lists.length > 0) return lists;
  return scopes.some((key) => Array.isArray(document[key])) ? [{ list: [document] }] : [];
}

function listUnder(
  fields: Fields,
  key: string,
  { place, drops }: Level,
): { readonly list: readonly unknown[]; readonly place: Place } | undefined {
  const list = fields[key];
  if (list === undefined || list === null) return undefined;
  const at = childPlace(place, key);
  if (Array.isArray(list)) return { list, place: at };
  drops.add(at, "not a list");
  return undefined;
}
