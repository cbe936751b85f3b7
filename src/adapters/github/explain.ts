import { RequestError } from "@octokit/request-error";
import { UserError } from "../../core/errors.ts";
import type { NotPublished } from "../../ports/pull-request-host.ts";
import { isRateLimit } from "./retry.ts";

/** A permission of the job's token, as a workflow names it, such as `pull-requests: write`. */
export type Permission = string;

/** Says what GitHub's answer means for somebody who owns the workflow, and what to change. */
export function explain(
  error: unknown,
  what: string,
  permission: Permission,
): { readonly reason: string; readonly fix: string } {
  if (!(error instanceof RequestError))
    return { reason: `${what}: ${messageOf(error)}`, fix: "Run the job again." };
  const answered = `${what}: GitHub answered ${error.status}`;
  if (error.status === 401)
    return {
      reason: `${answered}, the token is not valid (any more).`,
      fix: "Pass `github-token: ${{ github.token }}`, or renew the token that you pass.",
    };
  if (error.status === 429 || (error.status === 403 && isRateLimit(error)))
    return {
      reason: `${answered}, a rate limit, also after the pause it asked for.`,
      fix: "Run the job again later; spread the jobs that use this token.",
    };
  if (error.status === 403)
    return {
      reason: `${answered}: the job's token may not do this.`,
      fix: `Add \`${permission}\` to the \`permissions:\` of the job. A pull request from a fork or by Dependabot gets a read-only token whatever the workflow says: use the two workflows for forks.`,
    };
  if (error.status === 404)
    return {
      reason: `${answered}: it is not there, or the token may not see it.`,
      fix: `Check that it still exists, and that the job has \`${permission}\`.`,
    };
  if (error.status === 422)
    return {
      reason: `${answered}: ${error.message}.`,
      fix: "The pull request may be locked or closed; otherwise report this as a bug of Tracegate.",
    };
  return {
    reason: `${answered === `${what}: GitHub answered 500` ? `${what}: no usable answer from GitHub` : answered}, also when asked again.`,
    fix: "See GitHub's status page, then run the job again.",
  };
}

/** The same as a result that does not stop the gate. */
export function notPublished(error: unknown, what: string, permission: Permission): NotPublished {
  return { kind: "not-published", ...explain(error, what, permission) };
}

/** The same as an error that does: without this answer nothing can be decided. */
export function unreadable(error: unknown, what: string, permission: Permission): UserError {
  const { reason, fix } = explain(error, what, permission);
  return new UserError("GITHUB_UNREADABLE", reason, fix, { cause: error });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
