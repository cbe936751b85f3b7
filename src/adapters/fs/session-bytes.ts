import { type FileHandle, open, stat } from "node:fs/promises";
import { createGunzip, type Gunzip } from "node:zlib";
import { hasErrorCode } from "../../core/error-code.ts";
import { UserError } from "../../core/errors.ts";

/** A file as the user named it, and where it really lies. */
export type NamedFile = { readonly file: string; readonly path: string };

/** Each reading wakes a thread, and a line that goes on in the next piece is copied (docs/decisions/0017). */
const chunkBytes = 2 * 1024 * 1024;
/** Compressed bytes may grow a thousandfold: the pieces that are fed to the decompressor stay small. */
const zippedChunkBytes = 16 * 1024;

/** The text of a session file as bytes: decompressed, without its byte order mark, known to be no UTF-16. */
export class SessionBytes {
  readonly target: NamedFile;
  readonly #onRead: (bytes: number) => void;
  #damage: string | undefined;

  /** @param onRead is told how many more bytes of the file itself were read. */
  constructor(target: NamedFile, onRead: (bytes: number) => void = () => {}) {
    this.target = target;
    this.#onRead = onRead;
  }

  /** Why the bytes ended early, once they have been read; `undefined` where they did not. */
  get damage(): string | undefined {
    return this.#damage;
  }

  /**
   * The bytes in pieces of any length. A piece is good until the next one is asked for: then its memory is used again.
   *
   * @throws UserError where the file cannot be read, or is in no way UTF-8 text.
   */
  async *chunks(): AsyncGenerator<Buffer> {
    let isFirst = true;
    for await (const chunk of this.#unzipped()) {
      if (!isFirst) {
        yield chunk;
        continue;
      }
      isFirst = false;
      refuseOtherThanText(this.target.file, chunk);
      yield withoutMark(chunk);
    }
  }

  async *#unzipped(): AsyncGenerator<Buffer> {
    let gunzip: Unzipping | undefined;
    let isFirst = true;
    for await (const chunk of this.#raw()) {
      if (isFirst && isGzip(chunk)) gunzip = new Unzipping();
      isFirst = false;
      if (gunzip === undefined) yield chunk;
      else {
        for (let at = 0; at < chunk.length && gunzip.failure === undefined; at += zippedChunkBytes)
          yield* await gunzip.write(chunk.subarray(at, at + zippedChunkBytes));
        if (gunzip.failure !== undefined) break;
      }
    }
    if (gunzip === undefined) return;
    yield* await gunzip.end();
    this.#damage = gunzip.failure;
  }

  async *#raw(): AsyncGenerator<Buffer> {
    const { file, path } = this.target;
    // A pipe may begin with a piece too short to tell what follows.
    let short: Buffer | undefined;
    let handle: FileHandle | undefined;
    try {
      handle = await open(path);
      for await (const read of piecesOf(handle)) {
        this.#onRead(read.length);
        const whole: Buffer = short === undefined ? read : Buffer.concat([short, read]);
        short = whole.length < 4 ? Buffer.from(whole) : undefined;
        if (short === undefined) yield whole;
      }
    } catch (error) {
      throw unreadable(file, error);
    } finally {
      await handle?.close();
    }
    if (short !== undefined) yield short;
  }
}

/**
 * What a handle has to read, until nothing more comes. Of a file the next piece is read, on a thread of Node's, while
 * this one is worked on; a pipe may never have one, and whoever stops early would wait for it.
 */
async function* piecesOf(handle: FileHandle): AsyncGenerator<Buffer> {
  const isFile = (await handle.stat()).isFile();
  let free = Buffer.allocUnsafeSlow(chunkBytes);
  let taken = isFile ? Buffer.allocUnsafeSlow(chunkBytes) : free;
  const read = async (memory: Buffer): Promise<Buffer> =>
    memory.subarray(0, (await handle.read(memory, 0, chunkBytes, null)).bytesRead);
  let next = read(free);
  try {
    for (let piece = await next; piece.length > 0; piece = await next) {
      [free, taken] = [taken, free];
      if (isFile) {
        next = read(free);
        // A failure is told when the piece is asked for.
        next.catch(() => {});
        yield piece;
      } else {
        yield piece;
        next = read(free);
      }
    }
  } finally {
    await next.catch(() => {});
  }
}

