import { UserError } from "../core/errors.ts";
import { addToBaseline } from "../core/gate/read-baseline.ts";
import type { BaselineEntry } from "../core/plan/baseline-file.ts";
import type { BaselineStore } from "../ports/baseline-store.ts";
import { nameOfCommit } from "./find-baseline.ts";

/** Where results were put, or why they could not be. */
export type StoredBaseline = {
  readonly source: BaselineStore["source"];
  readonly problem?: UserError;
};

/**
 * Adds the results of a commit to every store, under what was tested and under the commit: running again adds runs and
 * replaces none.
 *
 * Never rejects for what a store answers. An unfinished experiment is stored nowhere.
 */
export async function storeBaseline(
  stores: readonly BaselineStore[],
  entry: BaselineEntry,
): Promise<readonly StoredBaseline[]> {
  const { experiment, writtenBy } = entry;
  if (!experiment.isComplete)
    throw new UserError(
      "BASELINE_INCOMPLETE",
      `Only ${experiment.recorded} of ${experiment.planned} runs were made: nothing may be compared with that.`,
      "Finish the run with `tracegate run --resume`, then store it.",
    );
  const names = [
    `keys/${experiment.subject.key.replace("sha256:", "")}`,
    nameOfCommit(writtenBy.commit),
  ];
  const stored: StoredBaseline[] = [];
  for (const store of stores) {
    const { source } = store;
    try {
      await store.update(names, (kept) => addToBaseline(kept, entry));
      stored.push({ source });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      stored.push({ source, problem: error });
    }
  }
  return stored;
}
