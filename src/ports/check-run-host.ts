import type { CheckRun } from "../core/report/comment/check-run.ts";
import type { NotPublished } from "./pull-request-host.ts";

/** Where check runs of a repository's commits are written. */
export interface CheckRunHost {
  /**
   * Writes a completed check run on a commit, its annotations in as many requests as the host needs.
   *
   * Never rejects for what the host answers: the decision must not depend on it.
   */
  publish(sha: string, checkRun: CheckRun): Promise<CheckRunResult>;
}

export type CheckRunResult = { readonly kind: "created"; readonly url: string } | NotPublished;
