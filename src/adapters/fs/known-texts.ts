import type { TextOrigin } from "../../core/trace/import/grown-text.ts";

/** How many texts are remembered under one key, of how many keys, and how many bytes of all. */
const mostOfKey = 16;
const mostKeys = 64;
const mostBytes = 4_000_000;
/** A longer text is parsed each time. */
const longestText = 500_000;
/** After how many texts more that were new than were known a key is left alone, and for how many. */
const mostNews = 16;
const restTexts = 500;

const openingBracket = 0x5b;
const closingBracket = 0x5d;

/** A text that was read, with its bytes as they stood in the file; of a list without its last bracket. */
export class KnownText {
  /** How many bytes are compared. */
  readonly length: number;
  readonly isList: boolean;
  readonly text: string;
  /** What the compared bytes say. */
  readonly body: string;
  readonly #bytes: Buffer;
  /** Whether what is behind its bytes belongs to a text that grew from it. */
  #isGrown = false;

  private constructor(bytes: Buffer, whole: number, said: { text: string; body?: string }) {
    this.isList = bytes[0] === openingBracket && bytes[whole - 1] === closingBracket;
    this.length = this.isList ? whole - 1 : whole;
    this.text = said.text;
    this.body = this.isList ? (said.body ?? said.text.slice(0, -1)) : said.text;
    this.#bytes = bytes;
  }

  static of(raw: Buffer, text: string): KnownText {
    return new KnownText(Buffer.from(raw), raw.length, { text });
  }

  /** The text that begins with this one, whose bytes are `raw`, and goes on with `more`. */
  grow(raw: Buffer, more: string): KnownText {
    // Joined texts stay in pieces until somebody reads them, and nobody does where a list grew.
    const said = { text: this.body + more, body: this.body + more.slice(0, -1) };
    const { length } = this;
    if (this.#isGrown || this.#bytes.length < raw.length) {
      const bytes = Buffer.allocUnsafeSlow(2 * raw.length);
      raw.copy(bytes);
      return new KnownText(bytes, raw.length, said);
    }
    this.#isGrown = true;
    raw.copy(this.#bytes, length, length);
    return new KnownText(this.#bytes, raw.length, said);
  }

  /** How much memory its bytes take. */
  get size(): number {
    return this.#bytes.length;
  }

  begins(line: Buffer, start: number): boolean {
    const { length } = this;
    const bytes = this.#bytes;
    const end = start + length;
    // Most that differ do so where they end.
    return (
      end < line.length &&
      line[end - 1] === bytes[length - 1] &&
      line[end - 5] === bytes[length - 5] &&
      line.compare(bytes, 0, length, start, end) === 0
    );
  }
}

type Bucket = {
  /** The latest last. */
  readonly texts: KnownText[];
  news: number;
  rest: number;
};

/** The latest long texts of a file under each key of its attributes, in bounded memory. */
export class KnownTexts {
  #buckets = new Map<string, Bucket>();
  #bytes = 0;

  /** Whether the texts of a key are likely to repeat. */
  isWorthAsking(key: string): boolean {
    const bucket = this.#buckets.get(key);
    if (bucket === undefined || bucket.news < mostNews) return true;
    bucket.rest += 1;
    if (bucket.rest < restTexts) return false;
    bucket.rest = 0;
    bucket.news = mostNews / 2;
    return true;
  }

  /** The latest known text that the text at a place begins with. */
  beginningOf(key: string, line: Buffer, start: number): KnownText | undefined {
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) return undefined;
    const known = bucket.texts.findLast((text) => text.begins(line, start));
    bucket.news = known === undefined ? bucket.news + 1 : Math.max(0, bucket.news - 1);
    return known;
  }

  /**
   * Remembers a text of which `known` is the beginning, and `more` what it says behind that.
   *
   * @param raw its bytes as they stand in the file.
   */
  add(
    key: string,
    raw: Buffer,
    { known, more }: { readonly known: KnownText | undefined; readonly more: string },
  ): { readonly text: string; readonly origin?: TextOrigin } {
    if (known !== undefined && more === (known.isList ? "]" : "")) return { text: known.text };
    const fresh = known === undefined ? KnownText.of(raw, more) : known.grow(raw, more);
    if (raw.length <= longestText) this.#remember(key, fresh, known);
    const grown =
      known?.isList === true && more.startsWith(",") ? { from: known, more } : undefined;
    return { text: fresh.text, origin: { mark: fresh, ...(grown !== undefined && { grown }) } };
  }

  #remember(key: string, fresh: KnownText, instead: KnownText | undefined): void {
    if (this.#bytes > mostBytes || this.#buckets.size >= mostKeys) {
      this.#buckets = new Map();
      this.#bytes = 0;
    }
    const { texts } = this.#bucketOf(key);
    const at = instead === undefined ? -1 : texts.lastIndexOf(instead);
    const [gone] = at === -1 ? [] : texts.splice(at, 1);
    texts.push(fresh);
    const oldest = texts.length > mostOfKey ? texts.shift() : undefined;
    this.#bytes += fresh.size - (gone?.size ?? 0) - (oldest?.size ?? 0);
  }

  #bucketOf(key: string): Bucket {
    const known = this.#buckets.get(key);
    if (known !== undefined) return known;
    const bucket = { texts: [], news: 0, rest: 0 };
    this.#buckets.set(key, bucket);
    return bucket;
  }
}
