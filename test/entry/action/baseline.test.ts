import { describe, expect, test } from "vitest";
import {
  type ShopRepository,
  shopFiles,
  shopRepository,
  usualPermissions,
} from "../../support/action/shop-repository.ts";
import { pullRequestEvent, pushEvent } from "../../support/runner/events.ts";
import type { ActionResult } from "../../support/runner/run-action.ts";
import { agentModule, shopConfig } from "../../support/shop.ts";

/** What a job of the main branch needs to keep its results on a branch. */
const mayWrite = { ...usualPermissions, contents: "write" } as const;
const mostRequests = 12;

function files(baseline: string): Readonly<Record<string, string>> {
  return { ...shopFiles(), "tracegate.yaml": `${shopConfig}baseline: ${baseline}\n` };
}

async function push(shop: ShopRepository): Promise<ActionResult> {
  const event = await pushEvent(shop.github);
  return await shop.step({ event, cwd: shop.checkout(), permissions: mayWrite });
}

async function pullRequest(
  shop: ShopRepository,
  change: Readonly<Record<string, string>>,
): Promise<{ readonly result: ActionResult; readonly comment: string; readonly asked: number }> {
  const pull = await shop.pull(change);
  const event = await pullRequestEvent(shop.github, pull);
  const before = shop.github.requests.length;
  const result = await shop.step({ event, cwd: shop.checkout(change) });
  const asked = shop.github.requests.length - before;
  const [comment] = await shop.comments(pull.number);
  return { result, comment: comment?.body ?? "", asked };
}

describe("the store on a branch", () => {
  test("a push to main keeps its results there, and a pull request is compared with them", async () => {
    const shop = await shopRepository({ files: files("{ stores: [branch] }") });
    const pushed = await push(shop);
    expect(pushed).toMatchObject({ exitCode: 0, annotations: [] });
    expect(pushed.log).toContain("Kept as a baseline in the branch.");
    expect(shop.github.requests.length).toBeLessThanOrEqual(mostRequests);

    const worse = { "agent.mjs": agentModule("inventive") };
    const { result, comment, asked } = await pullRequest(shop, worse);
    expect(result.exitCode).toBe(1);
    expect(comment).toContain(
      "| dimension | floor | main | this PR | 95 % | change | runs | decision |",
    );
    expect(comment).toContain("⛔ missed, regressed");
    expect(comment).toContain("**Newly failing** · `late-fee` 0/20 (was 20/20) on **abstention**");
    expect(comment).toContain("from the branch of baselines");
    expect(asked).toBeLessThanOrEqual(mostRequests);
  });

  test("running the job of a push again adds its runs", async () => {
    const shop = await shopRepository({ files: files("{ stores: [branch] }") });
    await push(shop);
    await push(shop);
    const same = { "agent.mjs": `${agentModule("honest")}\n// Other words, the same answers.\n` };
    const { result, comment } = await pullRequest(shop, same);
    expect(result.exitCode).toBe(0);
    expect(comment).toContain("80 runs of 2 executions");
  });

  test("a token that may not write is told, and decides as before", async () => {
    const shop = await shopRepository({ files: files("{ stores: [branch] }") });
    const event = await pushEvent(shop.github);
    const result = await shop.step({ event, cwd: shop.checkout() });
    expect(result.exitCode).toBe(0);
    expect(result.annotations).toMatchObject([
      { message: expect.stringContaining("contents: write") },
    ]);
  });

  test("what nobody stored is said plainly, and the floors decide", async () => {
    const shop = await shopRepository({ files: files("{ stores: [branch] }") });
    const same = { "agent.mjs": `${agentModule("honest")}\n// Other words, the same answers.\n` };
    const { result, comment } = await pullRequest(shop, same);
    expect(result.exitCode).toBe(0);
    expect(comment).toContain(
      "No baseline: nothing is stored for the merge base; only the floors decide.",
    );
  });
});

describe("the merge base", () => {
  test("that cannot be run from this checkout is said, and the floors decide", async () => {
    const shop = await shopRepository({ files: files("{ stores: [folder], rerun: worktree }") });
    const same = { "agent.mjs": `${agentModule("honest")}\n// Other words, the same answers.\n` };
    const { result, comment } = await pullRequest(shop, same);
    expect(result.exitCode).toBe(0);
    expect(result.log).toContain("warning: there is nothing to compare with:");
    expect(comment).toContain(
      "No baseline: the merge base could not be run; only the floors decide.",
    );
  });
});

describe("a baseline that somebody else wrote", () => {
  test("is refused, and the gate is undetermined", async () => {
    const shop = await shopRepository({ files: files("{ stores: [branch] }") });
    await push(shop);
    const { github } = shop;
    const [path = ""] = await pathsOn(shop);
    const forged = (await textOn(shop, path)).replaceAll(
      '"event":"push"',
      '"event":"pull_request"',
    );
    await github.seed.push({ branch: "tracegate-baselines", files: { [path]: forged } });
    const same = { "agent.mjs": `${agentModule("honest")}\n// Other words, the same answers.\n` };
    const { result, comment } = await pullRequest(shop, same);
    expect(result.exitCode).toBe(1);
    expect(comment).toContain("### ❔ Merge blocked: the baseline must not be compared with");
    expect(comment).toContain("it was not written by a push");
  });
});

/** The files of commits on the branch of baselines. */
async function pathsOn({ github }: ShopRepository): Promise<readonly string[]> {
  const path = `/repos/${github.repository}/git/trees/tracegate-baselines?recursive=1`;
  const { tree } = await github.look<{ tree: readonly { path: string }[] }>(path);
  return tree.map((one) => one.path).filter((one) => one.includes("/commits/"));
}

async function textOn({ github }: ShopRepository, path: string): Promise<string> {
  const url = `/repos/${github.repository}/contents/${path}?ref=tracegate-baselines`;
  const { content } = await github.look<{ content: string }>(url);
  return Buffer.from(content, "base64").toString("utf8");
}
