import { type CaseStatus, isRun } from "./case-file.ts";
import type { Case, Dataset } from "./dataset.ts";

/** What differs between two versions of a dataset. Lists are sorted; all are empty where nothing does. */
export type DatasetDiff = {
  readonly added: readonly Case[];
  /** As they are now; their content digest differs. */
  readonly changed: readonly Case[];
  /** As they were. */
  readonly removed: readonly Case[];
  readonly statuses: readonly StatusChange[];
  /** Ids of cases of which only title, failure mode, number of runs, sign-off or the words of a quarantine changed. */
  readonly texts: readonly string[];
  /** Of the evaluators that cases which are run name. */
  readonly evaluators: readonly EvaluatorChange[];
  /** What changed in `dataset.yaml`. */
  readonly about: readonly ("description" | "experts" | "dimensions")[];
};

export type StatusChange = {
  readonly id: string;
  readonly from: CaseStatus;
  readonly to: CaseStatus;
};

export type EvaluatorChange = {
  readonly kind: "added" | "raised" | "lowered" | "removed" | "other-versions";
  readonly name: string;
  /** Versions that cases named, ascending; empty where it is new. */
  readonly before: readonly number[];
  /** Versions that cases name now, ascending; empty where none does. */
  readonly now: readonly number[];
};

/** Everything that differs; everything is added where there was no version before. */
export function diffDatasets(before: Dataset | undefined, now: Dataset): DatasetDiff {
  const old = new Map((before?.cases ?? []).map((one) => [one.id, one]));
  const ids = new Set(now.cases.map(({ id }) => id));
  const kept = now.cases.flatMap((one) => {
    const was = old.get(one.id);
    return was === undefined ? [] : [{ was, one }];
  });
  const changed = kept.filter(({ was, one }) => was.digest !== one.digest);
  const moved = kept.filter(({ was, one }) => was.status !== one.status);
  const silent = kept.filter((both) => !changed.includes(both) && !moved.includes(both));
  return {
    added: now.cases.filter(({ id }) => !old.has(id)),
    changed: changed.map(({ one }) => one),
    removed: (before?.cases ?? []).filter(({ id }) => !ids.has(id)),
    statuses: moved.map(({ was, one }) => ({ id: one.id, from: was.status, to: one.status })),
    texts: silent.filter(({ was, one }) => textsOf(was) !== textsOf(one)).map(({ one }) => one.id),
    evaluators: diffEvaluators(before, now),
    about: before === undefined ? [] : aboutChanges(before, now),
  };
}

/** Whether there is nothing to make a version of. */
export function isUnchanged(diff: DatasetDiff): boolean {
  return Object.values(diff).every((changes) => changes.length === 0);
}

/** How many cases came, changed and went, for one dimension or failure mode. */
export type DiffCount = {
  readonly name: string;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
};

/** The diff counted by what `namesOf` says of a case; names of which no case differs are left out. Sorted by name. */
export function countDiff(
  diff: DatasetDiff,
  namesOf: (one: Case) => readonly string[],
): readonly DiffCount[] {
  const count = (cases: readonly Case[], name: string): number =>
    cases.filter((one) => namesOf(one).includes(name)).length;
  const names = new Set([...diff.added, ...diff.changed, ...diff.removed].flatMap(namesOf));
  return [...names].toSorted().map((name) => ({
    name,
    added: count(diff.added, name),
    changed: count(diff.changed, name),
    removed: count(diff.removed, name),
  }));
}

/** `name@version` of every evaluator that a case which is run names, sorted. */
export function usedEvaluators({ cases }: Pick<Dataset, "cases">): readonly string[] {
  const refs = cases
    .filter(({ status }) => isRun(status))
    .flatMap(({ expectations }) => expectations.map(({ evaluator }) => evaluator));
  return [...new Set(refs)].toSorted();
}

function diffEvaluators(before: Dataset | undefined, now: Dataset): readonly EvaluatorChange[] {
  const [were, are] = [versionsByName(before), versionsByName(now)];
  const names = [...new Set([...were.keys(), ...are.keys()])].toSorted();
  return names.flatMap((name) => {
    const change = { name, before: were.get(name) ?? [], now: are.get(name) ?? [] };
    const kind = kindOf(change);
    return kind === undefined ? [] : [{ kind, ...change }];
  });
}

function kindOf({
  before,
  now,
}: Pick<EvaluatorChange, "before" | "now">): EvaluatorChange["kind"] | undefined {
  const [newestBefore, newest] = [before.at(-1), now.at(-1)];
  if (newestBefore === undefined) return "added";
  if (newest === undefined) return "removed";
  if (newest !== newestBefore) return newest > newestBefore ? "raised" : "lowered";
  return before.join() === now.join() ? undefined : "other-versions";
}

function versionsByName(dataset: Dataset | undefined): ReadonlyMap<string, readonly number[]> {
  const versions = new Map<string, number[]>();
  for (const ref of dataset === undefined ? [] : usedEvaluators(dataset)) {
    const [name = "", version = ""] = ref.split("@");
    versions.set(
      name,
      [...(versions.get(name) ?? []), Number(version)].toSorted((a, b) => a - b),
    );
  }
  return versions;
}

function textsOf({ title, failureMode, runs, signOff, quarantine }: Case): string {
  const signed = [signOff?.by, signOff?.at, signOff?.digest];
  const held = [quarantine?.owner, quarantine?.since, quarantine?.reason];
  return JSON.stringify([title, failureMode, runs, ...signed, ...held]);
}

function aboutChanges(before: Dataset, now: Dataset): DatasetDiff["about"] {
  const isOther = {
    description: before.description !== now.description,
    experts: listed(before.experts) !== listed(now.experts),
    dimensions:
      listed(Object.entries(before.dimensions)) !== listed(Object.entries(now.dimensions)),
  };
  return (["description", "experts", "dimensions"] as const).filter((field) => isOther[field]);
}

/** The same text for every order. */
function listed(values: readonly unknown[]): string {
  return JSON.stringify(values.map((value) => JSON.stringify(value)).toSorted());
}
