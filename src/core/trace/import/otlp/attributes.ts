import type { JsonValue } from "../../json.ts";
import { isJsonValue, parseJsonText } from "../../json.ts";
import type { Fields } from "../fields.ts";
import { isFields } from "../fields.ts";
import type { DropList, Place } from "../imported.ts";
import { childPlace } from "../imported.ts";
import { readAnyValue, textOfAnyValue } from "./any-value.ts";

/** The attributes of a span, a log record or a resource, by key; a value is decoded when it is asked for. */
export class Attributes {
  static readonly none = new Attributes({ path: "" });
  readonly #values = new Map<string, unknown>();
  readonly #place: Place;
  /** Whether they stood in a list, so that a place has an index. */
  #isList = false;

  constructor(place: Place) {
    this.#place = place;
  }

  /** Reads OTLP's list of keys and values, or an object of them. A key that comes twice has its last value. */
  static read(value: unknown, place: Place, drops: DropList): Attributes {
    if (value === undefined || value === null) return Attributes.none;
    const attributes = new Attributes(place);
    if (Array.isArray(value)) attributes.#readList(value, drops);
    else if (isFields(value)) attributes.#readObject(value);
    else drops.add(place, "attributes that are neither a list nor an object");
    return attributes;
  }

  #readList(list: readonly unknown[], drops: DropList): void {
    this.#isList = true;
    for (const [index, item] of list.entries()) {
      const key = isFields(item) ? item["key"] : undefined;
      if (typeof key === "string" && isFields(item)) this.#values.set(key, item["value"]);
      else drops.add(childPlace(this.#place, index), "attribute without a key");
    }
  }

  #readObject(object: Fields): void {
    for (const [key, value] of Object.entries(object)) this.#values.set(key, value);
  }

  get size(): number {
    return this.#values.size;
  }

  keys(): Iterable<string> {
    return this.#values.keys();
  }

  has(key: string): boolean {
    return this.#values.has(key);
  }

  /** Text, or a number as its text; an empty text is one. `undefined` for anything else. */
  text(key: string): string | undefined {
    const raw = this.#values.get(key);
    if (raw === undefined) return undefined;
    const text = textOfAnyValue(raw);
    if (text !== undefined) return text;
    const value = readAnyValue(raw);
    return typeof value === "number" ? String(value) : undefined;
  }

  /** The first of several keys that holds text which is not empty. */
  firstText(keys: readonly string[]): string | undefined {
    for (const key of keys) {
      const text = this.text(key);
      if (text !== undefined && text !== "") return text;
    }
    return undefined;
  }

  /** A number, or text that is one. */
  number(key: string): number | undefined {
    const raw = this.#values.get(key);
    if (raw === undefined) return undefined;
    const value = readAnyValue(raw);
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    return typeof number === "number" && Number.isFinite(number) ? number : undefined;
  }

  /** The value as it stands. */
  value(key: string): JsonValue | undefined {
    const raw = this.#values.get(key);
    return raw === undefined ? undefined : readAnyValue(raw);
  }

  /** The value; text that is a JSON object or list is parsed. */
  structure(key: string): JsonValue | undefined {
    const value = this.value(key);
    return typeof value === "string" ? (parseStructure(value) ?? value) : value;
  }

  /** The place of one of them, for what is said about it. */
  placeOf(key: string): Place {
    if (!this.#isList) return childPlace(this.#place, key);
    let index = 0;
    for (const known of this.#values.keys()) {
      if (known === key) return childPlace(this.#place, index);
      index += 1;
    }
    return this.#place;
  }
}

/** The object or list that a text holds as JSON; `undefined` where it holds none or one that nests too deep. */
export function parseStructure(text: string): JsonValue | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    const value = parseJsonText(text);
    return isJsonValue(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}
