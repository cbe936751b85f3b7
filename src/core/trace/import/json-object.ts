import type { JsonValue } from "../json.ts";

/** Whether a JSON value is an object. */
export function isJsonObject(value: unknown): value is { readonly [key: string]: JsonValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
