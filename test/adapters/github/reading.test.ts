import { describe, expect, test } from "vitest";
import { aGitHub, gatePermissions, hostOn } from "../../support/github/hosts.ts";
import type { GitHub } from "../../support/github/start-github.ts";

const headers = { "content-type": "application/json; charset=utf-8" };

describe("the pull requests of a head commit", () => {
  test.each(["feat/ä#1", "100%", "a&b=c?d", "x:y+z", "ünï/größe", "-rf"])(
    "on a branch named %s",
    async (branch) => {
      const github = await aGitHub();
      const { number, head } = await github.seed.openPullRequest({ branch });
      await github.seed.openPullRequest({ branch: "another" });
      const found = await hostOn(github).pullRequestsAt({ sha: head.sha, owner: "acme", branch });
      expect(found).toMatchObject([{ number, headSha: head.sha, isOpen: true }]);
    },
  );

  test("of a fork, whose commits the base repository does not list", async () => {
    const github = await aGitHub();
    const pull = await github.seed.openPullRequest({
      isFork: true,
      author: "mal",
      branch: "main2",
    });
    const head = { sha: pull.head.sha, owner: "mal", branch: "main2" };
    expect(await hostOn(github).pullRequestsAt(head)).toMatchObject([{ number: pull.number }]);
  });

  test("are all of them, where one branch is proposed to two", async () => {
    const github = await aGitHub();
    const { seed } = github;
    await seed.push({ branch: "next", files: { "next.md": "x" } });
    const one = await seed.openPullRequest({ branch: "kinder" });
    const two = await seed.openPullRequest({ branch: "kinder", base: "next", files: {} });
    const found = await hostOn(github).pullRequestsAt({
      sha: two.head.sha,
      owner: "acme",
      branch: "kinder",
    });
    expect(found.map(({ number, baseRef }) => [number, baseRef])).toEqual(
      expect.arrayContaining([
        [one.number, "main"],
        [two.number, "next"],
      ]),
    );
  });

  test("are none of another repository that has the same commit and branch", async () => {
    const github = await aGitHub();
    const pull = await github.seed.openPullRequest({ isFork: true, author: "mal" });
    const { sha, ref: branch } = pull.head;
    expect(await hostOn(github).pullRequestsAt({ sha, owner: "acme", branch })).toEqual([]);
    expect(await hostOn(github).pullRequestsAt({ sha, owner: "mal", branch })).toHaveLength(1);
  });

  test("are none of the others that GitHub lists where it passes over the head it is asked for", async () => {
    const github = await aGitHub();
    const { seed, repository } = github;
    const ours = await seed.openPullRequest({ branch: "kinder" });
    await seed.openPullRequest({ isFork: true, author: "mal", branch: "kinder" });
    const closed = await seed.openPullRequest({ branch: "closed" });
    await seed.closePullRequest(closed.number);
    const everything = await github.look(`/repos/${repository}/pulls?state=all`);
    const body = Buffer.from(JSON.stringify(everything));
    const answer = { status: 200, headers, body };
    github.fault({ kind: "reply", operation: "pulls/list", answer });
    const host = hostOn(github);
    const head = { sha: ours.head.sha, owner: "acme", branch: "kinder" };
    expect(await host.pullRequestsAt(head)).toMatchObject([{ number: ours.number }]);
    const gone = { sha: closed.head.sha, owner: "acme", branch: "closed" };
    expect(await host.pullRequestsAt(gone)).toEqual([]);
  });

  test("are none where the fork was deleted meanwhile", async () => {
    const github = await aGitHub();
    const pull = await github.seed.openPullRequest({ isFork: true, author: "mal" });
    const [listed] = await github.look<readonly { readonly head: object }[]>(
      `/repos/${github.repository}/pulls`,
    );
    const orphan = { ...listed, head: { ...listed?.head, repo: null } };
    const body = Buffer.from(JSON.stringify([orphan]));
    github.fault({
      kind: "reply",
      operation: "pulls/list",
      answer: { status: 200, headers, body },
    });
    const head = { sha: pull.head.sha, owner: "mal", branch: pull.head.ref };
    expect(await hostOn(github).pullRequestsAt(head)).toEqual([]);
  });

  test("the older commit of a branch that was pushed to, or forced, is no head any more", async () => {
    const github = await aGitHub();
    const before = await github.seed.openPullRequest();
    const after = await github.seed.forcePush(before, { "agent/prompt.md": "Other.\n" });
    const at = (sha: string): ReturnType<ReturnType<typeof hostOn>["pullRequestsAt"]> =>
      hostOn(github).pullRequestsAt({ sha, owner: "acme", branch: before.head.ref });
    expect(await at(before.head.sha)).toEqual([]);
    expect(await at(after.head.sha)).toMatchObject([{ headSha: after.head.sha }]);
  });
});

