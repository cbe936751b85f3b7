import { describe, expect, test } from "vitest";
import { afterRunOf } from "../../support/action/other-events.ts";
import { resultsWorkspace, shopExperiment } from "../../support/action/results.ts";
import {
  type ShopRepository,
  shopRepository,
  usualPermissions,
} from "../../support/action/shop-repository.ts";
import type { FaultKind, FaultRule } from "../../support/github/faults.ts";
import type { SeededPull } from "../../support/github/seed.ts";
import { pullRequestEvent } from "../../support/runner/events.ts";
import type { ActionResult } from "../../support/runner/run-action.ts";
import { agentModule } from "../../support/shop.ts";

const permissions = { ...usualPermissions, statuses: "write" } as const;

type World = { readonly shop: ShopRepository; readonly pull: SeededPull };

async function aPull(): Promise<World> {
  const shop = await shopRepository();
  return { shop, pull: await shop.pull({ "agent.mjs": agentModule("inventive") }) };
}

/** Gates results of which so many runs failed, after `workflow_run`: comment and status are due. */
async function gate({ shop, pull }: World, failed: number): Promise<ActionResult> {
  return shop.step({
    event: await afterRunOf(shop.github, pull),
    cwd: resultsWorkspace({ headSha: pull.head.sha }, shopExperiment({ failed })),
    inputs: { mode: "gate" },
    permissions,
  });
}

const decided = (failed: number): object =>
  failed === 0
    ? { exitCode: 0, conclusion: "success", outputs: { decision: "pass" } }
    : { exitCode: 1, conclusion: "failure", outputs: { decision: "fail" } };

const faults: readonly (readonly [string, FaultKind])[] = [
  ["401", { kind: "status", status: 401 }],
  ["403", { kind: "status", status: 403 }],
  ["404", { kind: "status", status: 404 }],
  ["422", { kind: "status", status: 422 }],
  ["429 without end", { kind: "too-many-requests", retryAfterSeconds: 1 }],
  ["a secondary rate limit without end", { kind: "secondary-rate-limit", retryAfterSeconds: 1 }],
  ["the hourly limit, for an hour", { kind: "primary-rate-limit", resetInSeconds: 3_000 }],
  ["502 without end", { kind: "status", status: 502 }],
  ["cut connections without end", { kind: "cut", at: "request" }],
];

const operations: readonly NonNullable<FaultRule["operation"]>[] = [
  "issues/list-comments",
  "issues/create-comment",
  "repos/create-commit-status",
];

