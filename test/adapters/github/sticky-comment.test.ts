import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { CommentResult, PullRequestHost } from "../../../src/ports/pull-request-host.ts";
import {
  aGitHub,
  commentsOn,
  gatePermissions,
  hostOn,
  hurried,
  type SeenComment,
} from "../../support/github/hosts.ts";
import type { GitHub } from "../../support/github/start-github.ts";

const marker = "<!-- tracegate:gate:1 -->";
const bot = "github-actions[bot]";

function bodyOf(text: string): string {
  return `${marker}\n${text}`;
}

function upsert(
  host: PullRequestHost,
  number: number,
  text: string,
  author?: string,
): Promise<CommentResult> {
  const comment = { marker, body: bodyOf(text) };
  return host.upsertComment(number, author === undefined ? comment : { ...comment, author });
}

async function aPull(github: GitHub): Promise<number> {
  return (await github.seed.openPullRequest()).number;
}

async function oursOn(
  github: GitHub,
  number: number,
  author = bot,
): Promise<readonly SeenComment[]> {
  const all = await commentsOn(github, number);
  return all.filter(({ user, body }) => user.login === author && body.startsWith(marker));
}

function operationsOf(github: GitHub): readonly (string | undefined)[] {
  return github.requests.map(({ operation }) => operation);
}

/** Nobody goes on before so many have come. */
function barrier(size: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let come = 0;
  return () => {
    come += 1;
    if (come === size) resolve();
    return promise;
  };
}

describe("finding it", () => {
  test("behind more comments of others than fit one page", async () => {
    const github = await aGitHub();
    const number = await aPull(github);
    for (let i = 0; i < 150; i += 1) await github.seed.comment(number, "lee", `Review note ${i}`);
    const id = await github.seed.comment(number, bot, bodyOf("old"));
    for (let i = 0; i < 60; i += 1) await github.seed.comment(number, "lee", `More ${i}`);
    expect(await upsert(hostOn(github), number, "new")).toMatchObject({ kind: "updated" });
    expect(await oursOn(github, number)).toMatchObject([{ id, body: bodyOf("new") }]);
    expect(operationsOf(github)).toEqual([
      "issues/list-comments",
      "issues/list-comments",
      "issues/list-comments",
      "issues/update-comment",
    ]);
  });

  test("with the line ends that GitHub or an editor has made CRLF", async () => {
    const github = await aGitHub();
    const number = await aPull(github);
    const id = await github.seed.comment(number, bot, `${marker}\r\n### ⛔ Merge blocked\r\n`);
    await upsert(hostOn(github), number, "new");
    expect(await oursOn(github, number)).toMatchObject([{ id, body: bodyOf("new") }]);
  });

  test("not in a comment that only begins like the marker's line", async () => {
    const github = await aGitHub();
    const number = await aPull(github);
    await github.seed.comment(number, bot, `${marker} is what the gate writes.`);
    expect(await upsert(hostOn(github), number, "ours")).toMatchObject({ kind: "created" });
    expect(await commentsOn(github, number)).toHaveLength(2);
  });

  test("never among those of a user or another bot, however they are marked", async () => {
    const github = await aGitHub();
    const number = await aPull(github);
    await github.seed.comment(number, "mal", bodyOf("✅ forged"));
    await github.seed.comment(number, "tracegate[bot]", bodyOf("another app"));
    await upsert(hostOn(github), number, "ours");
    await upsert(hostOn(github), number, "ours again");
    expect((await commentsOn(github, number)).map(({ body }) => body)).toEqual(
      ["✅ forged", "another app", "ours again"].map(bodyOf),
    );
  });
});

