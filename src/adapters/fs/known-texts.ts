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

/** Where the bytes of a text stand in a line: from `start` on, before `end`. */
export type TextPlace = { readonly line: Buffer; readonly start: number; readonly end: number };

/**
 * A text that was found, with its bytes as they stand in the file; of a list without its last bracket. What they say is
 * known once the rest of their line has been parsed.
 */
export class KnownText {
  /** How many bytes are compared. */
  readonly length: number;
  readonly isList: boolean;
  #text = "";
  /** What the compared bytes say. */
  #body = "";
  readonly #bytes: Buffer;
  /** Whether what is behind its bytes belongs to a text that grew from it. */
  #isGrown = false;

  private constructor(bytes: Buffer, whole: number) {
    this.isList = bytes[0] === openingBracket && bytes[whole - 1] === closingBracket;
    this.length = this.isList ? whole - 1 : whole;
    this.#bytes = bytes;
  }

  static of(raw: Buffer): KnownText {
    return new KnownText(Buffer.from(raw), raw.length);
  }

  get text(): string {
    return this.#text;
  }

  /** How much memory its bytes take. */
  get size(): number {
    return this.#bytes.length;
  }

  /** Whether it is all of a text that begins with its bytes. */
  isWhole({ line, start, end }: TextPlace): boolean {
    const behind = start + this.length;
    return this.isList ? behind === end - 1 && line[behind] === closingBracket : behind === end;
  }

  /** The text whose bytes are `raw`, which begin with those of this one. */
  grow(raw: Buffer): KnownText {
    const { length } = this;
    if (this.#isGrown || this.#bytes.length < raw.length) {
      const bytes = Buffer.allocUnsafeSlow(2 * raw.length);
      raw.copy(bytes);
      return new KnownText(bytes, raw.length);
    }
    this.#isGrown = true;
    raw.copy(this.#bytes, length, length);
    return new KnownText(this.#bytes, raw.length);
  }

  /** Notes what it says: what `before` says, and `more`. */
  say(before: KnownText | undefined, more: string): void {
    const said = before === undefined ? "" : before.#body;
    this.#text = said + more;
    this.#body = this.isList ? said + more.slice(0, -1) : this.#text;
  }

  /** The same for a list that begins with the items of `before`, and has those of the list `more` behind them. */
  sayItems(before: KnownText, more: string): void {
    // Joined texts stay in pieces until somebody reads them, and nobody does where a list grew.
    this.#body = `${before.#body},${more.slice(1, -1)}`;
    this.#text = `${this.#body}]`;
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
    return this.#buckets.get(key)?.texts.findLast((text) => text.begins(line, start));
  }

  /**
   * Remembers the text at a place, of which `known` is the beginning. What it says has to be said before another line is
   * looked at.
   */
  add(key: string, place: TextPlace, known: KnownText | undefined): KnownText {
    const bucket = this.#buckets.get(key);
    if (bucket !== undefined)
      bucket.news = known === undefined ? bucket.news + 1 : Math.max(0, bucket.news - 1);
    if (known?.isWhole(place) === true) return known;
    const raw = place.line.subarray(place.start, place.end);
    const fresh = known === undefined ? KnownText.of(raw) : known.grow(raw);
    if (raw.length <= longestText) this.#remember(key, fresh, known);
    return fresh;
  }

  /** Lets go of all texts. */
  forget(): void {
    this.#buckets = new Map();
    this.#bytes = 0;
  }

  #remember(key: string, fresh: KnownText, instead: KnownText | undefined): void {
    if (this.#bytes > mostBytes || this.#buckets.size >= mostKeys) {
      this.forget();
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
