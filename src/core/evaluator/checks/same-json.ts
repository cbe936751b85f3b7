import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "../../trace/json.ts";

/**
 * Whether two JSON values are the same, whatever the order of keys.
 *
 * Depth is bounded: beyond it values are taken for different, so that hostile nesting fails a check
 * instead of the program.
 */
export function isSameJson(a: JsonValue, b: JsonValue, depth = 0): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (depth > maxDepth) return false;
  if (isJsonList(a) || isJsonList(b)) {
    if (!isJsonList(a) || !isJsonList(b) || a.length !== b.length) return false;
    return a.every((child, index) => isSameJson(child, b[index] ?? null, depth + 1));
  }
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && isWithin(a, b, depth);
}

/** Whether every field of one object stands in the other with the same value. */
function isWithin(part: JsonObject, whole: JsonObject, depth = 0): boolean {
  if (depth > maxDepth) return false;
  return Object.entries(part).every(([key, value]) => {
    if (!Object.hasOwn(whole, key)) return false;
    return isSameJson(value, whole[key] ?? null, depth + 1);
  });
}

/** Whether every field of an object, or every item of a list, stands in the other; other values must be the same. */
export function isPart(part: JsonValue, whole: JsonValue): boolean {
  if (isJsonObject(part) && isJsonObject(whole)) return isWithin(part, whole);
  if (typeof part !== "object" || typeof whole !== "object" || part === null || whole === null) {
    return isSameJson(part, whole);
  }
  if (!isJsonList(part) || !isJsonList(whole)) return false;
  return part.every((item) => whole.some((other) => isSameJson(item, other)));
}

const maxDepth = 100;
