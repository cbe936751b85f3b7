import type {
  CommentResult,
  CommitStatus,
  NotPublished,
  PublishResult,
  PullRequest,
  PullRequestHost,
  StickyComment,
} from "../../ports/pull-request-host.ts";

/** Where a decision is told, and in which words. */
export type Publication = {
  readonly comment?: {
    readonly pullRequest: Pick<PullRequest, "number" | "headSha">;
    readonly text: StickyComment;
  };
  /** Set where the job's own result is no check of the pull request, as after `workflow_run`. */
  readonly status?: CommitStatus;
};

/** Absent is what was not asked for. */
export type PublicationResult = {
  readonly comment?: CommentResult;
  readonly status?: PublishResult;
};

/**
 * Writes comment and status, each whether or not the other can be written.
 *
 * No comment where the pull request has moved on meanwhile: one about a commit that is no longer its head would
 * mislead. Never rejects for what GitHub answers: the decision stands whether it can be published or not.
 */
export async function publishDecision(
  host: PullRequestHost,
  { comment, status }: Publication,
): Promise<PublicationResult> {
  // One after the other, as GitHub asks of writes.
  const set = status && (await host.setStatus(status));
  const written = comment && (await writeComment(host, comment));
  return {
    ...(written !== undefined && { comment: written }),
    ...(set !== undefined && { status: set }),
  };
}

async function writeComment(
  host: PullRequestHost,
  { pullRequest, text }: NonNullable<Publication["comment"]>,
): Promise<CommentResult> {
  const { number } = pullRequest;
  return (await whyNotComment(host, pullRequest)) ?? (await host.upsertComment(number, text));
}

async function whyNotComment(
  host: PullRequestHost,
  { number, headSha }: Pick<PullRequest, "number" | "headSha">,
): Promise<NotPublished | undefined> {
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
