import type { JsonValue } from "./json.ts";

/**
 * One text for one value: keys sorted by code unit, no white space, absent fields left out.
 *
 * Two values with the same meaning have the same text, whatever the order in which their fields were written,
 * so digests are made of it. The value must nest no deeper than the stack allows; parsed files are capped.
 */
export function canonicalJson(value: JsonValue | object): string {
  return JSON.stringify(value, (_key, child: unknown) =>
    isPlainObject(child) ? sorted(child) : child,
  );
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sorted(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  // Integer-like keys come first in every object; that order is the same for every writer too.
  return Object.fromEntries(
    Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
  );
}
