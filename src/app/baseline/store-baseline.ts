import type { BaselineConfig } from "../../core/config/baseline-config.ts";
import { compareVersions, tagPrefix, versionOf } from "../../core/dataset/dataset-version.ts";
import { UserError } from "../../core/errors.ts";
import { addToBaseline, asRelease } from "../../core/gate/read-baseline.ts";
import type { BaselineEntry } from "../../core/plan/baseline-file.ts";
import type { BaselineStore } from "../../ports/baseline-store.ts";
import type { ReleaseTags } from "../../ports/release-tags.ts";

/** Where results were put, or why they could not be. */
export type StoredBaseline = {
  readonly source: BaselineStore["source"];
  readonly problem?: UserError;
};

export type StoreRequest = {
  readonly stores: readonly BaselineStore[];
  readonly entry: BaselineEntry;
  /** Which tags are releases. */
  readonly release: BaselineConfig["release"];
  readonly tags: ReleaseTags;
};

/** The name under which results of a commit are kept. */
export function nameOfCommit(commit: string): string {
  return `commits/${commit}`;
}

/** The name under which those of the last release are kept, as it was at the last push. */
export const nameOfRelease = "release";

/**
 * Adds the results of a commit to every store, under what was tested and under the commit: running again adds runs and
 * replaces none. What the store has of the last release is put under a name of its own, so that a pull request finds it
 * without asking for tags.
 *
 * Never rejects for what a store answers. @throws UserError `BASELINE_INCOMPLETE` for an unfinished experiment.
 */
export async function storeBaseline({
  stores,
  entry,
  release,
  tags,
}: StoreRequest): Promise<readonly StoredBaseline[]> {
  const { experiment, writtenBy } = entry;
  if (!experiment.isComplete)
    throw new UserError(
      "BASELINE_INCOMPLETE",
      `Only ${experiment.recorded} of ${experiment.planned} runs were made: nothing may be compared with that.`,
      "Finish the run with `tracegate run --resume`, then store it.",
    );
  const key = `keys/${experiment.subject.key.replace("sha256:", "")}`;
  const own = nameOfCommit(writtenBy.commit);
  const dataset = experiment.subject.dataset.name;
  const stored: StoredBaseline[] = [];
  let last: Promise<LastRelease | undefined> | undefined;
  for (const store of stores) {
    const { source } = store;
    try {
      last ??= findRelease(tags, dataset, release);
      const released = await last;
      const before = await storedOf(released, store, writtenBy.commit);
      await store.update(key, (kept) => {
        const text = addToBaseline(kept, entry);
        const isOwn = released?.commit === writtenBy.commit;
        const ofRelease = released && asRelease(isOwn ? text : before, released.tag);
        return new Map([
          [key, text],
          [own, text],
          ...(ofRelease === undefined ? [] : [[nameOfRelease, ofRelease] as const]),
        ]);
      });
      stored.push({ source });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      stored.push({ source, problem: error });
    }
  }
  return stored;
}

type LastRelease = { readonly tag: string; readonly commit: string };

async function findRelease(
  tags: ReleaseTags,
  dataset: string,
  release: BaselineConfig["release"],
): Promise<LastRelease | undefined> {
  if (release === false) return undefined;
  const prefix = release === "dataset" ? tagPrefix(dataset) : release.tags;
  const versions = (await tags.tags(prefix)).flatMap((tag) => {
    const version = versionOf(`x-v${tag.slice(prefix.length)}`, "x");
    return version === undefined ? [] : [{ tag, version }];
  });
  const last = versions.toSorted((a, b) => compareVersions(a.version, b.version)).at(-1);
  const commit = last && (await tags.commitOf(last.tag));
  return last === undefined || commit === undefined ? undefined : { tag: last.tag, commit };
}

/** What the store has of a release of an earlier commit; `undefined` where it has nothing, or nothing is to be asked. */
async function storedOf(
  released: LastRelease | undefined,
  store: BaselineStore,
  own: string,
): Promise<string | undefined> {
  if (released === undefined || released.commit === own) return undefined;
  const [text] = await store.read([nameOfCommit(released.commit)]);
  return text;
}
