import { isUtf8 } from "node:buffer";
import { randomBytes } from "node:crypto";
import { isFields } from "../../core/trace/import/fields.ts";
import { setTextOrigin } from "../../core/trace/import/grown-text.ts";
import { parseJsonText } from "../../core/trace/json.ts";
import { type KnownText, KnownTexts } from "./known-texts.ts";

/** What stands before each text of an OTLP document. Within a text its quotes would be escaped. */
const marker = Buffer.from('"stringValue":');
/** Shorter lines and texts are parsed as fast as they are compared (docs/decisions/0017). */
const shortestLine = 16_384;
const shortestText = 1_024;
/** Where a value may be that holds a text, counted from the top of a document. */
const deepest = 16;
/** How many long texts of one line are looked at. */
const mostFound = 32;

const quote = 0x22;
const backslash = 0x5c;
const space = 0x20;

/** A long text of a line: from behind its quote to its closing one, and what it begins with that is known. */
type Found = {
  readonly key: string;
  readonly start: number;
  readonly end: number;
  readonly known: KnownText | undefined;
};

/**
 * Parses lines of OTLP of which most has been parsed before: each call of a model sends the whole talk so far, the
 * prompt and the tools again.
 *
 * The bytes of long texts are compared with those of earlier lines; what repeats is left out of the line, and joined
 * to it again when the rest has been parsed. The value is what parsing the whole line gives.
 */
export class RepeatedTexts {
  readonly #known = new KnownTexts();
  /** Stands for what was left out; no file can hold it. */
  readonly #stand = `${randomBytes(12).toString("hex")}:`;

  /** The value of a line; `undefined` where it has to be parsed whole, by somebody else. */
  parse(line: Buffer): unknown {
    if (line.length < shortestLine) return undefined;
    const found = this.#find(line);
    if (found.length === 0 || !isUtf8(line)) return undefined;
    const value = parsed(this.#shortened(line, found));
    const texts = new Joining(line, { found, stand: this.#stand, known: this.#known });
    texts.join(value, deepest);
    // A text in an unusual place, such as under a key that comes twice.
    return texts.isWhole ? value : undefined;
  }

  #find(line: Buffer): readonly Found[] {
    const found: Found[] = [];
    let at = line.indexOf(marker);
    while (at !== -1 && found.length < mostFound) {
      let start = at + marker.length;
      while (line[start] === space) start += 1;
      start += 1;
      let end = start;
      if (line[start - 1] === quote) {
        end = endOfText(line, start, Math.min(line.length, start + shortestText));
        if (line[end] !== quote) end = this.#findLong(line, { at, start, from: end }, found);
      }
      at = line.indexOf(marker, end);
    }
    return found;
  }

  /** @returns from where to look for the next text. */
  #findLong(
    line: Buffer,
    { at, start, from }: { readonly at: number; readonly start: number; readonly from: number },
    found: Found[],
  ): number {
    const key = keyBefore(line, at);
    if (key === undefined || !this.#known.isWorthAsking(key)) return from;
    const known = this.#known.beginningOf(key, line, start);
    const end = endOfText(line, known === undefined ? from : start + known.length, line.length);
    if (end >= line.length) return line.length;
    found.push({ key, start, end, known });
    return end + 1;
  }

  #shortened(line: Buffer, found: readonly Found[]): string {
    let text = "";
    let from = 0;
    for (const [index, { start, known }] of found.entries()) {
      text += line.toString("utf8", from, start) + this.#stand + String.fromCharCode(0x30 + index);
      from = start + (known?.length ?? 0);
    }
    return text + line.toString("utf8", from);
  }
}

/** Puts the texts of a line back into its value. */
class Joining {
  readonly #line: Buffer;
  readonly #found: readonly Found[];
  readonly #stand: string;
  readonly #known: KnownTexts;
  #joined = 0;

  constructor(
    line: Buffer,
    given: {
      readonly found: readonly Found[];
      readonly stand: string;
      readonly known: KnownTexts;
    },
  ) {
    this.#line = line;
    this.#found = given.found;
    this.#stand = given.stand;
    this.#known = given.known;
  }

  /** Whether each text was put back. */
  get isWhole(): boolean {
    return this.#joined === this.#found.length;
  }

  join(value: unknown, depthLeft: number): void {
    if (typeof value !== "object" || value === null || depthLeft === 0 || this.isWhole) return;
    if (Array.isArray(value)) {
      for (const item of value) this.join(item, depthLeft - 1);
      return;
    }
    if (!isFields(value)) return;
    for (const key in value) {
      const child = value[key];
      if (typeof child === "object") this.join(child, depthLeft - 1);
      else if (key === "stringValue" && typeof child === "string") this.#joinText(value, child);
    }
  }

  #joinText(holder: object, text: string): void {
    if (!text.startsWith(this.#stand)) return;
    const found = this.#found[text.charCodeAt(this.#stand.length) - 0x30];
    if (found === undefined) return;
    this.#joined += 1;
    const { key, start, end, known } = found;
    const more = text.slice(this.#stand.length + 1);
    const raw = this.#line.subarray(start, end);
    const { text: whole, origin } = this.#known.add(key, raw, { known, more });
    Reflect.set(holder, "stringValue", whole);
    if (origin !== undefined) setTextOrigin(holder, origin);
  }
}

function parsed(text: string): unknown {
  try {
    return parseJsonText(text);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Where the closing quote of a text stands, which is looked for from behind a whole character; else `limit` or behind. */
function endOfText(line: Buffer, from: number, limit: number): number {
  let at = from;
  while (at < limit) {
    const byte = line[at];
    if (byte === quote) return at;
    at += byte === backslash ? 2 : 1;
  }
  return at;
}

/** The key of an attribute, which stands before `"value":{`; `undefined` where something else does. */
function keyBefore(line: Buffer, before: number): string | undefined {
  const lowest = Math.max(0, before - 120);
  let quotes = 0;
  let end = before;
  for (let at = before - 1; at >= lowest; at -= 1) {
    if (line[at] !== quote) continue;
    quotes += 1;
    if (quotes === 3) end = at;
    if (quotes === 4) return line.toString("latin1", at + 1, end);
  }
  return undefined;
}
