import { closeSync, constants, createReadStream, fstatSync, openSync } from "node:fs";
import { UserError } from "../../core/errors.ts";
import { parseJournalHeader, parseJournalLine } from "../../core/plan/parse-result.ts";
import type { JournalLine } from "../../ports/journal.ts";
import { linesOf } from "./read-journal.ts";

/** Far above what one job writes; a stranger's job may write anything. */
const largestJournal = 2 * 1024 * 1024 * 1024;

/** Reads the lines of a journal that anybody may have written (`ReadJournal`). */
export async function* readJournalLines(
  path: string,
): AsyncGenerator<JournalLine, void, undefined> {
  let line = 0;
  for await (const bytes of linesOf(path, openPlainFile(path))) {
    line += 1;
    const place = `${path}:${line}`;
    const text = bytes.toString("utf8");
    if (line === 1) yield { kind: "header", header: parseJournalHeader(text, place) };
    else yield parseJournalLine(text, place);
  }
}

/** A stream of a file itself: not of what a link leads to, and without waiting for the writer of a named pipe. */
function openPlainFile(path: string): AsyncIterable<Buffer> {
  let fd: number;
  try {
    fd = openSync(
      path,
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    );
  } catch (cause) {
    throw unreadable(path, cause instanceof Error ? cause.message : String(cause), cause);
  }
  try {
    const { size, isFile } = factsOf(fd);
    if (!isFile) throw unreadable(path, "it is no file");
    if (size > largestJournal)
      throw unreadable(path, `it has ${size} bytes; at most ${largestJournal} are read`);
  } catch (error) {
    closeSync(fd);
    throw error;
  }
  return createReadStream(path, { fd, highWaterMark: 256 * 1024 });
}

function factsOf(fd: number): { readonly size: number; readonly isFile: boolean } {
  const stats = fstatSync(fd);
  return { size: stats.size, isFile: stats.isFile() };
}

function unreadable(path: string, why: string, cause?: unknown): UserError {
  return new UserError(
    "RESULT_UNREADABLE",
    `Cannot read ${path}: ${why}.`,
    "Name the folder that the run wrote, whole.",
    { cause },
  );
}