describe("whose it is", () => {
  test("a job's own token is not asked who it is: it may not say", async () => {
    const github = await aGitHub();
    const number = await aPull(github);
    await upsert(hostOn(github), number, "first");
    await upsert(hostOn(github), number, "second");
    expect(operationsOf(github)).not.toContain("users/get-authenticated");
    expect(await oursOn(github, number)).toHaveLength(1);
  });

  test("a person's token says whose comments are ours", async () => {
    const github = await aGitHub();
    const number = await aPull(github);
    const host = hostOn(github, { token: github.token(gatePermissions, { login: "lee" }) });
    await github.seed.comment(number, bot, bodyOf("the job's"));
    expect(await upsert(host, number, "first")).toMatchObject({ kind: "created" });
    expect(await upsert(host, number, "second")).toMatchObject({ kind: "updated" });
    expect(await oursOn(github, number, "lee")).toMatchObject([{ body: bodyOf("second") }]);
    expect(await oursOn(github, number)).toMatchObject([{ body: bodyOf("the job's") }]);
  });

  test("a token of an unknown kind that may not ask is taken for a job's", async () => {
    const github = await aGitHub();
    const number = await aPull(github);
    github.fault({ kind: "status", status: 403, operation: "users/get-authenticated" });
    const host = hostOn(github, { token: github.token(gatePermissions, { login: "lee" }) });
    expect(await upsert(host, number, "first")).toMatchObject({ kind: "created" });
  });

  test("an App's comments are found by the author that the workflow names, in any case", async () => {
    const github = await aGitHub();
    const number = await aPull(github);
    const token = github.token(gatePermissions, { login: "tracegate[bot]" });
    const host = hostOn(github, { token });
    await upsert(host, number, "first", "Tracegate[bot]");
    const before = github.requests.length;
    expect(await upsert(host, number, "second", "Tracegate[bot]")).toMatchObject({
      kind: "updated",
    });
    expect(operationsOf(github).slice(before)).toEqual([
      "issues/list-comments",
      "issues/update-comment",
    ]);
    expect(await oursOn(github, number, "tracegate[bot]")).toHaveLength(1);
  });

  test("an App that nobody names still ends with one comment", async () => {
    const github = await aGitHub();
    const number = await aPull(github);
    const host = hostOn(github, {
      token: github.token(gatePermissions, { login: "tracegate[bot]" }),
    });
    const first = await upsert(host, number, "first");
    const second = await upsert(host, number, "second");
    expect(second).toEqual({ ...first, kind: "updated" });
    expect(await oursOn(github, number, "tracegate[bot]")).toMatchObject([
      { body: bodyOf("second") },
    ]);
  });
});

describe("several jobs at once", () => {
  test.each([2, 5])("%i that all find none leave one: the oldest", async (jobs) => {
    const github = await aGitHub();
    const number = await aPull(github);
    const last = await github.seed.comment(number, "lee", "Please look.");
    const happen = barrier(jobs);
    github.fault({ kind: "meanwhile", operation: "issues/list-comments", times: jobs, happen });
    const results = await Promise.all(
      Array.from({ length: jobs }, (_, i) => upsert(hostOn(github), number, `job ${i}`)),
    );
    expect(operationsOf(github).filter((one) => one === "issues/create-comment")).toHaveLength(
      jobs,
    );
    expect(results.filter(({ kind }) => kind === "not-published")).toEqual([]);
    expect(await oursOn(github, number)).toMatchObject([{ id: last + 1 }]);
    const urls = results.map((result) => "url" in result && result.url);
    expect(new Set(urls).size).toBe(1);
  });

  test.each(Array.from({ length: 12 }, (_, order) => order))(
    "requests that come late in any order lead to the oldest (order %i)",
    async (order) => {
      const github = await aGitHub();
      const number = await aPull(github);
      const last = await github.seed.comment(number, "lee", "Please look.");
      let state = order;
      const happen = (): Promise<void> => {
        state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
        return sleep(state % 23);
      };
      github.fault({ kind: "meanwhile", path: /comments/, happen });
      const jobs = ["job 0", "job 1", "job 2", "job 3"];
      await Promise.all(jobs.map((job) => upsert(hostOn(github), number, job)));
      expect(await oursOn(github, number)).toMatchObject([{ id: last + 1 }]);
    },
  );

  test("one that updates while another is making a second ends with the first", async () => {
    const github = await aGitHub();
    const number = await aPull(github);
    const id = await github.seed.comment(number, bot, bodyOf("first"));
    const happen = (): Promise<unknown> => github.seed.comment(number, bot, bodyOf("second"));
    github.fault({ kind: "meanwhile", operation: "issues/list-comments", nth: 1, happen });
    await upsert(hostOn(github), number, "third");
    expect(await oursOn(github, number)).toMatchObject([{ id, body: bodyOf("third") }]);
  });

  test("what a list that lags behind has left over goes with the next job", async () => {
    const github = await aGitHub();
    const number = await aPull(github);
    const id = await github.seed.comment(number, bot, bodyOf("first"));
    const answer = { status: 200, body: [] };
    github.fault({ kind: "reply", answer, operation: "issues/list-comments", times: 2 });
    expect(await upsert(hostOn(github), number, "second")).toMatchObject({ kind: "created" });
    expect(await oursOn(github, number)).toHaveLength(2);
    await upsert(hostOn(github), number, "third");
    expect(await oursOn(github, number)).toMatchObject([{ id, body: bodyOf("third") }]);
  });
});

