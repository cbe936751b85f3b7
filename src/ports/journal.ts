import type { ExperimentSubject } from "../core/plan/experiment.ts";
import type { RunRecord } from "../core/plan/run-record.ts";

export type JournalHeader = {
  readonly schema: string;
  readonly subject: ExperimentSubject;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly planned: number;
  /** Digest of which cases are run how often. */
  readonly plan: string;
};

/** The append-only record of an experiment: what stands in it survives a crash. */
export interface Journal {
  /**
   * Appends one run; it is on its way to the disk before the event loop turns.
   *
   * @throws UserError once the disk has refused anything: later runs would be lost.
   */
  append(record: RunRecord): AppendResult;
  /** Writes what is buffered and closes the file. Safe to call twice. */
  close(): Promise<void>;
}

/** `refused`: the run does not fit a line and nothing was written; it has to be recorded in another way. */
export type AppendResult =
  | { readonly kind: "appended" }
  | { readonly kind: "refused"; readonly reason: string };
