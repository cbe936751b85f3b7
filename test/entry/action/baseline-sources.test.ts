import { describe, expect, test } from "vitest";
import {
  type ShopRepository,
  shopFiles,
  shopRepository,
  usualPermissions,
} from "../../support/action/shop-repository.ts";
import { type CacheOnLoopback, cacheOnLoopback } from "../../support/cache-service.ts";
import { cloneInto } from "../../support/github/clone.ts";
import { projectDir } from "../../support/project-dir.ts";
import { runtimeToken } from "../../support/runner/environment.ts";
import { pullRequestEvent, pushEvent } from "../../support/runner/events.ts";
import { agentModule, shopConfig } from "../../support/shop.ts";

const worse = { "agent.mjs": agentModule("inventive") };
const newlyFailing = "**Newly failing** · `late-fee` 0/20 (was 20/20) on **abstention**";

function files(baseline: string): Readonly<Record<string, string>> {
  return { ...shopFiles(), "tracegate.yaml": `${shopConfig}baseline: ${baseline}\n` };
}

describe("a pull request whose merge base nobody has results of", { timeout: 120_000 }, () => {
  test("is compared with a run of the merge base in a worktree, by the same job", async () => {
    const shop = await shopRepository({ files: files("{ stores: [folder], rerun: worktree }") });
    const pull = await shop.pull(worse);
    const cwd = projectDir({});
    // `fetch-depth: 0`: the merge base is there.
    await cloneInto(cwd, shop.github, pull.mergeSha);
    const result = await shop.step({ event: await pullRequestEvent(shop.github, pull), cwd });
    expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "fail" } });
    expect(result.log).toContain(
      `The agent of ${pull.base.sha.slice(0, 7)} is run too, to compare with.`,
    );
    const [comment] = await shop.comments(pull.number);
    expect(comment?.body).toContain("⛔ missed, regressed");
    expect(comment?.body).toContain(newlyFailing);
    expect(comment?.body).toContain(`\`${pull.base.sha.slice(0, 7)}\``);
    expect(shop.github.requests.length).toBeLessThanOrEqual(12);
  });
});

describe("the cache of GitHub Actions", { timeout: 120_000 }, () => {
  test("keeps what a push to main found, and a pull request is compared with it", async () => {
    const shop = await shopRepository({ files: files("{ stores: [cache] }") });
    const cache = await cacheOnLoopback("refs/heads/main", runtimeToken);
    const env = { ACTIONS_RESULTS_URL: cache.resultsUrl };
    const permissions = { ...usualPermissions, actions: "read" } as const;

    planList(shop, cache);
    const event = await pushEvent(shop.github);
    const pushed = await shop.step({ event, cwd: shop.checkout(), permissions, env });
    expect(pushed).toMatchObject({ exitCode: 0, annotations: [] });
    expect(pushed.log).toContain("Kept as a baseline in the cache.");
    expect(cache.caches.size).toBeGreaterThan(0);

    const pull = await shop.pull(worse);
    cache.ref = `refs/pull/${pull.number}/merge`;
    const before = shop.github.requests.length;
    const result = await shop.step({
      event: await pullRequestEvent(shop.github, pull),
      cwd: shop.checkout(worse),
      permissions,
      env,
    });
    expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "fail" } });
    const [comment] = await shop.comments(pull.number);
    expect(comment?.body).toContain("⛔ missed, regressed");
    expect(comment?.body).toContain(newlyFailing);
    expect(shop.github.requests.length - before).toBeLessThanOrEqual(12);
  });
});

/** GitHub lists what its cache service holds. */
function planList({ github }: ShopRepository, cache: CacheOnLoopback): void {
  const answer = (query: URLSearchParams): { readonly status: number; readonly body: object } => {
    const prefix = query.get("key") ?? "";
    const listed = [...cache.caches].flatMap(([key, all]) =>
      key.startsWith(prefix)
        ? all.map(({ ref, createdAt }, id) => ({
            id: id + 1,
            key,
            ref,
            version: "1",
            created_at: createdAt,
            last_accessed_at: createdAt,
            size_in_bytes: 1,
          }))
        : [],
    );
    return { status: 200, body: { total_count: listed.length, actions_caches: listed } };
  };
  github.fault({ kind: "answer", operation: "actions/get-actions-cache-list", answer });
}
