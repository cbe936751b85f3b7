import type { JsonValue } from "../json.ts";
import { maxJsonDepth } from "../json.ts";

/**
 * Reads the `repr` of a Python value made of dicts, lists, tuples, strings, numbers, `True`, `False` and `None`.
 *
 * Home-made logs write `str(arguments)` where JSON was meant. `undefined` where the text is anything else: no name is
 * looked up and nothing is evaluated. A tuple becomes a list, a key that is no string becomes its text (as Python's own
 * `json.dumps` does), and a whole number that a double cannot hold stays text.
 */
export function parsePythonLiteral(text: string): JsonValue | undefined {
  const reader = new Reader(text);
  try {
    const value = reader.value(maxJsonDepth);
    reader.end();
    return value;
  } catch (error) {
    if (error instanceof NotALiteral) return undefined;
    throw error;
  }
}

class NotALiteral extends Error {}

const whiteSpace = /\s*/y;
const number = /[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const word = /[A-Za-z_]\w*/y;
const plainText = { "'": /[^'\\\n]+/y, '"': /[^"\\\n]+/y };
const escapeSequence =
  /\\(?:([\\'"abfnrtv])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3}))/y;

const words: ReadonlyMap<string, JsonValue> = new Map<string, JsonValue>([
  ["True", true],
  ["False", false],
  ["None", null],
]);

const controls: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depthLeft: number): JsonValue {
    if (depthLeft < 0) throw new NotALiteral();
    const first = this.#peek();
    if (first === "{") return this.#dict(depthLeft);
    if (first === "[") return this.#items("[", "]", depthLeft).values;
    if (first === "(") return this.#tuple(depthLeft);
    if (first === "'" || first === '"') return this.#string(first);
    const digits = this.#take(number);
    if (digits !== undefined) return toNumber(digits);
    const constant = words.get(this.#take(word) ?? "");
    if (constant === undefined) throw new NotALiteral();
    return constant;
  }

  end(): void {
    if (this.#peek() !== undefined) throw new NotALiteral();
  }

  #dict(depthLeft: number): JsonValue {
    const entries: [string, JsonValue][] = [];
    this.#expect("{");
    while (!this.#skip("}")) {
      const key = this.value(depthLeft - 1);
      if (typeof key === "object" && key !== null) throw new NotALiteral();
      this.#expect(":");
      entries.push([String(key), this.value(depthLeft - 1)]);
      this.#separate("}");
    }
    // Unlike assignment, this makes a field of `__proto__` too.
    return Object.fromEntries(entries);
  }

  #tuple(depthLeft: number): JsonValue {
    const { values, hasComma } = this.#items("(", ")", depthLeft);
    const [only] = values;
    return values.length === 1 && only !== undefined && !hasComma ? only : values;
  }

  #items(
    open: string,
    close: string,
    depthLeft: number,
  ): { readonly values: readonly JsonValue[]; readonly hasComma: boolean } {
    const values: JsonValue[] = [];
    let hasComma = false;
    this.#expect(open);
    while (!this.#skip(close)) {
      values.push(this.value(depthLeft - 1));
      hasComma = this.#separate(close) || hasComma;
    }
    return { values, hasComma };
  }

  #string(delimiter: "'" | '"'): string {
    this.#expect(delimiter);
    const parts: string[] = [];
    while (this.#text[this.#at] !== delimiter) {
      const part = this.#take(plainText[delimiter], { skipsSpace: false }) ?? this.#escaped();
      parts.push(part);
    }
    this.#at += 1;
    return parts.join("");
  }

  #escaped(): string {
    escapeSequence.lastIndex = this.#at;
    const found = escapeSequence.exec(this.#text);
    if (found === null) throw new NotALiteral();
    this.#at = escapeSequence.lastIndex;
    const [, single, x, u, long, octal] = found;
    if (single !== undefined) return controls[single] ?? single;
    const hex = x ?? u ?? long;
    const code = hex === undefined ? Number.parseInt(octal ?? "", 8) : Number.parseInt(hex, 16);
    if (code > 0x10ffff) throw new NotALiteral();
    return String.fromCodePoint(code);
  }

  /** Consumes the comma between two items; false where the list ends without one. */
  #separate(close: string): boolean {
    if (this.#skip(",")) return true;
    if (this.#peek() !== close) throw new NotALiteral();
    return false;
  }

  #peek(): string | undefined {
    whiteSpace.lastIndex = this.#at;
    whiteSpace.exec(this.#text);
    this.#at = whiteSpace.lastIndex;
    return this.#text[this.#at];
  }

  #skip(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#at += 1;
    return true;
  }

  #expect(character: string): void {
    if (!this.#skip(character)) throw new NotALiteral();
  }

  #take(pattern: RegExp, { skipsSpace = true } = {}): string | undefined {
    if (skipsSpace) this.#peek();
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at = pattern.lastIndex;
    return found;
  }
}

function toNumber(digits: string): number | string {
  const value = Number(digits);
  const isWhole = /^[+-]?\d+$/.test(digits);
  return (isWhole && !Number.isSafeInteger(value)) || !Number.isFinite(value) ? digits : value;
}
