import type { JsonValue } from "../trace/json.ts";

/** A JSON object of a provider's protocol. */
export type JsonObject = { readonly [key: string]: JsonValue };

/** Whether a value is an object, and neither a list nor null. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is a list. (`Array.isArray` would call it a list of anything.) */
export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The objects of a list field; empty where there is no such list. */
export function objectsAt(value: JsonObject, key: string): readonly JsonObject[] {
  const list = value[key];
  return isList(list) ? list.filter(isObject) : [];
}

/** A text field; "" where there is none. */
export function textAt(value: JsonObject, key: string): string {
  const text = value[key];
  return typeof text === "string" ? text : "";
}

/** The object of a field; empty where there is no such object. */
export function objectAt(value: JsonObject, key: string): JsonObject {
  const child = value[key];
  return isObject(child) ? child : {};
}
