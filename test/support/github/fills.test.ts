import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { octokitFor, whereIs } from "./octokit.ts";
import { shaped } from "./shaped.ts";
import { type GitHub, startGitHub } from "./start-github.ts";

let github: GitHub;
let api: ReturnType<typeof octokitFor>;
const where = { owner: "acme", repo: "shop-agent" };
beforeEach(async () => {
  github = await startGitHub();
  api = octokitFor(
    github,
    github.token({
      actions: "write",
      checks: "write",
      contents: "write",
      issues: "write",
      "pull-requests": "write",
      statuses: "write",
    }),
  );
});
afterEach(() => github.close());

function open(head: string): Promise<unknown> {
  return api.pulls.create({ ...where, title: "Late fee", head, base: "main" });
}

async function level(username: string): Promise<string[]> {
  const { data } = await api.repos.getCollaboratorPermissionLevel({ ...where, username });
  return [data.permission, data.role_name];
}

function outputWith(count: number) {
  const annotation = {
    path: "agent/prompt.md",
    start_line: 1,
    end_line: 1,
    annotation_level: "warning" as const,
    message: "the late fee was waived",
  };
  return { title: "t", summary: "s", annotations: Array.from({ length: count }, () => annotation) };
}

describe("pull requests", () => {
  test("the files are those that the branch changes", async () => {
    const { number } = await github.seed.openPullRequest({
      files: { "agent/prompt.md": "Be kind.\n", "README.md": null },
    });
    const { data } = await api.pulls.listFiles({ ...where, pull_number: number });
    expect(data.map(({ filename, status }) => [filename, status])).toEqual([
      ["agent/prompt.md", "added"],
      ["README.md", "removed"],
    ]);
    const pull = await api.pulls.get({ ...where, pull_number: number });
    expect(pull.data).toMatchObject({ changed_files: 2, additions: 1, commits: 1 });
  });

  test("the head follows its branch, forced pushes too, until the pull request is closed", async () => {
    const opened = await github.seed.openPullRequest();
    const head = async (): Promise<string> =>
      (await api.pulls.get({ ...where, pull_number: opened.number })).data.head.sha;
    const pushed = await github.seed.pushTo(opened, { "agent/tools.md": "refund\n" });
    expect(await head()).toBe(pushed.head.sha);
    const forced = await github.seed.forcePush(opened, { "agent/tools.md": "void\n" });
    expect(await head()).toBe(forced.head.sha);
    await github.seed.closePullRequest(opened.number);
    await github.seed.push({ branch: opened.head.ref, files: { "agent/tools.md": "late\n" } });
    expect(await head()).toBe(forced.head.sha);
  });

  test("a second one of the same branch, one of no branch and one of no change are 422", async () => {
    await github.seed.openPullRequest({ branch: "late-fee" });
    await github.seed.push({ branch: "same-as-main", files: {} });
    await expect(open("late-fee")).rejects.toThrow("already exists for acme:late-fee");
    await expect(open("never-pushed")).rejects.toThrow('"field":"head","code":"invalid"');
    await expect(open("main")).rejects.toThrow("No commits between main and main");
  });

  test("a commit knows its pull request; a fork's commit only when the fork is asked", async () => {
    const own = await github.seed.openPullRequest();
    const foreign = await github.seed.openPullRequest({ isFork: true, author: "mal" });
    const numbers = async (place: typeof where, commit_sha: string): Promise<number[]> => {
      const list = api.repos.listPullRequestsAssociatedWithCommit;
      return (await list({ ...place, commit_sha })).data.map(({ number }) => number);
    };
    expect(await numbers(where, own.head.sha)).toEqual([own.number]);
    expect(await numbers(where, foreign.head.sha)).toEqual([]);
    const found = await api.pulls.list({ ...where, head: `mal:${foreign.head.ref}` });
    expect(found.data.map(({ head }) => head.sha)).toEqual([foreign.head.sha]);
  });

  test("a public fork that is asked names the pull request of its commit", async () => {
    await github.close();
    github = await startGitHub({ visibility: "public" });
    api = octokitFor(github, github.token({ "pull-requests": "read" }));
    const { head, number } = await github.seed.openPullRequest({ isFork: true, author: "mal" });
    const { data } = await api.repos.listPullRequestsAssociatedWithCommit({
      owner: "mal",
      repo: "shop-agent",
      commit_sha: head.sha,
    });
    expect(data.map((pull) => [pull.number, pull.base.repo.full_name])).toEqual([
      [number, "acme/shop-agent"],
    ]);
  });

  test("the merge commit has both sides as parents", async () => {
    const pull = await github.seed.openPullRequest();
    const { data } = await api.git.getCommit({ ...where, commit_sha: pull.mergeSha });
    expect(data.parents.map(({ sha }) => sha)).toEqual([pull.base.sha, pull.head.sha]);
  });

  test("a pull request is an issue too, and nobody approves their own", async () => {
    const pull = await github.seed.openPullRequest({ author: "lee" });
    const issue = await api.issues.get({ ...where, issue_number: pull.number });
    expect(issue.data.pull_request?.url).toContain(`/pulls/${pull.number}`);
    await github.seed.review(pull, "rae");
    const reviews = await api.pulls.listReviews({ ...where, pull_number: pull.number });
    expect(reviews.data).toMatchObject([
      { user: { login: "rae" }, state: "APPROVED", commit_id: pull.head.sha },
    ]);
    const lee = octokitFor(github, github.token({ "pull-requests": "write" }, { login: "lee" }));
    const approve = { ...where, pull_number: pull.number, event: "APPROVE" } as const;
    await expect(lee.pulls.createReview(approve)).rejects.toThrow("approve your own");
  });
});

