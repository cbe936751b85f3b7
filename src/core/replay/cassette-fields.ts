import { isJsonList, isJsonObject, type JsonObject } from "../trace/json.ts";

/** The objects of a list field; empty where there is no such list. */
export function objectsAt(value: JsonObject, key: string): readonly JsonObject[] {
  const list = value[key];
  return isJsonList(list) ? list.filter(isJsonObject) : [];
}

/** A text field; "" where there is none. */
export function textAt(value: JsonObject, key: string): string {
  const text = value[key];
  return typeof text === "string" ? text : "";
}

/** The object of a field; empty where there is no such object. */
export function objectAt(value: JsonObject, key: string): JsonObject {
  const child = value[key];
  return isJsonObject(child) ? child : {};
}
