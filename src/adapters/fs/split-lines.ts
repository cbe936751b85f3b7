/** One line of a file, 1-based; `text` is absent where the line was longer than allowed and was skipped. */
export type Line = { readonly line: number; readonly text?: string };

const newline = 0x0a;

/**
 * Splits bytes into lines of UTF-8 without ever holding more than one line and one chunk.
 *
 * Bytes are split before they are decoded, so that a chunk may end inside a character. A byte order mark at the start
 * of the file and a carriage return at the end of a line are left out.
 */
export async function* splitLines(
  chunks: AsyncIterable<Buffer>,
  maxLineBytes: number,
): AsyncGenerator<Line> {
  let line = 1;
  let parts: Buffer[] = [];
  let bytes = 0;
  const take = (part: Buffer): void => {
    bytes += part.length;
    if (bytes <= maxLineBytes) parts.push(part);
    else parts = [];
  };
  const finish = (): Line => {
    const finished =
      bytes > maxLineBytes ? { line } : { line, text: decode(Buffer.concat(parts), line) };
    line += 1;
    parts = [];
    bytes = 0;
    return finished;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      take(chunk.subarray(start, end));
      yield finish();
      start = end + 1;
    }
    if (start < chunk.length) take(chunk.subarray(start));
  }
  if (bytes > 0) yield finish();
}

function decode(bytes: Buffer, line: number): string {
  const text = bytes.toString("utf8").replace(/\r$/, "");
  return line === 1 && text.startsWith("\uFEFF") ? text.slice(1) : text;
}
