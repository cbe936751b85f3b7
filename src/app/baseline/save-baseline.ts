import { UserError } from "../../core/errors.ts";
import type { Experiment } from "../../core/plan/experiment.ts";
import type { RunFolder } from "../../ports/result-store.ts";
import { readExperiment } from "../results/read-experiment.ts";
import { type StoredBaseline, type StoreRequest, storeBaseline } from "./store-baseline.ts";

export type SavedBaseline = {
  readonly experiment: Experiment;
  readonly commit: string;
  readonly stored: readonly StoredBaseline[];
};

/**
 * Keeps the results in a folder for later comparisons, under the commit that they are of.
 *
 * @throws UserError where there are none, they are unfinished or outside of git, or no store is named.
 */
export async function saveBaseline(
  folder: RunFolder,
  { stores, release, tags }: Omit<StoreRequest, "entry">,
): Promise<SavedBaseline> {
  const experiment = readExperiment(folder, "Run the whole dataset with `tracegate run`.");
  const { commit } = experiment.subject;
  if (commit === undefined)
    throw new UserError(
      "COMMIT_MISSING",
      "The results do not say which commit they are of, so nobody could find them again.",
      "Run in a git repository with a commit.",
    );
  if (stores.length === 0)
    throw new UserError(
      "BASELINE_STORE_MISSING",
      "The configuration names no store of baselines that can be written here.",
      "Add `baseline: { stores: [folder] }` to tracegate.yaml.",
    );
  const entry = { writtenBy: { commit }, experiment };
  const stored = await storeBaseline({ stores, entry, release, tags });
  return { experiment, commit, stored };
}
