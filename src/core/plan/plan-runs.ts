import type { PlannedRun } from "./run-record.ts";

/** The part of a case that a plan is made of. */
export type RunsOfCase = { readonly id: string; readonly runs: number };

/**
 * Every run of the plan, one round over all cases after another; a case drops out after its last run.
 *
 * Round by round, because runs that end early must be a fair sample of all cases. Lazy, because a plan may
 * hold millions of runs.
 */
export function* planRuns(cases: readonly RunsOfCase[]): Generator<PlannedRun, void, undefined> {
  let left = cases.filter(({ runs }) => runs > 0);
  for (let runIndex = 0; left.length > 0; runIndex++) {
    for (const { id } of left) yield { caseId: id, runIndex };
    left = left.filter(({ runs }) => runs > runIndex + 1);
  }
}

/** How many runs the plan holds. */
export function countRuns(cases: readonly RunsOfCase[]): number {
  return cases.reduce((sum, { runs }) => sum + runs, 0);
}
