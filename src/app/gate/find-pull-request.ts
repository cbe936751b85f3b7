import { UserError } from "../../core/errors.ts";
import type { EventPlan } from "../../core/event/event-plan.ts";
import type { PullRequestHost } from "../../ports/pull-request-host.ts";

/** The pull request that is gated, at the commit that is gated. */
export type GatedPullRequest = {
  readonly number: number;
  readonly headSha: string;
  readonly baseSha: string;
  readonly baseRef?: string;
};

export type FoundPullRequest =
  | { readonly kind: "found"; readonly pullRequest: GatedPullRequest }
  /** The event is about a commit that no pull request has, or has any more. */
  | { readonly kind: "gone" }
  /** The event is about no pull request. */
  | { readonly kind: "none" };

/**
 * Finds the pull request of an event: as the event names it, or, after `workflow_run`, the open one whose head
 * is the run's commit. Never by what a result file says.
 *
 * @throws UserError where GitHub cannot be asked, or two pull requests have the same head.
 */
export async function findPullRequest(
  { pullRequest: number, headSha, baseSha, baseRef, head }: EventPlan,
  host: PullRequestHost,
): Promise<FoundPullRequest> {
  if (number !== undefined && headSha !== undefined && baseSha !== undefined)
    return {
      kind: "found",
      pullRequest: { number, headSha, baseSha, ...(baseRef !== undefined && { baseRef }) },
    };
  if (head === undefined) return { kind: "none" };
  const all = await host.pullRequestsAt(head);
  const [first, second] = all.toSorted((a, b) => a.number - b.number);
  if (first === undefined) return { kind: "gone" };
  if (second === undefined) return { kind: "found", pullRequest: first };
  throw new UserError(
    "PULL_REQUEST_AMBIGUOUS",
    `#${first.number} and #${second.number} have the same head commit ${head.sha}.`,
    "Close one of them, or push another commit to one.",
  );
}