test.each(faults)(
  "where GitHub answers a write with %s, a pass stays 0 and a fail 1",
  { timeout: 90_000 },
  async (_name, fault) => {
    // Side by side, since most of the time is spent waiting for GitHub to get better.
    const cases = operations.flatMap((operation) =>
      [0, 20].map((failed) => ({ operation, failed })),
    );
    await Promise.all(
      cases.map(async ({ operation, failed }) => {
        const world = await aPull();
        world.shop.github.fault({ ...fault, operation });
        const result = await gate(world, failed);
        expect(result).toMatchObject(decided(failed));
        const warnings = result.annotations.filter(({ level }) => level === "warning");
        expect(warnings).toMatchObject([{ title: "Tracegate could not publish everything" }]);
        expect(warnings[0]?.message).toMatch(/^The (?:comment on #1|status of [0-9a-f]{40})/);
        expect(result.summary).toMatch(/^### /);
        // What could be written was written.
        const isStatus = operation === "repos/create-commit-status";
        expect(await world.shop.statuses(world.pull.head.sha)).toHaveLength(isStatus ? 0 : 1);
        expect(await world.shop.comments(world.pull.number)).toHaveLength(isStatus ? 1 : 0);
      }),
    );
  },
);

test("a limit that ends is waited for, and nothing is missing then", {
  timeout: 60_000,
}, async () => {
  const world = await aPull();
  world.shop.github.fault({
    kind: "too-many-requests",
    retryAfterSeconds: 1,
    operation: "issues/create-comment",
    times: 1,
  });
  const result = await gate(world, 20);
  expect(result).toMatchObject(decided(20));
  expect(result.annotations.filter(({ level }) => level === "warning")).toEqual([]);
  expect(await world.shop.comments(world.pull.number)).toHaveLength(1);
});

test("a token without any permission to write leaves the decision where it is, and says what to add", async () => {
  const { shop, pull } = await aPull();
  const result = await shop.step({
    event: await afterRunOf(shop.github, pull),
    cwd: resultsWorkspace({ headSha: pull.head.sha }),
    inputs: { mode: "gate" },
    permissions: { contents: "read", "pull-requests": "read" },
  });
  expect(result).toMatchObject(decided(0));
  expect(result.annotations.map(({ message }) => message)).toEqual([
    expect.stringContaining("pull-requests: write"),
    expect.stringContaining("statuses: write"),
  ]);
});

describe("where GitHub cannot be asked what must be known, the gate could not run", () => {
  test.each<[string, FaultRule]>([
    ["the policy: 403", { kind: "status", status: 403, operation: "repos/get-content" }],
    ["the policy: 502", { kind: "status", status: 502, operation: "repos/get-content" }],
    ["the files: cut", { kind: "cut", at: "body", operation: "pulls/list-files" }],
    ["the pull request: 401", { kind: "status", status: 401, operation: "pulls/list" }],
  ])("%s", { timeout: 60_000 }, async (_what, fault) => {
    const world = await aPull();
    world.shop.github.fault(fault);
    const result = await gate(world, 0);
    expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "undetermined" } });
    expect(result.summary).toContain("GITHUB_UNREADABLE");
    expect(await world.shop.statuses(world.pull.head.sha)).toMatchObject([{ state: "failure" }]);
    const comments = await world.shop.comments(world.pull.number);
    // Without the pull request there is nobody to tell but the commit.
    const due = { body: expect.stringContaining("could not run") };
    expect(comments).toMatchObject(fault.operation === "pulls/list" ? [] : [due]);
  });

  test("a file that is not there is not taken for one that cannot be read", async () => {
    const world = await aPull();
    world.shop.github.fault({ kind: "status", status: 404, operation: "repos/get-content" });
    const result = await gate(world, 0);
    expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "undetermined" } });
  });
});

describe("while the job went on", () => {
  const change = { "agent.mjs": agentModule("inventive") };

  test.each<[string, RegExp, (world: World) => Promise<unknown>]>([
    [
      "the pull request got new commits",
      /got new commits meanwhile/,
      ({ shop, pull }) => shop.github.seed.pushTo(pull, { "agent.mjs": agentModule("honest") }),
    ],
    [
      "the pull request was force-pushed",
      /got new commits meanwhile/,
      ({ shop, pull }) => shop.github.seed.forcePush(pull, { "agent.mjs": agentModule("honest") }),
    ],
    [
      "the pull request was closed",
      /#1 was closed meanwhile/,
      ({ shop, pull }) => shop.github.seed.closePullRequest(pull.number),
    ],
    [
      "the pull request was merged",
      /#1 was closed meanwhile/,
      ({ shop, pull }) => shop.github.seed.mergePullRequest(pull.number),
    ],
  ])("%s: no comment, and the exit code is the decision's", async (_what, why, happen) => {
    for (const failed of [0, 20]) {
      const kind = failed === 0 ? "honest" : "inventive";
      const ours = { "agent.mjs": `${agentModule(kind)}\n` };
      const shop = await shopRepository();
      const pull = await shop.pull(ours);
      const event = await pullRequestEvent(shop.github, pull);
      shop.github.fault({
        kind: "meanwhile",
        operation: "pulls/list-files",
        happen: () => happen({ shop, pull }),
      });
      const result = await shop.step({ event, cwd: shop.checkout(ours) });
      expect(result).toMatchObject(decided(failed));
      expect(result.annotations.at(-1)).toMatchObject({
        level: "warning",
        message: expect.stringMatching(why),
      });
      expect(result.outputs).not.toHaveProperty("comment-url");
      expect(await shop.comments(pull.number)).toEqual([]);
    }
  });

  test("the head had moved before the job began: the new head's comment is left alone", async () => {
    const shop = await shopRepository();
    const pull = await shop.pull(change);
    const event = await pullRequestEvent(shop.github, pull);
    await shop.github.seed.pushTo(pull, { "agent.mjs": agentModule("wavering") });
    const result = await shop.step({ event, cwd: shop.checkout(change) });
    expect(result).toMatchObject(decided(20));
    expect(await shop.comments(pull.number)).toEqual([]);
  });

  test("`workflow_run` sets the status of the commit that was tested, not of the new head", async () => {
    const world = await aPull();
    const { shop, pull } = world;
    shop.github.fault({
      kind: "meanwhile",
      operation: "pulls/list-files",
      happen: () => shop.github.seed.pushTo(pull, { "README.md": "One more.\n" }),
    });
    const result = await gate(world, 20);
    expect(result).toMatchObject(decided(20));
    expect(await shop.statuses(pull.head.sha)).toHaveLength(1);
    expect(await shop.comments(pull.number)).toEqual([]);
  });
});

