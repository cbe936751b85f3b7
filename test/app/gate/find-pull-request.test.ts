import { describe, expect, test } from "vitest";
import { findPullRequest } from "../../../src/app/gate/find-pull-request.ts";
import { eventRows } from "../../../src/core/event/event-plan.ts";
import { afterRun, aHost, baseSha, headSha, ofPullRequest } from "../../support/gate-request.ts";

test("an event that names its pull request is believed, at the commit that it names", async () => {
  const host = aHost();
  host.isDown = true;
  expect(await findPullRequest(ofPullRequest, host)).toEqual({
    kind: "found",
    pullRequest: { number: 7, headSha, baseSha },
  });
});

test("an event about none has none", async () => {
  const plan = { row: eventRows.pushDefault, headSha };
  expect(await findPullRequest(plan, aHost())).toEqual({ kind: "none" });
});

describe("after `workflow_run`", () => {
  test("it is the open one with that very head", async () => {
    expect(await findPullRequest(afterRun, aHost())).toMatchObject({
      kind: "found",
      pullRequest: { number: 7, headSha, baseSha },
    });
  });

  test("it is gone where it was closed or moved on", async () => {
    const host = aHost();
    const pull = host.pulls.get(7)!;
    host.pulls.set(7, { ...pull, isOpen: false });
    expect(await findPullRequest(afterRun, host)).toEqual({ kind: "gone" });
    host.pulls.set(7, { ...pull, head: { ...pull.head, sha: baseSha } });
    expect(await findPullRequest(afterRun, host)).toEqual({ kind: "gone" });
  });

  test("two with the same head are an error that names both", async () => {
    const host = aHost();
    host.pulls.set(3, { ...host.pulls.get(7)!, number: 3 });
    await expect(findPullRequest(afterRun, host)).rejects.toMatchObject({
      code: "PULL_REQUEST_AMBIGUOUS",
      message: expect.stringContaining("#3 and #7"),
    });
  });

  test("a host that cannot be asked is an error, not a pull request that is gone", async () => {
    const host = aHost();
    host.isDown = true;
    await expect(findPullRequest(afterRun, host)).rejects.toMatchObject({
      code: "GITHUB_UNREADABLE",
    });
  });
});
