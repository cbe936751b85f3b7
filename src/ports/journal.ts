import type { AskedTotal } from "../core/plan/call-total.ts";
import type {
  ExperimentSubject,
  ShardRecord,
  StopRecord,
  UsageTotal,
} from "../core/plan/experiment.ts";
import type { FoldedCase } from "../core/plan/planned-case.ts";
import type { RunRecord } from "../core/plan/run-record.ts";
import type { FoldedAs } from "../core/plan/standing.ts";

export type JournalHeader = {
  readonly schema: string;
  readonly subject: ExperimentSubject;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly planned: number;
  /** Digest of which cases are run how often. */
  readonly plan: string;
  /** Which part of the plan this is; absent where it is all of it. */
  readonly shards?: ShardRecord;
  /** The planned cases, given for a part of a plan: it has to be read without the project. */
  readonly cases?: readonly FoldedCase[];
};

export type JournalEnd = {
  /** ISO 8601. */
  readonly at: string;
  readonly stop?: StopRecord;
};

/** What runs took that a budget ended and that a later start makes again. */
export type MadeAgain = {
  readonly usage: UsageTotal;
  readonly asked?: AskedTotal;
};

/** The append-only record of an experiment: what stands in it survives a crash. */
export interface Journal {
  /**
   * Appends one run; it is on its way to the disk before the event loop turns.
   *
   * @throws UserError once the disk has refused anything: later runs would be lost.
   */
  append(record: RunRecord): AppendResult;
  /** Notes that the execution ended by itself, and how; its last word. Throws as `append` does. */
  end(end: JournalEnd): void;
  /** Writes what is buffered and closes the file. Safe to call twice. */
  close(): Promise<void>;
}

/** `refused`: the run does not fit a line and nothing was written; it has to be recorded in another way. */
export type AppendResult =
  | { readonly kind: "appended" }
  | { readonly kind: "refused"; readonly reason: string };

/** One line of a journal. */
export type JournalLine =
  | { readonly kind: "header"; readonly header: JournalHeader }
  | { readonly kind: "run"; readonly run: RunRecord }
  | { readonly kind: "end"; readonly end: JournalEnd }
  | { readonly kind: "again"; readonly again: MadeAgain };

/**
 * Reads a journal that anybody may have written, line by line in bounded memory: through no link, not above a cap. A last
 * line that was cut off is left out.
 *
 * @throws UserError for a file that is none, or a whole line that no journal has.
 */
export type ReadJournal = (path: string) => AsyncIterable<JournalLine>;

/**
 * Opens the journal of an experiment for appending, to be closed by the caller.
 *
 * @throws UserError where the path cannot be written, another process writes it, it belongs to another experiment, or
 *   it tells two things of one run.
 */
export type OpenJournal = (request: JournalRequest) => Promise<OpenedJournal>;

export type JournalRequest = {
  readonly path: string;
  /** What would run now. `startedAt` counts for a fresh journal only. */
  readonly header: JournalHeader;
  /** Whether to go on with the journal that is there; where none is there, a fresh one is begun. */
  readonly resume: boolean;
  /** Takes each run that the journal holds, in its order. */
  readonly onRecord: (record: RunRecord) => FoldedAs;
  /** Takes what runs took that a budget ended: they are no longer in the journal, and are to be made again. */
  readonly onAgain?: (again: MadeAgain) => void;
};

export type OpenedJournal = {
  readonly journal: Journal;
  /** Of the first start. */
  readonly startedAt: string;
  /** How many runs the journal held. */
  readonly resumed: number;
  /** How many of its lines repeat a run, all in the same words; it counts once. */
  readonly duplicates: number;
  /** How many runs a budget had ended: they are to be made again. */
  readonly again: number;
};
