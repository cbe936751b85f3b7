import type { JsonValue } from "../trace/json.ts";

/** What `{{name}}` in a request may stand for. */
export const requestValues = [
  "message",
  "history",
  "messages",
  "turn",
  "session",
  "agentSession",
  "seed",
  "modelBaseUrl",
] as const;

export type RequestValues = Readonly<Record<(typeof requestValues)[number], JsonValue>>;

const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g;

/**
 * Fills a template of a request's body. A text that is one placeholder becomes the value itself, so that `{{history}}`
 * is a list and `{{turn}}` a number; elsewhere the value stands in the text.
 */
export function fillBody(template: JsonValue, values: RequestValues): JsonValue {
  if (typeof template === "string") {
    const [only] = template.matchAll(placeholder);
    if (only !== undefined && only[0] === template.trim()) return valueOf(only[1], values);
    return fillText(template, values);
  }
  if (Array.isArray(template)) return template.map((item) => fillBody(item, values));
  if (typeof template !== "object" || template === null) return template;
  return Object.fromEntries(
    Object.entries(template).map(([key, value]) => [key, fillBody(value, values)]),
  );
}

/** Fills a text; `encode` makes a value safe where it is put, such as in an address. */
export function fillText(
  template: string,
  values: RequestValues,
  encode: (text: string) => string = (text) => text,
): string {
  return template.replaceAll(placeholder, (_, name: string) => {
    const value = valueOf(name, values);
    return encode(typeof value === "string" ? value : JSON.stringify(value));
  });
}

/** The names in a template that stand for nothing, each once. */
export function unknownPlaceholders(template: JsonValue): readonly string[] {
  const names = [...JSON.stringify(template).matchAll(placeholder)].map(([, name = ""]) => name);
  return [...new Set(names)].filter((name) => !isKnown(name));
}

/** Whether a template says what this stands for. */
export function usesPlaceholder(template: JsonValue, name: keyof RequestValues): boolean {
  return [...JSON.stringify(template).matchAll(placeholder)].some(([, used]) => used === name);
}

/** Unknown names were refused with the configuration. */
function valueOf(name: string | undefined, values: RequestValues): JsonValue {
  return name !== undefined && isKnown(name) ? values[name] : "";
}

function isKnown(name: string): name is keyof RequestValues {
  return requestValues.some((known) => known === name);
}
