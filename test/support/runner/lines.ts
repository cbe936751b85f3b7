import type { Readable } from "node:stream";

/**
 * Calls back for each line of a stream and resolves at its end.
 *
 * A line ends at `\n`, `\r\n` or `\r` alone: a carriage return is enough to start a new line, and
 * with it a command (.NET's `ReadLine` in src/Runner.Sdk/ProcessInvoker.cs). `node:readline` would
 * also split at U+2028, which the runner does not.
 */
export async function readLines(stream: Readable, read: (line: string) => void): Promise<void> {
  stream.setEncoding("utf8");
  let rest = "";
  for await (const chunk of stream as AsyncIterable<string>) {
    rest += chunk;
    // A carriage return at the end may be the first half of `\r\n`.
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? "";
    for (const line of lines) read(line);
  }
  if (rest !== "") read(rest.replace(/\r$/, ""));
}
