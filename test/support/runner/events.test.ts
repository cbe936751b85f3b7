import { afterEach, beforeEach, expect, test } from "vitest";
import { type GitHub, startGitHub } from "../github/start-github.ts";
import {
  dispatchEvent,
  mergeGroupEvent,
  pullRequestEvent,
  pushEvent,
  workflowRunEvent,
} from "./events.ts";

let github: GitHub;
beforeEach(async () => {
  github = await startGitHub();
});
afterEach(() => github.close());

const here = { full_name: "acme/shop-agent", private: true };

test("a pull request of the repository, opened and pushed to", async () => {
  const opened = await github.seed.openPullRequest();
  expect(await pullRequestEvent(github, opened)).toMatchObject({
    name: "pull_request",
    actor: "lee",
    sha: opened.mergeSha,
    ref: "refs/pull/1/merge",
    payload: {
      action: "opened",
      repository: here,
      sender: { login: "lee" },
      pull_request: { number: 1, head: { sha: opened.head.sha, repo: here } },
    },
  });
  const pushed = await github.seed.pushTo(opened, { "agent/tools.md": "refund\n" });
  const { payload } = await pullRequestEvent(github, pushed, { action: "synchronize" });
  expect(payload).toMatchObject({ action: "synchronize", after: pushed.head.sha });
});

test("a pull request of a fork says so", async () => {
  const pull = await github.seed.openPullRequest({ isFork: true, author: "mal" });
  const { payload } = await pullRequestEvent(github, pull);
  expect(payload["pull_request"]).toMatchObject({
    head: { repo: { full_name: "mal/shop-agent", fork: true } },
    base: { repo: here },
  });
});

test("Dependabot is the actor of its own pull request", async () => {
  const pull = await github.seed.openPullRequest({ author: "dependabot[bot]", branch: "bump" });
  expect(await pullRequestEvent(github, pull)).toMatchObject({
    actor: "dependabot[bot]",
    payload: { sender: { type: "Bot" }, pull_request: { user: { login: "dependabot[bot]" } } },
  });
});

test("a push to main, a dispatch and a merge group have no pull request", async () => {
  const sha = await github.seed.push({ files: { "agent/prompt.md": "Be brief.\n" } });
  const pull = await github.seed.openPullRequest();
  const push = await pushEvent(github);
  expect(push).toMatchObject({ sha, ref: "refs/heads/main", payload: { after: sha } });
  const dispatch = await dispatchEvent(github, { dataset: "refunds" });
  expect(dispatch).toMatchObject({ sha, payload: { inputs: { dataset: "refunds" } } });
  const group = await mergeGroupEvent(github, pull);
  expect(group).toMatchObject({
    sha: pull.mergeSha,
    payload: {
      merge_group: { head_sha: pull.mergeSha, base_sha: sha, base_ref: "refs/heads/main" },
    },
  });
  expect(group.ref).toMatch(/^refs\/heads\/gh-readonly-queue\/main\/pr-1-/);
  for (const { payload } of [push, dispatch, group]) {
    expect(payload).not.toHaveProperty("pull_request");
  }
});

test("a workflow run of a fork names its head and no pull request", async () => {
  const pull = await github.seed.openPullRequest({ isFork: true, author: "mal" });
  const run = await github.seed.workflowRun({
    event: "pull_request",
    actor: "mal",
    headSha: pull.head.sha,
    headBranch: pull.head.ref,
    headRepository: pull.head.repository,
    pullNumbers: [pull.number],
  });
  const event = await workflowRunEvent(github, run);
  expect(event.sha).not.toBe(pull.head.sha);
  expect(event.payload["workflow_run"]).toMatchObject({
    id: run.id,
    event: "pull_request",
    head_sha: pull.head.sha,
    head_repository: { full_name: "mal/shop-agent" },
    pull_requests: [],
  });
});
