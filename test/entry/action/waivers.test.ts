import { describe, expect, test } from "vitest";
import { resultsWorkspace, shopExperiment } from "../../support/action/results.ts";
import {
  type Change,
  type ShopRepository,
  shopFiles,
  shopRepository,
} from "../../support/action/shop-repository.ts";
import type { SeededPull } from "../../support/github/seed.ts";
import { pullRequestEvent } from "../../support/runner/events.ts";
import type { ActionResult } from "../../support/runner/run-action.ts";
import { agentModule, shopConfig } from "../../support/shop.ts";

const dayMs = 24 * 60 * 60 * 1000;

/** A day so far from today, as the file says it. */
function inDays(days: number): string {
  return new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);
}

function withWaiver(waiver: string, config = shopConfig): string {
  return `${config}  waivers:\n    - { ${waiver}, owner: dana, reason: "The new fee is not in the policies, see #12", expires: ${inDays(10)} }\n`;
}

/** Puts the label on a pull request, now or at another time. */
function by(login: string, at?: string) {
  return (shop: ShopRepository, pull: SeededPull): Promise<void> =>
    shop.github.seed.labelBy(pull.number, "tracegate:waive", {
      login,
      ...(at !== undefined && { at }),
    });
}

type Gated = ActionResult & { readonly comment: string };

async function gate(shop: ShopRepository, pull: SeededPull, failed = 20): Promise<Gated> {
  const event = await pullRequestEvent(shop.github, pull);
  const about = { headSha: pull.head.sha, pullRequest: pull.number };
  const cwd = resultsWorkspace(about, shopExperiment({ failed }));
  const result = await shop.step({ event, cwd, inputs: { mode: "gate" } });
  const comments = await shop.comments(pull.number);
  return { ...result, comment: comments.at(-1)?.body ?? "" };
}

const worse: Change = { "agent.mjs": agentModule("inventive") };

async function gateUnder(config: string, change: Change = worse, failed = 20): Promise<Gated> {
  const shop = await shopRepository({ files: { ...shopFiles(), "tracegate.yaml": config } });
  return gate(shop, await shop.pull(change), failed);
}

describe("a waiver of the base branch", () => {
  test("lets a missed floor pass, and is shown with owner, reason and day", async () => {
    const result = await gateUnder(withWaiver("dimension: abstention"));
    expect(result).toMatchObject({ exitCode: 0, outputs: { decision: "pass" } });
    expect(result.comment.split("\n")[1]).toBe(
      "### ✅ Not blocked, by a waiver: **abstention** is below its floor of 90 % (0.0 %), waived by dana",
    );
    expect(result.comment).toContain(
      "- Waived: **abstention** is below its floor of 90 % (0.0 %). dana, until",
    );
    expect(result.comment).toContain("The new fee is not in the policies&#44; see &#35;​12");
    expect(result.log).toContain("Waived: abstention is below its floor");
  });

  test("of another dimension does not, and is shown as not needed", async () => {
    const result = await gateUnder(withWaiver("dimension: tool-use"));
    expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "fail" } });
    expect(result.comment).toContain("- Not needed: the waiver of **tool-use**. dana");
  });

  test("that has expired, reaches too far or names what is not there does not count, and says so", async () => {
    const entries = [
      ["dimension: abstention", inDays(-1), "it has expired"],
      ["dimension: abstention", inDays(91), "it is for more than 90 days ahead"],
      ["case: no-such-case", inDays(3), "no case `no-such-case` was run"],
    ] as const;
    const listed = entries.map(
      ([what, expires]) => `    - { ${what}, owner: dana, reason: why, expires: ${expires} }\n`,
    );
    const result = await gateUnder(`${shopConfig}  waivers:\n${listed.join("")}`);
    expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "fail" } });
    for (const [, , why] of entries) expect(result.comment).toContain(`as ${why}.`);
  });

  test("of a dimension leaves its must-pass case blocking; one that names the case does not", async () => {
    const strict = shopConfig.replace("floor: 0.8 }\n", "floor: 0.8 }\n  mustPass: [late-fee]\n");
    const wide = await gateUnder(withWaiver("dimension: abstention", strict));
    expect(wide).toMatchObject({ exitCode: 1, outputs: { decision: "fail" } });
    expect(wide.comment.split("\n")[1]).toContain("must-pass case `late-fee` failed 20 of 20 runs");
    const both = withWaiver("dimension: abstention", strict).concat(
      `    - { case: late-fee, owner: dana, reason: see above, expires: ${inDays(10)} }\n`,
    );
    expect(await gateUnder(both)).toMatchObject({ exitCode: 0, outputs: { decision: "pass" } });
  });

  test("that only the change brings does not count, and weakens the gate", async () => {
    const config = withWaiver("dimension: abstention");
    const result = await gateUnder(shopConfig, { ...worse, "tracegate.yaml": config });
    expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "fail" } });
    expect(result.comment).toContain(
      `- waives **abstention** until ${inDays(10).replaceAll("-", "&#45;")} (owner dana)`,
    );
  });

  test("does not help where runs are missing", async () => {
    const config = withWaiver("dimension: abstention");
    const shop = await shopRepository({ files: { ...shopFiles(), "tracegate.yaml": config } });
    const pull = await shop.pull(worse);
    const event = await pullRequestEvent(shop.github, pull);
    const whole = shopExperiment();
    const cases = whole.cases.map((one, at) => (at === 0 ? { ...one, planned: 40 } : one));
    const partial = { ...whole, cases, planned: whole.planned + 20, isComplete: false };
    const cwd = resultsWorkspace({ headSha: pull.head.sha, pullRequest: pull.number }, partial);
    const result = await shop.step({ event, cwd, inputs: { mode: "gate" } });
    expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "undetermined" } });
  });
});

