import { createReadStream } from "node:fs";
import { UserError } from "../../core/errors.ts";
import { parseJournalHeader, parseJournalLine } from "../../core/plan/parse-result.ts";
import type { RunRecord } from "../../core/plan/run-record.ts";
import type { JournalEnd, JournalHeader, MadeAgain } from "../../ports/journal.ts";
import { maxLineBytes } from "./longest-line.ts";

const chunkBytes = 256 * 1024;
const newline = 0x0a;

export type JournalReader = {
  onHeader(header: JournalHeader): void;
  /** `line` counts from 1. */
  onRecord(record: RunRecord, place: string, line: number): void;
  /** Told how each execution ended; those that were broken off say nothing. */
  onEnd?(end: JournalEnd): void;
  onAgain?(again: MadeAgain): void;
};

/**
 * Reads a journal line by line in bounded memory and returns the length in bytes of its whole lines.
 *
 * What follows the last newline was being written when its process died; it is left out. 0 means that not even
 * the header is whole.
 *
 * @throws UserError for any whole line that is not what a journal holds.
 */
export async function readJournal(path: string, reader: JournalReader): Promise<number> {
  let wholeBytes = 0;
  let line = 0;
  for await (const bytes of wholeLines(path)) {
    line += 1;
    const place = `${path}:${line}`;
    const text = bytes.toString("utf8");
    if (line === 1) reader.onHeader(parseJournalHeader(text, place));
    else {
      const read = parseJournalLine(text, place);
      if (read.kind === "run") reader.onRecord(read.run, place, line);
      else if (read.kind === "again") reader.onAgain?.(read.again);
      else reader.onEnd?.(read.end);
    }
    wholeBytes += bytes.length + 1;
  }
  return wholeBytes;
}

/** The lines of a file that end in a newline, each without it. Throws `RESULT_UNREADABLE` for one that no journal has. */
export function wholeLines(path: string): AsyncGenerator<Buffer, void, undefined> {
  return linesOf(path, createReadStream(path, { highWaterMark: chunkBytes }));
}

/** The same of the chunks of a file, which `path` names. */
export async function* linesOf(
  path: string,
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer, void, undefined> {
  let rest: Buffer[] = [];
  let restBytes = 0;
  for await (const chunk of chunks) {
    let from = 0;
    for (let to = chunk.indexOf(newline); to !== -1; to = chunk.indexOf(newline, from)) {
      const end = chunk.subarray(from, to);
      yield rest.length === 0 ? end : Buffer.concat([...rest, end]);
      rest = [];
      restBytes = 0;
      from = to + 1;
    }
    const start = chunk.subarray(from);
    restBytes += start.length;
    if (restBytes > maxLineBytes + chunkBytes) throw tooLong(path);
    if (start.length > 0) rest.push(start);
  }
}

function tooLong(path: string): UserError {
  return new UserError(
    "RESULT_UNREADABLE",
    `${path} has a line of more than ${maxLineBytes} bytes; it is no journal of Tracegate.`,
    "Run the experiment again without `--resume`.",
  );
}
