// What a pull request is now. emulate remembers how it was when it was opened: its head does not
// follow the branch, and its files are invented.

import type { JsonObject } from "./answers.ts";
import { shaped } from "./shaped.ts";
import { ask, tell, type World } from "./world.ts";

export type PullJson = JsonObject & {
  readonly number: number;
  readonly state: string;
  readonly merged_at: string | null;
  readonly merge_commit_sha: string | null;
  readonly issue_url: string;
  readonly user: { readonly login: string };
  readonly head: Side;
  readonly base: Side;
};
type Side = JsonObject & {
  readonly ref: string;
  readonly sha: string;
  readonly label: string;
  readonly repo: { readonly full_name: string };
};
export type Comparison = {
  readonly commits: readonly { readonly sha: string }[];
  readonly files: readonly (JsonObject & {
    readonly additions: number;
    readonly deletions: number;
  })[];
};

/** Three dots, as GitHub compares the two sides of a pull request. */
export function comparePull(world: World, pull: PullJson): Promise<Comparison> {
  const { base, head } = pull;
  return tell(world, "GET", `/repos/${base.repo.full_name}/compare/${base.sha}...${head.sha}`);
}

/** The tip of a branch, or `undefined` where there is none. */
export async function tipOf(
  world: World,
  repository: string,
  branch: string,
): Promise<string | undefined> {
  const answer = await ask(world, `/repos/${repository}/git/ref/heads/${branch}`);
  if (answer.status !== 200) return undefined;
  return shaped<{ object: { sha: string } }>(answer.body).object.sha;
}

/**
 * The pull request with its head at the tip of its branch.
 *
 * A closed one stays where it was; so does one whose branch is deleted.
 */
export async function currentPull(world: World, pull: PullJson): Promise<PullJson> {
  const key = `${pull.base.repo.full_name}#${pull.number}`;
  const known = world.pulls.get(key) ?? { headSha: pull.head.sha };
  world.pulls.set(key, known);
  if (pull.state === "open") {
    known.headSha = (await tipOf(world, pull.head.repo.full_name, pull.head.ref)) ?? known.headSha;
  }
  const merge = pull.merge_commit_sha ?? known.mergeSha ?? null;
  return { ...pull, head: { ...pull.head, sha: known.headSha }, merge_commit_sha: merge };
}

/** With the counts that GitHub shows on one pull request and leaves out of lists. */
export async function countedPull(world: World, pull: PullJson): Promise<PullJson> {
  const { commits, files } = await comparePull(world, pull);
  return {
    ...pull,
    commits: commits.length,
    changed_files: files.length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
  };
}

const sharedWithIssue =
  "id node_id number title user labels state locked assignee assignees milestone comments created_at updated_at closed_at body author_association".split(
    " ",
  );

/** A pull request as the issue that it also is. */
export function pullAsIssue(pull: PullJson): JsonObject {
  const { url, html_url, diff_url, patch_url, issue_url } = pull;
  const shared = Object.fromEntries(sharedWithIssue.map((key) => [key, pull[key]]));
  return {
    ...shared,
    url: issue_url,
    html_url,
    repository_url: issue_url.replace(/\/issues\/\d+$/, ""),
    labels_url: `${issue_url}/labels{/name}`,
    comments_url: `${issue_url}/comments`,
    events_url: `${issue_url}/events`,
    pull_request: { url, html_url, diff_url, patch_url },
  };
}

/**
 * Makes the merge commit that GitHub tests a pull request on, and the two references to it.
 *
 * Its tree is the head's: the loopback GitHub merges no diverged files.
 */
export async function makeMergeCommit(world: World, pull: PullJson): Promise<string> {
  const { base, head, number } = pull;
  const repository = `/repos/${base.repo.full_name}`;
  const { tree } = await tell<{ tree: { sha: string } }>(
    world,
    "GET",
    `${repository}/git/commits/${head.sha}`,
  );
  const parents = [base.sha, head.sha];
  const message = `Merge ${head.sha} into ${base.sha}`;
  const { sha } = await tell<{ sha: string }>(world, "POST", `${repository}/git/commits`, {
    body: { message, tree: tree.sha, parents },
  });
  for (const [name, target] of [
    ["head", head.sha],
    ["merge", sha],
  ] as const) {
    const reference = `pull/${number}/${name}`;
    const isThere = (await ask(world, `${repository}/git/ref/${reference}`)).status === 200;
    await (isThere
      ? tell(world, "PATCH", `${repository}/git/refs/${reference}`, {
          body: { sha: target, force: true },
        })
      : tell(world, "POST", `${repository}/git/refs`, {
          body: { ref: `refs/${reference}`, sha: target },
        }));
  }
  world.pulls.set(`${base.repo.full_name}#${number}`, { headSha: head.sha, mergeSha: sha });
  return sha;
}
