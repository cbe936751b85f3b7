// Which permission each operation needs, and what GitHub answers a token that lacks it.

import { type Answer, badCredentials, notFound, refusal } from "./answers.ts";
import type { OperationId } from "./contract.ts";
import type { PermissionName, Repository, Token, World } from "./world.ts";

type Grant = { readonly permission: PermissionName; readonly level: "read" | "write" };

const read = (permission: PermissionName): readonly Grant[] => [{ permission, level: "read" }];
const write = (permission: PermissionName): readonly Grant[] => [{ permission, level: "write" }];

/** Issues and pull requests share their comments, labels and reactions: either permission will do. */
const readIssue = [...read("issues"), ...read("pull-requests")];
const writeIssue = [...write("issues"), ...write("pull-requests")];

/** Each one of the listed grants suffices; none is needed where the list is empty. */
const accepted: Readonly<Record<OperationId, readonly Grant[]>> = {
  "actions/create-workflow-dispatch": write("actions"),
  "actions/download-artifact": read("actions"),
  "actions/get-actions-cache-list": read("actions"),
  "actions/get-artifact": read("actions"),
  "actions/get-workflow-run": read("actions"),
  "actions/list-artifacts-for-repo": read("actions"),
  "actions/list-workflow-run-artifacts": read("actions"),
  "actions/list-workflow-runs-for-repo": read("actions"),
  "apps/create-installation-access-token": [],
  "apps/get-authenticated": [],
  "apps/get-repo-installation": [],
  "checks/create": write("checks"),
  "checks/get": read("checks"),
  "checks/list-annotations": read("checks"),
  "checks/list-for-ref": read("checks"),
  "checks/update": write("checks"),
  "git/create-blob": write("contents"),
  "git/create-commit": write("contents"),
  "git/create-ref": write("contents"),
  "git/create-tag": write("contents"),
  "git/create-tree": write("contents"),
  "git/delete-ref": write("contents"),
  "git/get-blob": read("contents"),
  "git/get-commit": read("contents"),
  "git/get-ref": read("contents"),
  "git/get-tree": read("contents"),
  "git/list-matching-refs": read("contents"),
  "git/update-ref": write("contents"),
  "issues/add-labels": writeIssue,
  "issues/create": write("issues"),
  "issues/create-comment": writeIssue,
  "issues/create-label": writeIssue,
  "issues/delete-comment": writeIssue,
  "issues/get": readIssue,
  "issues/get-comment": readIssue,
  "issues/get-label": readIssue,
  "issues/list-comments": readIssue,
  "issues/list-events": readIssue,
  "issues/list-for-repo": read("issues"),
  "issues/list-labels-on-issue": readIssue,
  "issues/remove-label": writeIssue,
  "issues/update": writeIssue,
  "issues/update-comment": writeIssue,
  "pulls/create": write("pull-requests"),
  "pulls/create-review": write("pull-requests"),
  "pulls/get": read("pull-requests"),
  "pulls/list": read("pull-requests"),
  "pulls/list-commits": read("pull-requests"),
  "pulls/list-files": read("pull-requests"),
  "pulls/list-reviews": read("pull-requests"),
  "pulls/update": write("pull-requests"),
  "reactions/create-for-issue": writeIssue,
  "reactions/create-for-issue-comment": writeIssue,
  "reactions/delete-for-issue-comment": writeIssue,
  "reactions/list-for-issue-comment": readIssue,
  "repos/compare-commits-with-basehead": read("contents"),
  "repos/create-commit-status": write("statuses"),
  "repos/create-dispatch-event": write("contents"),
  "repos/get": [],
  "repos/get-collaborator-permission-level": [],
  "repos/get-combined-status-for-ref": read("statuses"),
  "repos/get-commit": read("contents"),
  "repos/get-content": read("contents"),
  "repos/list-commit-statuses-for-ref": read("statuses"),
  "repos/list-pull-requests-associated-with-commit": read("pull-requests"),
  "teams/get-by-name": [],
  "teams/get-membership-for-user-in-org": [],
  "users/get-authenticated": [],
  "users/get-by-username": [],
};

function has(token: Token, { permission, level }: Grant): boolean {
  const held = token.permissions[permission];
  return held === "write" || held === level;
}

function describe(grants: readonly Grant[]): string {
  return grants
    .map(({ permission, level }) => `${permission.replace("-", "_")}=${level}`)
    .join("; ");
}

/** The token a request carries: `undefined` without one, a refusal where GitHub knows it not. */
export function tokenOf(
  world: World,
  authorization: string | undefined,
): Token | undefined | Answer {
  if (authorization === undefined) return undefined;
  const [, secret = ""] = /^(?:bearer|token) (.+)$/i.exec(authorization) ?? [];
  return world.tokens.get(secret) ?? badCredentials();
}

export type Subject = {
  readonly operation: OperationId;
  readonly token: Token | undefined;
  readonly repository: Repository | undefined;
  /** An issue, or a comment on one, that is no pull request: `pull-requests` does not reach it. */
  readonly isPlainIssue: boolean;
};

/**
 * The refusal that GitHub would send, or `undefined` where the request may go on.
 *
 * What is public may be read by any token, but for other runs' artifacts; what a token cannot see is
 * "not found"; what it sees and may not touch is 403, with the permissions that would do.
 */
export function refuse({
  operation,
  token,
  repository,
  isPlainIssue,
}: Subject): Answer | undefined {
  if (repository === undefined) return undefined;
  const grants = accepted[operation];
  const isReading = grants.every(({ level }) => level === "read");
  if (token === undefined) {
    if (repository.isPrivate) return notFound();
    return isReading && operation !== "actions/download-artifact"
      ? undefined
      : refusal(401, "Requires authentication");
  }
  const isOwn = token.repositories.includes(repository.fullName);
  if (!isOwn && repository.isPrivate) return notFound();
  const isOpen = !repository.isPrivate && isReading && !operation.startsWith("actions/");
  if (isOpen || grants.length === 0) return undefined;
  const sufficing = isPlainIssue
    ? grants.filter(({ permission }) => permission !== "pull-requests")
    : grants;
  if (isOwn && sufficing.some((grant) => has(token, grant))) return undefined;
  const who = token.login.endsWith("[bot]") ? "integration" : "personal access token";
  return {
    ...refusal(403, `Resource not accessible by ${who}`),
    headers: { "x-accepted-github-permissions": describe(grants) },
  };
}
