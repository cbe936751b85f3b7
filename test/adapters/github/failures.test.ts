import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { gitHubHost } from "../../../src/adapters/github/pull-request-host.ts";
import { UserError } from "../../../src/core/errors.ts";
import type {
  CommentResult,
  NotPublished,
  PublishResult,
} from "../../../src/ports/pull-request-host.ts";
import { refusal } from "../../support/github/answers.ts";
import type { FaultKind } from "../../support/github/faults.ts";
import { aGitHub, gatePermissions, hostOn, hurried } from "../../support/github/hosts.ts";
import type { GitHub } from "../../support/github/start-github.ts";

const marker = "<!-- tracegate:gate:1 -->";
const comment = { marker, body: `${marker}\n### ✅ Nothing to fix` };
const status = { state: "success", description: "Nothing to fix", context: "tracegate" } as const;
const json = { "content-type": "application/json; charset=utf-8" };

function reply(text: string, headers: Readonly<Record<string, string>> = json): FaultKind {
  return { kind: "reply", answer: { status: 200, headers, body: Buffer.from(text) } };
}

function refuse(
  code: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): FaultKind {
  return { kind: "reply", answer: { ...refusal(code, message), headers } };
}

async function errorOf(work: Promise<unknown>): Promise<UserError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof UserError) return error;
  throw new Error("it was to reject with a UserError", { cause: error });
}

function failureOf(result: CommentResult | PublishResult): NotPublished {
  if (result.kind === "not-published") return result;
  throw new Error("it was not to be published");
}

describe("a failure that passes is asked about again", () => {
  test.each<[string, FaultKind, readonly number[]]>([
    ["500", { kind: "status", status: 500 }, [1_000, 2_000]],
    ["502", { kind: "status", status: 502 }, [1_000, 2_000]],
    ["503", { kind: "status", status: 503 }, [1_000, 2_000]],
    ["a cut before the request", { kind: "cut", at: "request" }, [1_000, 2_000]],
    ["a cut before the answer", { kind: "cut", at: "answer" }, [1_000, 2_000]],
    ["a cut inside the answer", { kind: "cut", at: "body" }, [1_000, 2_000]],
    [
      "a page of a proxy",
      reply("<h1>Please log in</h1>", { "content-type": "text/html" }),
      [1_000, 2_000],
    ],
    ["429", { kind: "too-many-requests", retryAfterSeconds: 7 }, [7_000, 7_000]],
    ["a secondary limit", { kind: "secondary-rate-limit", retryAfterSeconds: 9 }, [9_000, 9_000]],
    ["a minute's limit", { kind: "too-many-requests", retryAfterSeconds: 60 }, [60_000, 60_000]],
    [
      "a secondary limit that names no time",
      refuse(403, "You have exceeded a secondary rate limit."),
      [60_000, 60_000],
    ],
  ])("%s", async (_name, fault, pauses) => {
    const github = await aGitHub();
    const { number } = await github.seed.openPullRequest();
    const patience = hurried();
    github.fault({ ...fault, operation: "pulls/get", times: 2 });
    expect(await hostOn(github, { patience }).pullRequest(number)).toMatchObject({ number });
    expect(patience.pauses).toEqual(pauses);
  });

  test("the hourly limit, once it is over by GitHub's clock", async () => {
    const github = await aGitHub();
    const { number } = await github.seed.openPullRequest();
    const patience = hurried();
    github.fault({ kind: "primary-rate-limit", resetInSeconds: 20, times: 1 });
    await hostOn(github, { patience }).pullRequest(number);
    expect(patience.pauses).toHaveLength(1);
    expect(patience.pauses[0]).toBeGreaterThanOrEqual(20_000);
    expect(patience.pauses[0]).toBeLessThanOrEqual(22_000);
  });

  test("a time of day to come back at", async () => {
    const github = await aGitHub();
    const { number } = await github.seed.openPullRequest();
    const patience = hurried();
    const date = "Sun, 22 Nov 2026 10:00:00 GMT";
    const headers = { date, "retry-after": "Sun, 22 Nov 2026 10:00:12 GMT" };
    github.fault({ ...refuse(429, "Too many requests", headers), times: 1 });
    await hostOn(github, { patience }).pullRequest(number);
    expect(patience.pauses).toEqual([12_000]);
  });

  test("with the patience of production, not a moment earlier than GitHub asks", async () => {
    const github = await aGitHub();
    const { number } = await github.seed.openPullRequest();
    const { repository, url: apiUrl } = github;
    const host = gitHubHost({ repository, apiUrl, token: github.token(gatePermissions) });
    github.fault({ kind: "too-many-requests", retryAfterSeconds: 1, times: 1 });
    const started = performance.now();
    await host.pullRequest(number);
    expect(performance.now() - started).toBeGreaterThanOrEqual(1_000);
  });
});

