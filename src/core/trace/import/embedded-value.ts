import type { JsonValue } from "../json.ts";
import { isJsonValue, maxJsonDepth, parseJsonText } from "../json.ts";
import type { DropList, Place } from "./imported.ts";
import { parsePythonLiteral } from "./python-literal.ts";

/**
 * The arguments of a call: an object, JSON text, or the `repr` of a Python dict; text that is none of these stays text.
 *
 * "" is how the API writes a call without arguments: an empty object.
 */
export function parseArguments(
  value: unknown,
  place: Place,
  drops: DropList,
): JsonValue | undefined {
  if (typeof value !== "string") return checked(value, place, drops);
  if (value.trim() === "") return {};
  return structureIn(value) ?? value;
}

/**
 * What a tool answered, structured where the text is JSON or a Python container.
 *
 * A bare number, boolean or `null` is only taken for JSON where writing it again gives the same text, so that `255.0`
 * and an id such as `0042` keep their digits.
 */
export function parseToolContent(
  value: unknown,
  place: Place,
  drops: DropList,
): JsonValue | undefined {
  if (value === null) return undefined;
  if (typeof value !== "string") return checked(value, place, drops);
  return structureIn(value) ?? scalarIn(value);
}

function structureIn(text: string): JsonValue | undefined {
  const first = text.trimStart()[0];
  if (first !== "{" && first !== "[" && first !== "(") return undefined;
  const json = first === "(" ? undefined : jsonIn(text);
  const value = json ?? parsePythonLiteral(text);
  return typeof value === "object" && value !== null ? value : undefined;
}

function scalarIn(text: string): JsonValue {
  const value = jsonIn(text);
  return value !== undefined && typeof value !== "string" && JSON.stringify(value) === text.trim()
    ? value
    : text;
}

/** `undefined` where the text is no JSON, or nests deeper than is safe to walk. */
function jsonIn(text: string): JsonValue | undefined {
  try {
    const value = parseJsonText(text);
    return isJsonValue(value) ? value : undefined;
  } catch (error) {
    // A RangeError is V8's answer to nesting that its own parser cannot walk.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function checked(value: unknown, place: Place, drops: DropList): JsonValue | undefined {
  if (value === undefined || isJsonValue(value)) return value;
  drops.add(place, `value that is no JSON or nests deeper than ${maxJsonDepth}`);
  return undefined;
}
