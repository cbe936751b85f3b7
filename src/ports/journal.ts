import type { ExperimentSubject } from "../core/plan/experiment.ts";
import type { RunRecord } from "../core/plan/run-record.ts";

export type JournalHeader = {
  readonly schema: string;
  readonly subject: ExperimentSubject;
  readonly startedAt: string;
  readonly planned: number;
};

/** The append-only record of an experiment: what stands in it survives a crash. */
export interface Journal {
  /** Appends one run; it is on its way to the disk before the event loop turns. */
  append(record: RunRecord): void;
  /** Writes what is buffered and closes the file. Safe to call twice. */
  close(): Promise<void>;
}
