import { UserError } from "../../core/errors.ts";
import { envelopeLists } from "../../core/trace/import/detect/envelope-lists.ts";
import { childPlace, type Place } from "../../core/trace/import/imported.ts";
import type { SessionReader } from "../../core/trace/import/session-reader.ts";
import type { Session } from "../../core/trace/session.ts";
import type { JsonPiece } from "./json-piece.ts";
import {
  cutReasons,
  decodeText,
  parseCutText,
  parseText,
  type SessionText,
} from "./session-text.ts";
import { JsonSplitter } from "./split-json.ts";

export type DocumentOptions = {
  readonly maxBytes: number;
  /** Whether documents that are objects are read list by list, since they may be too large to be held. */
  readonly takesApart: boolean;
};

/**
 * Reads JSON documents, one or many behind each other, and hands out the sessions that are complete. A document that
 * is a list is read item by item.
 *
 * @throws UserError where nothing at all could be read.
 */
export async function* readDocuments(
  text: SessionText,
  reader: SessionReader,
  options: DocumentOptions,
): AsyncGenerator<readonly Session[]> {
  const { maxBytes, takesApart } = options;
  const splitter = new JsonSplitter({ maxBytes, lists: takesApart ? envelopeLists : new Set() });
  const reading = new DocumentReading(text.file, reader, maxBytes);
  for await (const chunk of text.chunks) yield splitter.push(chunk).flatMap(reading.read);
  yield splitter.end().flatMap(reading.read);
  const damage = text.damage();
  if (damage !== undefined) {
    reader.drop({ path: "" }, `the compressed data ends early: ${damage}`);
  }
  reading.end(splitter.documents);
}

class DocumentReading {
  readonly #file: string;
  readonly #reader: SessionReader;
  readonly #maxBytes: number;
  #values = 0;
  #failure: UserError | undefined;
  #head: { readonly bytes: Buffer; readonly value: object } | undefined;

  constructor(file: string, reader: SessionReader, maxBytes: number) {
    this.#file = file;
    this.#reader = reader;
    this.#maxBytes = maxBytes;
  }

  /** @throws UserError where not one value was read. */
  end(documents: number): void {
    if (this.#values > 0) return;
    if (this.#failure !== undefined) throw this.#failure;
    if (documents === 0) throw noJson(this.#file, "it is empty");
    this.#reader.drop({ path: "" }, "empty list: no messages");
  }

  readonly read = (piece: JsonPiece): readonly Session[] => {
    const place = this.#placeOf(piece);
    const { bytes } = piece;
    if (bytes === undefined) {
      this.#reader.drop(place, `value longer than ${this.#maxBytes} bytes`);
      this.#failure ??= tooLarge(this.#file, this.#maxBytes);
      return [];
    }
    if (bytes.length === 0) {
      this.#reader.drop(place, cutReasons.between);
      return [];
    }
    const content = decodeText(bytes, place, this.#reader);
    const parsed = parseText(content);
    if (parsed.kind === "value") return this.#add(parsed.value, piece, place);
    const cut = piece.isCut === true ? parseCutText(content) : parsed;
    if (cut.kind === "value") {
      this.#reader.drop(place, cutReasons.read);
      return this.#add(cut.value, piece, place);
    }
    this.#reader.drop(place, piece.isCut === true ? cutReasons.lost : "value that is not JSON");
    this.#failure ??= noJson(this.#file, parsed.why);
    return [];
  };

  #add(value: unknown, { envelope }: JsonPiece, place: Place): readonly Session[] {
    this.#values += 1;
    if (envelope === undefined) return this.#reader.add(value, place);
    if (envelope.key === undefined) return this.#readAround(value);
    return this.#reader.add({ ...this.#headOf(envelope.head), [envelope.key]: [value] }, place);
  }

  /** What stands before a list came with each of its items; what stands behind all lists came with none. */
  #readAround(value: unknown): readonly Session[] {
    const known = Object.keys(this.#head?.value ?? {});
    for (const key of Object.keys(Object(value)).filter((name) => !known.includes(name))) {
      const reason = "stands behind a list that was read item by item: not read";
      this.#reader.drop(childPlace({ path: "" }, key), reason);
    }
    return [];
  }

  /** One head serves all items of its list. */
  #headOf(bytes: Buffer): object {
    if (this.#head?.bytes !== bytes) {
      const parsed = parseText(bytes.toString("utf8"));
      this.#head = { bytes, value: parsed.kind === "value" ? Object(parsed.value) : {} };
    }
    return this.#head.value;
  }

  /** The first document needs no line: most files have no other. */
  #placeOf({ index, envelope, line }: JsonPiece): Place {
    if (index === undefined) return this.#values === 0 ? { path: "" } : { line, path: "" };
    if (envelope?.key === undefined) return childPlace({ path: "" }, index);
    const list = childPlace({ path: "" }, envelope.key).path;
    return { path: "", piece: { list, firstIndex: index } };
  }
}

function tooLarge(file: string, maxBytes: number): UserError {
  return new UserError(
    "SESSIONS_TOO_LARGE",
    `${file}: holds a JSON value of more than ${maxBytes} bytes, and no value may have more.`,
    "Write one record a line (JSON Lines, `.jsonl`), or a list of records: such a file may have any size.",
  );
}

function noJson(file: string, why: string): UserError {
  return new UserError(
    "SESSIONS_NOT_JSON",
    `${file}: is not JSON (${why}).`,
    "Give a JSON document, or a file with one JSON value a line.",
  );
}
