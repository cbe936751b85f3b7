import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sectionsOf } from "../../../src/core/report/comment/comment-sections.ts";
import { resultsPath, resultsWorkspace, shopExperiment } from "../../support/action/results.ts";
import {
  type ShopRepository,
  shopFiles,
  shopRepository,
} from "../../support/action/shop-repository.ts";
import type { SeededPull } from "../../support/github/seed.ts";
import { pullRequestEvent } from "../../support/runner/events.ts";
import type { ActionResult } from "../../support/runner/run-action.ts";
import { agentModule } from "../../support/shop.ts";

const casePath = "datasets/support/cases/late-fee.yaml";
const worse = agentModule("inventive");

/** What the job that ran the agent found out about the case that the pull request changes. */
function reviewAt(commit: string): object {
  const reproduction = { kind: "run", standing: "reproduced", planned: 20, commit };
  return {
    schema: "tracegate.dataset-review/1",
    cases: [
      {
        id: "late-fee",
        change: "changed",
        status: "guarding",
        digest: `sha256:${"9c1e".repeat(16)}`,
        reproduction: { ...reproduction, failed: 14, scored: 20 },
        evaluators: [],
        missing: [],
      },
    ],
    leftOut: 0,
    statuses: [],
    dimensions: [{ name: "abstention", added: 0, changed: 1, removed: 0 }],
    failureModes: [],
    judges: [],
    blockers: [],
    notes: [],
  };
}

const otherQuestion = (text: string): string =>
  text.replace(/user: .*/, "user: Is there a late fee in Sweden?");

type Push = { readonly asked: readonly string[]; readonly result: ActionResult };

/** Gates the head of a pull request on results that another job left, with or without a review of the dataset. */
async function gate(
  shop: ShopRepository,
  pull: SeededPull,
  { root, isReviewed = false }: { readonly root?: string; readonly isReviewed?: boolean } = {},
): Promise<Push> {
  const cwd = resultsWorkspace({ headSha: pull.head.sha }, shopExperiment({ failed: 20 }));
  if (isReviewed) {
    const file = join(cwd, resultsPath, "dataset-review.json");
    writeFileSync(file, JSON.stringify(reviewAt(pull.base.sha)));
  }
  const before = shop.github.requests.length;
  const inputs = { mode: "gate", ...(root !== undefined && { root }) };
  const event = await pullRequestEvent(shop.github, pull);
  const result = await shop.step({ event, cwd, inputs });
  const asked = shop.github.requests.slice(before);
  return { result, asked: asked.map(({ operation, path }) => operation ?? path) };
}

async function bodies(shop: ShopRepository, pull: SeededPull): Promise<readonly string[]> {
  return (await shop.comments(pull.number)).map(({ body }) => body);
}

const files = shopFiles();
const text = files[casePath] ?? "";

describe("the comment about the dataset, once the change of it is taken back", () => {
  const change = { "agent.mjs": worse, [casePath]: otherQuestion(text) };

  test("says so, and what a stranger could count on is gone from it", async () => {
    const shop = await shopRepository({ files });
    const pull = await shop.pull(change);
    await gate(shop, pull, { isReviewed: true });
    expect((await bodies(shop, pull))[1]).toContain("failed 14 of 20");

    const later = await shop.github.seed.pushTo(pull, { [casePath]: text });
    const { result, asked } = await gate(shop, later);
    expect(result.annotations.map(({ message }) => message)).not.toContain("publish");
    const [first, second, ...others] = await bodies(shop, pull);
    expect(others).toEqual([]);
    expect(first).toContain("### ⛔ Merge blocked");
    expect(second?.split("\n").slice(1)).toEqual([
      "### 📋 The dataset does not change any more",
      `What stood here was about an older commit: the job of \`${later.head.sha.slice(0, 7)}\` found no change of it.`,
      "",
    ]);
    // The comments were listed for the decision already.
    expect(asked.filter((one) => one === "issues/list-comments")).toHaveLength(1);
  });

  test("says so too where the push touches nothing at all that is gated", async () => {
    const shop = await shopRepository({ files });
    const pull = await shop.pull(change);
    await gate(shop, pull, { isReviewed: true });
    const back = { ...files, "README.md": "Gifts.\n" };
    const later = await shop.github.seed.forcePush(pull, back);
    const { result } = await gate(shop, later);
    expect(result).toMatchObject({ exitCode: 0, outputs: { decision: "not-applicable" } });
    const [first, second] = await bodies(shop, pull);
    expect(first).toContain("### ➖ Not applicable");
    expect(second).toContain("### 📋 The dataset does not change any more");
    expect(second).not.toContain("14 of 20");
  });

  test("is not made where there was none", async () => {
    const shop = await shopRepository({ files });
    const pull = await shop.pull({ "agent.mjs": worse });
    await gate(shop, pull);
    expect(await bodies(shop, pull)).toHaveLength(1);
  });

  test("comes back with the next change of it", async () => {
    const shop = await shopRepository({ files });
    const pull = await shop.pull(change);
    await gate(shop, pull, { isReviewed: true });
    const reverted = await shop.github.seed.pushTo(pull, { [casePath]: text });
    await gate(shop, reverted);
    const again = await shop.github.seed.pushTo(reverted, { [casePath]: otherQuestion(text) });
    await gate(shop, again, { isReviewed: true });
    const all = await bodies(shop, pull);
    expect(all).toHaveLength(2);
    expect(all[1]).toContain("failed 14 of 20");
  });
});

test("two projects that both change agent and dataset ask GitHub twelve times a push each", async () => {
  const both = {
    ...files,
    ...Object.fromEntries(Object.entries(files).map(([path, one]) => [`agents/b/${path}`, one])),
  };
  const shop = await shopRepository({ files: both });
  const pull = await shop.pull({
    "agent.mjs": worse,
    "agents/b/agent.mjs": worse,
    [casePath]: otherQuestion(text),
    [`agents/b/${casePath}`]: otherQuestion(text),
  });
  // The first push makes the comments, the next one writes over them.
  for (const most of [12, 11]) {
    for (const project of [{}, { root: "agents/b" }]) {
      const { asked } = await gate(shop, pull, { ...project, isReviewed: true });
      expect(asked.length).toBeLessThanOrEqual(most);
    }
  }
  const [shared, ...reviews] = await bodies(shop, pull);
  expect(sectionsOf(shared ?? "")).toHaveLength(2);
  expect(reviews).toHaveLength(2);
});
