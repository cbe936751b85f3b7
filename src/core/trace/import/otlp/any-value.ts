import type { JsonValue } from "../../json.ts";
import { isJsonValue, maxJsonDepth } from "../../json.ts";
import { isFields } from "../fields.ts";

/**
 * Reads an OTLP `AnyValue`: text, number, truth, list, map or bytes (which stay base64). Keys may be camelCase or
 * snake_case, whole numbers text or numbers; one that a double cannot hold stays text.
 *
 * A value that is none is taken as it stands, as some exporters write attributes. `undefined` for `{}`, which is how
 * OTLP writes "no value", and for what is no JSON.
 */
export function readAnyValue(value: unknown, depthLeft = maxJsonDepth): JsonValue | undefined {
  if (!isFields(value)) return isJsonValue(value, depthLeft) ? value : undefined;
  if (depthLeft === 0) return undefined;
  // The quick way for what nearly all attributes are.
  const text = value["stringValue"];
  if (typeof text === "string") return text;
  for (const key in value) {
    const known = readKind(key, value[key], depthLeft);
    if (known !== undefined) return known.value;
  }
  return Object.keys(value).length > 0 && isJsonValue(value, depthLeft) ? value : undefined;
}

/** The value under one of the keys of an `AnyValue`; `undefined` for any other key. */
function readKind(
  key: string,
  value: unknown,
  depthLeft: number,
): { readonly value: JsonValue | undefined } | undefined {
  switch (key) {
    case "stringValue":
    case "string_value":
      return { value: typeof value === "string" ? value : undefined };
    case "boolValue":
    case "bool_value":
      return { value: typeof value === "boolean" ? value : undefined };
    case "intValue":
    case "int_value":
      return { value: readInteger(value) };
    case "doubleValue":
    case "double_value":
      return { value: readDouble(value) };
    case "arrayValue":
    case "array_value":
      return { value: readList(value, depthLeft - 1) };
    case "kvlistValue":
    case "kvlist_value":
      return { value: readMap(value, depthLeft - 1) };
    case "bytesValue":
    case "bytes_value":
      return { value: typeof value === "string" ? value : undefined };
    default:
      return undefined;
  }
}

function readInteger(value: unknown): JsonValue | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "string" || !/^-?\d+$/.test(value)) return undefined;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** JSON has no `NaN` and no `Infinity`: OTLP writes these as text, and they stay text. */
function readDouble(value: unknown): JsonValue | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "string") return undefined;
  const number = Number(value);
  return value.trim() !== "" && Number.isFinite(number) ? number : value;
}

function readList(value: unknown, depthLeft: number): JsonValue {
  const list: unknown = isFields(value) ? value["values"] : value;
  if (!Array.isArray(list)) return [];
  return list.map((item: unknown) => readAnyValue(item, depthLeft) ?? null);
}

function readMap(value: unknown, depthLeft: number): JsonValue {
  const list: unknown = isFields(value) ? value["values"] : value;
  if (!Array.isArray(list)) return {};
  const entries = list.flatMap((item: unknown): readonly (readonly [string, JsonValue])[] => {
    if (!isFields(item) || typeof item["key"] !== "string") return [];
    const child = readAnyValue(item["value"], depthLeft);
    return child === undefined ? [] : [[item["key"], child]];
  });
  return Object.fromEntries(entries);
}

/** The text of an `AnyValue` that is one; the quick way for what nearly all attributes are. */
export function textOfAnyValue(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (!isFields(value)) return undefined;
  const text: unknown = value["stringValue"] ?? value["string_value"];
  return typeof text === "string" ? text : undefined;
}