test("the newest status of each context counts", async () => {
  const { head } = await github.seed.openPullRequest();
  const set = (context: string, state: "success" | "failure"): Promise<unknown> =>
    api.repos.createCommitStatus({ ...where, sha: head.sha, context, state });
  await set("tracegate/sign-off", "failure");
  await set("tracegate/sign-off", "success");
  const combined = await api.repos.getCombinedStatusForRef({ ...where, ref: head.sha });
  expect(combined.data).toMatchObject({ state: "success", total_count: 1 });
  const all = await api.repos.listCommitStatusesForRef({ ...where, ref: head.ref });
  expect(all.data.map(({ state }) => state)).toEqual(["success", "failure"]);
});

test("a reaction is made once", async () => {
  const { number } = await github.seed.openPullRequest();
  const comment_id = await github.seed.comment(number, "rae", "/tracegate sign");
  const react = { ...where, comment_id, content: "eyes" } as const;
  expect((await api.reactions.createForIssueComment(react)).status).toBe(201);
  expect((await api.reactions.createForIssueComment(react)).status).toBe(200);
  const { data } = await api.reactions.listForIssueComment({ ...where, comment_id });
  expect(data.map(({ content, user }) => [content, user?.login])).toEqual([
    ["eyes", "github-actions[bot]"],
  ]);
});

test("roles are told on GitHub's old scale and on its new one", async () => {
  expect(await level("dana")).toEqual(["admin", "admin"]);
  expect(await level("rae")).toEqual(["read", "triage"]);
  expect(await level("mal")).toEqual(["none", "none"]);
  await expect(level("nobody-at-all")).rejects.toThrow("Not Found");
});

test("annotations of a check run add up over its requests", async () => {
  const { head } = await github.seed.openPullRequest();
  const made = await api.checks.create({
    ...where,
    name: "evals",
    head_sha: head.sha,
    output: outputWith(50),
  });
  const check_run_id = made.data.id;
  await api.checks.update({
    ...where,
    check_run_id,
    conclusion: "failure",
    output: outputWith(10),
  });
  const run = await api.checks.get({ ...where, check_run_id });
  expect(run.data.output.annotations_count).toBe(60);
  const listed = await api.checks.listAnnotations({ ...where, check_run_id, per_page: 100 });
  expect(listed.data).toHaveLength(60);
  const unknown = { ...where, name: "evals", head_sha: "0".repeat(40) };
  await expect(api.checks.create(unknown)).rejects.toThrow("No commit found");
});

