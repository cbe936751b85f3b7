import type { Tally } from "./experiment.ts";
import type { RunOutcome } from "./run-record.ts";

/** How one run stands in one respect: a field of the tally that it is counted in. */
export type Standing = keyof Tally;

export const standings = [
  "passed",
  "failed",
  "unscored",
  "missing",
] as const satisfies readonly Standing[];

/**
 * What a fold did with a record: counted it as this, or left it out.
 *
 * `duplicate`: this run was counted before, and the first record stands. `foreign`: the plan holds no such
 * run, or a verdict of an evaluator that its case does not name.
 */
export type FoldedAs = Standing | "duplicate" | "foreign";

/** Any failure fails, else any unscored is unscored: a run passes only where everyone who was asked says so. */
export function combineStandings(a: Standing | undefined, b: Standing): Standing {
  if (a === "failed" || b === "failed") return "failed";
  if (a === "unscored" || b === "unscored") return "unscored";
  return b;
}

/** How an unfinished run stands in every respect: the agent's own error is a failure, any other is `missing`. */
export function standingOf(outcome: Exclude<RunOutcome, "completed">): Standing {
  return outcome === "agent-error" ? "failed" : "missing";
}

/** Counts the runs of each standing. */
export class TallyCount {
  readonly #counts = { passed: 0, failed: 0, unscored: 0, missing: 0 };

  add(standing: Standing): void {
    this.#counts[standing] += 1;
  }

  tally(): Tally {
    return { ...this.#counts };
  }
}
