import { expect, test } from "vitest";
import { shopFiles, shopRepository } from "../../support/action/shop-repository.ts";
import { giftShop } from "../../support/project-dir.ts";
import { pullRequestEvent } from "../../support/runner/events.ts";
import { agentModule } from "../../support/shop.ts";

const v1 = "evaluators/says-it-does-not-know/v1.yaml";
const v2 = "evaluators/says-it-does-not-know/v2.yaml";
const dataset = "datasets/support/dataset.yaml";
const lateFee = "datasets/support/cases/late-fee.yaml";
/** Finds what it looks for in any answer. */
const blind = giftShop[v1].replace('["I don\'t know", "could not find"]', '["a", "e", "i"]');

async function gate(change: Readonly<Record<string, string>>) {
  const files = { ...shopFiles(), [dataset]: `${giftShop[dataset]}experts: [dana]\n` };
  const shop = await shopRepository({ files });
  const pull = await shop.pull(change);
  // Another version of an evaluator is another gate.
  await shop.github.seed.review(pull, "dana");
  const event = await pullRequestEvent(shop.github, pull);
  const result = await shop.step({ event, cwd: shop.checkout(change) });
  const [comment] = await shop.comments(pull.number);
  return { ...result, comment: comment?.body ?? "" };
}

test("a pull request cannot make a released evaluator see less", { timeout: 60_000 }, async () => {
  const result = await gate({ [v1]: blind, "agent.mjs": `${agentModule("inventive")}\n` });
  expect(result).toMatchObject({ exitCode: 1 });
  expect(result.comment).toContain("the gate could not run");
  expect(result.comment).toContain("has released");
  expect(result.comment).toContain("tracegate evaluator bump");
});

test("a new version beside the released one is no edit", { timeout: 60_000 }, async () => {
  const result = await gate({
    [v2]: giftShop[v1].replace("version: 1", "version: 2"),
    [lateFee]: giftShop[lateFee].replace("know@1", "know@2"),
    "agent.mjs": `${agentModule("honest")}\n`,
  });
  expect(result).toMatchObject({ exitCode: 0, outputs: { decision: "pass" } });
});
