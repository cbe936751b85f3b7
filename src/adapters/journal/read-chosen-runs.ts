import { lstatSync } from "node:fs";
import { UserError } from "../../core/errors.ts";
import { parseJournalHeader, parseJournalLine } from "../../core/plan/parse-result.ts";
import type { RunRecord } from "../../core/plan/run-record.ts";
import { wholeLines } from "./read-journal.ts";

/** How our own lines begin; what they hold is not looked at where nobody wants the run. */
const lineStart = /^\{"caseId":"([a-z0-9-]{1,60})","runIndex":(\d{1,7}),/;
const startBytes = 120;
/** A million runs and more. */
const largestJournal = 2 * 1024 * 1024 * 1024;

/**
 * The runs of a journal that are wanted, in bounded memory; other lines are passed over unread, and a last line that was
 * cut off is left out. Nothing where there is no journal.
 *
 * @throws UserError for any line that is read and is not what a journal holds.
 */
export async function* readChosenRuns(
  path: string,
  wants: (caseId: string, runIndex: number) => boolean,
): AsyncGenerator<RunRecord, void, undefined> {
  if (!isPlainFile(path)) return;
  let line = 0;
  for await (const bytes of wholeLines(path)) {
    line += 1;
    const place = `${path}:${line}`;
    if (line === 1) {
      parseJournalHeader(bytes.toString("utf8"), place);
      continue;
    }
    const [, caseId, runIndex] = lineStart.exec(bytes.toString("latin1", 0, startBytes)) ?? [];
    if (caseId !== undefined && !wants(caseId, Number(runIndex))) continue;
    const read = parseJournalLine(bytes.toString("utf8"), place);
    if (read.kind === "run" && wants(read.run.caseId, read.run.runIndex)) yield read.run;
  }
}

/** A stranger's job may have left a link or a pipe there, which would be read for ever or lead elsewhere. */
function isPlainFile(path: string): boolean {
  const facts = lstatSync(path, { throwIfNoEntry: false });
  if (facts === undefined) return false;
  if (facts.isFile() && facts.size <= largestJournal) return true;
  throw new UserError(
    "RESULT_UNREADABLE",
    facts.isFile()
      ? `${path} has ${facts.size} bytes; at most ${largestJournal} are read.`
      : `${path} is no file.`,
    "Run again: this was not written by Tracegate.",
  );
}