describe("a failure that stays", () => {
  test.each<[string, FaultKind, string]>([
    [
      "401",
      { kind: "status", status: 401 },
      "GitHub answered 401 (“Bad credentials”): the token is not valid (any more).",
    ],
    [
      "403",
      { kind: "status", status: 403 },
      "GitHub answered 403 (“Resource not accessible by integration”): the token may not do this.",
    ],
    [
      "404",
      { kind: "status", status: 404 },
      "GitHub answered 404 (“Not Found”): it is not there, or the token may not see it.",
    ],
    [
      "410",
      { kind: "status", status: 410 },
      "GitHub answered 410 (“This issue was deleted”): it is not there, or the token may not see it.",
    ],
    [
      "422",
      { kind: "status", status: 422 },
      "GitHub answered 422 (“Validation Failed”): it does not accept this.",
    ],
    ["500", { kind: "status", status: 500 }, "GitHub answered 500, also when asked again."],
    ["503", { kind: "status", status: 503 }, "GitHub answered 503, also when asked again."],
    [
      "429",
      { kind: "too-many-requests" },
      "GitHub answered 429, a rate limit; it asks for a pause of 1 s.",
    ],
    [
      "a limit of more than a minute",
      { kind: "secondary-rate-limit", retryAfterSeconds: 61 },
      "GitHub answered 403, a rate limit; it asks for a pause of 61 s.",
    ],
    [
      "a limit without a time",
      refuse(403, "You have triggered an abuse detection mechanism."),
      "GitHub answered 403, a rate limit, also after the pauses it asks for.",
    ],
    [
      "a cut",
      { kind: "cut", at: "answer" },
      "no answer from GitHub, also when asked again (UND_ERR_SOCKET).",
    ],
    [
      "409",
      refuse(409, "Git Repository is empty."),
      "GitHub answered 409 (“Git Repository is empty”), which its API does not do.",
    ],
    [
      "a permission that is missing with the last request of the hour",
      refuse(403, "Resource not accessible by integration", { "x-ratelimit-remaining": "0" }),
      "GitHub answered 403 (“Resource not accessible by integration”): the token may not do this.",
    ],
  ])("%s says what, and is asked about at most four times", async (_name, fault, reason) => {
    const github = await aGitHub();
    const { number } = await github.seed.openPullRequest();
    github.fault({ ...fault, operation: "pulls/get" });
    const error = await errorOf(hostOn(github).pullRequest(number));
    expect(error).toMatchObject({
      code: "GITHUB_UNREADABLE",
      message: `Pull request #${number}: ${reason}`,
      fix: expect.stringMatching(/\.$/),
    });
    expect(github.requests.length).toBeLessThanOrEqual(4);
    github.takeViolations();
  });

  test.each<[string, FaultKind]>([
    ["a limit of more than a minute", { kind: "too-many-requests", retryAfterSeconds: 61 }],
    ["an hourly limit", { kind: "primary-rate-limit", resetInSeconds: 1_800 }],
    ["a missing permission", { kind: "status", status: 403 }],
    ["a wrong token", { kind: "status", status: 401 }],
  ])("%s is not waited for", async (_name, fault) => {
    const github = await aGitHub();
    const patience = hurried();
    github.fault(fault);
    await errorOf(hostOn(github, { patience }).pullRequest(1));
    expect(patience.pauses).toEqual([]);
  });
});

