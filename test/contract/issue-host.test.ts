import { gitHubIssues } from "../../src/adapters/github/issue-host.ts";
import { FakeIssueHost } from "../support/fake-issue-host.ts";
import { hurried } from "../support/github/hosts.ts";
import { startGitHub } from "../support/github/start-github.ts";
import { type IssueWorld, issueHostContract } from "./issue-host.ts";

async function fakeWorld(): Promise<IssueWorld> {
  const host = new FakeIssueHost();
  return {
    host,
    author: host.viewer,
    open: async (login, issue) => host.open(login, issue),
    issues: async () => host.issues.map(({ number: _number, ...issue }) => issue),
    breakDown: () => {
      host.isDown = true;
    },
    stop: async () => {},
  };
}

type IssueJson = {
  readonly title: string;
  readonly body: string;
  readonly state: string;
  readonly user: { readonly login: string };
};

async function gitHubWorld(): Promise<IssueWorld> {
  const github = await startGitHub();
  const { repository, url: apiUrl } = github;
  const token = github.token({ issues: "write" });
  return {
    host: gitHubIssues({ repository, apiUrl, token }, hurried()),
    author: "github-actions[bot]",
    open: (author, issue) => github.seed.openIssue({ ...issue, author }),
    issues: async () => {
      const path = `/repos/${repository}/issues?state=all&direction=asc`;
      const found = await github.look<readonly IssueJson[]>(path);
      return found.map(({ title, body, state, user }) => {
        return { title, body, isOpen: state === "open", author: user.login };
      });
    },
    breakDown: () => github.fault({ kind: "status", status: 503 }),
    stop: () => github.close(),
  };
}

issueHostContract("the fake", fakeWorld);
issueHostContract("GitHub", gitHubWorld);
