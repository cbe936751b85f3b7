import { describe, expect, test } from "vitest";
import { type LiveComment, liveComment } from "../../../src/action/live-comment.ts";
import { FakePullRequestHost } from "../../support/fake-pull-request-host.ts";

const pullRequest = { number: 7, isOpen: true, headSha: "a", baseSha: "b", baseRef: "main" };

function aLive(of: { readonly mayComment?: boolean; readonly isOnPullRequest?: boolean } = {}): {
  readonly host: FakePullRequestHost;
  readonly live: LiveComment;
  readonly pass: (ms: number) => void;
} {
  const { mayComment = true, isOnPullRequest = true } = of;
  const host = new FakePullRequestHost();
  host.pulls.set(7, {
    ...pullRequest,
    head: { sha: "a", owner: "shop", branch: "fix" },
    files: [],
  });
  let now = 0;
  const inputs = {
    mode: "run-and-gate",
    root: ".",
    config: "tracegate.yaml",
    results: "out",
  } as const;
  const live = liveComment(
    { inputs: { ...inputs, token: "t", mayComment } },
    {
      host,
      place: { folder: "", configPath: "tracegate.yaml" },
      ...(isOnPullRequest && { pullRequest }),
    },
    { nowMs: () => now },
  );
  return { host, live, pass: (ms) => void (now += ms) };
}

function bodies({ comments }: FakePullRequestHost): readonly string[] {
  return (comments.get(7) ?? []).map(({ body }) => body);
}

describe("a long run is told in the comment", () => {
  test("not before half a minute, then once in half a minute", async () => {
    const { host, live, pass } = aLive();
    live.show({ recorded: 10, planned: 800 });
    pass(29_999);
    live.show({ recorded: 20, planned: 800 });
    await live.end();
    expect(bodies(host)).toEqual([]);
    pass(1);
    live.show({ recorded: 340, planned: 1800 });
    await live.end();
    expect(bodies(host)).toEqual([
      expect.stringContaining("### ⏳ Running: 340 of 1,800 runs are made"),
    ]);
    pass(10_000);
    live.show({ recorded: 400, planned: 1800 });
    await live.end();
    expect(bodies(host)[0]).toContain("340 of");
    pass(20_000);
    live.show({ recorded: 900, planned: 1800 });
    await live.end();
    expect(bodies(host)).toEqual([expect.stringContaining("900 of 1,800")]);
  });

  test("an update on its way is waited for, so that the decision is written after it", async () => {
    const { host, live, pass } = aLive();
    pass(30_000);
    live.show({ recorded: 1, planned: 2 });
    pass(30_000);
    live.show({ recorded: 2, planned: 2 });
    await live.end();
    expect(bodies(host)).toEqual([expect.stringContaining("1 of 2 runs")]);
  });

  test("a host that is down keeps nobody from deciding", async () => {
    const { host, live, pass } = aLive();
    host.isDown = true;
    pass(30_000);
    live.show({ recorded: 1, planned: 2 });
    await expect(live.end()).resolves.toBeUndefined();
  });

  test.each([
    ["where comments are turned off", { mayComment: false }],
    ["where there is no pull request", { isOnPullRequest: false }],
  ])("nothing is written %s", async (_, of) => {
    const { host, live, pass } = aLive(of);
    pass(60_000);
    live.show({ recorded: 1, planned: 2 });
    await live.end();
    expect(bodies(host)).toEqual([]);
  });
});
