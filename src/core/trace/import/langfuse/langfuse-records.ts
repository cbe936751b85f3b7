import type { Fields } from "../fields.ts";
import { isFields, textField } from "../fields.ts";

/** What a record of Langfuse is; `undefined` where it is none. */
export type LangfuseKind = "observation" | "trace" | "score" | "session" | "bundle";

const observationTypes =
  /^(?:span|generation|event|agent|tool|chain|retriever|evaluator|embedding|guardrail)$/i;

/** Lists that hold records, by what they hold. */
export const bundleLists = ["data", "traces", "observations", "scores", "sessions"] as const;

/**
 * Tells Langfuse's records by the fields that all of them have, in camel case as the API writes them or in snake case
 * as exports to blob storage do.
 */
export function langfuseKind(value: unknown): LangfuseKind | undefined {
  if (!isFields(value)) return undefined;
  const record = camelCased(value);
  const has = (...keys: readonly string[]): boolean => keys.every((key) => key in record);
  const type = textField(record, "type") ?? "";
  if (has("id", "traceId", "startTime") && observationTypes.test(type)) return "observation";
  if (has("id", "name", "source") && (has("dataType") || has("configId")) && isScored(record))
    return "score";
  const isTrace = has("id", "timestamp") && (has("input") || has("output") || has("sessionId"));
  if (isTrace && (has("userId") || has("tags") || has("release"))) return "trace";
  if (has("id") && Array.isArray(record["traces"])) return "session";
  return isBundle(record) ? "bundle" : undefined;
}

function isScored(record: Fields): boolean {
  return ["traceId", "observationId", "sessionId"].some((key) => key in record);
}

/** Records of ours below a list or beside one another: a page of the API, or a trace that was downloaded. */
function isBundle(record: Fields): boolean {
  const first = bundleLists
    .map((key) => record[key])
    .find((list): list is readonly unknown[] => Array.isArray(list) && list.length > 0)?.[0];
  // One level is enough: no list of ours holds pages of the API.
  return isFields(first) && !Array.isArray(first["data"]) && langfuseKind(first) !== undefined;
}

/** The record with the API's names for its fields; what its fields hold stays as it is. */
export function camelCased(record: Fields): Fields {
  const entries = Object.entries(record).map(([key, value]) => [camelCase(key), value] as const);
  return Object.fromEntries(entries);
}

/** The name that the record itself uses for a field, for the place of what is dropped. */
export function ownKey(record: Fields, key: string): string {
  return key in record ? key : (Object.keys(record).find((own) => camelCase(own) === key) ?? key);
}

/** `trace_id` as the API writes it: `traceId`. */
export function camelCase(key: string): string {
  return key.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