describe("what is no answer is never taken for an empty one", () => {
  const lists = ["pulls/list-files", "pulls/list"] as const;
  test.each(
    lists.flatMap((operation) =>
      (
        [
          ["cut inside", { kind: "cut", at: "body" }],
          ["an empty body", reply("")],
          ["null", reply("null")],
          ["a page", reply("<html>", { "content-type": "text/html" })],
          ["an object", reply("{}")],
          ["counts of nothing", reply('{"total_count":0}')],
          ["half a list", reply('[{"filename":"a.md"},')],
          ["a list of something else", reply('[{"name":"a.md"}]')],
          ["a content type that is none", reply("[", { "content-type": "=;=" })],
          ["a conflict", refuse(409, "Git Repository is empty.")],
          [
            "a page that is elsewhere",
            reply("[]", { ...json, link: '<https://evil.example/2>; rel="next"' }),
          ],
        ] satisfies [string, FaultKind][]
      ).map(([name, fault]) => ({ operation, name, fault })),
    ),
  )("$operation: $name", async ({ operation, fault }) => {
    const github = await aGitHub();
    const { number, head } = await github.seed.openPullRequest();
    github.fault({ ...fault, operation });
    const host = hostOn(github);
    const error = await errorOf(
      operation === "pulls/list"
        ? host.pullRequestsAt({ sha: head.sha, owner: "acme", branch: head.ref })
        : host.changedFiles(number),
    );
    expect(error.code).toBe("GITHUB_UNREADABLE");
    github.takeViolations();
  });

  test.each<[string, FaultKind]>([
    ["cut inside", { kind: "cut", at: "body" }],
    ["an empty body", reply("")],
    ["a page", reply("<html>", { "content-type": "text/html" })],
    ["a pull request without a head", reply('{"number":1,"state":"open"}')],
  ])("of one thing: %s", async (_name, fault) => {
    const github = await aGitHub();
    const { number } = await github.seed.openPullRequest();
    const sha = await github.seed.push({ files: { "tracegate.yaml": "floor: 0.9\n" } });
    github.fault(fault);
    const host = hostOn(github);
    expect((await errorOf(host.pullRequest(number))).code).toBe("GITHUB_UNREADABLE");
    expect((await errorOf(host.fileAt("tracegate.yaml", sha))).code).toBe("GITHUB_UNREADABLE");
    github.takeViolations();
  });

  test("a list whose pages lead to each other for ever ends", async () => {
    const github = await aGitHub();
    const { number } = await github.seed.openPullRequest();
    const next = `${github.url}/repos/acme/shop-agent/pulls/${number}/files?page=2`;
    github.fault(reply("[]", { ...json, link: `<${next}>; rel="next"` }));
    expect((await errorOf(hostOn(github).changedFiles(number))).message).toContain("without end");
    expect(github.requests).toHaveLength(100);
  });

  test("more than can be a comment page is not read into memory", async () => {
    const github = await aGitHub();
    github.fault(reply(`"${"x".repeat(33 * 1024 * 1024)}"`));
    const patience = hurried({ retries: 0 });
    const error = await errorOf(hostOn(github, { patience }).pullRequest(1));
    expect(error.message).toContain("an answer of more than 33554432 bytes");
    github.takeViolations();
  });
});

