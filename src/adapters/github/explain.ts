import { UserError } from "../../core/errors.ts";
import { terminalText } from "../../core/report/wording.ts";
import type { NotPublished } from "../../ports/pull-request-host.ts";
import { type FailureKind, GitHubFailure } from "./github-failure.ts";

/** A permission of the job's token, as a workflow names it, such as `pull-requests: write`. */
type Permission = string;

type Explanation = { readonly reason: string; readonly fix: string };

/** A failure as a result that does not stop the gate. Anything but GitHub's failure is told as a bug. */
export function notPublished(error: unknown, what: string, permission: Permission): NotPublished {
  if (error instanceof GitHubFailure)
    return { kind: "not-published", ...explain(error.why, what, permission) };
  const message = error instanceof Error ? error.message : String(error);
  return {
    kind: "not-published",
    reason: `${what}: Tracegate met a bug of its own: ${terminalText(message, 300)}`,
    fix: "Please report it with the job's log.",
  };
}

/**
 * A failure as an error that stops it: without this answer nothing can be decided. A bug stays what it is.
 *
 * A write that the token may not do has a code of its own: asking again is of no use before somebody gives it the permission.
 */
export function unreadable(error: unknown, what: string, permission: Permission): unknown {
  if (!(error instanceof GitHubFailure)) return error;
  const { reason, fix } = explain(error.why, what, permission);
  const { why } = error;
  const isForbidden =
    why.kind === "refused" && why.status === 403 && permission.endsWith(": write");
  return isForbidden
    ? new UserError("GITHUB_FORBIDDEN", reason, fix, { cause: error })
    : new UserError("GITHUB_UNREADABLE", reason, fix, { cause: error });
}

/** Says what a failure means for somebody who owns the workflow, and what to change. */
function explain(why: FailureKind, what: string, permission: Permission): Explanation {
  switch (why.kind) {
    case "refused":
      return explainRefusal(why, what, permission);
    case "rate-limited":
      return {
        reason: `${what}: GitHub answered ${why.status}, a rate limit${describeWait(why.waitMs)}.`,
        fix: "Run the job again later; spread the jobs that use this token.",
      };
    case "no-answer":
      return {
        reason: `${what}: no answer from GitHub, also when asked again (${why.detail}).`,
        fix: "See GitHub's status page, and whether this runner reaches GitHub through its proxy and firewall; then run the job again.",
      };
    case "unusable":
      return {
        reason: `${what}: the answer is none of GitHub's API, also when asked again (${why.detail}).`,
        fix: "See GitHub's status page, and whether a proxy answers in GitHub's place; then run the job again.",
      };
  }
}

function describeWait(waitMs: number | undefined): string {
  return waitMs === undefined
    ? ", also after the pauses it asks for"
    : `; it asks for a pause of ${Math.ceil(waitMs / 1000)} s`;
}

function explainRefusal(
  { status, said }: Extract<FailureKind, { kind: "refused" }>,
  what: string,
  permission: Permission,
): Explanation {
  const answered = `${what}: GitHub answered ${status}${said === "" ? "" : ` (“${said}”)`}`;
  if (/\blocked\b/i.test(said) && status < 500)
    return {
      reason: `${answered}: its conversation is locked.`,
      fix: "Unlock the conversation, or read the result in the job's summary.",
    };
  if (/\barchived\b/i.test(said) && status < 500)
    return { reason: `${answered}.`, fix: "Unarchive the repository." };
  switch (status) {
    case 401:
      return {
        reason: `${answered}: the token is not valid (any more).`,
        fix: "Leave the input `github-token` out, so that the job's own token is taken, or renew the token that you pass.",
      };
    case 403:
      return {
        reason: `${answered}: the token may not do this.`,
        fix: `Add \`${permission}\` to the \`permissions:\` of the job. A pull request from a fork or by Dependabot gets a read-only token whatever the workflow says: use the two workflows for forks.`,
      };
    case 404:
    case 410:
      return {
        reason: `${answered}: it is not there, or the token may not see it.`,
        fix: `Check that it still exists, and that the job has \`${permission}\`.`,
      };
    case 422:
      return {
        reason: `${answered}: it does not accept this.`,
        fix: "Check that the pull request and its head commit still exist; otherwise report this as a bug of Tracegate.",
      };
    default:
      return status >= 500
        ? {
            reason: `${answered}, also when asked again.`,
            fix: "See GitHub's status page, then run the job again.",
          }
        : {
            reason: `${answered}, which its API does not do.`,
            fix: "See whether a proxy answers in GitHub's place; otherwise report this as a bug of Tracegate.",
          };
  }
}
