import { printable } from "../../core/text/printable.ts";

const tailBytes = 8192;

/** The end of what a program prints, however much it is: 100 MB of logs take no more memory than 8 KB. */
export class PrintedTail {
  #bytes: Buffer = Buffer.alloc(0);

  add(chunk: Buffer): void {
    this.#bytes =
      chunk.length >= tailBytes
        ? Buffer.from(chunk.subarray(-tailBytes))
        : Buffer.concat([this.#bytes, chunk]).subarray(-tailBytes);
  }

  /** The last three lines that say something, safe to print, on one line; "" where there are none. */
  describe(): string {
    const lines = this.#bytes
      .toString("utf8")
      .split("\n")
      .map((line) => printable(line, 200))
      .filter((line) => line !== "");
    return lines.slice(-3).join(" | ");
  }
}

/** How a process ended, and its last lines: `exited with code 1: no such plan`. */
export function describeExit(
  end: { readonly code: number | null; readonly signal: NodeJS.Signals | null },
  tail: PrintedTail,
): string {
  const how = end.signal === null ? `exited with code ${end.code}` : `was killed by ${end.signal}`;
  const lines = tail.describe();
  return lines === "" ? how : `${how}: ${lines}`;
}
