import type { JsonValue } from "../../trace/json.ts";

/** Largest text that is read as JSON, in UTF-16 units; no answer to a person is longer. */
const maxLength = 1_000_000;

/** The value that a text is in JSON; a text around it makes it unreadable. */
export function parseJson(
  text: string,
): { readonly kind: "json"; readonly value: JsonValue } | { readonly kind: "unreadable" } {
  if (text.length > maxLength) return { kind: "unreadable" };
  try {
    const value: JsonValue = JSON.parse(text);
    return { kind: "json", value };
  } catch {
    // Told as a finding about the reply; the parser's own words depend on the engine.
    return { kind: "unreadable" };
  }
}

/** Deepest nesting that is held to a schema: validators recurse. */
const maxDepth = 200;

/** Whether lists and objects stand in each other deeper than a validator can follow. */
export function isTooDeep(value: JsonValue): boolean {
  let level: readonly JsonValue[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) return true;
    level = level.flatMap((child) =>
      typeof child === "object" && child !== null ? Object.values(child) : [],
    );
  }
  return false;
}
