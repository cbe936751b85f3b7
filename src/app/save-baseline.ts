import { join } from "node:path";
import { UserError } from "../core/errors.ts";
import type { Experiment } from "../core/plan/experiment.ts";
import { parseExperiment } from "../core/plan/parse-result.ts";
import type { RunFolder } from "../ports/result-store.ts";
import { resultFiles } from "./result-files.ts";
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
  const text = folder.read(resultFiles.experiment);
  if (text === undefined)
    throw new UserError(
      "EXPERIMENT_MISSING",
      `${folder.path} holds no ${resultFiles.experiment}: the run never got to its end, or was of chosen cases only.`,
      "Run the whole dataset with `tracegate run`.",
    );
  const experiment = parseExperiment(text, join(folder.path, resultFiles.experiment));
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