async function labelled(
  label: (shop: ShopRepository, pull: SeededPull) => Promise<void>,
  config = shopConfig,
): Promise<Gated> {
  const shop = await shopRepository({ files: { ...shopFiles(), "tracegate.yaml": config } });
  const pull = await shop.pull(worse);
  await label(shop, pull);
  return gate(shop, pull);
}

describe("the label tracegate:waive", () => {
  test("by somebody else with write access waives for a week, and is shown", async () => {
    const result = await labelled(by("dana"));
    expect(result).toMatchObject({ exitCode: 0, outputs: { decision: "pass" } });
    expect(result.comment).toContain("waived by dana");
    expect(result.comment).toContain(inDays(7).replaceAll("-", "&#45;"));
  });

  test.each([
    ["by the author", by("lee"), "as lee wrote the change."],
    ["by somebody who may not write", by("rae"), "as rae may not write to this repository."],
    ["by a workflow", by("github-actions[bot]"), "is no person."],
    [
      "of the week before last",
      by("dana", new Date(Date.now() - 9 * dayMs).toISOString()),
      "as a label counts for 7 days: put it there again.",
    ],
  ])("%s does not count, and the comment says so", async (_who, label, why) => {
    const result = await labelled(label);
    expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "fail" } });
    expect(result.comment).toContain(`- Does not count: the waiver of this pull request, as `);
    expect(result.comment).toContain(why);
  });

  test("does not count where the token may not look who put it there", async () => {
    const result = await labelled(async (shop, pull) => {
      await by("dana")(shop, pull);
      shop.github.fault({ kind: "status", status: 403, operation: "issues/list-events" });
    });
    expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "fail" } });
    expect(result.comment).toContain("could not be looked up");
  });

  test("waives no must-pass case", async () => {
    const strict = shopConfig.replace("floor: 0.8 }\n", "floor: 0.8 }\n  mustPass: [late-fee]\n");
    const result = await labelled(by("dana"), strict);
    expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "fail" } });
  });

  test("has another name, or none, where the base branch says so", async () => {
    const named = await labelled(by("dana"), `${shopConfig}  waiverLabel: false\n`);
    expect(named.exitCode).toBe(1);
    expect(named.comment).not.toContain("waive");
  });
});
