import type { DatasetDiff } from "./dataset-diff.ts";

/** The version of a dataset, as semantic versioning counts it. */
export type DatasetVersion = {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
};

/** What a dataset's first promotion makes. */
export const firstVersion: DatasetVersion = { major: 1, minor: 0, patch: 0 };

/** `support-v1.4.0`. The name must be a slug, so that the tag can be no option and no path. */
export function versionTag(dataset: string, { major, minor, patch }: DatasetVersion): string {
  return `${tagPrefix(dataset)}${major}.${minor}.${patch}`;
}

/** What the tags of all versions of a dataset begin with. */
export function tagPrefix(dataset: string): string {
  return `${dataset}-v`;
}

/** The version that a tag stands for; `undefined` where it is no version of this dataset. */
export function versionOf(tag: string, dataset: string): DatasetVersion | undefined {
  if (!tag.startsWith(tagPrefix(dataset))) return undefined;
  const numbers = tag.slice(tagPrefix(dataset).length);
  const parts = /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$/.exec(numbers);
  if (parts === null) return undefined;
  const [, major, minor, patch] = parts.map(Number);
  return { major: major ?? 0, minor: minor ?? 0, patch: patch ?? 0 };
}

/** Negative where `a` comes before `b`. */
export function compareVersions(a: DatasetVersion, b: DatasetVersion): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch;
}

/**
 * The version that these changes make: a major one where something is measured no longer, a minor one where cases are
 * new or ask something else, a patch where only texts, statuses or the dataset's own file changed.
 */
export function nextVersion(
  { major, minor, patch }: DatasetVersion,
  diff: DatasetDiff,
): DatasetVersion {
  const measuresLess =
    diff.removed.length > 0 ||
    diff.evaluators.some(({ kind }) => kind === "removed" || kind === "lowered");
  if (measuresLess) return { major: major + 1, minor: 0, patch: 0 };
  if (diff.added.length + diff.changed.length > 0) return { major, minor: minor + 1, patch: 0 };
  return { major, minor, patch: patch + 1 };
}
