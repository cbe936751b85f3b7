import type { GatedPullRequest } from "../app/gate/find-pull-request.ts";
import { type PublicationResult, publishDecision } from "../app/publish/publish-decision.ts";
import { commentMarker, projectName, statusContext } from "../core/event/project-marks.ts";
import type { PlaceInRepository } from "../core/event/relevance.ts";
import { nameSection } from "../core/report/comment/comment-sections.ts";
import type { PullRequestHost } from "../ports/pull-request-host.ts";
import { asUserError } from "./as-user-error.ts";
import { reportPublication, reportUnpublished } from "./report.ts";
import type { StepContext } from "./step-context.ts";

/** Who hears of a decision. */
export type Audience = {
  readonly host: PullRequestHost;
  readonly place: PlaceInRepository;
  /** Absent where the event is about none, or it could not be found. */
  readonly pullRequest?: GatedPullRequest;
};

export type Outcome = {
  readonly isGreen: boolean;
  /** One line for a commit status. */
  readonly description: string;
  /** The text of the comment under its marker; absent where none is due. */
  readonly comment?: (marker: string) => string;
  /** The comment is only to replace an older one, which would mislead. */
  readonly isOptional?: true;
};

/**
 * Tells the pull request. Never rejects, and what goes wrong here is a warning: the exit code is the decision's.
 *
 * Returns what became of the comment; `undefined` where none was due or something else went wrong.
 *
 * After `workflow_run` the job belongs to the default branch, so that only a status reaches the pull request.
 */
export async function publish(
  { io, inputs, plan }: StepContext,
  { host, place, pullRequest }: Audience,
  { isGreen, description, comment, isOptional }: Outcome,
): Promise<PublicationResult["comment"]> {
  const marker = commentMarker(place);
  const author = inputs.commentAuthor;
  const isCommented = comment !== undefined && pullRequest !== undefined && inputs.mayComment;
  try {
    const published = await publishDecision(host, {
      ...(isCommented && {
        comment: {
          pullRequest,
          text: {
            marker,
            body: nameSection(comment(marker), projectName(place)),
            isSection: true,
            ...(author !== undefined && { author }),
            ...(isOptional && { isOptional }),
          },
        },
      }),
      ...(plan.head !== undefined && {
        status: {
          sha: plan.head.sha,
          state: isGreen ? "success" : "failure",
          description,
          context: statusContext(place),
        },
      }),
    });
    reportPublication(io, published);
    return published.comment;
  } catch (error) {
    const { message, fix } = asUserError(error);
    reportUnpublished(io, { reason: message, fix });
    return undefined;
  }
}
