import { CaseFold } from "./case-fold.ts";
import {
  type Experiment,
  type ExperimentSubject,
  experimentSchema,
  type Tally,
} from "./experiment.ts";
import { countRuns } from "./plan-runs.ts";
import type { PlannedCase } from "./planned-case.ts";
import type { PlannedRun, RunRecord } from "./run-record.ts";
import { type FoldedAs, TallyCount } from "./standing.ts";
import { UsageSum } from "./usage-sum.ts";

/**
 * Folds records into an experiment, one at a time.
 *
 * The result depends on which runs were added, not on their order, nor on how often: feeding two overlapping
 * journals to one fold merges them. Memory grows with the cases (and one bit a planned run), not with the records.
 */
export class ExperimentFold {
  readonly #subject: ExperimentSubject;
  readonly #cases: ReadonlyMap<string, CaseFold>;
  readonly #planned: number;
  readonly #usage = new UsageSum();
  readonly #standings = new TallyCount();
  #recorded = 0;

  constructor(subject: ExperimentSubject, cases: readonly PlannedCase[]) {
    this.#subject = subject;
    this.#cases = new Map(cases.map((planned) => [planned.id, new CaseFold(planned)]));
    this.#planned = countRuns(cases);
  }

  get planned(): number {
    return this.#planned;
  }

  get recorded(): number {
    return this.#recorded;
  }

  /** How the runs so far stand, all dimensions and evaluators taken together; for showing progress. */
  standings(): Tally {
    return this.#standings.tally();
  }

  has(run: PlannedRun): boolean {
    return this.#cases.get(run.caseId)?.has(run.runIndex) ?? false;
  }

  add(record: RunRecord): FoldedAs {
    const folded = this.#cases.get(record.caseId)?.add(record) ?? "foreign";
    if (folded === "duplicate" || folded === "foreign") return folded;
    this.#usage.add(record.session);
    this.#standings.add(folded);
    this.#recorded += 1;
    return folded;
  }

  /** The experiment so far; `isComplete` says whether every planned run is in it. */
  experiment(times: Pick<Experiment, "startedAt" | "durationMs">): Experiment {
    return {
      schema: experimentSchema,
      subject: this.#subject,
      startedAt: times.startedAt,
      durationMs: times.durationMs,
      planned: this.#planned,
      recorded: this.#recorded,
      isComplete: this.#recorded === this.#planned,
      cases: [...this.#cases.values()].map((fold) => fold.result()),
      usage: this.#usage.total(),
    };
  }
}
