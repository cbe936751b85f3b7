import {
  compareVersions,
  type DatasetVersion,
  tagPrefix,
  versionOf,
} from "../../core/dataset/dataset-version.ts";
import { UserError } from "../../core/errors.ts";
import type { DatasetTags } from "../../ports/dataset-tags.ts";

export type LastVersion = {
  readonly tag: string;
  readonly version: DatasetVersion;
  /** Known only where the remote was asked; `false` otherwise. */
  readonly isOnRemote: boolean;
};

/**
 * The highest version of a dataset that the commit checked out holds; `undefined` where it has none yet.
 *
 * @throws UserError `VERSION_ELSEWHERE` where a higher version is on a commit that this one does not come after, and
 *   `TAGS_MISSING` where the remote has a version that is not here: the next one would be made a second time.
 */
export async function findLastVersion(
  dataset: string,
  { tags, asksRemote }: { readonly tags: DatasetTags; readonly asksRemote: boolean },
): Promise<LastVersion | undefined> {
  const prefix = tagPrefix(dataset);
  const found = (await tags.tags(prefix))
    .flatMap(({ name: tag, isReachable }) => {
      const version = versionOf(tag, dataset);
      return version === undefined ? [] : [{ tag, version, isReachable }];
    })
    .toSorted((a, b) => compareVersions(a.version, b.version));
  const remote = asksRemote ? await tags.remoteTags(prefix) : [];
  const here = new Set(found.map(({ tag }) => tag));
  const missing = remote.filter((tag) => versionOf(tag, dataset) !== undefined && !here.has(tag));
  if (missing.length > 0)
    throw new UserError(
      "TAGS_MISSING",
      `The remote has ${missing.length === 1 ? "a version" : "versions"} that this clone does not know: ${missing.slice(0, 5).join(", ")}.`,
      "Fetch them with `git fetch --tags`.",
    );
  const last = found.at(-1);
  if (last === undefined) return undefined;
  const { tag, version } = last;
  if (last.isReachable) return { tag, version, isOnRemote: remote.includes(tag) };
  throw new UserError(
    "VERSION_ELSEWHERE",
    `The last version, ${tag}, is on a commit that the one checked out does not come after.`,
    "Promote from the branch that versions are made on, at its newest commit.",
  );
}