/** Pages of a hundred files each, with the links that lead from one to the next. */
function givePages(github: GitHub, number: number, pages: readonly object[][]): void {
  const files = `${github.url}/repos/${github.repository}/pulls/${number}/files`;
  for (const [index, page] of pages.entries()) {
    const link = `<${files}?per_page=100&page=${index + 2}>; rel="next"`;
    const isLast = index === pages.length - 1;
    const answer = {
      status: 200,
      headers: { ...headers, ...(!isLast && { link }) },
      body: Buffer.from(JSON.stringify(page)),
    };
    github.fault({ kind: "reply", operation: "pulls/list-files", nth: index + 1, answer });
  }
}

describe("the changed files", () => {
  test("are those of all pages", async () => {
    const github = await aGitHub();
    const names = Array.from({ length: 230 }, (_, i) => `cases/late-fee-${i}.yaml`);
    const files = Object.fromEntries(names.map((name) => [name, `id: ${name}\n`]));
    const { number } = await github.seed.openPullRequest({ files });
    const changed = await hostOn(github).changedFiles(number);
    expect(changed.kind === "complete" && changed.paths.toSorted()).toEqual(names.toSorted());
    expect(github.requests).toHaveLength(3);
  });

  test("of a rename are both names", async () => {
    const github = await aGitHub();
    const { number } = await github.seed.openPullRequest();
    const renamed = { filename: "docs/a.md", previous_filename: "agent/a.md", status: "renamed" };
    givePages(github, number, [[renamed, { filename: "b.md", status: "added" }]]);
    expect(await hostOn(github).changedFiles(number)).toEqual({
      kind: "complete",
      paths: ["docs/a.md", "agent/a.md", "b.md"],
    });
  });

  test.each([
    [2_999, "complete"],
    [3_000, "incomplete"],
  ])("are %i: %s, since GitHub lists no more than 3,000", async (count, kind) => {
    const github = await aGitHub();
    const { number } = await github.seed.openPullRequest();
    const files = Array.from({ length: count }, (_, i) => ({ filename: `cases/${i}.yaml` }));
    const pages = Array.from({ length: 30 }, (_, i) => files.slice(i * 100, (i + 1) * 100));
    givePages(github, number, pages);
    expect(await hostOn(github).changedFiles(number)).toMatchObject({ kind });
  });

  test("of 1,600 renames are complete, though they are 3,200 names", async () => {
    const github = await aGitHub();
    const { number } = await github.seed.openPullRequest();
    const page = Array.from({ length: 100 }, (_, i) => ({
      filename: `new/${i}.yaml`,
      previous_filename: `old/${i}.yaml`,
    }));
    givePages(
      github,
      number,
      Array.from({ length: 16 }, () => page),
    );
    expect(await hostOn(github).changedFiles(number)).toMatchObject({ kind: "complete" });
  });

  test("go on behind a page with fewer files than it could hold", async () => {
    const github = await aGitHub();
    const { number } = await github.seed.openPullRequest();
    givePages(github, number, [[{ filename: "a.md" }], [], [{ filename: "b.md" }]]);
    expect(await hostOn(github).changedFiles(number)).toEqual({
      kind: "complete",
      paths: ["a.md", "b.md"],
    });
  });
});

