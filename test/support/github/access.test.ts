import { afterEach, expect, test } from "vitest";
import { shaped } from "./shaped.ts";
import { type GitHub, startGitHub } from "./start-github.ts";
import type { Permissions } from "./world.ts";

let github: GitHub;
afterEach(() => github.close());

type Asked = {
  readonly status: number;
  readonly message?: string;
  readonly accepted: string | null;
};

async function ask(path: string, token: string | undefined, body?: unknown): Promise<Asked> {
  const response = await fetch(github.url + path, {
    method: body === undefined ? "GET" : "POST",
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const { message } = shaped<{ message?: string }>(await response.json());
  const accepted = response.headers.get("x-accepted-github-permissions");
  return { status: response.status, accepted, ...(message === undefined ? {} : { message }) };
}

test("a token that GitHub never made is 401", async () => {
  github = await startGitHub();
  expect(await ask("/repos/acme/shop-agent", "ghs_invented")).toMatchObject({
    status: 401,
    message: "Bad credentials",
  });
});

test("a token without the permission is 403, with the permissions that would do", async () => {
  github = await startGitHub();
  const { number } = await github.seed.openPullRequest();
  const comments = `/repos/acme/shop-agent/issues/${number}/comments`;
  const readOnly = github.token({ contents: "read", "pull-requests": "read" });
  expect(await ask(comments, readOnly, { body: "9 of 10" })).toEqual({
    status: 403,
    message: "Resource not accessible by integration",
    accepted: "issues=write; pull_requests=write",
  });
  expect((await ask(comments, readOnly)).status).toBe(200);
});

test("`pull-requests: write` comments on pull requests and not on plain issues", async () => {
  github = await startGitHub();
  const pull = await github.seed.openPullRequest();
  const issue = await github.seed.openIssue({});
  const statusOf = async (number: number, permissions: Permissions): Promise<number> => {
    const path = `/repos/acme/shop-agent/issues/${number}/comments`;
    return (await ask(path, github.token(permissions), { body: "9 of 10" })).status;
  };
  expect(await statusOf(pull.number, { "pull-requests": "write" })).toBe(201);
  expect(await statusOf(issue, { "pull-requests": "write" })).toBe(403);
  expect(await statusOf(issue, { issues: "write" })).toBe(201);
});

test("what is private is 404 for other tokens and for nobody", async () => {
  github = await startGitHub();
  const other = github.token({ contents: "read" }, { repositories: ["acme/other"] });
  expect((await ask("/repos/acme/shop-agent", other)).status).toBe(404);
  expect((await ask("/repos/acme/shop-agent", undefined)).status).toBe(404);
  expect((await ask("/repos/acme/unheard-of", other)).status).toBe(404);
});

test("what is public may be read with no permission at all, but for artifacts", async () => {
  github = await startGitHub({ visibility: "public" });
  const bare = github.token({});
  expect((await ask("/repos/acme/shop-agent/pulls", bare)).status).toBe(200);
  expect((await ask("/repos/acme/shop-agent/issues", bare, { title: "x" })).status).toBe(403);
  expect((await ask("/repos/acme/shop-agent/issues", undefined, { title: "x" })).status).toBe(401);
  expect(await ask("/repos/acme/shop-agent/actions/artifacts", bare)).toMatchObject({
    status: 403,
    accepted: "actions=read",
  });
});

test("an installation cannot ask who it is; a person can", async () => {
  github = await startGitHub();
  expect((await ask("/user", github.token({}))).status).toBe(403);
  expect((await ask("/user", github.token({}, { login: "dana" }))).status).toBe(200);
});
