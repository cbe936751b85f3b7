import { isUtf8 } from "node:buffer";
import { randomBytes } from "node:crypto";
import { isFields } from "../../core/trace/import/fields.ts";
import { setTextOrigin } from "../../core/trace/import/grown-text.ts";
import { parseJsonText } from "../../core/trace/json.ts";
import { BytePattern } from "./byte-pattern.ts";
import { type KnownText, KnownTexts } from "./known-texts.ts";

/** What stands before each text of an OTLP document. Within a text its quotes would be escaped. */
const marker = new BytePattern('"stringValue":');
/** Shorter lines and texts are parsed as fast as they are compared (docs/decisions/0017). */
const shortestLine = 16_384;
const shortestText = 1_024;
/** Where a value may be that holds a text, counted from the top of a document. */
const deepest = 16;
/** How many long texts of one line are looked at, and how many digits their numbers have. A line holds many spans. */
const mostFound = 10_000;
const numberDigits = 4;
/** Most values end before that; of the others it is asked at once whether they are known. */
const shortValue = 64;

const quote = 0x22;
const backslash = 0x5c;
const space = 0x20;
const comma = 0x2c;
const openingBracket = 0x5b;

/** A long text of a line: from behind its quote to its closing one, and what it begins with that is known. */
type Found = {
  readonly start: number;
  readonly known: KnownText | undefined;
  /** The text itself; the same as what is known where nothing is behind that. */
  readonly whole: KnownText;
  /** What is known, where both are lists and more items follow. */
  readonly grownFrom?: KnownText;
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
  /** Stands for what was left out, with a number behind it; no file can hold it. */
  readonly #stand = `${randomBytes(12).toString("hex")}:`;
  /** Where shortened lines are made, again and again. */
  #scratch = Buffer.allocUnsafeSlow(shortestLine);

  /** The value of a line; `undefined` where it has to be parsed whole, by somebody else. */
  parse(line: Buffer): unknown {
    if (line.length < shortestLine) return undefined;
    const found = this.#find(line);
    if (found.length === 0) return undefined;
    const rest = this.#shortened(line, found);
    // What was left out ends behind a whole character, and has been looked at where it first stood.
    const value = isUtf8(rest) ? parsed(rest.toString("utf8")) : undefined;
    if (joined(value, { found, stand: this.#stand })) return value;
    // It is no JSON, or has a text in an unusual place, such as under a key that comes twice. Nobody knows what was found.
    this.#known.forget();
    return undefined;
  }

  #find(line: Buffer): readonly Found[] {
    const found: Found[] = [];
    let at = marker.indexIn(line, 0);
    while (at !== -1 && found.length < mostFound) {
      let start = at + marker.length;
      while (line[start] === space) start += 1;
      start += 1;
      let end = start;
      if (line[start - 1] === quote) {
        end = endOfText(line, start, Math.min(line.length, start + shortValue));
        if (line[end] !== quote) end = this.#findLong(line, { at, start, from: end }, found);
      }
      at = marker.indexIn(line, end);
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
    if (end - start >= shortestText) {
      const whole = this.#known.add(key, { line, start, end }, known);
      const isGrown =
        known?.isList === true && whole.isList && line[start + known.length] === comma;
      found.push({ start, known, whole, ...(isGrown && { grownFrom: known }) });
    }
    return end + 1;
  }

  /** The line without what is known; where a list goes on, a bracket stands for its comma, so that the rest is one. */
  #shortened(line: Buffer, found: readonly Found[]): Buffer {
    const most = line.length + found.length * (this.#stand.length + numberDigits);
    if (this.#scratch.length < most) this.#scratch = Buffer.allocUnsafeSlow(2 * most);
    const scratch = this.#scratch;
    let length = 0;
    let from = 0;
    for (const [index, { start, known, grownFrom }] of found.entries()) {
      length += line.copy(scratch, length, from, start);
      const number = String(index).padStart(numberDigits, "0");
      length += scratch.write(this.#stand + number, length, "latin1");
      from = start + (known?.length ?? 0);
      if (grownFrom === undefined) continue;
      scratch[length] = openingBracket;
      length += 1;
      from += 1;
    }
    length += line.copy(scratch, length, from);
    return scratch.subarray(0, length);
  }
}

/** Where a text of a line was left out, and what stands there behind what is known: of a list, a list of more items. */
type Gap = { readonly holder: object; readonly more: string };

type Stands = { readonly found: readonly Found[]; readonly stand: string };

/** Puts the texts of a line back into its value, if all of them have a place there. */
function joined(value: unknown, { found, stand }: Stands): boolean {
  const gaps = new Gaps(stand);
  gaps.look(value, deepest);
  for (let index = 0; index < found.length; index += 1)
    if (gaps.list[index] === undefined) return false;
  // In the order of the line: a text may go on from one before it.
  for (let index = 0; index < found.length; index += 1) fill(gaps.list[index], found[index]);
  return true;
}

/** The gaps of a value by their numbers. */
class Gaps {
  readonly list: Gap[] = [];
  readonly #stand: string;

  constructor(stand: string) {
    this.#stand = stand;
  }

  look(value: unknown, depthLeft: number): void {
    if (typeof value !== "object" || value === null || depthLeft === 0) return;
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index += 1) this.look(value[index], depthLeft - 1);
      return;
    }
    if (!isFields(value)) return;
    for (const key in value) {
      const child = value[key];
      if (typeof child === "object") this.look(child, depthLeft - 1);
      else if (key === "stringValue" && typeof child === "string" && child.startsWith(this.#stand))
        this.#note(value, child);
    }
  }

  #note(holder: object, text: string): void {
    const start = this.#stand.length;
    const end = start + numberDigits;
    this.list[Number(text.slice(start, end))] = { holder, more: text.slice(end) };
  }
}

function fill(gap: Gap | undefined, found: Found | undefined): void {
  if (gap === undefined || found === undefined) return;
  const { holder, more } = gap;
  const { known, whole, grownFrom } = found;
  if (grownFrom !== undefined) {
    whole.sayItems(grownFrom, more);
    setTextOrigin(holder, { mark: whole, grown: { from: grownFrom, items: more } });
  } else if (whole !== known) {
    whole.say(known, more);
    setTextOrigin(holder, { mark: whole });
  }
  Reflect.set(holder, "stringValue", whole.text);
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
