import { FakePullRequestHost } from "../support/fake-pull-request-host.ts";
import { commentsOn, gatePermissions, hostOn } from "../support/github/hosts.ts";
import { startGitHub } from "../support/github/start-github.ts";
import { type HostWorld, pullRequestHostContract } from "./pull-request-host.ts";

async function fakeWorld(): Promise<HostWorld> {
  const host = new FakePullRequestHost();
  let commits = 0;
  const commit = (): string => {
    commits += 1;
    const sha = String(commits).padStart(40, "0");
    host.refs.add(sha);
    return sha;
  };
  return {
    host,
    author: "gate[bot]",
    open: async ({ branch, files, isFork = false }) => {
      const head = { sha: commit(), owner: isFork ? "mal" : "acme", branch };
      const number = host.pulls.size + 1;
      const base = { baseSha: commit(), baseRef: "main" };
      const pull = { number, isOpen: true, headSha: head.sha, ...base };
      host.pulls.set(number, { ...pull, head, files: Object.keys(files) });
      return { pull, head };
    },
    close: async (number) => {
      const pull = host.pulls.get(number);
      if (pull !== undefined) host.pulls.set(number, { ...pull, isOpen: false });
    },
    push: async (files) => {
      const sha = commit();
      for (const [path, text] of Object.entries(files)) host.texts.set(`${sha}:${path}`, text);
      return sha;
    },
    comment: async (number, login, body) => host.comment(number, login, body),
    deleteComment: async (number, id) => {
      const left = (host.comments.get(number) ?? []).filter((one) => one.id !== id);
      host.comments.set(number, left);
    },
    comments: async (number) => host.comments.get(number) ?? [],
    states: async (sha) =>
      host.statuses
        .filter((status) => status.sha === sha)
        .map(({ state }) => state)
        .toReversed(),
    breakDown: () => {
      host.isDown = true;
    },
    stop: async () => {},
  };
}

async function gitHubWorld(): Promise<HostWorld> {
  const github = await startGitHub();
  const { seed, repository } = github;
  return {
    host: hostOn(github, { token: github.token(gatePermissions) }),
    author: "github-actions[bot]",
    open: async ({ branch, files, isFork = false }) => {
      const author = isFork ? "mal" : "lee";
      const { number, head, base } = await seed.openPullRequest({ branch, files, isFork, author });
      const pull = { number, isOpen: true, headSha: head.sha, baseSha: base.sha };
      const owner = head.repository.split("/")[0] ?? "";
      return {
        pull: { ...pull, baseRef: base.ref },
        head: { sha: head.sha, owner, branch },
      };
    },
    close: (number) => seed.closePullRequest(number),
    push: (files) => seed.push({ files }),
    comment: (number, login, body) => seed.comment(number, login, body),
    deleteComment: (_number, id) => seed.deleteComment(id),
    comments: async (number) =>
      (await commentsOn(github, number)).map(({ id, body, user }) => ({
        id,
        body,
        author: user.login,
      })),
    states: async (sha) =>
      (
        await github.look<readonly { readonly state: string }[]>(
          `/repos/${repository}/commits/${sha}/statuses`,
        )
      ).map(({ state }) => state),
    breakDown: () => github.fault({ kind: "status", status: 503 }),
    stop: () => github.close(),
  };
}

pullRequestHostContract("the fake", fakeWorld);
pullRequestHostContract("GitHub", gitHubWorld);
