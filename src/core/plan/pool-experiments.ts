import type { CaseResult, DimensionResult, Experiment, JudgeTally, Tally } from "./experiment.ts";
import type { RunOutcome } from "./run-record.ts";

/**
 * One experiment out of several of the same key: what was run again is added, case by case.
 *
 * Samples of failures and reasons of errors are left out: the whole is there to be counted and compared. Undefined for
 * none. The newest comes first in what cannot be added, such as the commit.
 */
export function poolExperiments(experiments: readonly Experiment[]): Experiment | undefined {
  const newestFirst = experiments.toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
  const [newest] = newestFirst;
  if (newest === undefined) return undefined;
  const byId = new Map<string, CaseResult[]>();
  for (const result of newestFirst.flatMap(({ cases: of }) => of)) {
    byId.set(result.id, [...(byId.get(result.id) ?? []), result]);
  }
  const cases = [...byId.values()].flatMap((results) => poolCase(results) ?? []);
  return {
    ...newest,
    planned: sum(experiments.map(({ planned }) => planned)),
    recorded: sum(experiments.map(({ recorded }) => recorded)),
    isComplete: experiments.every(({ isComplete }) => isComplete),
    cases,
  };
}

function poolCase(results: readonly CaseResult[]): CaseResult | undefined {
  const [first] = results;
  if (first === undefined) return undefined;
  const names = new Set(results.flatMap(({ dimensions }) => Object.keys(dimensions)));
  const outcomes = new Map<string, number>();
  for (const result of results) {
    for (const [outcome, runs] of Object.entries(result.outcomes)) {
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + runs);
    }
  }
  return {
    ...first,
    planned: sum(results.map(({ planned }) => planned)),
    outcomes: Object.fromEntries(outcomes) as Partial<Record<RunOutcome, number>>,
    dimensions: Object.fromEntries(
      [...names].map((name) => [
        name,
        poolDimension(
          results.flatMap(({ dimensions }) => {
            const own = Object.hasOwn(dimensions, name) ? dimensions[name] : undefined;
            return own === undefined ? [] : [own];
          }),
        ),
      ]),
    ),
    whole: addTallies(results.map(({ whole }) => whole)),
    failures: [],
    errors: [],
  };
}

function poolDimension(results: readonly DimensionResult[]): DimensionResult {
  const judges = new Set(results.flatMap((one) => Object.keys(one.judges)));
  return {
    hasChecks: results.some(({ hasChecks }) => hasChecks),
    checks: addTallies(results.map(({ checks }) => checks)),
    all: addTallies(results.map(({ all }) => all)),
    judges: Object.fromEntries(
      [...judges].map((judge): [string, JudgeTally] => [
        judge,
        addTallies(
          results.flatMap(({ judges: of }) => {
            const own = Object.hasOwn(of, judge) ? of[judge] : undefined;
            return own === undefined ? [] : [own];
          }),
        ),
      ]),
    ),
  };
}

function addTallies(tallies: readonly Tally[]): Tally {
  const of = (standing: keyof Tally): number => sum(tallies.map((tally) => tally[standing]));
  return {
    passed: of("passed"),
    failed: of("failed"),
    unscored: of("unscored"),
    missing: of("missing"),
  };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((a, b) => a + b, 0);
}