describe("publishing never rejects, and says what to change", () => {
  test.each([
    ["comment", "pull-requests: write", { contents: "read", "pull-requests": "read" }],
    ["status", "statuses: write", { contents: "read", statuses: "read" }],
  ] as const)("a %s without its permission names it", async (what, permission, permissions) => {
    const github = await aGitHub();
    const { number, head } = await github.seed.openPullRequest();
    const host = hostOn(github, { token: github.token(permissions) });
    const result = await (what === "comment"
      ? host.upsertComment(number, comment)
      : host.setStatus({ ...status, sha: head.sha }));
    expect(failureOf(result)).toMatchObject({
      reason: expect.stringContaining("GitHub answered 403"),
      fix: expect.stringContaining(`Add \`${permission}\` to the \`permissions:\` of the job.`),
    });
  });

  test.each([
    ["a locked conversation", 403, "Unable to create comment because issue is locked."],
    ["a locked conversation, the other way", 422, "Validation Failed: conversation is locked"],
  ])("%s is no missing permission", async (_name, code, message) => {
    const github = await aGitHub();
    const { number } = await github.seed.openPullRequest();
    github.fault({ ...refuse(code, message), operation: "issues/create-comment" });
    const { reason, fix } = failureOf(await hostOn(github).upsertComment(number, comment));
    expect(reason).toContain("its conversation is locked");
    expect(fix).not.toContain("permissions");
  });

  test("an archived repository is no missing permission", async () => {
    const github = await aGitHub();
    const { number } = await github.seed.openPullRequest();
    const answer = refuse(403, "Repository was archived so is read-only.");
    github.fault({ ...answer, operation: "issues/create-comment" });
    const { fix } = failureOf(await hostOn(github).upsertComment(number, comment));
    expect(fix).toBe("Unarchive the repository.");
  });

  test("a secondary limit is no missing permission", async () => {
    const github = await aGitHub();
    const { number } = await github.seed.openPullRequest();
    github.fault({ kind: "secondary-rate-limit", operation: "issues/create-comment" });
    const { reason, fix } = failureOf(await hostOn(github).upsertComment(number, comment));
    expect(reason).toContain("a rate limit");
    expect(fix).not.toContain("permissions");
  });

  test("a comment above GitHub's limit says so", async () => {
    const github = await aGitHub();
    const { number } = await github.seed.openPullRequest();
    const body = `${marker}\n${"x".repeat(65_536)}`;
    const { reason } = failureOf(await hostOn(github).upsertComment(number, { marker, body }));
    expect(reason).toContain("Body is too long (maximum is 65536 characters)");
    expect(github.takeViolations()).toHaveLength(1);
  });

  test.each<FaultKind>([
    { kind: "status", status: 401 },
    { kind: "status", status: 404 },
    { kind: "status", status: 410 },
    { kind: "status", status: 500 },
    { kind: "cut", at: "request" },
    { kind: "cut", at: "body" },
    { kind: "primary-rate-limit", resetInSeconds: 900 },
    reply("<html>", { "content-type": "text/html" }),
    reply("null"),
  ])("whatever GitHub answers: %j", async (fault) => {
    const github = await aGitHub();
    const { number, head } = await github.seed.openPullRequest();
    github.fault(fault);
    const host = hostOn(github);
    const failed = { kind: "not-published", reason: expect.stringMatching(/\.$/) };
    expect(await host.upsertComment(number, comment)).toMatchObject(failed);
    expect(await host.setStatus({ ...status, sha: head.sha })).toMatchObject(failed);
    github.takeViolations();
  });
});

async function saidWith(github: GitHub, token: string, text: string): Promise<string> {
  github.fault(refuse(422, text));
  const host = hostOn(github, { token });
  const { reason, fix } = failureOf(await host.upsertComment(1, comment));
  const error = await errorOf(host.pullRequest(1));
  return [reason, fix, error.message, error.fix].join("\n");
}

describe("what is said about a failure", () => {
  test("holds no token, even where GitHub repeats it", async () => {
    const github = await aGitHub();
    const token = github.token(gatePermissions);
    const said = await saidWith(github, token, `Bad header: token ${token}`);
    expect(said).toContain("Bad header: token ***");
    expect(said).not.toContain(token);
  });

  test("holds nothing that moves a cursor or commands a runner", async () => {
    const github = await aGitHub();
    const text = "\u001b[31mred\u0007 ##[error]forged\n::error::forged \u202ebidi";
    const said = await saidWith(github, github.token(gatePermissions), text);
    expect(said).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]|##\[|^\s*::/mu);
  });

  test.each(["ghs_one two", "ghs_one\ntwo", "ghs_ö", " ", ""])(
    "a token that no header can carry is refused without being repeated: %j",
    (token) => {
      const address = { repository: "acme/shop-agent", apiUrl: "https://api.github.com", token };
      const message = expect.not.stringContaining("ghs_");
      expect(() => gitHubHost(address)).toThrow(
        expect.objectContaining({ code: "TOKEN_INVALID", message, fix: message }),
      );
    },
  );

  test("a server that is not there is named by what the system says", async () => {
    const github = await aGitHub();
    const token = github.token(gatePermissions);
    const host = hostOn(github, { token });
    await github.close();
    const error = await errorOf(host.pullRequest(1));
    expect(error.message).toContain("no answer from GitHub, also when asked again (ECONNREFUSED)");
    expect(inspect(error, { depth: 20 })).not.toContain(token);
  });

  test.each([
    ["REPOSITORY_INVALID", { repository: "shop-agent" }],
    ["REPOSITORY_INVALID", { repository: "acme/shop/agent" }],
    ["REPOSITORY_INVALID", { repository: "acme/shop?agent" }],
    ["API_URL_INVALID", { apiUrl: "api.github.com" }],
    ["API_URL_INVALID", { apiUrl: "file:///etc" }],
  ])("an address that is none is refused: %s %j", (code, given) => {
    const usual = { repository: "acme/shop-agent", apiUrl: "https://api.github.com", token: "t" };
    expect(() => gitHubHost({ ...usual, ...given })).toThrow(expect.objectContaining({ code }));
  });
});
