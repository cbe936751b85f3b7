import { UserError } from "../../core/errors.ts";
import { type RunRecord, runId } from "../../core/plan/run-record.ts";
import { readJournal } from "./read-journal.ts";

/** Runs that a journal holds more than once, in memory that grows with these alone. */
export class RepeatedRuns {
  /** What each of them came to, by its id. */
  readonly #ends = new Map<string, string>();
  #lines = 0;

  /** Notes a line that repeats a run. */
  add(record: RunRecord): void {
    this.#lines += 1;
    this.#ends.set(runId(record), endOf(record));
  }

  /** How many lines repeat a run. */
  get lines(): number {
    return this.#lines;
  }

  /**
   * Reads the journal once more, where it repeats anything: a first line is only known to have a second one
   * when that is read.
   *
   * @throws UserError `JOURNAL_CONTRADICTS` where two lines of one run differ in what it came to.
   */
  async check(path: string): Promise<void> {
    if (this.#lines === 0) return;
    await readJournal(path, {
      onHeader: () => {},
      onRecord: (record, place) => {
        const end = this.#ends.get(runId(record));
        if (end !== undefined && end !== endOf(record)) throw contradicts(place, record);
      },
    });
  }
}

function endOf({ outcome, verdicts }: RunRecord): string {
  return JSON.stringify([outcome, verdicts]);
}

function contradicts(place: string, record: RunRecord): UserError {
  return new UserError(
    "JOURNAL_CONTRADICTS",
    `${place}: run ${runId(record)} is recorded more than once, with another outcome or other verdicts.`,
    "Start afresh without `--resume`; the old journal is kept. Journals of two executions must not be put together.",
  );
}
