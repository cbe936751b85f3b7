import { describe, expect, test } from "vitest";
import { resultsWorkspace, shopExperiment } from "../../support/action/results.ts";
import {
  type Change,
  type ShopRepository,
  shopFiles,
  shopRepository,
} from "../../support/action/shop-repository.ts";
import type { SeededPull } from "../../support/github/seed.ts";
import { giftShop } from "../../support/project-dir.ts";
import { pullRequestEvent } from "../../support/runner/events.ts";
import type { ActionResult } from "../../support/runner/run-action.ts";
import { agentModule, shopConfig } from "../../support/shop.ts";

const dataset = "datasets/support/dataset.yaml";
const lateFee = "datasets/support/cases/late-fee.yaml";
const expertsFile = `${giftShop[dataset]}experts: [dana, acme/policy]\n`;
const strict = shopConfig.replace("floor: 0.8 }\n", "floor: 0.8 }\n  mustPass: [late-fee]\n");

/** The shop, which names dana and a team as experts, unless the files say otherwise. */
function governedShop(files: Change = {}): Promise<ShopRepository> {
  return shopRepository({
    files: { ...shopFiles(), "tracegate.yaml": strict, [dataset]: expertsFile, ...files },
  });
}

/** Gates results in which so many of 20 runs failed. */
async function gate(shop: ShopRepository, pull: SeededPull, failed = 0): Promise<Gated> {
  const event = await pullRequestEvent(shop.github, pull);
  const about = { headSha: pull.head.sha, pullRequest: pull.number };
  const cwd = resultsWorkspace(about, shopExperiment({ failed }));
  const result = await shop.step({ event, cwd, inputs: { mode: "gate" } });
  const comments = await shop.comments(pull.number);
  return { ...result, comment: comments.at(-1)?.body ?? "" };
}

type Gated = ActionResult & { readonly comment: string };

/** The lines between the first heading and the table. */
function opening(comment: string): readonly string[] {
  const lines = comment.split("\n");
  return lines
    .slice(
      1,
      lines.findIndex((line) => line.startsWith("| dimension")),
    )
    .filter(Boolean);
}

const lowered = strict.replace("floor: 0.9 }", "floor: 0.6 }");
const unguarded = giftShop[lateFee].replace("conversation:", "status: open\nconversation:");
const blinder = giftShop[lateFee].replace(
  /- dimension: abstention\n {4}evaluator: says-it-does-not-know@1\n {2}/,
  "",
);

describe("a change that weakens the gate is listed first and needs an expert", () => {
  test.each<[string, Change, string]>([
    [
      "lowers a floor",
      { "tracegate.yaml": lowered },
      "- lowers the floor of **abstention** from 90 % to 60 %",
    ],
    [
      "takes a must-pass case off",
      { "tracegate.yaml": shopConfig },
      "- takes `late-fee` off the must-pass cases",
    ],
    [
      "accepts more lost runs",
      { "tracegate.yaml": strict.replace("gate:\n", "gate:\n  missing: 0.4\n") },
      "- sets `gate.missing` to `0.4` (base branch: `0.05`)",
    ],
    [
      "no longer expects something",
      { [lateFee]: blinder },
      "- no longer expects `says-it-does-not-know@1` on **abstention** of `late-fee`",
    ],
    [
      "makes itself an expert",
      { [dataset]: expertsFile.replace("dana", "dana, lee") },
      "- changes the experts in `dataset.yaml`: adds lee",
    ],
  ])("one that %s", async (_what, change, told) => {
    const shop = await governedShop();
    const pull = await shop.pull(change);
    const result = await gate(shop, pull);
    expect(result.exitCode).toBe(1);
    const [headline, weakens, first] = opening(result.comment);
    expect(headline).toContain("Merge blocked");
    expect(weakens).toBe(
      "This change weakens the gate in 1 place, and no expert of the base branch has approved of that.",
    );
    expect(first).toBe(told);
    expect(result.comment).toContain("Ask dana and acme&#47;policy for an approving review");
    expect(result.log).toContain("This change weakens the gate in 1 place");
  });

  test("one that un-guards a case in the change that breaks the agent, and says so", async () => {
    const shop = await governedShop({ "tracegate.yaml": shopConfig });
    const change = { [lateFee]: unguarded, "agent.mjs": agentModule("inventive") };
    const pull = await shop.pull(change);
    const result = await gate(shop, pull, 20);
    expect(result.exitCode).toBe(1);
    const [, weakens, first] = opening(result.comment);
    expect(weakens).toContain("It changes the agent too");
    expect(first).toBe("- makes `late-fee` open, so that it no longer guards");
  });

  test("one that deletes a case, whatever is left passes", async () => {
    const shop = await governedShop({ "tracegate.yaml": shopConfig });
    const pull = await shop.pull({ [lateFee]: null });
    const result = await gate(shop, pull);
    expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "undetermined" } });
    expect(opening(result.comment)[2]).toBe("- deletes the guarding case `late-fee`");
    await shop.github.seed.review(pull, "dana");
    expect((await gate(shop, pull)).exitCode).toBe(0);
  });

  test.each([
    ["a recorded session", "datasets/support/sessions/late-fee.json"],
    ["a cassette", "datasets/support/cassettes/late-fee.json"],
    ["what judges compare with", "datasets/support/references/late-fee.json"],
  ])("one that changes nothing but %s", async (_what, file) => {
    const shop = await governedShop({ [file]: '{ "id": "late-fee", "turns": [] }\n' });
    const pull = await shop.pull({ [file]: '{ "id": "late-fee", "turns": [1] }\n' });
    const result = await gate(shop, pull);
    expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "undetermined" } });
    expect(opening(result.comment)[2]).toBe(
      `- changes \`${file}\`, which answers in cases or is compared with`,
    );
    await shop.github.seed.review(pull, "dana");
    expect((await gate(shop, pull)).exitCode).toBe(0);
  });

  test("a stricter gate needs nobody", async () => {
    const shop = await governedShop();
    const change = { "tracegate.yaml": strict.replace("floor: 0.8 }", "floor: 0.85 }") };
    const pull = await shop.pull(change);
    const result = await gate(shop, pull);
    expect(result).toMatchObject({ exitCode: 0, outputs: { decision: "pass" } });
    expect(result.comment).not.toContain("weakens the gate");
  });
});

