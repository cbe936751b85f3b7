import type { Expectation } from "../dataset/case-file.ts";
import type { Evaluator } from "../evaluator/evaluator.ts";
import type { Verdict } from "../evaluator/verdict.ts";

/** What is known when expectations are drafted. */
export type ExpectationFacts = {
  /** All of the project. Of those with one name only the newest version is taken. */
  readonly evaluators: Iterable<Evaluator>;
  /** What the newest checks say of the failing session, each with its parameters alone. */
  readonly verdicts: readonly Verdict[];
  /** The dimension that the reporter named, where the dataset has it. */
  readonly dimension?: string;
  /** What should have happened; judges are told. */
  readonly truth?: string;
};

/** More than these would hold the agent to things that nobody reported. */
const mostExpectations = 5;

/**
 * The expectations of a proposed case, the most telling first: checks that fail on the session, then the judges of the reported
 * dimension with the truth, then, where there is none, every judge of the project's.
 *
 * A check that passes on the session that went wrong would guard nothing, so it is left out. Empty where the project has no
 * evaluator that could tell this failure.
 */
export function draftExpectations(facts: ExpectationFacts): readonly Expectation[] {
  const { dimension, truth, verdicts } = facts;
  const newest = newestOf(facts.evaluators);
  const failed = new Set(
    verdicts.flatMap(({ evaluator, result }) => (result === "fail" ? [evaluator] : [])),
  );
  const judges = newest.filter(({ kind }) => kind === "judge");
  const own = judges.filter((judge) => judge.dimension === dimension);
  const failing = newest.filter(({ ref }) => failed.has(ref));
  const isTold = (one: Evaluator): boolean => one.dimension === dimension;
  const chosen = [
    ...failing.filter(isTold),
    ...(own.length > 0 ? own : failing.length > 0 ? [] : judges),
    ...failing.filter((one) => !isTold(one)),
  ];
  return chosen.slice(0, mostExpectations).map(({ ref, dimension: of, kind }) => ({
    dimension: of,
    evaluator: ref,
    ...(kind === "judge" && truth !== undefined && { truth }),
  }));
}

/** The highest version of each name, sorted by name. */
export function newestOf(evaluators: Iterable<Evaluator>): readonly Evaluator[] {
  const newest = new Map<string, Evaluator>();
  for (const one of evaluators) {
    const known = newest.get(one.name);
    if (known === undefined || known.version < one.version) newest.set(one.name, one);
  }
  return [...newest.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
