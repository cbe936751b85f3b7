import type { JsonValue } from "../../json.ts";
import { isJsonValue, parseJsonText } from "../../json.ts";
import { isFields } from "../fields.ts";
import { type TextOrigin, textOriginOf } from "../grown-text.ts";
import type { DropList, Place } from "../imported.ts";
import { childPlace } from "../imported.ts";
import { readAnyValue, textOfAnyValue } from "./any-value.ts";
import { isReadable } from "./is-readable.ts";

/** Where attributes stand: under the keys of what lies at a place, `attributes` where none is said. */
type AttributesOrigin = {
  readonly around: Place;
  readonly keys?: readonly string[];
  readonly drops: DropList;
};

/** The attributes of a span, a log record or a resource, by key; all is decoded when it is asked for. */
export class Attributes {
  static readonly none = new Attributes(undefined, undefined);
  readonly #source: unknown;
  readonly #origin: AttributesOrigin | undefined;
  #known: Map<string, unknown> | undefined;
  #characters = 0;

  private constructor(source: unknown, origin: AttributesOrigin | undefined) {
    this.#source = source;
    this.#origin = origin;
  }

  /** Reads OTLP's list of keys and values, or an object of them. A key that comes twice has its last value. */
  static read(value: unknown, origin: AttributesOrigin): Attributes {
    return value === undefined || value === null ? Attributes.none : new Attributes(value, origin);
  }

  get #values(): ReadonlyMap<string, unknown> {
    this.#known ??= this.#readSource();
    return this.#known;
  }

  #readSource(): Map<string, unknown> {
    const values = new Map<string, unknown>();
    const source = this.#source;
    if (Array.isArray(source)) {
      for (let index = 0; index < source.length; index += 1) {
        const item: unknown = source[index];
        const key = isFields(item) ? item["key"] : undefined;
        if (!isFields(item) || typeof key !== "string") {
          this.#drop("attribute without a key", index);
          continue;
        }
        const { value } = item;
        values.set(key, value);
        const text = textOfAnyValue(value);
        if (text !== undefined) this.#characters += text.length;
        else if (!isReadable(value)) this.#drop("value that cannot be read", index);
      }
    } else if (isFields(source)) {
      for (const key of Object.keys(source)) values.set(key, source[key]);
    } else if (source !== undefined) {
      this.#drop("attributes that are neither a list nor an object");
    }
    return values;
  }

  #drop(reason: string, index?: number): void {
    const place = this.#place();
    this.#origin?.drops.add(index === undefined ? place : childPlace(place, index), reason);
  }

  #place(): Place {
    if (this.#origin === undefined) return { path: "" };
    const { around, keys = ["attributes"] } = this.#origin;
    return keys.reduce((place: Place, key) => childPlace(place, key), around);
  }

  /** How much text they hold, in characters. */
  get characters(): number {
    this.#known ??= this.#readSource();
    return this.#characters;
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

  /** Where the text under a key comes from; `undefined` where that is not known. */
  originOf(key: string): TextOrigin | undefined {
    const raw = this.#values.get(key);
    return isFields(raw) ? textOriginOf(raw) : undefined;
  }

  /** The value; text that is a JSON object or list is parsed. */
  structure(key: string): JsonValue | undefined {
    const value = this.value(key);
    return typeof value === "string" ? (parseStructure(value) ?? value) : value;
  }

  /**
   * The same for what nearly every span repeats, such as the catalog of tools: the same text is parsed once, and gives
   * the same object again.
   */
  repeated(key: string): JsonValue | undefined {
    const value = this.value(key);
    return typeof value === "string" ? (parseRepeated(value) ?? value) : value;
  }

  /** The place of one of them, for what is said about it. */
  placeOf(key: string): Place {
    const place = this.#place();
    if (!Array.isArray(this.#source)) return childPlace(place, key);
    const index = this.#source.findLastIndex(
      (item: unknown) => isFields(item) && item["key"] === key,
    );
    return index === -1 ? place : childPlace(place, index);
  }
}

/** The latest texts that were parsed and are likely to come again, the latest last. */
const repeatedTexts: { readonly text: string; readonly value: JsonValue | undefined }[] = [];
const mostRepeated = 16;

function parseRepeated(text: string): JsonValue | undefined {
  const known = repeatedTexts.findLast((repeated) => repeated.text === text);
  if (known !== undefined) return known.value;
  const value = parseStructure(text);
  repeatedTexts.push({ text, value });
  if (repeatedTexts.length > mostRepeated) repeatedTexts.shift();
  return value;
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
