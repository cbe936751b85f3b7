import { expect, test } from "vitest";
import { reviewDataset } from "../../../src/app/dataset/review-dataset.ts";
import { loadProject } from "../../../src/app/project/load-project.ts";
import { projectRequest } from "../../../src/compose/compose-project.ts";
import { composeReview } from "../../../src/compose/compose-review.ts";
import { type DatasetReview, parseDatasetReview } from "../../../src/core/plan/dataset-review.ts";
import { aRepository, commitAll } from "../../support/git.ts";
import { giftShop } from "../../support/project-dir.ts";
import { aGiftCard, giftCard, lostParcel, remove, write } from "../../support/promoted-shop.ts";
import { agentModule, type ShopAgent, shopConfig } from "../../support/shop.ts";

/** A shop on main, whose agent is of this kind, and a change of its dataset on top. */
async function review(
  kind: ShopAgent,
  change: (root: string) => void,
  { mayUseLiveTools = true, base }: { mayUseLiveTools?: boolean; base?: string } = {},
): Promise<DatasetReview | undefined> {
  const root = aRepository({
    ...giftShop,
    "tracegate.yaml": shopConfig,
    "agent.mjs": agentModule(kind),
    ".gitignore": ".tracegate\n",
  });
  const main = commitAll(root, "The shop");
  change(root);
  commitAll(root, "A change of the dataset");
  const request = projectRequest({ root, configPath: "tracegate.yaml" });
  const project = await loadProject(request);
  const ports = composeReview(project, { root, environment: process.env, onWarning: () => {} });
  return await reviewDataset(
    {
      project,
      request,
      base: base ?? main,
      mayUseLiveTools,
      signal: new AbortController().signal,
      nowMs: Date.now,
    },
    ports,
  );
}

const addGiftCard = (root: string): void => write(root, giftCard, aGiftCard);

test("a new case is run twenty times against the agent of the base", async () => {
  const found = await review("inventive", addGiftCard);
  expect(found).toMatchObject({
    cases: [
      {
        id: "gift-card",
        change: "added",
        status: "guarding",
        reproduction: { kind: "run", standing: "reproduced", failed: 20, scored: 20 },
        missing: [
          "datasets/support/sessions/gift-card.json",
          "datasets/support/references/gift-card.json",
        ],
      },
    ],
    dimensions: [{ name: "abstention", added: 1, changed: 0, removed: 0 }],
    failureModes: [{ name: "tool-use", added: 1, changed: 0, removed: 0 }],
  });
  expect(parseDatasetReview(JSON.stringify(found), "dataset-review.json")).toEqual(found);
});

test("a case that the base passes is not reproduced", async () => {
  const found = await review("honest", addGiftCard);
  expect(found?.cases[0]?.reproduction).toMatchObject({
    kind: "run",
    standing: "not-reproduced",
    failed: 0,
    scored: 20,
  });
});

test("no live tool answers a case that a stranger wrote", async () => {
  const found = await review("inventive", addGiftCard, { mayUseLiveTools: false });
  expect(found?.cases[0]?.reproduction).toEqual({
    kind: "skipped",
    reason: expect.stringContaining("its tools are live"),
  });
});

test("a removed case is told, and not run", async () => {
  const found = await review("honest", (root) => remove(root, lostParcel));
  expect(found).toMatchObject({
    cases: [{ id: "lost-parcel", change: "removed", status: "guarding" }],
    dimensions: [{ name: "tool-use", removed: 1 }],
  });
});

test("nothing is said of a change that leaves the dataset as it was", async () => {
  const found = await review("honest", (root) => write(root, "agent.mjs", agentModule("slow")));
  expect(found).toBeUndefined();
});

test("a base that the clone does not hold is a note, with what to do", async () => {
  const found = await review("honest", addGiftCard, { base: "1".repeat(40) });
  expect(found?.cases).toEqual([]);
  expect(found?.notes.join()).toContain("is not known: Git knows no commit");
});
