import { afterEach, beforeEach, expect, test } from "vitest";
import type { FaultRule } from "./faults.ts";
import { type GitHub, startGitHub } from "./start-github.ts";

let github: GitHub;
let token: string;
let comments: string;
beforeEach(async () => {
  github = await startGitHub();
  token = github.token({ "pull-requests": "write" });
  const { number } = await github.seed.openPullRequest();
  comments = `/repos/acme/shop-agent/issues/${number}/comments`;
});
afterEach(() => github.close());

function comment(body = "9 of 10"): Promise<Response> {
  return fetch(github.url + comments, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ body }),
  });
}

async function commentCount(): Promise<number> {
  return (await github.look<readonly unknown[]>(comments)).length;
}

test.each([
  [{ kind: "status", status: 404 }, 404, "Not Found"],
  [{ kind: "status", status: 410 }, 410, "deleted"],
  [{ kind: "status", status: 502 }, 502, "<h1>502</h1>"],
  [{ kind: "too-many-requests", retryAfterSeconds: 3 }, 429, "rate limit"],
  [{ kind: "secondary-rate-limit", retryAfterSeconds: 3 }, 403, "secondary rate limit"],
] as const)(
  "%o is answered in place of GitHub, and nothing is done",
  async (fault, status, text) => {
    github.fault({ ...fault, operation: "issues/create-comment" });
    const answer = await comment();
    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain(text);
    expect(answer.headers.get("retry-after")).toBe("retryAfterSeconds" in fault ? "3" : null);
    expect(await commentCount()).toBe(0);
  },
);

test("the hourly limit says when it ends", async () => {
  github.fault({ kind: "primary-rate-limit", resetInSeconds: 60 });
  const { headers } = await comment();
  expect(headers.get("x-ratelimit-remaining")).toBe("0");
  expect(Number(headers.get("x-ratelimit-reset")) - Date.now() / 1000).toBeGreaterThan(30);
});

test("an answer can be lost after the comment was made", async () => {
  github.fault({ kind: "status", status: 502, isApplied: true });
  expect((await comment()).status).toBe(502);
  expect(await commentCount()).toBe(1);
});

async function threeTimesWith(rule: Pick<FaultRule, "nth" | "times">): Promise<number[]> {
  github.fault({ kind: "status", status: 500, path: comments, method: "POST", ...rule });
  const answers = [await comment(), await comment(), await comment()];
  return answers.map(({ status }) => status);
}

test("only the nth request meets its fault, or only the first few", async () => {
  expect(await threeTimesWith({ nth: 2 })).toEqual([201, 500, 201]);
  expect(await threeTimesWith({ times: 1 })).toEqual([500, 201, 201]);
});

test("a connection can be cut before, after and within the answer", async () => {
  for (const at of ["request", "answer", "body"] as const) {
    github.fault({ kind: "cut", at, times: 1 });
    await expect(comment(at).then((answer) => answer.text())).rejects.toThrow(TypeError);
  }
  const made = await github.look<readonly { body: string }[]>(comments);
  expect(made.map(({ body }) => body)).toEqual(["answer", "body"]);
});

test("an answer can be slow, and does not hold up the end of the test", async () => {
  github.fault({ kind: "slow", delayMs: 60_000 });
  const waiting = comment();
  await expect.poll(() => github.requests.length).toBe(1);
  await github.close();
  await expect(waiting).rejects.toThrow(TypeError);
});

test("somebody else can act just before the request is heeded", async () => {
  const id = await github.seed.comment(1, "lee", "soon gone");
  github.fault({ kind: "meanwhile", happen: () => github.seed.deleteComment(id), nth: 1 });
  const answer = await fetch(`${github.url}/repos/acme/shop-agent/issues/comments/${id}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(answer.status).toBe(404);
});

test("every request is logged, the faulted ones too", async () => {
  github.fault({ kind: "cut", at: "request", times: 1 });
  await comment().catch(() => undefined);
  await comment();
  expect(github.requests).toMatchObject([
    { operation: "issues/create-comment", login: "github-actions[bot]", fault: "cut" },
    { operation: "issues/create-comment", body: { body: "9 of 10" }, status: 201 },
  ]);
  expect(github.requests[0]).not.toHaveProperty("status");
});