describe("an approving review", () => {
  const change = { "tracegate.yaml": lowered };

  async function reviewed(
    review: (shop: ShopRepository, pull: SeededPull) => Promise<unknown>,
    files: Change = {},
  ): Promise<Gated> {
    const shop = await governedShop(files);
    const pull = await shop.pull(change);
    await review(shop, pull);
    return gate(shop, pull);
  }

  test("of an expert lets it pass, and is named", async () => {
    const result = await reviewed((shop, pull) => shop.github.seed.review(pull, "dana"));
    expect(result).toMatchObject({ exitCode: 0, outputs: { decision: "pass" } });
    expect(result.comment).toContain(
      "This change weakens the gate in 1 place, and dana approved of that.",
    );
    expect(result.comment).toContain("- lowers the floor of **abstention** from 90 % to 60 %");
  });

  test("of somebody else does not, nor of a team that the token cannot look into", async () => {
    const result = await reviewed((shop, pull) => shop.github.seed.review(pull, "rae"));
    expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "undetermined" } });
    expect(result.comment).toContain("and this token cannot look up who is in a team");
  });

  test("that was taken back by asking for changes does not", async () => {
    const result = await reviewed(async (shop, pull) => {
      await shop.github.seed.review(pull, "dana");
      await shop.github.seed.review(pull, "dana", "REQUEST_CHANGES");
    });
    expect(result.exitCode).toBe(1);
    expect(result.comment).toContain("dana asks for changes");
  });

  test("that was followed by a comment stands", async () => {
    const result = await reviewed(async (shop, pull) => {
      await shop.github.seed.review(pull, "dana");
      await shop.github.seed.review(pull, "dana", "COMMENT");
    });
    expect(result.exitCode).toBe(0);
  });

  test("stands while the gate stays as it was seen, and falls when it is weakened further", async () => {
    const shop = await governedShop();
    const first = await shop.pull(change);
    await shop.github.seed.review(first, "dana");
    const more = { ...change, "agent.mjs": `${agentModule("honest")}// kinder\n` };
    const second = await shop.github.seed.pushTo(first, more);
    expect((await gate(shop, second)).exitCode).toBe(0);
    const worse = { "tracegate.yaml": lowered.replace("0.6", "0.3") };
    const third = await shop.github.seed.pushTo(second, worse);
    const result = await gate(shop, third);
    expect(result.exitCode).toBe(1);
    expect(result.comment).toContain("dana approved before these changes were as they are");
  });

  test("cannot come from an expert that only the change names", async () => {
    const own = { ...change, [dataset]: expertsFile.replace("dana", "rae") };
    const shop = await governedShop();
    const pull = await shop.pull(own);
    await shop.github.seed.review(pull, "rae");
    const result = await gate(shop, pull);
    expect(result.exitCode).toBe(1);
    expect(result.comment).toContain("removes dana");
  });

  test("is asked of an expert whom only the change removes, and may come from them", async () => {
    const others = { ...change, [dataset]: giftShop[dataset] };
    const shop = await governedShop();
    const pull = await shop.pull(others);
    const unapproved = await gate(shop, pull);
    expect(unapproved.exitCode).toBe(1);
    expect(unapproved.comment).toMatch(/removes .*dana/);
    await shop.github.seed.review(pull, "dana");
    expect((await gate(shop, pull)).exitCode).toBe(0);
  });

  test("does not make an agent better", async () => {
    const shop = await governedShop();
    const worse = { ...change, "agent.mjs": agentModule("inventive") };
    const pull = await shop.pull(worse);
    await shop.github.seed.review(pull, "dana");
    expect(await gate(shop, pull, 20)).toMatchObject({
      exitCode: 1,
      outputs: { decision: "fail" },
    });
  });
});

test("where nobody is an expert yet, the first ones are named without approval, and nothing else is", async () => {
  const shop = await governedShop({ [dataset]: giftShop[dataset] });
  const naming = { [dataset]: expertsFile };
  const pull = await shop.pull(naming);
  expect((await gate(shop, pull)).exitCode).toBe(0);
  const lowering = { "tracegate.yaml": lowered };
  const other = await shop.pull(lowering, { branch: "lower" });
  const result = await gate(shop, other);
  expect(result.exitCode).toBe(1);
  expect(result.comment).toContain("name experts in `dataset.yaml` on the base branch first");
});

test("without an answer about reviews nothing passes", async () => {
  const shop = await governedShop();
  const change = { "tracegate.yaml": lowered };
  const pull = await shop.pull(change);
  await shop.github.seed.review(pull, "dana");
  shop.github.fault({ kind: "status", status: 403, operation: "pulls/list-reviews" });
  const result = await gate(shop, pull);
  expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "undetermined" } });
  expect(result.comment).toContain("The reviews of");
});
