import type {
  CommentResult,
  PublishResult,
  PullRequest,
  PullRequestHost,
} from "../ports/pull-request-host.ts";

export type Publication = {
  readonly host: PullRequestHost;
  readonly pullRequest: Pick<PullRequest, "number" | "headSha">;
  readonly marker: string;
  /** Starts with the marker. */
  readonly body: string;
  readonly author?: string;
  /** Set where the job's own result is no check of the pull request, as after `workflow_run`. */
  readonly status?: { readonly isGreen: boolean; readonly description: string };
};

export type PublicationResult = {
  readonly comment: CommentResult;
  /** Absent where no status was asked for. */
  readonly status?: PublishResult;
};

/** The commit status of the gate, for a branch rule that requires it. */
const statusContext = "tracegate";

/**
 * Writes comment and status, unless the pull request has moved on meanwhile: a comment about a commit
 * that is no longer its head would mislead.
 *
 * Never rejects for what GitHub answers: the decision stands whether it can be published or not.
 */
export async function publishDecision(publication: Publication): Promise<PublicationResult> {
  const { host, pullRequest, marker, body, author, status } = publication;
  const published =
    status &&
    (await host.setStatus({
      sha: pullRequest.headSha,
      state: status.isGreen ? "success" : "failure",
      description: status.description,
      context: statusContext,
    }));
  return {
    comment:
      (await whyNotComment(host, pullRequest)) ??
      (await host.upsertComment(pullRequest.number, {
        marker,
        body,
        ...(author !== undefined && { author }),
      })),
    ...(published !== undefined && { status: published }),
  };
}

async function whyNotComment(
  host: PullRequestHost,
  { number, headSha }: Publication["pullRequest"],
): Promise<CommentResult | undefined> {
  let now: PullRequest;
  try {
    now = await host.pullRequest(number);
  } catch {
    // Whether it moved on is not known; the comment's own request says what is wrong.
    return undefined;
  }
  if (!now.isOpen)
    return {
      kind: "not-published",
      reason: `#${number} was closed meanwhile.`,
      fix: "Nothing to do; reopen it to have it gated again.",
    };
  if (now.headSha !== headSha)
    return {
      kind: "not-published",
      reason: `#${number} has got new commits meanwhile: ${now.headSha} instead of ${headSha}.`,
      fix: "Nothing to do; the job of the new head writes the comment.",
    };
  return undefined;
}
