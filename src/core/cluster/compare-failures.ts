import type { BlameKind } from "../blame/blame.ts";
import type { CaseResult, FailureSample } from "../plan/experiment.ts";

/** Failures of an experiment that are alike: of one dimension, and begun in the same way. */
export type FailureCluster = {
  readonly dimension: string;
  /** How it began; absent where that is not known, and the evaluator tells it apart. */
  readonly blame?: BlameKind;
  /** The tool that it began at, where it began at one. */
  readonly tool?: string;
  /** The evaluator that saw most of it, `name@version`. */
  readonly evaluator: string;
  /** Ids of its cases, sorted. */
  readonly cases: readonly string[];
  /** Failed runs; a lower bound, since a case keeps few of its failures. */
  readonly runs: number;
};

/** What became of the failures of a baseline. The largest come first. */
export type FailureChanges = {
  readonly appeared: readonly FailureCluster[];
  /** Failures of both sides of which a greater share of the runs fails now, and of which a smaller. */
  readonly grown: readonly ChangedCluster[];
  readonly shrunk: readonly ChangedCluster[];
  readonly resolved: readonly FailureCluster[];
};

export type ChangedCluster = FailureCluster & { readonly before: number };

/** A share that changed by less than half is chance. */
const leastChange = 1.5;
const leastRuns = 2;

/**
 * The failures of a candidate beside those of its baseline: which are new, grown, shrunk and gone.
 *
 * A side may hold several executions of a case. Only cases that both sides ran are looked at. Both empty where nothing fails on either side.
 */
export function compareFailures(
  baseline: readonly CaseResult[],
  candidate: readonly CaseResult[],
): FailureChanges {
  const common = new Set(baseline.map(({ id }) => id)).intersection(
    new Set(candidate.map(({ id }) => id)),
  );
  const before = clustersOf(baseline, common);
  const now = clustersOf(candidate, common);
  const [runsBefore, runsNow] = [runsOf(baseline, common), runsOf(candidate, common)];
  const ratio = runsBefore === 0 ? 1 : runsNow / runsBefore;
  const changed = [...now].flatMap(([key, cluster]) => {
    const old = before.get(key);
    return old === undefined ? [] : [{ ...cluster, before: old.runs, expected: old.runs * ratio }];
  });
  return {
    appeared: sorted([...now].flatMap(([key, one]) => (before.has(key) ? [] : [one]))).filter(
      isTold,
    ),
    grown: sorted(changed.filter(({ runs, expected }) => isMore(runs, expected)).map(plain)),
    shrunk: sorted(changed.filter(({ runs, expected }) => isMore(expected, runs)).map(plain)),
    resolved: sorted([...before].flatMap(([key, one]) => (now.has(key) ? [] : [one]))).filter(
      isTold,
    ),
  };
}

/** One run that fails, or no longer does, is chance. */
function isTold({ runs }: FailureCluster): boolean {
  return runs >= leastRuns;
}

function isMore(a: number, b: number): boolean {
  return a >= b * leastChange && a - b >= leastRuns;
}

function plain({
  expected: _expected,
  ...cluster
}: ChangedCluster & { expected: number }): ChangedCluster {
  return cluster;
}

function runsOf(cases: readonly CaseResult[], common: ReadonlySet<string>): number {
  return cases
    .filter(({ id }) => common.has(id))
    .flatMap(({ outcomes }) => Object.values(outcomes))
    .reduce((sum, count) => sum + count, 0);
}

function clustersOf(
  cases: readonly CaseResult[],
  common: ReadonlySet<string>,
): ReadonlyMap<string, FailureCluster> {
  const groups = new Map<string, Member[]>();
  for (const [place, { id, failures, status }] of cases.entries()) {
    if (!common.has(id) || status !== "guarding") continue;
    for (const sample of failures) {
      const key = keyOf(sample);
      groups.set(key, [...(groups.get(key) ?? []), { place, id, sample }]);
    }
  }
  return new Map([...groups].map(([key, members]) => [key, clusterOf(members)] as const));
}

/** A new version of an evaluator sees the same failures. */
function keyOf({ dimension, evaluator, blame }: FailureSample): string {
  const how =
    blame === undefined || blame.kind === "evaluator-evidence"
      ? `by ${evaluator.replace(/@\d+$/, "")}`
      : `${blame.kind} ${toolOf(blame.what) ?? ""}`;
  return `${dimension} ${how}`;
}

/** The tool of a step, as the one-line description of steps names it. */
function toolOf(what: string): string | undefined {
  return /^([\w.-]{1,60}) → /.exec(what)?.[1];
}

/** One failure of a case; a case of several executions has a place for each. */
type Member = { readonly place: number; readonly id: string; readonly sample: FailureSample };

function clusterOf(members: readonly Member[]): FailureCluster {
  const perResult = new Map<number, number>();
  for (const { place, sample } of members)
    perResult.set(place, Math.max(perResult.get(place) ?? 0, sample.runs));
  const [most] = members.toSorted((a, b) => b.sample.runs - a.sample.runs);
  if (most === undefined) throw new RangeError("A cluster has a member.");
  const { dimension, evaluator, blame } = most.sample;
  const kind = blame?.kind === "evaluator-evidence" ? undefined : blame?.kind;
  const tool = blame && kind && toolOf(blame.what);
  return {
    dimension,
    ...(kind !== undefined && { blame: kind }),
    ...(tool !== undefined && { tool }),
    evaluator,
    cases: [...new Set(members.map(({ id }) => id))].toSorted(),
    runs: [...perResult.values()].reduce((sum, runs) => sum + runs, 0),
  };
}

function sorted<T extends FailureCluster>(clusters: readonly T[]): readonly T[] {
  return clusters.toSorted(
    (a, b) =>
      b.runs - a.runs || (a.dimension < b.dimension ? -1 : a.dimension > b.dimension ? 1 : 0),
  );
}
