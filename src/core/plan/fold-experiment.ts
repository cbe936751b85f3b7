import type { AskedTotal } from "./call-total.ts";
import { CaseFold, type CourseKind, type FoldOptions } from "./case-fold.ts";
import {
  type Experiment,
  type ExperimentSubject,
  experimentSchema,
  type Tally,
  type UsageTotal,
} from "./experiment.ts";
import { countRuns } from "./plan-runs.ts";
import type { FoldedCase } from "./planned-case.ts";
import type { PlannedRun, RunRecord } from "./run-record.ts";
import { type FoldedAs, type Standing, TallyCount } from "./standing.ts";
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
  /** Absent where nobody of that kind is to be asked. */
  readonly #judges: UsageSum | undefined;
  readonly #simulator: UsageSum | undefined;
  readonly #standings = new TallyCount();
  #recorded = 0;

  constructor(subject: ExperimentSubject, cases: readonly FoldedCase[], options: FoldOptions = {}) {
    this.#subject = subject;
    this.#judges = subject.judge && new UsageSum();
    this.#simulator = subject.simulator && new UsageSum();
    this.#cases = new Map(cases.map((planned) => [planned.id, new CaseFold(planned, options)]));
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

  /** What the runs so far took. */
  usage(): UsageTotal {
    return this.#usage.total();
  }

  /** What they asked beside the agent's own calls; `undefined` where nobody was to be asked. */
  asked(): AskedTotal | undefined {
    const [judges, simulator] = [this.#judges, this.#simulator];
    if (judges === undefined && simulator === undefined) return undefined;
    return {
      ...(judges && { judges: judges.calls() }),
      ...(simulator && { simulator: simulator.calls() }),
    };
  }

  has(run: PlannedRun): boolean {
    return this.#cases.get(run.caseId)?.has(run.runIndex) ?? false;
  }

  add(record: RunRecord): FoldedAs {
    const folded = this.#cases.get(record.caseId)?.add(record) ?? "foreign";
    if (folded === "duplicate" || folded === "foreign") return folded;
    this.#usage.add(record.session);
    const { judges, simulator } = record.asked ?? {};
    if (judges !== undefined) this.#judges?.addTotal(judges);
    if (simulator !== undefined) this.#simulator?.addTotal(simulator);
    this.#standings.add(folded);
    this.#recorded += 1;
    return folded;
  }

  /** Counts what runs took that are not in it, since they are made again. */
  addAgain({ usage, asked }: Pick<Experiment, "usage" | "asked">): void {
    this.#usage.addTotal(usage);
    if (asked?.judges !== undefined) this.#judges?.addTotal(asked.judges);
    if (asked?.simulator !== undefined) this.#simulator?.addTotal(asked.simulator);
  }

  /** How a run stands in a dimension; `undefined` where it was not made, or courses are not kept. */
  standing(run: PlannedRun, dimension: string, kind: CourseKind): Standing | undefined {
    return this.#cases.get(run.caseId)?.standing(run.runIndex, dimension, kind);
  }

  /** The experiment so far; `isComplete` says whether every planned run is in it. */
  experiment(times: Times): Experiment {
    const asked = this.asked();
    const tellsCourses = times.stop?.mode === "sequential";
    return {
      schema: experimentSchema,
      subject: this.#subject,
      startedAt: times.startedAt,
      durationMs: times.durationMs,
      planned: this.#planned,
      recorded: this.#recorded,
      isComplete: this.#recorded === this.#planned,
      cases: [...this.#cases.values()].map((fold) => fold.result({ tellsCourses })),
      usage: this.#usage.total(),
      ...(asked !== undefined && { asked }),
      ...(times.stop !== undefined && { stop: times.stop }),
      ...(times.shards !== undefined && { shards: times.shards }),
    };
  }
}

type Times = Pick<Experiment, "startedAt" | "durationMs" | "stop" | "shards">;
