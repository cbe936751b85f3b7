import { nextInString, nextSign, objectOf, signs } from "./json-bytes.ts";
import type { Envelope, JsonPiece } from "./json-piece.ts";

export type SplitOptions = {
  /** Longest value that is handed out. */
  readonly maxBytes: number;
  /** Lists of these names are taken apart in a document that is an object; without any it is handed out whole. */
  readonly lists: ReadonlySet<string>;
};

/** A list whose items are handed out, or an object whose members are gathered and whose lists are taken apart. */
type Frame =
  | { readonly kind: "list"; index: number; readonly envelope?: Envelope }
  | {
      readonly kind: "object";
      readonly members: Buffer[];
      key: string | undefined;
      isApart: boolean;
    };

/** A value that is being read. */
type Value = {
  readonly line: number;
  readonly column: number;
  readonly parts: Buffer[];
  /** Where in the present chunk its bytes go on. */
  from: number;
  length: number;
  nesting: number;
  isBroken: boolean;
};

/**
 * Splits JSON documents into the items of their lists without parsing them, in one pass and bounded memory.
 *
 * Knows of JSON no more than brackets and strings. Broken text becomes a broken piece, and what follows is found
 * again: a string ends at the end of its line at the latest, and a broken item where a line begins as it began itself.
 */
export class JsonSplitter {
  readonly #options: SplitOptions;
  readonly #frames: Frame[] = [];
  #pieces: JsonPiece[] = [];
  #value: Value | undefined;
  #isString = false;
  #isEscaped = false;
  #line = 1;
  /** Where the present line began, seen from the present chunk. */
  #lineStart = 0;
  #documents = 0;

  constructor(options: SplitOptions) {
    this.#options = options;
  }

  /** How many documents have begun. */
  get documents(): number {
    return this.#documents;
  }

  /** The values that end in this chunk. */
  push(chunk: Buffer): readonly JsonPiece[] {
    if (this.#value !== undefined) this.#value.from = 0;
    let at = 0;
    while (at < chunk.length) {
      if (this.#isString) at = this.#readString(chunk, at);
      else {
        if (this.#value !== undefined && this.#value.nesting > 0) at = nextSign(chunk, at);
        const byte = chunk[at];
        if (byte !== undefined) this.#read(byte, chunk, at);
        at += 1;
      }
    }
    if (this.#value !== undefined) this.#keep(this.#value, chunk, chunk.length);
    this.#lineStart -= chunk.length;
    return this.#take();
  }

  /** What the end of the file leaves open. */
  end(): readonly JsonPiece[] {
    const value = this.#value;
    const frame = this.#frames.at(-1);
    // A word or a number at the very end is whole.
    const isCut = frame !== undefined || this.#isString || (value?.nesting ?? 0) > 0;
    if (frame?.kind === "object") {
      if (value !== undefined) this.#addMember(frame, value);
      this.#emit({ bytes: objectOf(frame.members, ""), line: 1, ...whole(frame), isCut: true });
    } else if (value !== undefined) this.#finish(value, isCut);
    else if (frame !== undefined) {
      this.#emit({ bytes: Buffer.alloc(0), line: this.#line, ...placeIn(frame), isCut: true });
    }
    return this.#take();
  }

  #take(): readonly JsonPiece[] {
    const pieces = this.#pieces;
    this.#pieces = [];
    return pieces;
  }

  #emit(piece: JsonPiece): void {
    this.#pieces.push(piece);
  }

  /** Reads on to the string's end, or the chunk's; returns where to go on. */
  #readString(chunk: Buffer, from: number): number {
    if (this.#isEscaped) {
      this.#isEscaped = false;
      if (chunk[from] !== signs.newline) return from + 1;
    }
    const at = nextInString(chunk, from);
    const byte = chunk[at];
    if (byte === signs.backslash) this.#isEscaped = true;
    if (byte !== signs.quote && byte !== signs.newline) return at + 1;
    this.#isString = false;
    const value = this.#value;
    if (byte === signs.newline) {
      if (value !== undefined) value.isBroken = true;
      return at;
    }
    if (value?.nesting === 0) {
      this.#keep(value, chunk, at + 1);
      this.#finish(value);
    }
    return at + 1;
  }

  #read(byte: number, chunk: Buffer, at: number): void {
    switch (byte) {
      case signs.quote:
        this.#begin(at);
        this.#isString = true;
        break;
      case signs.openObject:
      case signs.openList:
        this.#open(byte, chunk, at);
        break;
      case signs.closeObject:
      case signs.closeList:
        this.#close(chunk, at);
        break;
      default:
        this.#readOther(byte, chunk, at);
        if (byte === signs.newline) {
          this.#line += 1;
          this.#lineStart = at + 1;
        }
    }
  }

