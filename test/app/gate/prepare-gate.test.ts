import { describe, expect, test } from "vitest";
import { type PreparedGate, prepareGate } from "../../../src/app/gate/prepare-gate.ts";
import { eventRows } from "../../../src/core/event/event-plan.ts";
import type { FakePullRequestHost } from "../../support/fake-pull-request-host.ts";
import { aHost, baseSha, headSha, ofPullRequest } from "../../support/gate-request.ts";
import { shopConfig } from "../../support/shop.ts";

const place = { folder: "", configPath: "tracegate.yaml" };
const pullRequest = { number: 7, headSha, baseSha };

function prepare(
  host: FakePullRequestHost,
  change: Partial<Parameters<typeof prepareGate>[0]> = {},
): Promise<PreparedGate> {
  return prepareGate({
    plan: ofPullRequest,
    pullRequest,
    place,
    host,
    today: "2026-11-20",
    ...change,
  });
}

const lower = shopConfig.replace("floor: 0.9 }", "floor: 0.1, margin: 0.05 }");
const bothSides = {
  [`${baseSha}:tracegate.yaml`]: shopConfig,
  [`${headSha}:tracegate.yaml`]: lower,
};

test("the base branch's policy decides, and the reader is told what the change would have", async () => {
  expect(await prepare(aHost(bothSides))).toMatchObject({
    kind: "relevant",
    policy: { policy: { dimensions: { abstention: { floor: 0.9 } } } },
    enforcement: { kind: "enforced" },
    notes: [expect.stringContaining("the floor of **abstention**")],
  });
});

test("a change that deletes the configuration is held to the base branch's", async () => {
  const host = aHost({ [`${baseSha}:tracegate.yaml`]: shopConfig });
  expect(await prepare(host)).toMatchObject({
    kind: "relevant",
    policy: { policy: { dimensions: { abstention: { floor: 0.9 } } } },
    notes: [],
  });
});

test("the change that brings the configuration in is held to its own, and says so", async () => {
  const host = aHost({ [`${headSha}:tracegate.yaml`]: lower });
  expect(await prepare(host)).toMatchObject({
    kind: "relevant",
    policy: { policy: { dimensions: { abstention: { floor: 0.1 } } } },
    notes: [expect.stringContaining("no configuration yet")],
  });
});

test("an event without a base is held to the policy of its own commit, without a word", async () => {
  const host = aHost({ [`${headSha}:tracegate.yaml`]: lower });
  const plan = { row: eventRows.pushDefault, headSha };
  const prepared = await prepareGate({ plan, place, host, today: "2026-11-20" });
  expect(prepared).toMatchObject({ kind: "relevant", notes: [] });
});

test("a merge group is held to its base, and its files are not asked for", async () => {
  const host = aHost(bothSides);
  host.pulls.clear();
  const plan = { row: eventRows.mergeGroup, headSha, baseSha };
  expect(await prepareGate({ plan, place, host, today: "2026-11-20" })).toMatchObject({
    kind: "relevant",
    policy: { policy: { dimensions: { abstention: { floor: 0.9 } } } },
  });
});

test("the base branch says whether it blocks yet", async () => {
  const waiting = `${shopConfig}enforce: { until: 2026-11-21 }\n`;
  const host = aHost({
    [`${baseSha}:tracegate.yaml`]: waiting,
    [`${headSha}:tracegate.yaml`]: shopConfig,
  });
  const shown = { enforcement: { kind: "shown-only", until: "2026-11-21" } };
  expect(await prepare(host)).toMatchObject(shown);
  expect(await prepare(host, { today: "2026-11-21" })).toMatchObject({
    enforcement: { kind: "enforced" },
  });
});

describe("a configuration that cannot be used", () => {
  test.each([
    ["in the base branch", { ...bothSides, [`${baseSha}:tracegate.yaml`]: "version: 2\n" }],
    ["in the change", { ...bothSides, [`${headSha}:tracegate.yaml`]: "[" }],
  ])("%s is an error with its problems", async (where, texts) => {
    await expect(prepare(aHost(texts))).rejects.toMatchObject({
      code: "CONFIG_INVALID",
      message: `tracegate.yaml ${where} cannot be used.`,
      problems: expect.arrayContaining([expect.objectContaining({ file: "tracegate.yaml" })]),
    });
  });

  test("or is on neither side, is an error", async () => {
    await expect(prepare(aHost())).rejects.toMatchObject({ code: "CONFIG_MISSING" });
  });

  test("or cannot be read, is an error and not an absent one", async () => {
    const host = aHost(bothSides);
    host.refs.delete(baseSha);
    await expect(prepare(host)).rejects.toMatchObject({ code: "GITHUB_UNREADABLE" });
  });
});

function elsewhere(): FakePullRequestHost {
  const host = aHost(bothSides);
  host.pulls.set(7, { ...host.pulls.get(7)!, files: ["README.md"] });
  return host;
}

describe("a change of other files", () => {
  test("is irrelevant", async () => {
    expect(await prepare(elsewhere())).toEqual({ kind: "irrelevant" });
  });

  test("is relevant where the head has moved: those are the files of another commit", async () => {
    const host = elsewhere();
    host.pulls.set(7, { ...host.pulls.get(7)!, headSha: baseSha });
    expect(await prepare(host)).toMatchObject({ kind: "relevant" });
  });

  test("is relevant where not all files are listed", async () => {
    const host = elsewhere();
    host.changedFiles = async () => ({ kind: "incomplete" });
    expect(await prepare(host)).toMatchObject({ kind: "relevant" });
  });

  test("of the project's folder alone count", async () => {
    const folder = "agents/support";
    const texts = { [`${baseSha}:${folder}/tracegate.yaml`]: shopConfig };
    const host = aHost(texts);
    const there = { folder, configPath: "tracegate.yaml" };
    expect(await prepare(host, { place: there })).toEqual({ kind: "irrelevant" });
    host.pulls.set(7, { ...host.pulls.get(7)!, files: [`${folder}/agent.mjs`] });
    expect(await prepare(host, { place: there })).toMatchObject({ kind: "relevant" });
  });
});