describe("what happens meanwhile", () => {
  test("deleted just before it is updated, it is made anew", async () => {
    const github = await aGitHub();
    const number = await aPull(github);
    const id = await github.seed.comment(number, bot, bodyOf("first"));
    const happen = (): Promise<unknown> => github.seed.deleteComment(id);
    github.fault({ kind: "meanwhile", operation: "issues/update-comment", nth: 1, happen });
    expect(await upsert(hostOn(github), number, "second")).toMatchObject({ kind: "created" });
    expect(await oursOn(github, number)).toMatchObject([{ body: bodyOf("second") }]);
  });

  test("an older one that is deleted while it is preferred to ours leaves ours", async () => {
    const github = await aGitHub();
    const number = await aPull(github);
    let older = 0;
    const make = async (): Promise<void> => {
      older = await github.seed.comment(number, bot, bodyOf("another job's"));
    };
    const drop = (): Promise<unknown> => github.seed.deleteComment(older);
    github.fault({ kind: "meanwhile", operation: "issues/create-comment", happen: make });
    github.fault({ kind: "meanwhile", operation: "issues/update-comment", happen: drop });
    expect(await upsert(hostOn(github), number, "ours")).toMatchObject({ kind: "created" });
    expect(await oursOn(github, number)).toMatchObject([{ body: bodyOf("ours") }]);
  });

  test("one that is deleted again and again is given up", async () => {
    const github = await aGitHub();
    const number = await aPull(github);
    const comment = { id: 7, body: bodyOf("ghost"), user: { login: bot }, html_url: "https://x" };
    const body = Buffer.from(JSON.stringify([comment]));
    const headers = { "content-type": "application/json" };
    github.fault({
      kind: "reply",
      operation: "issues/list-comments",
      answer: { status: 200, headers, body },
    });
    expect(await upsert(hostOn(github), number, "ours")).toMatchObject({ kind: "not-published" });
    expect(github.requests.length).toBeLessThanOrEqual(12);
  });

  test("a surplus comment that cannot be deleted does not undo the one that stands", async () => {
    const github = await aGitHub();
    const number = await aPull(github);
    for (const text of ["first", "second"]) await github.seed.comment(number, bot, bodyOf(text));
    github.fault({ kind: "status", status: 403, operation: "issues/delete-comment" });
    expect(await upsert(hostOn(github), number, "third")).toMatchObject({ kind: "updated" });
  });
});

describe("an answer that is lost", () => {
  test.each([
    ["502", { kind: "status", status: 502, isApplied: true }],
    ["500", { kind: "status", status: 500, isApplied: true }],
    ["a connection cut before the answer", { kind: "cut", at: "answer" }],
    ["a connection cut inside the answer", { kind: "cut", at: "body" }],
  ] as const)("by %s after the comment was made does not make a second", async (_name, fault) => {
    const github = await aGitHub();
    const number = await aPull(github);
    github.fault({ ...fault, operation: "issues/create-comment", nth: 1 });
    expect(await upsert(hostOn(github), number, "ours")).toMatchObject({ kind: "updated" });
    expect(await oursOn(github, number)).toMatchObject([{ body: bodyOf("ours") }]);
    expect(operationsOf(github).filter((one) => one === "issues/create-comment")).toHaveLength(1);
  });

  test("of an App that nobody names leaves one comment all the same", async () => {
    const github = await aGitHub();
    const number = await aPull(github);
    const token = github.token(gatePermissions, { login: "tracegate[bot]" });
    github.fault({
      kind: "status",
      status: 502,
      isApplied: true,
      operation: "issues/create-comment",
      nth: 1,
    });
    await upsert(hostOn(github, { token }), number, "ours");
    expect(await oursOn(github, number, "tracegate[bot]")).toHaveLength(1);
  });

  test.each([
    ["502", { kind: "status", status: 502 }],
    ["a connection cut before the request", { kind: "cut", at: "request" }],
    ["a secondary rate limit", { kind: "secondary-rate-limit" }],
  ] as const)("by %s before the comment was made lets it be made", async (_name, fault) => {
    const github = await aGitHub();
    const number = await aPull(github);
    github.fault({ ...fault, operation: "issues/create-comment", nth: 1 });
    expect(await upsert(hostOn(github), number, "ours")).toMatchObject({ kind: "created" });
    expect(await oursOn(github, number)).toHaveLength(1);
  });

  test("every time is given up after a few tries, with growing pauses", async () => {
    const github = await aGitHub();
    const number = await aPull(github);
    const patience = hurried();
    github.fault({ kind: "status", status: 502, operation: "issues/create-comment" });
    expect(await upsert(hostOn(github, { patience }), number, "ours")).toMatchObject({
      kind: "not-published",
      reason: `The comment on #${number}: GitHub answered 502, also when asked again.`,
    });
    expect(patience.pauses).toEqual([1_000, 2_000, 4_000]);
    expect(github.requests).toHaveLength(8);
  });

  test("of an update or a deletion is asked for again", async () => {
    const github = await aGitHub();
    const number = await aPull(github);
    for (const text of ["first", "second"]) await github.seed.comment(number, bot, bodyOf(text));
    github.fault({
      kind: "status",
      status: 502,
      isApplied: true,
      operation: "issues/update-comment",
      nth: 1,
    });
    github.fault({ kind: "cut", at: "answer", operation: "issues/delete-comment", nth: 1 });
    expect(await upsert(hostOn(github), number, "third")).toMatchObject({ kind: "updated" });
    expect(await oursOn(github, number)).toMatchObject([{ body: bodyOf("third") }]);
  });
});
