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
  let parts: Buffer[] = [];
  let bytes = 0;
  const finish = (last: Buffer): Line => {
    const isTooLong = bytes + last.length > maxLineBytes;
    const whole = parts.length === 0 ? last : Buffer.concat([...parts, last]);
    const finished = isTooLong ? { line } : { line, bytes: whole };
    line += 1;
    parts = [];
    bytes = 0;
    return finished;
  };
  for await (const chunk of chunks) {
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      lines.push(finish(chunk.subarray(start, end)));
      start = end + 1;
    }
    if (start < chunk.length) {
      bytes += chunk.length - start;
      if (bytes <= maxLineBytes) parts.push(Buffer.from(chunk.subarray(start)));
      else parts = [];
    }
    if (lines.length > 0) yield lines;
  }
  if (bytes > 0) yield [{ ...finish(Buffer.alloc(0)), isUnended: true }];
}