/**
 * The size of a file that can be read.
 *
 * @throws UserError where it is not there, or is a folder.
 */
export async function sizeOf({ file, path }: NamedFile): Promise<number> {
  const facts = await stat(path).catch((error: unknown) => {
    throw unreadable(file, error);
  });
  if (!facts.isDirectory()) return facts.size;
  throw new UserError(
    "SESSIONS_UNREADABLE",
    `${file}: is not a file.`,
    "Name the files themselves, such as `logs/*.jsonl`.",
  );
}

/** A decompressor that keeps all it made of damaged data until the damage, as a stream's iterator does not. */
class Unzipping {
  readonly #gunzip: Gunzip = createGunzip();
  #made: Buffer[] = [];
  #failure: string | undefined;

  constructor() {
    this.#gunzip.on("data", (chunk: Buffer) => this.#made.push(chunk));
    this.#gunzip.on("error", (error) => (this.#failure ??= error.message));
  }

  get failure(): string | undefined {
    return this.#failure;
  }

  async write(chunk: Buffer): Promise<readonly Buffer[]> {
    await new Promise<void>((resolve) => {
      this.#gunzip.write(chunk, () => resolve());
    });
    return this.#take();
  }

  async end(): Promise<readonly Buffer[]> {
    if (this.#failure === undefined) {
      await new Promise<void>((resolve) => {
        this.#gunzip.once("close", resolve);
        this.#gunzip.end();
      });
    }
    return this.#take();
  }

  #take(): readonly Buffer[] {
    const made = this.#made;
    this.#made = [];
    return made;
  }
}

function isGzip(start: Buffer): boolean {
  return start[0] === 0x1f && start[1] === 0x8b;
}

function withoutMark(start: Buffer): Buffer {
  return start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf ? start.subarray(3) : start;
}

/** What files of sessions often are instead of text, by their first bytes. */
const others: readonly {
  readonly bytes: readonly number[];
  readonly is: string;
  readonly fix: string;
}[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], is: "a zip archive", fix: "Unpack it and name the files." },
  {
    bytes: [0x50, 0x41, 0x52, 0x31],
    is: "a Parquet file",
    fix: "Export JSON Lines, or convert it, such as with `duckdb -c \"copy 'f.parquet' to 'f.jsonl'\"`.",
  },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], is: "zstd data", fix: "Unpack it with `zstd -d`." },
];

function refuseOtherThanText(file: string, start: Buffer): void {
  const other = others.find(({ bytes }) => bytes.every((byte, index) => start[index] === byte));
  if (other !== undefined) {
    throw new UserError("SESSIONS_NOT_JSON", `${file}: is ${other.is}, no JSON.`, other.fix);
  }
  if (isUtf16(start)) {
    throw new UserError(
      "SESSIONS_NOT_JSON",
      `${file}: is UTF-16 or UTF-32 text, and UTF-8 is read.`,
      "Convert it: `iconv -f UTF-16 -t UTF-8 FILE > FILE.utf8`; in PowerShell write with `-Encoding utf8`.",
    );
  }
}

/** By its mark, or because JSON begins with two ASCII characters and one of the first bytes is zero. */
function isUtf16(start: Buffer): boolean {
  const [a, b] = start;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return true;
  return start.subarray(0, 4).includes(0);
}

function unreadable(file: string, cause: unknown): UserError {
  const why = cause instanceof Error ? cause.message : String(cause);
  const isMissing = hasErrorCode(cause, "ENOENT");
  return new UserError(
    "SESSIONS_UNREADABLE",
    isMissing ? `${file}: there is no such file.` : `${file}: cannot be read: ${why}`,
    isMissing ? "Check the path; it is seen from where you are." : "Check its permissions.",
    { cause },
  );
}