test("dispatches are kept for the test to read", async () => {
  await api.repos.createDispatchEvent({ ...where, event_type: "promote" });
  await api.actions.createWorkflowDispatch({ ...where, workflow_id: "evals.yml", ref: "main" });
  expect(github.dispatches).toMatchObject([
    { kind: "repository", body: { event_type: "promote" } },
    { kind: "workflow", workflow: "evals.yml", body: { ref: "main" } },
  ]);
});

describe("artifacts", () => {
  test("are listed with their run and downloaded from another host", async () => {
    const run = await github.seed.workflowRun();
    github.seed.artifact({ runId: run.id, name: "results", files: { "experiment.json": "{}" } });
    const listed = await api.actions.listArtifactsForRepo({ ...where, name: "results" });
    const [artifact] = listed.data.artifacts;
    expect(artifact?.workflow_run).toMatchObject({ id: run.id, head_branch: "main" });
    const { data } = await api.actions.downloadArtifact({
      ...where,
      artifact_id: artifact?.id ?? 0,
      archive_format: "zip",
    });
    expect(Buffer.from(shaped<ArrayBuffer>(data)).subarray(0, 2).toString()).toBe("PK");
  });

  test("an expired one is 410", async () => {
    const { id: runId } = await github.seed.workflowRun();
    const artifact_id = github.seed.artifact({ runId, name: "results", isExpired: true });
    const download = { ...where, artifact_id, archive_format: "zip" };
    await expect(api.actions.downloadArtifact(download)).rejects.toMatchObject({ status: 410 });
  });

  test("a token that is sent along to the storage fails the test", async () => {
    const { id: runId } = await github.seed.workflowRun();
    const id = github.seed.artifact({ runId, name: "results" });
    const headers = { authorization: `Bearer ${github.token({ actions: "read" })}` };
    const url = `${github.url}/repos/acme/shop-agent/actions/artifacts/${id}/zip`;
    const redirect = await fetch(url, { headers, redirect: "manual" });
    const leak = await fetch(redirect.headers.get("location") ?? "", { headers });
    expect(leak.status).toBe(400);
    expect(github.takeViolations()).toMatchObject([{ kind: "leak" }]);
  });

  test("a run of a fork names no pull request, one of the repository does", async () => {
    const own = await github.seed.openPullRequest();
    const foreign = await github.seed.openPullRequest({ isFork: true, author: "mal" });
    for (const pull of [own, foreign]) {
      await github.seed.workflowRun({
        event: "pull_request",
        headSha: pull.head.sha,
        headBranch: pull.head.ref,
        headRepository: pull.head.repository,
        pullNumbers: [pull.number],
      });
    }
    const { data } = await api.actions.listWorkflowRunsForRepo({ ...where, event: "pull_request" });
    expect(
      data.workflow_runs.map((run) => [run.head_repository.full_name, run.pull_requests?.length]),
    ).toEqual([
      ["mal/shop-agent", 0],
      ["acme/shop-agent", 1],
    ]);
  });
});

test("a file above 1 MiB comes without its content", async () => {
  await github.seed.push({
    files: { "small.json": "x".repeat(100), "large.json": "x".repeat(1024 * 1024 + 1) },
  });
  const read = async (path: string): Promise<unknown> =>
    (await api.repos.getContent({ ...whereIs(github), path })).data;
  expect(await read("small.json")).toMatchObject({ encoding: "base64", size: 100 });
  expect(await read("large.json")).toMatchObject({ encoding: "none", content: "" });
});
