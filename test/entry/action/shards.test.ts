import { readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { resultsPath } from "../../support/action/results.ts";
import {
  type ShopRepository,
  shopFiles,
  shopRepository,
  usualPermissions,
} from "../../support/action/shop-repository.ts";
import type { SeededPull } from "../../support/github/seed.ts";
import { giftShop, projectDir } from "../../support/project-dir.ts";
import { pullRequestEvent, pushEvent } from "../../support/runner/events.ts";
import type { ActionResult } from "../../support/runner/run-action.ts";
import { agentModule, type ShopAgent, shopConfig } from "../../support/shop.ts";

const dataset = "datasets/support/dataset.yaml";
const expertsFile = `${giftShop[dataset]}experts: [dana, acme/policy]\n`;
const strict = `${shopConfig.replace("floor: 0.8 }\n", "floor: 0.8 }\n  mustPass: [late-fee]\n")}baseline: { stores: [branch] }\n`;
const milder = strict.replace("floor: 0.9 }", "floor: 0.6 }");

type Files = Readonly<Record<string, string>>;

/** Makes a part in a checkout of its own, and returns what its job would upload. */
async function partOf(
  shop: ShopRepository,
  { pull, change, shard }: { pull: SeededPull; change: Files; shard: string },
): Promise<Files> {
  const cwd = shop.checkout(change);
  const event = await pullRequestEvent(shop.github, pull);
  const inputs = { mode: "run", shard, "github-token": "" };
  const result = await shop.step({ event, cwd, inputs });
  expect(result.exitCode).toBe(0);
  return Object.fromEntries(
    readdirSync(join(cwd, resultsPath)).map((name) => [
      name,
      readFileSync(join(cwd, resultsPath, name), "utf8"),
    ]),
  );
}

const isIn = (folder: string, files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));

type Sharded = {
  readonly shop: ShopRepository;
  readonly pull: SeededPull;
  readonly parts: readonly Files[];
};

async function shardedRun(
  kind: ShopAgent,
  count: number,
  given: { readonly shop?: ShopRepository; readonly change?: Files } = {},
): Promise<Sharded> {
  const shop = given.shop ?? (await shopRepository());
  // Another text than main's, so that the gate is concerned.
  const change = { ...given.change, "agent.mjs": `${agentModule(kind)}// Tidied up.\n` };
  const pull = await shop.pull(change);
  const before = shop.github.requests.length;
  const parts: Files[] = [];
  for (let index = 1; index <= count; index += 1)
    parts.push(await partOf(shop, { pull, change, shard: `${index}/${count}` }));
  expect(shop.github.requests.length).toBe(before);
  return { shop, pull, parts };
}

async function gate({ shop, pull }: Sharded, cwd: string, results: string): Promise<ActionResult> {
  const event = await pullRequestEvent(shop.github, pull);
  return await shop.step({ event, cwd, inputs: { mode: "gate", results } });
}

const below = (parts: readonly Files[]): string =>
  projectDir(
    Object.assign({}, ...parts.map((files, at) => isIn(`.tracegate/shards/part-${at + 1}`, files))),
  );