describe("a file at a commit", () => {
  test.each([
    ["tracegate.yaml", "dimensions: {}\n"],
    ["größe/#1 100%?.yaml", "ü: ≥ 90 %\n"],
    ["empty.yaml", ""],
    ["bom.yaml", "\uFEFFa: 1\n"],
    ["looks-like.json", '{"type":"dir"}'],
  ])("is read as it is: %s", async (path, text) => {
    const github = await aGitHub();
    const sha = await github.seed.push({ files: { [path]: text } });
    expect(await hostOn(github).fileAt(path, sha)).toBe(text);
    expect(await hostOn(github).fileAt(path, "main")).toBe(text);
  });

  test("is read above one megabyte too", async () => {
    const github = await aGitHub();
    const text = `# ${"ü".repeat(700_000)}\n`;
    const sha = await github.seed.push({ files: { "big.yaml": text } });
    expect(await hostOn(github).fileAt("big.yaml", sha)).toBe(text);
  });

  test("is not there where there is a folder, or nothing", async () => {
    const github = await aGitHub();
    const sha = await github.seed.push({ files: { "datasets/support/a.yaml": "a: 1\n" } });
    expect(await hostOn(github).fileAt("datasets/support", sha)).toBeUndefined();
    expect(await hostOn(github).fileAt("datasets/none.yaml", sha)).toBeUndefined();
  });

  test.each(["f".repeat(40), "no-such-branch", "refs/heads/none"])(
    "of a commit that is not there is an error, not a missing file: %s",
    async (ref) => {
      const github = await aGitHub();
      await expect(hostOn(github).fileAt("tracegate.yaml", ref)).rejects.toMatchObject({
        code: "GITHUB_UNREADABLE",
        message: expect.stringContaining(`tracegate.yaml at ${ref}: GitHub answered 404`),
      });
    },
  );

  test("that a token may not see is an error, not a missing file", async () => {
    const github = await aGitHub();
    const sha = await github.seed.push({ files: { "tracegate.yaml": "a: 1\n" } });
    const elsewhere = github.token(gatePermissions, { repositories: ["acme/other"] });
    await expect(
      hostOn(github, { token: elsewhere }).fileAt("tracegate.yaml", sha),
    ).rejects.toMatchObject({
      code: "GITHUB_UNREADABLE",
      fix: expect.stringContaining("`contents: read`"),
    });
    const blind = github.token({ "pull-requests": "write" });
    await expect(
      hostOn(github, { token: blind }).fileAt("tracegate.yaml", sha),
    ).rejects.toMatchObject({ fix: expect.stringContaining("Add `contents: read`") });
  });
});

describe("a status", () => {
  test.each([
    ["x".repeat(141), `${"x".repeat(139)}…`],
    [`${"x".repeat(138)}\u{1F4B8}\u{1F4B8}`, `${"x".repeat(138)}…`],
    ["two\nlines\u0007", "two lines"],
    ["x".repeat(140), "x".repeat(140)],
  ])("is cut to what GitHub takes: %j", async (given, description) => {
    const github = await aGitHub();
    const { head, base } = await github.seed.openPullRequest();
    const status = {
      sha: head.sha,
      state: "failure",
      description: given,
      context: "gate",
    } as const;
    expect(await hostOn(github).setStatus(status)).toEqual({ kind: "published" });
    const at = (sha: string): Promise<object> =>
      github.look(`/repos/${github.repository}/commits/${sha}/statuses`);
    expect(await at(head.sha)).toMatchObject([{ state: "failure", description, context: "gate" }]);
    expect(await at(base.sha)).toEqual([]);
  });

  test("on a commit that is not there is not published", async () => {
    const github = await aGitHub();
    const status = {
      state: "success",
      description: "All floors are met",
      context: "gate",
    } as const;
    expect(await hostOn(github).setStatus({ ...status, sha: "f".repeat(40) })).toMatchObject({
      kind: "not-published",
      reason: expect.stringContaining("GitHub answered 422"),
    });
  });
});
