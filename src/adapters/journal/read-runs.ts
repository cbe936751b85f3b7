import { parseJournalHeader, parseJournalLine } from "../../core/plan/parse-result.ts";
import type { RunRecord } from "../../core/plan/run-record.ts";
import { wholeLines } from "./read-journal.ts";

/** A run, and when its experiment was first started (ISO 8601): runs of several have the same names. */
export type JournalRun = { readonly startedAt: string; readonly run: RunRecord };

/**
 * The runs of a journal one by one, in bounded memory; a last line that was cut off is left out.
 *
 * @throws UserError for any whole line that is not what a journal holds.
 */
export async function* readRuns(path: string): AsyncGenerator<JournalRun, void, undefined> {
  let line = 0;
  let startedAt = "";
  for await (const bytes of wholeLines(path)) {
    line += 1;
    const place = `${path}:${line}`;
    const text = bytes.toString("utf8");
    if (line === 1) ({ startedAt } = parseJournalHeader(text, place));
    else {
      const read = parseJournalLine(text, place);
      if (read.kind === "run") yield { startedAt, run: read.run };
    }
  }
}