describe("the one comment", () => {
  test("is brought up to date by later pushes, and nobody else's is touched", async () => {
    const world = await aPull();
    const { shop, pull } = world;
    await gate(world, 20);
    const [first] = await shop.comments(pull.number);
    const theirs = await shop.github.seed.comment(pull.number, "mal", first?.body ?? "");
    const pushed = await shop.github.seed.pushTo(pull, { "agent.mjs": agentModule("wavering") });
    const result = await gate({ shop, pull: pushed }, 0);
    expect(result.outputs["comment-url"]).toContain(`#issuecomment-${first?.id}`);
    expect(await shop.comments(pull.number)).toMatchObject([
      { id: first?.id, body: expect.stringContaining("### ✅") },
      { id: theirs, author: "mal", body: first?.body },
    ]);
  });

  test("is not written with `comment: false`; the status is", async () => {
    const { shop, pull } = await aPull();
    const result = await shop.step({
      event: await afterRunOf(shop.github, pull),
      cwd: resultsWorkspace({ headSha: pull.head.sha }, shopExperiment({ failed: 20 })),
      inputs: { mode: "gate", comment: "false" },
      permissions,
    });
    expect(result).toMatchObject(decided(20));
    expect(result.summary).toMatch(/^### ⛔/);
    expect(await shop.comments(pull.number)).toEqual([]);
    expect(await shop.statuses(pull.head.sha)).toHaveLength(1);
  });

  test("of an App's token is found again by `comment-author`", async () => {
    const { shop, pull } = await aPull();
    const token = shop.github.token({ ...permissions }, { login: "tracegate[bot]" });
    for (const failed of [20, 0]) {
      await shop.step({
        event: await afterRunOf(shop.github, pull),
        cwd: resultsWorkspace({ headSha: pull.head.sha }, shopExperiment({ failed })),
        inputs: { mode: "gate", "github-token": token, "comment-author": "tracegate[bot]" },
        secrets: [token],
      });
    }
    expect(await shop.comments(pull.number)).toMatchObject([
      { author: "tracegate[bot]", body: expect.stringContaining("### ✅") },
    ]);
  });

  test("is one where two jobs write at once", { timeout: 60_000 }, async () => {
    const world = await aPull();
    await Promise.all([gate(world, 20), gate(world, 20)]);
    expect(await world.shop.comments(world.pull.number)).toHaveLength(1);
  });
});

test("a gated push asks GitHub no more than 12 things", async () => {
  const { shop, pull } = await aPull();
  const change = { "agent.mjs": agentModule("inventive") };
  const event = await pullRequestEvent(shop.github, pull);
  await shop.step({ event, cwd: shop.checkout(change) });
  expect(shop.github.requests.map(({ operation }) => operation)).toEqual([
    "repos/get-content",
    "repos/get-content",
    "pulls/list-files",
    // Whether a label waives what failed.
    "pulls/get",
    "pulls/get",
    "issues/list-comments",
    "issues/create-comment",
    "issues/list-comments",
  ]);
});
