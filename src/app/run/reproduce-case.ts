import type { Project } from "../../core/config/project.ts";
import { type Reproduction, reproductionOf } from "../../core/plan/reproduction.ts";
import type { RunFolder } from "../../ports/result-store.ts";
import { chooseCases } from "./choose-cases.ts";
import { type RunAtCommitPorts, runAtCommit } from "./run-at-commit.ts";
import type { RunDatasetRequest } from "./run-dataset.ts";

export type ReproduceRequest = Pick<
  RunDatasetRequest,
  "runs" | "concurrency" | "signal" | "onProgress"
> & {
  /** As it stands in the working tree: the case and its evaluators are taken from it. */
  readonly project: Project;
  readonly caseId: string;
  /** What git resolves to the commit whose agent is run. */
  readonly ref: string;
};

/** What runs the agent of another commit. */
export type ReproducePorts = RunAtCommitPorts;

export type ReproduceResult = {
  readonly reproduction: Reproduction;
  readonly folder: RunFolder;
  /** Fewer than were planned where it was interrupted. */
  readonly recorded: number;
};

/**
 * Runs one case of the working tree against the agent of another commit, in a worktree that is gone afterwards.
 *
 * The agent is configured as its own commit says; where that commit has no configuration that can be read, as the
 * working tree does, with a warning.
 *
 * @throws UserError where the case or the commit is not there, or the agent cannot be made ready or started.
 */
export async function reproduceCase(
  request: ReproduceRequest,
  ports: ReproducePorts,
): Promise<ReproduceResult> {
  const { project, caseId, ref } = request;
  // A case that is not there needs no worktree to say so.
  chooseCases({ project, caseIds: [caseId] });
  const { experiment, folder, commit } = await runAtCommit(
    { ...request, caseIds: [caseId] },
    ports,
  );
  const [result] = experiment.cases;
  if (result === undefined) throw new Error(`${caseId} was chosen and not run`);
  return {
    reproduction: reproductionOf(result, { ref, commit }),
    folder,
    recorded: experiment.recorded,
  };
}
