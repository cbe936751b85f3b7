import { describe, expect, test } from "vitest";
import { type Publication, publishDecision } from "../../../src/app/publish/publish-decision.ts";
import { aHost, baseSha, headSha } from "../../support/gate-request.ts";

const marker = "<!-- tracegate:gate:1 -->";
const text = { marker, body: `${marker}\n### ✅ Nothing to fix` };
const comment: NonNullable<Publication["comment"]> = { pullRequest: { number: 7, headSha }, text };
const status = { sha: headSha, state: "success", description: "ok", context: "tracegate" } as const;

test("comment and status are written, and told where", async () => {
  const host = aHost();
  expect(await publishDecision(host, { comment, status })).toEqual({
    comment: { kind: "created", url: "https://host.example/7#1" },
    status: { kind: "published" },
  });
  expect(host.comments.get(7)).toMatchObject([{ body: text.body }]);
  expect(host.statuses).toEqual([status]);
});

test("what is not asked for is not written and not told", async () => {
  const host = aHost();
  expect(await publishDecision(host, {})).toEqual({});
  expect(await publishDecision(host, { status })).toEqual({ status: { kind: "published" } });
  expect(await publishDecision(host, { comment })).toMatchObject({ comment: { kind: "created" } });
  expect(host.statuses).toHaveLength(1);
});

describe("no comment where it would be about something else", () => {
  test.each([
    ["the pull request has new commits", { headSha: baseSha }, /got new commits meanwhile/],
    ["the pull request is closed", { isOpen: false }, /#7 was closed meanwhile/],
  ])("%s; the status is of the commit and stands", async (_what, change, reason) => {
    const host = aHost();
    host.pulls.set(7, { ...host.pulls.get(7)!, ...change });
    expect(await publishDecision(host, { comment, status })).toEqual({
      comment: {
        kind: "not-published",
        reason: expect.stringMatching(reason),
        fix: expect.any(String),
      },
      status: { kind: "published" },
    });
    expect(host.comments.get(7)).toBeUndefined();
  });
});

test("a host that is down keeps nobody from going on", async () => {
  const host = aHost();
  host.isDown = true;
  expect(await publishDecision(host, { comment, status })).toMatchObject({
    comment: { kind: "not-published" },
    status: { kind: "not-published" },
  });
});

test("one that cannot be written does not keep the other from being written", async () => {
  const host = aHost();
  host.refs.clear();
  expect(await publishDecision(host, { comment, status })).toMatchObject({
    comment: { kind: "created" },
    status: { kind: "not-published" },
  });
});
