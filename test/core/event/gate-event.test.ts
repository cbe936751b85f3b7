import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseGateEvent } from "../../../src/core/event/gate-event.ts";

const head = "a".repeat(40);
const base = "b".repeat(40);

type Change = Readonly<Record<string, unknown>>;

/** As much of a `pull_request` payload as is read. */
function aPullRequest(change: Change = {}, outer: Change = {}): Change {
  return {
    number: 7,
    sender: { login: "lee" },
    pull_request: {
      draft: false,
      user: { login: "lee" },
      head: { sha: head, repo: { id: 1 } },
      base: { sha: base, repo: { id: 1 } },
      ...change,
    },
    ...outer,
  };
}

describe("pull_request", () => {
  const usual = {
    kind: "pull-request",
    number: 7,
    headSha: head,
    baseSha: base,
    isDraft: false,
    isFork: false,
    isDependabot: false,
  };

  test("of a branch of the repository", () => {
    expect(parseGateEvent("pull_request", aPullRequest())).toEqual(usual);
  });

  test.each([
    ["a draft", aPullRequest({ draft: true }), { isDraft: true }],
    ["of a fork", aPullRequest({ head: { sha: head, repo: { id: 2 } } }), { isFork: true }],
    ["of a deleted fork", aPullRequest({ head: { sha: head, repo: null } }), { isFork: true }],
    ["by Dependabot", aPullRequest({ user: { login: "dependabot[bot]" } }), { isDependabot: true }],
    [
      "pushed to by Dependabot",
      aPullRequest({}, { sender: { login: "dependabot[bot]" } }),
      { isDependabot: true },
    ],
    ["of a deleted user", aPullRequest({ user: null }), {}],
  ])("%s", (_what, payload, told) => {
    expect(parseGateEvent("pull_request", payload)).toEqual({ ...usual, ...told });
  });

  test.each([
    ["no payload", undefined],
    ["no pull request", { number: 7 }],
    ["no number", aPullRequest({}, { number: undefined })],
    ["a number that is none", aPullRequest({}, { number: -1 })],
    ["a head that is no commit", aPullRequest({ head: { sha: "main", repo: { id: 1 } } })],
    ["no base", aPullRequest({ base: undefined })],
  ])("with %s is an error, since a guess could gate another one", (_what, payload) => {
    expect(() => parseGateEvent("pull_request", payload)).toThrow(
      expect.objectContaining({ code: "EVENT_UNREADABLE" }),
    );
  });
});

describe("workflow_run", () => {
  const run = {
    head_sha: head,
    head_branch: "kinder",
    head_repository: { owner: { login: "mal" } },
  };

  test("says where its commit came from", () => {
    expect(parseGateEvent("workflow_run", { workflow_run: run })).toEqual({
      kind: "workflow-run",
      headSha: head,
      headOwner: "mal",
      headBranch: "kinder",
    });
  });

  test.each([{ head_branch: null }, { head_repository: null }])(
    "with %o has nothing left to be found by",
    (gone) => {
      expect(() => parseGateEvent("workflow_run", { workflow_run: { ...run, ...gone } })).toThrow(
        expect.objectContaining({ code: "HEAD_GONE" }),
      );
    },
  );
});

describe("push", () => {
  const repository = { default_branch: "main" };

  test.each([
    ["refs/heads/main", true],
    ["refs/heads/main2", false],
    ["refs/heads/feature/main", false],
    ["refs/tags/main", false],
  ])("of %s: to the default branch: %o", (ref, isDefaultBranch) => {
    expect(parseGateEvent("push", { after: head, ref, repository })).toEqual({
      kind: "push",
      headSha: head,
      isDefaultBranch,
    });
  });
});

test("merge_group has the group's commit and its base", () => {
  const payload = { merge_group: { head_sha: head, base_sha: base } };
  expect(parseGateEvent("merge_group", payload)).toEqual({
    kind: "merge-group",
    headSha: head,
    baseSha: base,
  });
});

test.each([
  ["workflow_dispatch", { kind: "dispatch" }],
  ["schedule", { kind: "schedule" }],
  ["pull_request_target", { kind: "pull-request-target" }],
  ["issues", { kind: "other", name: "issues" }],
  ["__proto__", { kind: "other", name: "__proto__" }],
])("%s needs no payload", (name, event) => {
  expect(parseGateEvent(name, undefined)).toEqual(event);
});

test("any payload is an event or an error that says which event it was to be", () => {
  const names = ["pull_request", "workflow_run", "push", "merge_group"];
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.jsonValue(), (name, payload) => {
      expect(() => parseGateEvent(name, payload)).toThrow(
        expect.objectContaining({ message: expect.stringContaining(`The ${name} event`) }),
      );
    }),
  );
});