  /** White space, a sign between two values, or part of a word or a number. */
  #readOther(byte: number, chunk: Buffer, at: number): void {
    const value = this.#value;
    const isBetween = byte <= 0x20 || byte === signs.comma || byte === signs.colon;
    if (value === undefined) {
      if (!isBetween) this.#begin(at);
    } else if (
      value.nesting === 0 &&
      isBetween &&
      (this.#frames.length > 0 || byte === signs.newline)
    ) {
      // Outside of all lists the words of a line are one piece: such text is no JSON.
      this.#keep(value, chunk, at);
      this.#finish(value);
    }
  }

  #open(byte: number, chunk: Buffer, at: number): void {
    const broken = this.#value?.isBroken === true ? this.#value : undefined;
    if (broken !== undefined && broken.column === this.#indentAt(chunk, at)) {
      this.#keep(broken, chunk, at);
      this.#finish(broken);
    }
    const value = this.#value;
    if (value !== undefined) {
      value.nesting += 1;
      return;
    }
    const frame = this.#frames.at(-1);
    if (frame === undefined) this.#documents += 1;
    const { lists } = this.#options;
    if (byte === signs.openList && frame === undefined)
      this.#frames.push({ kind: "list", index: 0 });
    else if (byte === signs.openObject && frame === undefined && lists.size > 0) {
      this.#frames.push({ kind: "object", members: [], key: undefined, isApart: false });
    } else if (byte === signs.openList && frame?.kind === "object" && lists.has(frame.key ?? "")) {
      frame.members.pop();
      const envelope = { key: frame.key ?? "", head: objectOf(frame.members) };
      frame.isApart = true;
      frame.key = undefined;
      this.#frames.push({ kind: "list", index: 0, envelope });
    } else {
      this.#begin(at).nesting = 1;
    }
  }

  #close(chunk: Buffer, at: number): void {
    const value = this.#value;
    if (value !== undefined) {
      value.nesting -= 1;
      if (value.nesting > 0) return;
      this.#keep(value, chunk, value.nesting === 0 ? at + 1 : at);
      this.#finish(value);
      if (value.nesting === 0) return;
    }
    const frame = this.#frames.pop();
    if (frame === undefined) this.#begin(at);
    else if (frame.kind === "object")
      this.#emit({ bytes: objectOf(frame.members), line: 1, ...whole(frame) });
  }

  #begin(at: number): Value {
    this.#value ??= {
      line: this.#line,
      column: at - this.#lineStart,
      parts: [],
      from: at,
      length: 0,
      nesting: 0,
      isBroken: false,
    };
    return this.#value;
  }

  #keep(value: Value, chunk: Buffer, to: number): void {
    const part = chunk.subarray(value.from, to);
    value.length += part.length;
    if (value.length > this.#options.maxBytes) value.parts.length = 0;
    else if (part.length > 0) value.parts.push(part);
    value.from = to;
  }

  #finish(value: Value, isCut = false): void {
    this.#value = undefined;
    const frame = this.#frames.at(-1);
    const isTooLong = value.length > this.#options.maxBytes;
    if (frame?.kind === "object") {
      if (!isTooLong) {
        this.#addMember(frame, value);
        return;
      }
      if (frame.key !== undefined) frame.members.pop();
      frame.key = undefined;
    }
    this.#emit({
      ...(!isTooLong && { bytes: Buffer.concat(value.parts) }),
      line: value.line,
      ...(frame !== undefined && placeIn(frame)),
      ...(isCut && { isCut }),
    });
    if (frame?.kind === "list") frame.index += 1;
  }

  /** The first string is a key, and what follows it its value. */
  #addMember(frame: Extract<Frame, { kind: "object" }>, value: Value): void {
    const bytes = Buffer.concat(value.parts);
    if (frame.key === undefined) {
      frame.key = bytes.toString("utf8").slice(1, -1);
      frame.members.push(bytes);
      return;
    }
    const key = frame.members.pop() ?? Buffer.alloc(0);
    frame.members.push(Buffer.concat([key, Buffer.from(":"), bytes]));
    frame.key = undefined;
  }

  /** The column, where nothing but white space stands before it in its line; -1 elsewhere. */
  #indentAt(chunk: Buffer, at: number): number {
    if (this.#lineStart < 0) return -1;
    for (let i = this.#lineStart; i < at; i++) if ((chunk[i] ?? 0) > 0x20) return -1;
    return at - this.#lineStart;
  }
}

function placeIn(frame: Frame): Pick<JsonPiece, "index" | "envelope"> {
  if (frame.kind === "object") return {};
  const { index, envelope } = frame;
  return { index, ...(envelope !== undefined && { envelope }) };
}

/** A document whose lists were handed out says so. */
function whole(frame: Extract<Frame, { kind: "object" }>): Pick<JsonPiece, "envelope"> {
  return frame.isApart ? { envelope: { head: Buffer.alloc(0) } } : {};
}
