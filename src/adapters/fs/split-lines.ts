/** One line of a file, 1-based. */
export type Line = {
  readonly line: number;
  /** Absent where the line was longer than allowed and was skipped. */
  readonly bytes?: Buffer;
  /** The last line, where no newline stands behind it: the file may have been cut inside it. */
  readonly isUnended?: true;
};

const newline = 0x0a;

/**
 * Splits bytes into lines without ever holding more than one line and one chunk; the lines that one chunk completes
 * come together.
 *
 * The bytes are not decoded, so that a chunk may end inside a character; a carriage return stays. Lines are good until
 * the next ones are asked for, as their chunk is.
 */
export async function* splitLines(
  chunks: AsyncIterable<Buffer>,
  maxLineBytes: number,
): AsyncGenerator<readonly Line[]> {
  let line = 1;
  const begun = new BegunLine(maxLineBytes);
  const finish = (last: Buffer): Line => {
    const bytes = begun.end(last);
    const finished = bytes === undefined ? { line } : { line, bytes };
    line += 1;
    return finished;
  };
  for await (const chunk of chunks) {
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      lines.push(finish(chunk.subarray(start, end)));
      start = end + 1;
    }
    if (lines.length > 0) yield lines;
    // Only now: the lines that were handed out may lie in the same memory.
    if (start < chunk.length) begun.add(chunk.subarray(start));
  }
  if (!begun.isEmpty) yield [{ ...finish(Buffer.alloc(0)), isUnended: true }];
}

/** More memory than that is not kept for the next line. */
const mostKept = 4 * 1024 * 1024;

/** The beginning of a line whose end has not been read, in memory that the next one uses again. */
class BegunLine {
  readonly #maxBytes: number;
  #memory = Buffer.alloc(0);
  /** How long the line is so far; of one that is longer than allowed nothing is held. */
  #length = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  add(piece: Buffer): void {
    const before = this.#length;
    this.#length += piece.length;
    if (this.#length > this.#maxBytes) {
      this.#memory = Buffer.alloc(0);
      return;
    }
    if (this.#length > this.#memory.length) {
      const larger = Buffer.allocUnsafeSlow(2 * this.#length);
      this.#memory.copy(larger, 0, 0, before);
      this.#memory = larger;
    }
    piece.copy(this.#memory, before);
  }

  /** The whole line, of which `last` is the end; `undefined` where it is longer than allowed. */
  end(last: Buffer): Buffer | undefined {
    if (this.isEmpty) return last.length > this.#maxBytes ? undefined : last;
    this.add(last);
    const isTooLong = this.#length > this.#maxBytes;
    const line = isTooLong ? undefined : this.#memory.subarray(0, this.#length);
    this.#length = 0;
    if (this.#memory.length > mostKept) this.#memory = Buffer.alloc(0);
    return line;
  }
}
