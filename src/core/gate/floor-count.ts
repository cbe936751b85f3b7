import type { Standing } from "../plan/standing.ts";
import { askCurtailed } from "../stats/curtailed-floor.ts";
import { askSequential } from "../stats/sequential-floor.ts";
import type { FloorStop } from "./stop-plan.ts";

/** When a floor had its answer: after as many scored runs, of which so many failed. */
export type FloorAnswer = {
  readonly kind: "met" | "missed" | "undetermined";
  readonly scored: number;
  readonly failed: number;
};

/**
 * Counts the runs of one floor until its answer cannot change, or its sequential test has one. Runs have to come in the
 * order of the plan.
 */
export class FloorCount {
  readonly stop: FloorStop;
  #passed = 0;
  #failed = 0;
  #lost = 0;
  #answer: FloorAnswer | undefined;

  constructor(stop: FloorStop) {
    this.stop = stop;
  }

  /** The first answer there was; it stands. */
  get answer(): FloorAnswer | undefined {
    return this.#answer;
  }

  /** The share of its runs so far that said nothing; 0 without a run. */
  get lostShare(): number {
    const runs = this.#passed + this.#failed + this.#lost;
    return runs === 0 ? 0 : this.#lost / runs;
  }

  add(standing: Standing): void {
    switch (standing) {
      case "passed":
        this.#passed += 1;
        break;
      case "failed":
        this.#failed += 1;
        break;
      case "unscored":
      case "missing":
        this.#lost += 1;
        break;
    }
    this.#answer ??= this.#ask();
  }

  /** Counts runs whose order is not known; what a sequential test says of them is not asked. */
  addAll(counts: {
    readonly passed: number;
    readonly failed: number;
    readonly lost: number;
  }): void {
    this.#passed += counts.passed;
    this.#failed += counts.failed;
    this.#lost += counts.lost;
    if (this.stop.rule.kind !== "sequential") this.#answer ??= this.#ask();
  }

  #ask(): FloorAnswer | undefined {
    const passed = this.#passed;
    const failed = this.#failed;
    const scored = passed + failed;
    const kind = this.#kindOf(passed, scored);
    return kind === undefined ? undefined : { kind, scored, failed };
  }

  #kindOf(passed: number, scored: number): FloorAnswer["kind"] | undefined {
    const { rule, floor, planned } = this.stop;
    if (scored === 0) return undefined;
    switch (rule.kind) {
      case "whole":
        return undefined;
      case "sequential": {
        if (scored > rule.plan.mostRuns) return undefined;
        const said = askSequential(rule.plan, scored, scored - passed);
        return said === "more" ? undefined : said;
      }
      case "point": {
        // The best and the worst that can come, whether or not what is left gets lost.
        const left = Math.max(0, planned - scored - this.#lost);
        if (passed / (scored + left) >= floor.floor) return "met";
        return (passed + left) / (scored + left) < floor.floor ? "missed" : undefined;
      }
      case "curtailed": {
        const said = askCurtailed(rule.plan, { passed, scored });
        return said === "open" ? undefined : said;
      }
    }
  }
}
