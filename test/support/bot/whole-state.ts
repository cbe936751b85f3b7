// All that people can see of a GitHub after the bot has done its work, without what is different each time.

import { commentsOn } from "../github/hosts.ts";
import { shaped } from "../github/shaped.ts";
import type { GitHub } from "../github/start-github.ts";

type Login = { readonly user: { readonly login: string } };
type IssueJson = Login & {
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  readonly state: string;
  readonly state_reason?: string | null;
  readonly labels: readonly { readonly name: string }[];
  readonly pull_request?: object;
};
type PullJson = Login & {
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  readonly state: string;
  readonly merged_at: string | null;
  readonly draft: boolean;
  readonly head: { readonly ref: string };
  readonly base: { readonly ref: string };
};
type RefJson = { readonly ref: string; readonly object: { readonly sha: string } };
type TreeJson = { readonly tree: readonly { readonly path: string; readonly sha: string }[] };
type StatusJson = {
  readonly context: string;
  readonly state: string;
  readonly description: string;
};

/**
 * Issues, comments with their reactions, pull requests with their commits, branches with the content of every file, and the
 * newest statuses of each branch. Commits are left out by their names, which hold the time; so are times.
 */
export async function wholeState(github: GitHub): Promise<object> {
  const repo = `/repos/${github.repository}`;
  const [listed, pulls, refs] = await Promise.all([
    github.look<readonly IssueJson[]>(`${repo}/issues?state=all&per_page=100`),
    github.look<readonly PullJson[]>(`${repo}/pulls?state=all&per_page=100`),
    github.look<readonly RefJson[]>(`${repo}/git/matching-refs/heads/`),
  ]);
  const issues = listed.filter(({ pull_request: pull }) => pull === undefined);
  const state = {
    issues: await Promise.all(
      byNumber(issues).map(async ({ number, title, body, state: now, labels, ...one }) => ({
        number,
        title,
        body,
        state: `${now} ${one.state_reason ?? ""}`,
        author: one.user.login,
        labels: labels.map(({ name }) => name),
        comments: await commentsWithReactions(github, number),
      })),
    ),
    pulls: await Promise.all(
      byNumber(pulls).map(async ({ number, title, body, state: now, head, base, ...one }) => ({
        number,
        title,
        body,
        state: one.merged_at === null ? now : "merged",
        author: one.user.login,
        branches: `${head.ref} → ${base.ref}`,
        comments: await commentsWithReactions(github, number),
        commits: await messages(github, `${repo}/pulls/${number}/commits?per_page=100`),
      })),
    ),
    branches: await Promise.all(
      refs.map(async ({ ref, object: { sha } }) => ({
        ref,
        files: await filesAt(github, sha),
        statuses: await newestStatuses(github, sha),
      })),
    ),
    // Telling something twice is as good as once.
    dispatches: [...new Set(github.dispatches.map(({ body }) => JSON.stringify(body)))],
  };
  return timeless(state, github.url);
}

function byNumber<T extends { readonly number: number }>(all: readonly T[]): readonly T[] {
  return all.toSorted((a, b) => a.number - b.number);
}

async function commentsWithReactions(github: GitHub, number: number): Promise<readonly object[]> {
  const comments = await commentsOn(github, number);
  return await Promise.all(
    comments.map(async ({ id, body, user }) => {
      const path = `/repos/${github.repository}/issues/comments/${id}/reactions`;
      const reactions = await github.look<readonly (Login & { readonly content: string })[]>(path);
      const given = reactions.map((one) => `${one.user.login} ${one.content}`);
      return { author: user.login, body, reactions: given };
    }),
  );
}

async function messages(github: GitHub, path: string): Promise<readonly string[]> {
  const commits =
    await github.look<readonly { readonly commit: { readonly message: string } }[]>(path);
  return commits.map(({ commit }) => commit.message);
}

/** A file's content by its path; equal hashes are equal contents. */
async function filesAt(github: GitHub, sha: string): Promise<readonly string[]> {
  const path = `/repos/${github.repository}/git/trees/${sha}?recursive=1`;
  const { tree } = await github.look<TreeJson>(path);
  return tree.map((one) => `${one.path} blob:${one.sha}`);
}

async function newestStatuses(github: GitHub, sha: string): Promise<readonly string[]> {
  const path = `/repos/${github.repository}/commits/${sha}/statuses?per_page=100`;
  const seen = new Map<string, string>();
  for (const { context, state, description } of await github.look<readonly StatusJson[]>(path))
    if (!seen.has(context)) seen.set(context, `${state}: ${description}`);
  return [...seen].map(([context, text]) => `${context} ${text}`);
}

function timeless(state: object, url: string): object {
  const text = JSON.stringify(state)
    .replaceAll(url, "https://github.example")
    .replaceAll(/(?<!blob:)\b[0-9a-f]{40}\b/g, "COMMIT")
    .replaceAll(/`[0-9a-f]{7}`/g, "`COMMIT`")
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, "TIME");
  return shaped<object>(JSON.parse(text));
}
