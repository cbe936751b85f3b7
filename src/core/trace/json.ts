/** A value that JSON can carry. `undefined`, functions and cycles cannot stand in it. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

export type JsonObject = { readonly [key: string]: JsonValue };

/** Whether a value is an object, and neither a list nor null. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is a list. (`Array.isArray` would call it a list of anything.) */
export function isJsonList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** A field of the object's own; inherited names such as `constructor` are no fields. */
export function ownField(value: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Values that nest deeper are refused: no honest log does, and recursion over them would end in a crash. */
export const maxJsonDepth = 64;

/** Whether a value of unknown origin is JSON and nests no deeper than `maxJsonDepth`. Cycles nest for ever. */
export function isJsonValue(value: unknown, depthLeft = maxJsonDepth): value is JsonValue {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || depthLeft === 0) return false;
  // No function and no list of values for each: every result of a tool is walked through here.
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1)
      if (!isJsonValue(value[index], depthLeft - 1)) return false;
    return true;
  }
  for (const key of Object.keys(value))
    if (!isJsonValue(Reflect.get(value, key), depthLeft - 1)) return false;
  return true;
}

/**
 * Parses JSON text and loses no digit: a whole number that a double cannot hold stays the text it was.
 *
 * @throws SyntaxError where the text is not JSON, RangeError where it nests too deep to be parsed at all.
 */
export function parseJsonText(text: string): unknown {
  return mayHoldLongInteger(text) ? JSON.parse(text, keepLongInteger) : JSON.parse(text);
}

const longDigits = 16;

/**
 * Whether digits may be a number that a double cannot hold. Asking the parser of each value costs four times the
 * parsing, and logs are full of long digits that are none: ids and times between quotes, fractions.
 *
 * Looks at each sixteenth character: that many digits cannot stand between two of them.
 */
function mayHoldLongInteger(text: string): boolean {
  let at = longDigits - 1;
  while (at < text.length) {
    if (!isDigit(text.charCodeAt(at))) {
      at += longDigits;
      continue;
    }
    let start = at;
    while (start > 0 && isDigit(text.charCodeAt(start - 1))) start -= 1;
    let end = at + 1;
    while (end < text.length && isDigit(text.charCodeAt(end))) end += 1;
    const before = text[start - 1];
    if (end - start >= longDigits && before !== '"' && before !== ".") return true;
    at = end + longDigits;
  }
  return false;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function keepLongInteger(
  _key: string,
  value: unknown,
  context?: { readonly source: string },
): unknown {
  const isLossy =
    typeof value === "number" &&
    !Number.isSafeInteger(value) &&
    /^-?\d+$/.test(context?.source ?? "");
  return isLossy ? context?.source : value;
}
