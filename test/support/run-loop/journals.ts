import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { experimentSchema } from "../../../src/core/plan/experiment.ts";
import { digestPlan } from "../../../src/core/plan/experiment-subject.ts";
import { parseRunRecord } from "../../../src/core/plan/parse-result.ts";
import { countRuns, type RunsOfCase } from "../../../src/core/plan/plan-runs.ts";
import { type RunRecord, renderRunLine, runId } from "../../../src/core/plan/run-record.ts";
import type { Journal, JournalEnd, JournalHeader } from "../../../src/ports/journal.ts";
import { aSubject } from "./planned-cases.ts";

/** The header of a journal for these cases. */
export function aHeader(
  cases: readonly RunsOfCase[],
  changes: Partial<JournalHeader> = {},
): JournalHeader {
  return {
    schema: experimentSchema,
    subject: aSubject(),
    startedAt: "2026-11-22T20:00:00.000Z",
    planned: countRuns(cases),
    plan: digestPlan(cases),
    ...changes,
  };
}

/** An empty folder that is gone after the test. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "tracegate-journal-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The runs in a journal file, named `late-fee.3`, in the order of its lines; how it ended is left out. */
export function runsIn(path: string): string[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .slice(1, -1)
    .filter((line) => !line.startsWith('{"schema":'))
    .map((line) => runId(parseRunRecord(line, path)));
}

/** A journal that keeps its lines in memory. */
export class MemoryJournal implements Journal {
  readonly records: RunRecord[] = [];
  readonly ends: JournalEnd[] = [];
  isClosed = false;
  readonly #maxChars: number;

  constructor(maxChars = 16 * 1024 * 1024) {
    this.#maxChars = maxChars;
  }

  append(record: RunRecord): ReturnType<Journal["append"]> {
    if (this.isClosed) throw new Error("the journal is closed");
    let line: string;
    try {
      line = renderRunLine(record);
    } catch (error) {
      return {
        kind: "refused",
        reason: `the session cannot be written as JSON (${String(error)})`,
      };
    }
    if (line.length > this.#maxChars)
      return { kind: "refused", reason: "the session is too large" };
    this.records.push(record);
    return { kind: "appended" };
  }

  end(end: JournalEnd): void {
    this.ends.push(end);
  }

  close(): Promise<void> {
    this.isClosed = true;
    return Promise.resolve();
  }
}