describe("eight jobs of a matrix and one that gates", () => {
  test("decide as one would have, with as many requests to GitHub", async () => {
    const sharded = await shardedRun("inventive", 8);
    const result = await gate(sharded, below(sharded.parts), ".tracegate/shards/*");
    expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "fail" } });
    const requests = sharded.shop.github.requests.length;
    expect(requests).toBeGreaterThan(0);
    expect(requests).toBeLessThanOrEqual(12);
    const [comment] = await sharded.shop.comments(sharded.pull.number);
    expect(comment?.body).toContain("40 runs of 2 guarding cases");
    expect(result.log).toContain("whole      .tracegate/shards/part-8: part 8, 5 runs");
  }, 120_000);

  test("ask GitHub twelve times at most, with a baseline, experts and a check run too", async () => {
    const files = { ...shopFiles(), "tracegate.yaml": strict, [dataset]: expertsFile };
    const shop = await shopRepository({ files });
    const pushed = await shop.step({
      event: await pushEvent(shop.github),
      cwd: shop.checkout(),
      permissions: { ...usualPermissions, contents: "write" },
    });
    expect(pushed.log).toContain("Kept as a baseline in the branch.");
    const sharded = await shardedRun("inventive", 8, {
      shop,
      change: { "tracegate.yaml": milder },
    });
    const cwd = below(sharded.parts);
    await shop.github.seed.review(sharded.pull, "dana");
    const event = await pullRequestEvent(shop.github, sharded.pull);
    const asked: (readonly unknown[])[] = [];
    // The first push makes the comment, the next one writes over it.
    for (let push = 1; push <= 2; push += 1) {
      const before = shop.github.requests.length;
      const result = await shop.step({
        event,
        cwd,
        inputs: { mode: "gate", results: ".tracegate/shards/*", "check-run": "true" },
        permissions: { ...usualPermissions, checks: "write" },
      });
      expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "fail" } });
      expect(result.outputs["check-run-url"]).toBeDefined();
      asked.push(shop.github.requests.slice(before));
    }
    const [comment, ...others] = await shop.comments(sharded.pull.number);
    expect(others).toEqual([]);
    expect(comment?.body).toContain("missed, regressed");
    expect(comment?.body).toContain("dana approved of that");
    for (const requests of asked) expect(requests.length).toBeLessThanOrEqual(12);
  }, 120_000);

  test("block where a part is lost, and name it", async () => {
    const sharded = await shardedRun("honest", 3);
    const [first = {}, , third = {}] = sharded.parts;
    const named = ".tracegate/shards/part-1\n.tracegate/shards/part-2";
    const result = await gate(sharded, below([first, third]), named);
    expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "undetermined" } });
    const [comment] = await sharded.shop.comments(sharded.pull.number);
    expect(comment?.body).toContain("Part 2 of 3 of the plan left no results");
  });

  test("block where a part is of another commit or another agent, or there is none", async () => {
    const sharded = await shardedRun("honest", 2);
    const { shop, pull, parts } = sharded;
    const [first = {}] = parts;
    const change = { "agent.mjs": agentModule("inventive") };
    const other = await partOf(shop, { pull, change, shard: "2/2" });
    const mixed = await gate(sharded, below([first, other]), ".tracegate/shards/*");
    expect(mixed).toMatchObject({ exitCode: 1, outputs: { decision: "undetermined" } });
    expect(mixed.summary).toContain("SHARDS_MIXED");
    const context = JSON.stringify({ schema: "tracegate.context/1", headSha: "f".repeat(40) });
    const foreign = await gate(
      sharded,
      below([first, { ...other, "context.json": context }]),
      ".tracegate/shards/*",
    );
    expect(foreign.summary).toContain("RESULTS_FOREIGN");
    const none = await gate(sharded, projectDir({}), ".tracegate/shards/*");
    expect(none.summary).toContain("RESULTS_MISSING");
  });

  test("read no journal through a link", async () => {
    const sharded = await shardedRun("honest", 1);
    const [{ "journal.jsonl": _journal, ...rest } = {}] = sharded.parts;
    const cwd = below([rest]);
    symlinkSync("/etc/passwd", join(cwd, ".tracegate/shards/part-1/journal.jsonl"));
    const result = await gate(sharded, cwd, ".tracegate/shards/*");
    expect(result.exitCode).toBe(1);
    expect(result.summary).toContain("RESULT_UNREADABLE");
    expect(result.log + result.summary).not.toContain("root:");
  });

  test.each([
    [{ mode: "run", shard: "9/8" }, "`shard`"],
    [{ mode: "run", shard: "three" }, "`shard`"],
    [{ mode: "gate", shard: "1/8" }, "`shard`"],
    [{ mode: "run", results: "a\nb" }, "`results`"],
    [{ mode: "gate", results: "a/*\n../b" }, "`results`"],
  ])("%j is refused", async (inputs, word) => {
    const shop = await shopRepository();
    const pull = await shop.pull({ "agent.mjs": agentModule("honest") });
    const event = await pullRequestEvent(shop.github, pull);
    const result = await shop.step({ event, cwd: shop.checkout(), inputs });
    expect(result.exitCode).toBe(1);
    expect(result.summary).toContain("INPUT_INVALID");
    expect(result.summary).toContain(word);
  });
});
