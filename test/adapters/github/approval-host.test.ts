import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { gitHubApprovals } from "../../../src/adapters/github/approval-host.ts";
import type { ApprovalHost } from "../../../src/ports/approval-host.ts";
import type { SeededPull } from "../../support/github/seed.ts";
import { type GitHub, startGitHub } from "../../support/github/start-github.ts";
import type { Permissions } from "../../support/github/world.ts";

let github: GitHub;
let pull: SeededPull;
beforeEach(async () => {
  github = await startGitHub();
  pull = await github.seed.openPullRequest();
});
afterEach(() => github.close());

function hostOf(
  login = "github-actions[bot]",
  permissions: Permissions = { contents: "read", "pull-requests": "read" },
): ApprovalHost {
  const { repository, url: apiUrl } = github;
  return gitHubApprovals({ repository, apiUrl, token: github.token(permissions, { login }) });
}

test("a pull request is known by its author and its labels", async () => {
  await github.seed.labelBy(pull.number, "tracegate:waive", { login: "dana" });
  expect(await hostOf().about(pull.number)).toEqual({ author: "lee", labels: ["tracegate:waive"] });
});

test("reviews say who approved, asked for changes or just said something, and at which commit", async () => {
  await github.seed.review(pull, "dana");
  await github.seed.review(pull, "rae", "COMMENT");
  await github.seed.review(pull, "rae", "REQUEST_CHANGES");
  const commit = pull.head.sha;
  expect(await hostOf().reviews(pull.number)).toEqual([
    { login: "dana", isBot: false, says: "approved", commit },
    { login: "rae", isBot: false, says: "something", commit },
    { login: "rae", isBot: false, says: "changes-requested", commit },
  ]);
});

describe("a label", () => {
  test("was put there by whoever did so last", async () => {
    const at = "2026-11-20T09:00:00Z";
    await github.seed.labelBy(pull.number, "tracegate:waive", { login: "lee" });
    await github.seed.labelBy(pull.number, "tracegate:waive", { login: "dana", at });
    await github.seed.labelBy(pull.number, "urgent", { login: "rae" });
    expect(await hostOf().labelling(pull.number, "Tracegate:Waive")).toEqual({
      login: "dana",
      isBot: false,
      at: "2026-11-20T09:00:00.000Z",
    });
  });

  test("that nobody put there has no origin", async () => {
    expect(await hostOf().labelling(pull.number, "tracegate:waive")).toBeUndefined();
  });

  test("may come from a workflow", async () => {
    await github.seed.labelBy(pull.number, "tracegate:waive", { login: "github-actions[bot]" });
    const labelling = await hostOf().labelling(pull.number, "tracegate:waive");
    expect(labelling?.isBot).toBe(true);
  });
});

test.each([
  ["dana", true],
  ["lee", true],
  ["rae", false],
  ["mal", false],
  ["nobody-at-all", false],
])("%s may write: %s", async (login, expected) => {
  expect(await hostOf().mayWrite(login)).toBe(expected);
});

describe("a team", () => {
  beforeEach(() => github.seed.team("acme/policy", ["dana"]));

  test("has its members for a token that may see it", async () => {
    const host = hostOf("dana");
    expect(await host.isInTeam("acme/policy", "dana")).toBe(true);
    expect(await host.isInTeam("@acme/policy", "lee")).toBe(false);
  });

  test("is unknown where it is not there, or the token may not see it", async () => {
    expect(await hostOf("dana").isInTeam("acme/nowhere", "dana")).toBe("unknown");
    expect(await hostOf().isInTeam("acme/policy", "dana")).toBe("unknown");
  });
});

test("what GitHub refuses is told with the permission that it takes", async () => {
  const host = hostOf("github-actions[bot]", { contents: "read" });
  await expect(host.reviews(pull.number)).rejects.toMatchObject({
    code: "GITHUB_UNREADABLE",
    fix: expect.stringContaining("pull-requests: read"),
  });
});
