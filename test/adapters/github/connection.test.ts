import { describe, expect, onTestFinished, test } from "vitest";
import { gitHubHost } from "../../../src/adapters/github/pull-request-host.ts";
import type { PullRequestHost } from "../../../src/ports/pull-request-host.ts";
import {
  type Front,
  type FrontAnswer,
  type FrontRequest,
  startFront,
} from "../../support/github/front.ts";
import {
  aGitHub,
  commentsOn,
  gatePermissions,
  hostOn,
  hurried,
} from "../../support/github/hosts.ts";
import type { GitHub } from "../../support/github/start-github.ts";

const marker = "<!-- tracegate:gate:1 -->";
const comment = { marker, body: `${marker}\n### ✅ Nothing to fix` };
const renamed = "/repos/acme/old-name/";

async function aFront(
  github: GitHub,
  route: (request: FrontRequest) => FrontAnswer,
  prefix?: string,
): Promise<Front> {
  const front = await startFront(github, route, prefix);
  onTestFinished(() => front.close());
  return front;
}

function hostAt(
  github: GitHub,
  apiUrl: string,
  options: { readonly repository?: string; readonly answerMs?: number } = {},
): PullRequestHost {
  const { repository = github.repository, answerMs = 5_000 } = options;
  const address = { repository, apiUrl, token: github.token(gatePermissions) };
  return gitHubHost(address, hurried({ answerMs, retries: 1 }));
}

const forward = ({ path }: FrontRequest): FrontAnswer => ({ kind: "forward", path });

/** As GitHub does: by number, 301 to whoever reads and 307 to whoever writes. */
function followed({ method, path }: FrontRequest): FrontAnswer {
  if (!path.startsWith(renamed)) return forward({ method, path });
  const location = path.replace(renamed, "/repos/acme/shop-agent/");
  return { kind: "redirect", status: method === "GET" ? 301 : 307, location };
}

describe("a renamed repository", () => {
  test("is read, commented and given a status under its old name", async () => {
    const github = await aGitHub();
    const { number, head } = await github.seed.openPullRequest();
    const front = await aFront(github, followed);
    const host = hostAt(github, front.url, { repository: "acme/old-name" });
    expect(await host.pullRequest(number)).toMatchObject({ number });
    expect(await host.changedFiles(number)).toMatchObject({ paths: ["agent/prompt.md"] });
    expect(await host.upsertComment(number, comment)).toMatchObject({ kind: "created" });
    expect(await host.upsertComment(number, comment)).toMatchObject({ kind: "updated" });
    const status = { sha: head.sha, state: "success", description: "x", context: "gate" } as const;
    expect(await host.setStatus(status)).toEqual({ kind: "published" });
    expect(await commentsOn(github, number)).toHaveLength(1);
  });

  test.each([301, 302, 307, 308])("a write that is sent on with %i stays a write", async (code) => {
    const github = await aGitHub();
    const { number } = await github.seed.openPullRequest();
    const front = await aFront(github, ({ method, path }) =>
      path.startsWith(renamed)
        ? { kind: "redirect", status: code, location: path.replace("old-name", "shop-agent") }
        : forward({ method, path }),
    );
    const host = hostAt(github, front.url, { repository: "acme/old-name" });
    expect(await host.upsertComment(number, comment)).toMatchObject({ kind: "created" });
    expect(front.asked.filter((one) => one.startsWith("POST"))).toHaveLength(2);
  });

  test("a redirect to another host is not followed: the token stays at home", async () => {
    const github = await aGitHub();
    const elsewhere = await aFront(github, forward);
    const front = await aFront(github, ({ path }) => ({
      kind: "redirect",
      status: 307,
      location: `${elsewhere.url}${path}`,
    }));
    const { reason } = Object.assign(
      { reason: "" },
      await hostAt(github, front.url).upsertComment(1, comment),
    );
    expect(reason).toContain("a redirect to another host");
    expect(elsewhere.asked).toEqual([]);
  });

  test("redirects in a circle end", async () => {
    const github = await aGitHub();
    const front = await aFront(github, ({ path }) => ({
      kind: "redirect",
      status: 301,
      location: path,
    }));
    await expect(hostAt(github, front.url).pullRequest(1)).rejects.toThrow(
      "a redirect without end",
    );
    expect(front.asked).toHaveLength(8);
  });
});

describe("GitHub Enterprise Server", () => {
  test.each(["/api/v3", "/api/v3/"])(
    "is reached below its path %s, over all pages",
    async (path) => {
      const github = await aGitHub();
      const { number, head, base } = await github.seed.openPullRequest();
      for (let i = 0; i < 105; i += 1) await github.seed.comment(number, "lee", `Note ${i}`);
      const front = await aFront(
        github,
        (request) => ({ kind: "forward", path: request.path.replace(/^\/api\/v3/, "") }),
        "/api/v3",
      );
      const host = hostAt(github, `${front.url}${path}`);
      await host.upsertComment(number, comment);
      expect(await host.upsertComment(number, comment)).toMatchObject({ kind: "updated" });
      expect(await host.fileAt("README.md", base.sha)).toContain("#");
      const at = { sha: head.sha, owner: "acme", branch: head.ref };
      expect(await host.pullRequestsAt(at)).toHaveLength(1);
      expect(front.asked.filter((one) => !/^[A-Z]+ \/api\/v3\/repos/.test(one))).toEqual([]);
    },
  );
});

describe("an answer that does not come", () => {
  test("within its time is given up, and asked for again", async () => {
    const github = await aGitHub();
    const { number } = await github.seed.openPullRequest();
    github.fault({ kind: "slow", delayMs: 1_000, operation: "pulls/get", nth: 1 });
    const patience = hurried({ answerMs: 200 });
    expect(await hostOn(github, { patience }).pullRequest(number)).toMatchObject({ number });
    expect(patience.pauses).toEqual([1_000]);
  });

  test("ever is told with the time that was waited", async () => {
    const github = await aGitHub();
    github.fault({ kind: "slow", delayMs: 10_000 });
    const patience = hurried({ answerMs: 100, retries: 1 });
    const host = hostOn(github, { patience });
    await expect(host.pullRequest(1)).rejects.toMatchObject({
      message:
        "Pull request #1: no answer from GitHub, also when asked again (no answer within 0.1 s).",
    });
    expect(await host.upsertComment(1, comment)).toMatchObject({
      kind: "not-published",
      reason: expect.stringContaining("no answer within 0.1 s"),
    });
  });

  test("to its end is given up too", async () => {
    const github = await aGitHub();
    const front = await aFront(github, () => ({ kind: "stall" }));
    await expect(hostAt(github, front.url, { answerMs: 150 }).pullRequest(1)).rejects.toThrow(
      "no answer within 0.15 s",
    );
  });

  test("in time, and was heeded late, leaves a surplus comment to the next job at most", async () => {
    const github = await aGitHub();
    const { number } = await github.seed.openPullRequest();
    github.fault({ kind: "slow", delayMs: 400, operation: "issues/create-comment", nth: 1 });
    const patience = hurried({ answerMs: 150 });
    await hostOn(github, { patience }).upsertComment(number, comment);
    await expect.poll(() => commentsOn(github, number)).toHaveLength(2);
    expect(await hostOn(github).upsertComment(number, comment)).toMatchObject({ kind: "updated" });
    expect(await commentsOn(github, number)).toHaveLength(1);
  });
});
