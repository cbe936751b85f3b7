import { UserError } from "../../core/errors.ts";
import { FormatReaders } from "../../core/trace/import/format-readers.ts";
import type { SessionSource, SourceItem } from "../../ports/session-source.ts";
import { asItems } from "./as-items.ts";
import { readDocuments } from "./read-documents.ts";
import { isJsonLines, readLines } from "./read-lines.ts";

const maxValueBytes = 64 * 1024 * 1024;
/** Above it a document that is an object is read list by list. */
const splitAboveBytes = 16 * 1024 * 1024;

/** Sessions in bytes that lie in memory, by the names that are asked for; what is not among them is read as empty. */
export function sessionTexts(texts: ReadonlyMap<string, Uint8Array>): SessionSource {
  return {
    async *read(...files) {
      const readers = new FormatReaders("auto");
      for (const file of files) {
        const bytes = Buffer.from(texts.get(file) ?? new Uint8Array());
        yield* readOne(file, bytes, readers);
      }
      yield* asItems(readers.end());
      yield { kind: "dropped", dropped: readers.dropped() };
    },
  };
}

async function* readOne(
  file: string,
  bytes: Buffer,
  readers: FormatReaders,
): AsyncGenerator<SourceItem> {
  const reader = readers.open(file);
  const text = { file, chunks: chunksOf(bytes), damage: () => undefined };
  const values = isJsonLines(file, bytes)
    ? readLines(text, reader, maxValueBytes)
    : readDocuments(text, reader, {
        maxBytes: maxValueBytes,
        takesApart: bytes.length > splitAboveBytes,
      });
  try {
    for await (const sessions of values) yield* asItems(sessions, file);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    yield { kind: "unreadable", file, error };
  }
  yield* asItems(reader.end(), file);
  yield { kind: "read", file, formats: reader.found() };
  yield { kind: "dropped", dropped: reader.dropped() };
}

async function* chunksOf(bytes: Buffer): AsyncGenerator<Buffer> {
  const isMarked = bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]));
  yield isMarked ? bytes.subarray(3) : bytes;
}
