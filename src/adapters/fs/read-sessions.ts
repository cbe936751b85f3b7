import { resolve } from "node:path";
import { UserError } from "../../core/errors.ts";
import { FormatReaders } from "../../core/trace/import/format-readers.ts";
import type { FormatChoice } from "../../core/trace/import/imported.ts";
import type { SessionReader } from "../../core/trace/import/session-reader.ts";
import type { Session } from "../../core/trace/session.ts";
import type { SessionSource, SourceItem } from "../../ports/session-source.ts";
import { asItems } from "./as-items.ts";
import { readDocuments } from "./read-documents.ts";
import { isJsonLines, readLines } from "./read-lines.ts";
import { type NamedFile, SessionBytes, sizeOf } from "./session-bytes.ts";

const mebibyte = 1024 * 1024;
/** How much of a file is looked at to tell JSON Lines from JSON documents. */
const firstLookBytes = mebibyte;

export type ReadLimits = {
  /** Longest JSON value that is read whole: a document, or an item of its list. */
  readonly maxDocumentBytes: number;
  /** Longest line of a JSON Lines file. */
  readonly maxLineBytes: number;
  /** A larger document that is an object is read list by list, item by item. */
  readonly splitAboveBytes: number;
};

const defaultLimits: ReadLimits = {
  maxDocumentBytes: 256 * mebibyte,
  maxLineBytes: 64 * mebibyte,
  splitAboveBytes: 16 * mebibyte,
};

export type ReadOptions = {
  readonly format: FormatChoice;
  readonly limits?: Partial<ReadLimits>;
  /** Reading ends soon after it aborts, as if the files ended there. */
  readonly signal?: AbortSignal;
  /** Told how many bytes of all files were read, of how many. */
  readonly onProgress?: (readBytes: number, totalBytes: number) => void;
};

/**
 * Sessions in files of any importable format, plain or gzipped. Paths are seen from `folder`.
 *
 * JSON Lines and lists are read one value at a time, whatever the size of the file.
 */
export function sessionFiles(folder: string, options: ReadOptions): SessionSource {
  return {
    read: (...files) =>
      new FileReading(options).read(files.map((file) => ({ file, path: resolve(folder, file) }))),
  };
}

class FileReading {
  readonly #options: ReadOptions;
  readonly #limits: ReadLimits;
  readonly #readers: FormatReaders;
  #readBytes = 0;
  #totalBytes = 0;

  constructor(options: ReadOptions) {
    this.#options = options;
    this.#limits = { ...defaultLimits, ...options.limits };
    this.#readers = new FormatReaders(options.format);
  }

  async *read(targets: readonly NamedFile[]): AsyncGenerator<SourceItem> {
    const sizes = await Promise.all(targets.map((target) => sizeOf(target).catch(() => 0)));
    this.#totalBytes = sizes.reduce((sum, size) => sum + size, 0);
    for (const target of targets) {
      if (this.#options.signal?.aborted === true) break;
      yield* this.#readFile(target);
    }
    yield* asItems(this.#readers.end());
    yield { kind: "dropped", dropped: this.#readers.dropped() };
  }

  async *#readFile(target: NamedFile): AsyncGenerator<SourceItem> {
    const { file } = target;
    const reader = this.#readers.open(file);
    try {
      for await (const sessions of this.#readValues(target, reader)) {
        yield* asItems(sessions, file);
        if (this.#options.signal?.aborted === true) break;
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      yield { kind: "unreadable", file, error };
    }
    yield* asItems(reader.end(), file);
    yield { kind: "read", file, formats: reader.found() };
    yield { kind: "dropped", dropped: reader.dropped() };
  }

  async *#readValues(target: NamedFile, reader: SessionReader): AsyncGenerator<readonly Session[]> {
    const { maxDocumentBytes, maxLineBytes, splitAboveBytes } = this.#limits;
    const size = await sizeOf(target);
    const bytes = new SessionBytes(target, (read) => {
      this.#readBytes += read;
      this.#options.onProgress?.(this.#readBytes, this.#totalBytes);
    });
    const { start, all } = await lookAhead(bytes.chunks());
    const text = { file: target.file, chunks: all, damage: () => bytes.damage };
    const firstLook = start.subarray(0, firstLookBytes);
    if (isJsonLines(target.file, firstLook)) yield* readLines(text, reader, maxLineBytes);
    else {
      const takesApart = size > splitAboveBytes || start.length > size;
      const kept = { ...text, chunks: copiesOf(all) };
      yield* readDocuments(kept, reader, { maxBytes: maxDocumentBytes, takesApart });
    }
  }
}

/** The first bytes of a stream, and the whole stream with them. */
async function lookAhead(
  chunks: AsyncGenerator<Buffer>,
): Promise<{ readonly start: Buffer; readonly all: AsyncIterable<Buffer> }> {
  const first = await chunks.next();
  const piece = first.done === true ? Buffer.alloc(0) : first.value;
  // A piece that is long enough need not be copied: the next one has not been asked for.
  const start = piece.length < firstLookBytes ? await withMore(piece, chunks) : piece;
  async function* all(): AsyncGenerator<Buffer> {
    if (start.length > 0) yield start;
    yield* chunks;
  }
  return { start, all: all() };
}

async function withMore(piece: Buffer, chunks: AsyncGenerator<Buffer>): Promise<Buffer> {
  const pieces = [Buffer.from(piece)];
  let bytes = piece.length;
  while (bytes < firstLookBytes) {
    const next = await chunks.next();
    if (next.done === true) break;
    pieces.push(Buffer.from(next.value));
    bytes += next.value.length;
  }
  return Buffer.concat(pieces);
}

/** The same pieces, for who keeps them: those of a file are only good until the next one is asked for. */
async function* copiesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield Buffer.from(chunk);
}
