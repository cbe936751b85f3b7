import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { octokitFor, whereIs } from "./octokit.ts";
import { type GitHub, startGitHub } from "./start-github.ts";

let github: GitHub;
beforeEach(async () => {
  github = await startGitHub();
});
afterEach(() => github.close());

async function post(path: string, body: unknown, token?: string): Promise<Response> {
  return fetch(github.url + path, {
    method: "POST",
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

describe("the contract", () => {
  test("a comment is made, found and changed as GitHub would", async () => {
    const { number } = await github.seed.openPullRequest();
    const api = octokitFor(github, github.token({ "pull-requests": "write" }));
    const made = await api.issues.createComment({
      ...whereIs(github),
      issue_number: number,
      body: "9 of 10",
    });
    expect(made.data.user?.login).toBe("github-actions[bot]");
    expect(made.data.performed_via_github_app?.slug).toBe("github-actions");
    await api.issues.updateComment({
      ...whereIs(github),
      comment_id: made.data.id,
      body: "10 of 10",
    });
    const { data } = await api.issues.listComments({ ...whereIs(github), issue_number: number });
    expect(data.map(({ body }) => body)).toEqual(["10 of 10"]);
  });

  test("a body that does not fit is refused, and fails the test at the end", async () => {
    const { number } = await github.seed.openPullRequest();
    const path = `/repos/acme/shop-agent/issues/${number}/comments`;
    const answer = await post(
      path,
      { text: "9 of 10" },
      github.token({ issues: "write", "pull-requests": "write" }),
    );
    expect(answer.status).toBe(422);
    expect(() => github.assertClean()).toThrow(
      /request: POST .*comments\n.*required property 'body'/,
    );
    expect(github.takeViolations()).toHaveLength(1);
  });

  test("an answer that does not fit fails the test at the end", async () => {
    github.fault({
      kind: "reply",
      operation: "repos/get",
      answer: { status: 200, body: { id: "seven" } },
    });
    await fetch(`${github.url}/repos/acme/shop-agent`);
    expect(() => github.assertClean()).toThrow(/response: GET .*\n.*required property/);
    github.takeViolations();
  });

  test("a request that the slice does not hold is 404 and fails the test", async () => {
    const answer = await fetch(`${github.url}/repos/acme/shop-agent/stargazers`);
    expect(answer.status).toBe(404);
    expect(github.takeViolations()).toMatchObject([{ kind: "unknown" }]);
  });

  test("JSON that is none is 400", async () => {
    const answer = await post(
      "/repos/acme/shop-agent/issues",
      "{",
      github.token({ issues: "write" }),
    );
    expect(await answer.json()).toMatchObject({ message: "Problems parsing JSON" });
    expect(answer.status).toBe(400);
  });

  test("a fault that meets no request fails the test", () => {
    github.fault({ kind: "status", status: 502, operation: "issues/create-comment" });
    expect(() => github.assertClean()).toThrow("No request met this planned fault");
    return fetch(`${github.url}/repos/acme/shop-agent/issues/1/comments`, {
      method: "POST",
      body: "{}",
    });
  });
});

describe("the limits", () => {
  test("65,536 characters are a comment; one more is 422", async () => {
    const { number } = await github.seed.openPullRequest();
    const token = github.token({ "pull-requests": "write" });
    const path = `/repos/acme/shop-agent/issues/${number}/comments`;
    expect((await post(path, { body: "é".repeat(65_536) }, token)).status).toBe(201);
    const refused = await post(path, { body: "é".repeat(65_537) }, token);
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({
      message: "Validation Failed",
      errors: [{ message: "Body is too long (maximum is 65536 characters)" }],
    });
    expect(github.takeViolations()).toMatchObject([{ kind: "limit" }]);
  });

  test("lists come in pages of 30, never above 100, and the links lead through all of them", async () => {
    const { number } = await github.seed.openPullRequest();
    for (let count = 1; count <= 101; count += 1) {
      await github.seed.comment(number, "lee", `remark ${count}`);
    }
    const api = octokitFor(github, github.token({ "pull-requests": "read" }));
    const where = { ...whereIs(github), issue_number: number };
    expect((await api.issues.listComments(where)).data).toHaveLength(30);
    const large = await api.issues.listComments({ ...where, per_page: 1000 });
    expect(large.data).toHaveLength(100);
    const [, next] = /<([^>]+)>; rel="next"/.exec(large.headers.link ?? "") ?? [];
    expect(next).toContain("/repositories/");
    const token = github.token({ "pull-requests": "read" });
    const rest = await fetch(next ?? "", { headers: { authorization: `token ${token}` } });
    expect(await rest.json()).toMatchObject([{ body: "remark 101" }]);
    expect(github.requests.map(({ operation }) => operation)).toEqual(
      Array(3).fill("issues/list-comments"),
    );
  });
});
