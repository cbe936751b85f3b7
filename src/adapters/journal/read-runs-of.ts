import { parseJournalLine } from "../../core/plan/parse-result.ts";
import type { RunRecord } from "../../core/plan/run-record.ts";
import { wholeLines } from "./read-journal.ts";

/** A line begins with its run's name: what comes first need not be parsed to be passed over. */
const beginningBytes = 200;
const named = /^\{"caseId":"([a-z0-9-]{1,60})"/;

/**
 * The runs of some cases, in the order of the journal; other lines are not parsed.
 *
 * @throws UserError for a line of one of the cases that is not what a journal holds.
 */
export async function* readRunsOf(
  path: string,
  caseIds: ReadonlySet<string>,
): AsyncGenerator<RunRecord, void, undefined> {
  let line = 0;
  for await (const bytes of wholeLines(path)) {
    line += 1;
    if (line === 1) continue;
    const [, caseId] = named.exec(bytes.toString("latin1", 0, beginningBytes)) ?? [];
    if (caseId !== undefined && !caseIds.has(caseId)) continue;
    const read = parseJournalLine(bytes.toString("utf8"), `${path}:${line}`);
    if (read.kind === "run" && caseIds.has(read.run.caseId)) yield read.run;
  }
}
