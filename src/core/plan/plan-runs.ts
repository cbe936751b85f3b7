import { seededRandom } from "../stats/seeded-random.ts";
import type { PlannedRun } from "./run-record.ts";

/** The part of a case that a plan is made of. */
export type RunsOfCase = { readonly id: string; readonly runs: number };

/**
 * Every run of the plan, one round over all cases after another; a case drops out after its last run.
 *
 * Round by round, because runs that end early must be a fair sample of all cases, and shuffled within a round, because
 * the order of the files is no chance. The same cases and seed make the same order, in whatever order the cases come.
 * Lazy, because a plan may hold millions of runs.
 */
export function* planRuns(
  cases: readonly RunsOfCase[],
  seed: number,
): Generator<PlannedRun, void, undefined> {
  const random = seededRandom(seed);
  let left = cases.filter(({ runs }) => runs > 0).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  for (let runIndex = 0; left.length > 0; runIndex++) {
    for (const { id } of shuffled(left, random)) yield { caseId: id, runIndex };
    left = left.filter(({ runs }) => runs > runIndex + 1);
  }
}

/**
 * The seed of an experiment's order. It follows from the experiment's key, so that nobody can look for an order that
 * comes out well.
 */
export function orderSeed(key: string): number {
  return Number.parseInt(key.replace("sha256:", "").slice(0, 8), 16);
}

/** How many runs the plan holds. */
export function countRuns(cases: readonly RunsOfCase[]): number {
  return cases.reduce((sum, { runs }) => sum + runs, 0);
}

/** Fisher and Yates. */
function shuffled<T>(items: readonly T[], random: () => number): readonly T[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const [a, b] = [mixed[last], mixed[other]];
    if (a === undefined || b === undefined) continue;
    mixed[last] = b;
    mixed[other] = a;
  }
  return mixed;
}
