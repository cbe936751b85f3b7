import { UserError } from "../../core/errors.ts";
import type { Sides } from "../../core/gate/compare-sides.ts";
import {
  type RunAtCommitPorts,
  type RunAtCommitRequest,
  runAtCommit,
} from "../run/run-at-commit.ts";

export type RerunRequest = Omit<RunAtCommitRequest, "ref" | "caseIds" | "stop"> & {
  /** What was found without running anything. */
  readonly sides: Sides;
  /** The commit that the change is merged into; `undefined` where that is not known. */
  readonly base: { readonly sha: string; readonly branch?: string } | undefined;
};

/**
 * Runs the agent of the merge base where nothing was found to compare with and the policy allows it: the dataset and the
 * evaluators of the change, against the agent as it was before.
 *
 * What cannot be run leaves nothing to compare with, and says why; it stops nothing else.
 */
export async function rerunBase(
  { sides, base, ...request }: RerunRequest,
  ports: RunAtCommitPorts,
): Promise<Sides> {
  const { baseline } = sides;
  const isWanted = request.project.config.baseline?.rerun === "worktree";
  if (!isWanted || baseline?.kind !== "none" || base === undefined) return sides;
  try {
    // Every run may count in a comparison, so none is left out.
    const { experiment } = await runAtCommit({ ...request, ref: base.sha, stop: "off" }, ports);
    if (!experiment.isComplete) return sides;
    const { sha: commit, branch } = base;
    return {
      ...sides,
      baseline: {
        kind: "found",
        experiments: [experiment],
        origin: {
          side: "merge-base",
          source: "worktree",
          commit,
          ...(branch !== undefined && { branch }),
        },
      },
    };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ...sides, baseline: { kind: "none", why: "not-run", detail: error.message } };
  }
}
