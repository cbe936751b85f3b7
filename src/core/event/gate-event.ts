import { z } from "zod";
import { UserError } from "../errors.ts";

/** What started the job, as far as the gate has to tell one start from another. */
export type GateEvent =
  | {
      readonly kind: "pull-request";
      readonly number: number;
      readonly headSha: string;
      readonly baseSha: string;
      /** The branch that it is merged into, where the payload says so. */
      readonly baseRef?: string;
      readonly isDraft: boolean;
      readonly isFork: boolean;
      readonly isDependabot: boolean;
      /** Set where its author belongs to the repository or its organisation; absent wherever that is not known. */
      readonly isByInsider?: true;
    }
  | { readonly kind: "pull-request-target" }
  | { readonly kind: "push"; readonly headSha: string; readonly isDefaultBranch: boolean }
  | {
      readonly kind: "merge-group";
      readonly headSha: string;
      readonly baseSha: string;
      readonly baseRef?: string;
    }
  | { readonly kind: "dispatch" }
  | { readonly kind: "schedule" }
  | {
      readonly kind: "workflow-run";
      readonly headSha: string;
      /** Owner and branch of the repository that the run's commit came from: a fork, or our own. */
      readonly headOwner: string;
      readonly headBranch: string;
    }
  | { readonly kind: "other"; readonly name: string };

const sha = z.string().regex(/^[0-9a-f]{40}$/);
const repo = z.object({ id: z.number() });

const pullRequestPayload = z.object({
  number: z.int().positive(),
  sender: z.object({ login: z.string() }).optional(),
  pull_request: z.object({
    draft: z.boolean().optional(),
    user: z.object({ login: z.string() }).nullable().optional(),
    author_association: z.string().optional(),
    head: z.object({ sha, repo: repo.nullable() }),
    base: z.object({ sha, repo, ref: z.string().optional() }),
  }),
});
const pushPayload = z.object({
  after: sha,
  ref: z.string(),
  repository: z.object({ default_branch: z.string() }),
});
const mergeGroupPayload = z.object({
  merge_group: z.object({ head_sha: sha, base_sha: sha, base_ref: z.string().optional() }),
});
const workflowRunPayload = z.object({
  workflow_run: z.object({
    head_sha: sha,
    head_branch: z.string().nullable(),
    head_repository: z.object({ owner: z.object({ login: z.string() }) }).nullable(),
  }),
});

const insiders: ReadonlySet<string> = new Set(["OWNER", "MEMBER", "COLLABORATOR"]);

/**
 * Reads the event that GitHub wrote into the event file.
 *
 * A pull request whose head repository is deleted counts as a fork's.
 *
 * @throws UserError `EVENT_UNREADABLE` where the payload is not what GitHub sends for that event, since a guess
 *   could gate the wrong pull request; `HEAD_GONE` where a workflow run's branch is no more.
 */
export function parseGateEvent(name: string, payload: unknown): GateEvent {
  switch (name) {
    case "pull_request": {
      const { number, pull_request: pr, sender } = meet(pullRequestPayload, name, payload);
      return {
        kind: "pull-request",
        number,
        headSha: pr.head.sha,
        baseSha: pr.base.sha,
        ...(pr.base.ref !== undefined && { baseRef: pr.base.ref }),
        isDraft: pr.draft === true,
        isFork: pr.head.repo?.id !== pr.base.repo.id,
        isDependabot: sender?.login === "dependabot[bot]" || pr.user?.login === "dependabot[bot]",
        ...(insiders.has(pr.author_association ?? "") && { isByInsider: true }),
      };
    }
    case "pull_request_target":
      return { kind: "pull-request-target" };
    case "push": {
      const { after, ref, repository } = meet(pushPayload, name, payload);
      const isDefaultBranch = ref === `refs/heads/${repository.default_branch}`;
      return { kind: "push", headSha: after, isDefaultBranch };
    }
    case "merge_group": {
      const { merge_group: group } = meet(mergeGroupPayload, name, payload);
      const baseRef = group.base_ref?.replace(/^refs\/heads\//, "");
      return {
        kind: "merge-group",
        headSha: group.head_sha,
        baseSha: group.base_sha,
        ...(baseRef !== undefined && { baseRef }),
      };
    }
    case "workflow_dispatch":
      return { kind: "dispatch" };
    case "schedule":
      return { kind: "schedule" };
    case "workflow_run": {
      const { workflow_run: run } = meet(workflowRunPayload, name, payload);
      return { kind: "workflow-run", headSha: run.head_sha, ...originOf(run) };
    }
    default:
      return { kind: "other", name };
  }
}

function originOf({
  head_sha: headSha,
  head_branch: headBranch,
  head_repository: repository,
}: z.output<typeof workflowRunPayload>["workflow_run"]): {
  readonly headOwner: string;
  readonly headBranch: string;
} {
  if (headBranch !== null && repository !== null)
    return { headOwner: repository.owner.login, headBranch };
  throw new UserError(
    "HEAD_GONE",
    `The branch or the repository that ${headSha} came from is gone, so its pull request cannot be found.`,
    "Nothing can be gated any more; open the pull request again from a branch that is there.",
  );
}

function meet<T>(schema: z.ZodType<T>, name: string, payload: unknown): T {
  const met = schema.safeParse(payload);
  if (met.success) return met.data;
  throw new UserError(
    "EVENT_UNREADABLE",
    `The ${name} event's payload is not what GitHub sends: ${z.prettifyError(met.error)}`,
    "Let GitHub set GITHUB_EVENT_PATH; do not point it to a file of your own.",
    { cause: met.error },
  );
}
