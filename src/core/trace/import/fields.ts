import type { DropList, Place } from "./imported.ts";
import { childPlace } from "./imported.ts";

/** An object of foreign origin whose fields may be anything. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is an object, and neither a list nor null. */
export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A field's text; a number counts as text, since ids are written either way. Inherited names are no fields. */
export function textField(fields: Fields, key: string): string | undefined {
  const value = Object.hasOwn(fields, key) ? fields[key] : undefined;
  if (typeof value === "number") return String(value);
  return typeof value === "string" ? value : undefined;
}

/** The same for an id; some exporters write "" for one that they do not know. */
export function idField(fields: Fields, key: string): string | undefined {
  const id = textField(fields, key);
  return id === "" ? undefined : id;
}

/** Reports each of these fields that holds something and neither text nor a number, which is all that is read of them. */
export function dropOddTexts(
  fields: Fields,
  keys: readonly string[],
  place: Place,
  drops: DropList,
): void {
  for (const key of keys) {
    const value = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (typeof value === "string" || typeof value === "number" || isNothing(value)) continue;
    drops.add(childPlace(place, key), "field that should hold text");
  }
}

/** Reports each field that is not in `known` and holds something: `null`, "", [] and {} lose nothing. */
export function dropOtherFields(
  fields: Fields,
  known: readonly string[],
  place: Place,
  drops: DropList,
): void {
  for (const [key, value] of Object.entries(fields)) {
    if (!known.includes(key) && !isNothing(value)) {
      drops.add(childPlace(place, key), "field that a session has no place for");
    }
  }
}

/** Whether a field holds nothing: `null`, "", [] and {} lose nothing where they are left out. */
export function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
