import type { CaseResult, StopRecord } from "../plan/experiment.ts";
import type { PlannedRun } from "../plan/run-record.ts";
import type { Standing } from "../plan/standing.ts";
import { FloorCount } from "./floor-count.ts";
import { type SequentialGap, sequentialGapsIn } from "./sequential-gaps.ts";
import { type FloorStop, leastRunsPerCase, type StopPlan } from "./stop-plan.ts";

/** How a run stands in a floor's tally; `undefined` where it was not made yet. */
export type StandingOf = (run: PlannedRun, floor: FloorStop) => Standing | undefined;

export type StopWatchOptions = {
  readonly cases: readonly Pick<CaseResult, "id" | "planned">[];
  /** Every run of the plan, in its order. */
  readonly order: Iterator<PlannedRun, void>;
  readonly standingOf: StandingOf;
  /** Share of a floor's runs that may be lost; above it the floor has no answer yet. */
  readonly allowedLost: number;
};

type WatchedFloor = {
  readonly count: FloorCount;
  /** Runs that are not counted yet. */
  left: number;
  /** Cases that were not run often enough yet, and those of which no run was scored. */
  early: number;
  readonly unscored: Set<string>;
  isClosed: boolean;
};

type WatchedCase = {
  readonly planned: number;
  readonly floors: readonly WatchedFloor[];
  readonly mustPass: boolean;
  made: number;
  hasFailed: boolean;
  /** Whether a failure is still to be feared that would block alone. */
  mayFail: boolean;
};

/**
 * Says which runs of a plan are still to be made.
 *
 * Runs are counted in the order of the plan, never in the order in which they end: those that end first are no fair
 * sample, and an interrupted run that goes on must come to the same end. What was once needless stays so.
 */
export class StopWatch {
  /** Floors that were to have a sequential test, and have too few runs for one. */
  readonly sequentialGaps: readonly SequentialGap[];
  readonly #plan: StopPlan;
  readonly #options: StopWatchOptions;
  readonly #floors: readonly WatchedFloor[];
  readonly #cases: ReadonlyMap<string, WatchedCase>;
  #openFloors: number;
  /** Must-pass cases that may still fail. */
  #openCases: number;
  #next: PlannedRun | undefined;

  constructor(plan: StopPlan, options: StopWatchOptions) {
    this.#plan = plan;
    this.sequentialGaps = sequentialGapsIn(plan);
    this.#options = options;
    const planned = new Map(options.cases.map((one) => [one.id, one.planned]));
    this.#floors = plan.floors.map((stop) => {
      const ids = [...stop.caseIds].filter((id) => (planned.get(id) ?? 0) > 0);
      const count = new FloorCount(stop);
      const { planned: left } = stop;
      return { count, left, early: ids.length, unscored: new Set(ids), isClosed: left === 0 };
    });
    this.#openFloors = this.#floors.filter(({ isClosed }) => !isClosed).length;
    this.#cases = new Map(
      options.cases.map((one) => [
        one.id,
        {
          planned: one.planned,
          floors: this.#floors.filter(({ count }) => count.stop.caseIds.has(one.id)),
          mustPass: plan.mustPass.has(one.id),
          made: 0,
          hasFailed: false,
          mayFail: plan.mustPass.has(one.id) && one.planned > 0,
        },
      ]),
    );
    this.#openCases = [...this.#cases.values()].filter(({ mayFail }) => mayFail).length;
    this.#next = this.#take();
  }

  /** Whether the run may still count. Of a run that is not made where it does not, nothing depends. */
  needs({ caseId, runIndex }: PlannedRun): boolean {
    this.#advance();
    return this.#isNeeded(caseId, runIndex);
  }

  /** What is to be noted of the end; nothing where a curtailed plan was made whole. */
  record({
    seed,
    saved,
    cause,
  }: Pick<Required<StopRecord>, "seed" | "saved" | "cause">): StopRecord | undefined {
    this.#advance();
    const { mode } = this.#plan;
    if (saved === 0 && mode === "curtail") return undefined;
    return {
      mode,
      seed,
      saved,
      ...(saved > 0 && { cause }),
      tests: this.#floors.flatMap(({ count: { answer, stop } }) => {
        if (answer === undefined) return [];
        const { rule, dimension } = stop;
        const boundary =
          rule.kind === "sequential"
            ? { boundary: { mostRuns: rule.plan.mostRuns, ...rule.errors } }
            : {};
        const { kind, scored, failed } = answer;
        return [{ dimension, answer: kind, scored, failed, ...boundary }];
      }),
    };
  }

  #isNeeded(caseId: string, runIndex: number): boolean {
    const one = this.#cases.get(caseId);
    if (one === undefined || runIndex < leastRunsPerCase) return true;
    const isOpen = this.#openFloors > 0 || this.#openCases > 0;
    // Compared with a baseline every run may still turn the answer, until it blocks in any case.
    if (this.#plan.isCompared) return isOpen || !this.#blocks();
    if (one.mayFail) return true;
    return one.floors.length === 0 ? isOpen : one.floors.some(({ isClosed }) => !isClosed);
  }

  #blocks(): boolean {
    const isMissed = this.#floors.some(({ count }) => count.answer?.kind === "missed");
    return (
      isMissed || [...this.#cases.values()].some(({ mustPass, hasFailed }) => mustPass && hasFailed)
    );
  }

  /** Counts what has been made since, as far as nothing is missing before it. */
  #advance(): void {
    while (this.#next !== undefined) {
      const run = this.#next;
      const one = this.#cases.get(run.caseId);
      const isMade = one === undefined || this.#count(run, one);
      if (!isMade && this.#isNeeded(run.caseId, run.runIndex)) return;
      this.#next = this.#take();
    }
  }

  #take(): PlannedRun | undefined {
    const next = this.#options.order.next();
    return next.done === true ? undefined : next.value;
  }

  /** False where the run was not made. */
  #count(run: PlannedRun, one: WatchedCase): boolean {
    const standings = one.floors.map(({ count }) => this.#options.standingOf(run, count.stop));
    if (standings.includes(undefined)) return false;
    one.made += 1;
    const isLast = one.made === one.planned;
    for (const [at, floor] of one.floors.entries()) {
      const standing = standings[at];
      if (standing === undefined) continue;
      floor.left -= 1;
      floor.count.add(standing);
      if (one.made === Math.min(leastRunsPerCase, one.planned)) floor.early -= 1;
      if (isLast || standing === "passed" || standing === "failed")
        floor.unscored.delete(run.caseId);
      this.#close(floor);
    }
    if (standings.includes("failed")) one.hasFailed = true;
    if (one.mayFail && (one.hasFailed || isLast)) {
      one.mayFail = false;
      this.#openCases -= 1;
    }
    return true;
  }

  #close(floor: WatchedFloor): void {
    if (floor.isClosed || (floor.left > 0 && !this.#isAnswered(floor))) return;
    floor.isClosed = true;
    this.#openFloors -= 1;
  }

  #isAnswered({ count, early, unscored }: WatchedFloor): boolean {
    if (count.answer === undefined || early > 0 || unscored.size > 0) return false;
    return count.lostShare <= this.#options.allowedLost;
  }
}
