import { createHash } from "node:crypto";
import { UserError } from "../../core/errors.ts";
import { baselineTooLarge, largestBaseline } from "../../core/plan/baseline-file.ts";
import type { BaselineStore } from "../../ports/baseline-store.ts";
import type { ListCaches } from "../../ports/cache-list.ts";
import { CacheService, type CacheServiceAddress } from "./cache-service.ts";

export type CachePlace = CacheServiceAddress & {
  readonly list: ListCaches;
  /** The project's folder, as the other stores name it. */
  readonly folder: string;
  /** The branch whose jobs' caches count, such as `main`. */
  readonly branch: string;
  /** The ref of this job, such as `refs/pull/7/merge`: its own caches are found before all others. */
  readonly ownRef: string;
  /** Tells this execution of the job from all others, so that no key is taken: `<run id>-<attempt>`. */
  readonly execution: string;
};

/**
 * Results in the cache of GitHub Actions, a cache a name and execution: keys there are for ever. The newest counts, and
 * holds what those before it held.
 *
 * A job finds the caches of its own branch before those of the main branch. So it is asked for a whole key that the list
 * says the main branch wrote, and refused where this job's own branch holds one of that very name.
 */
export function cacheStore(place: CachePlace): BaselineStore {
  const { list, folder, branch, ownRef, execution } = place;
  // A job without a cache is told so when it asks for something.
  const service = (): CacheService => new CacheService(place);
  const mainRef = `refs/heads/${branch}`;
  const prefixOf = (name: string): string => {
    const short = createHash("sha256").update(`${folder}/${name}`).digest("hex").slice(0, 32);
    return `tracegate-baseline-${short}-`;
  };
  const read = async (name: string): Promise<string | undefined> => {
    const caches = await list(prefixOf(name));
    const [newest] = caches
      .filter(({ ref }) => ref === mainRef)
      .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
    if (newest === undefined) return undefined;
    const isShadowed =
      ownRef !== mainRef && caches.some(({ key, ref }) => key === newest.key && ref === ownRef);
    if (isShadowed)
      throw new UserError(
        "BASELINE_REFUSED",
        `A job of ${ownRef} wrote a cache under the name of the main branch's, and would be given that.`,
        "Find out which job wrote it, and delete that cache under Actions → Caches.",
      );
    const found = await service().download(newest.key, largestBaseline);
    if (found?.kind === "too-large")
      throw baselineTooLarge(`The cache ${newest.key}`, largestBaseline + 1);
    return found?.text;
  };
  return {
    source: "cache",
    read: async (names) => {
      try {
        return await Promise.all(names.map(read));
      } catch (error) {
        throw asUnavailable(error);
      }
    },
    update: async (asked, change) => {
      try {
        let kept: string | undefined;
        try {
          kept = await read(asked);
        } catch (error) {
          // Whatever is there, the main branch writes its own.
          if (!(error instanceof UserError)) throw error;
        }
        for (const [name, text] of change(kept))
          await service().upload(`${prefixOf(name)}${execution}`, text);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        throw new UserError(
          "BASELINE_UNWRITABLE",
          `The results could not be put into the cache: ${error.message}`,
          error.fix,
          { cause: error },
        );
      }
    },
  };
}

function asUnavailable(error: unknown): unknown {
  if (!(error instanceof UserError) || error.code.startsWith("BASELINE_")) return error;
  return new UserError("BASELINE_UNAVAILABLE", error.message, error.fix, { cause: error });
}
