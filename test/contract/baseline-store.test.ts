import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { branchStore } from "../../src/adapters/baseline/branch-store.ts";
import { cacheStore } from "../../src/adapters/baseline/cache-store.ts";
import { folderStore } from "../../src/adapters/baseline/folder-store.ts";
import { largestBaseline } from "../../src/core/plan/baseline-file.ts";
import type { BaselineStore } from "../../src/ports/baseline-store.ts";
import type { RepoFiles } from "../../src/ports/repo-files.ts";
import { type CacheOnLoopback, cacheOnLoopback } from "../support/cache-service.ts";
import { fakeRepoFiles } from "../support/fake-repo-files.ts";
import { projectDir } from "../support/project-dir.ts";
import { baselineStoreContract } from "./baseline-store.ts";

const folder = "project-0123456789abcdef";
const branch = "tracegate-baselines";

/** Large files come another way, as from GitHub: the fake keeps them apart by asking with an empty folder. */
function onBranch(files: RepoFiles): BaselineStore {
  const kept = new Map<string, string>();
  const noting: RepoFiles = {
    ...files,
    makeCommit: async (commit) => {
      for (const { path, text } of commit.files) if (text !== undefined) kept.set(path, text);
      return await files.makeCommit(commit);
    },
  };
  return branchStore({ branch, folder, files: noting, readWhole: async (path) => kept.get(path) });
}

function inCache(
  cache: CacheOnLoopback,
  execution: string,
  ownRef = "refs/heads/main",
): BaselineStore {
  return cacheStore({ ...cache, folder, branch: "main", ownRef, execution });
}

baselineStoreContract("a folder", async () => folderStore(join(projectDir({}), "baselines")));
baselineStoreContract("a branch", async () => onBranch(fakeRepoFiles()));
baselineStoreContract("the cache of GitHub Actions", async () => {
  const cache = await cacheOnLoopback();
  let execution = 0;
  // Each execution of a job writes under a key of its own.
  const next = (): BaselineStore => inCache(cache, `1001-${++execution}`);
  return {
    source: "cache",
    read: async (names) => await next().read(names),
    update: async (asked, change) => await next().update(asked, change),
  };
});

describe("two jobs at once", () => {
  test("the slower one adds to what the faster one put on the branch", async () => {
    let isFirst = true;
    const files = fakeRepoFiles(async () => {
      if (!isFirst) return;
      isFirst = false;
      await onBranch(files).update("keys/late", () => new Map([["keys/late", "faster "]]));
    });
    const store = onBranch(files);
    await store.update("keys/late", (kept) => new Map([["keys/late", `${kept ?? ""}slower`]]));
    expect(await store.read(["keys/late"])).toEqual(["faster slower"]);
  });

  test("a branch that never stands still is given up", async () => {
    const files: RepoFiles = {
      ...fakeRepoFiles(),
      tipOf: async () => "9a".repeat(20),
      moveBranch: async () => "lost",
    };
    await expect(onBranch(files).update("keys/late", () => new Map())).rejects.toMatchObject({
      code: "BASELINE_UNWRITABLE",
    });
  });
});

describe("who may be believed", () => {
  test("a cache that a pull request wrote under the main branch's key is refused", async () => {
    const cache = await cacheOnLoopback();
    await inCache(cache, "1001-1").update("commits/9a", () => new Map([["commits/9a", "main's"]]));
    cache.ref = "refs/pull/7/merge";
    const [key = ""] = [...cache.caches.keys()];
    const kept = cache.caches.get(key) ?? [];
    const [{ version } = { version: "" }] = kept;
    const createdAt = "2026-11-21T00:00:00Z";
    const forged = { bytes: Buffer.from("forged"), version, ref: cache.ref, createdAt };
    cache.caches.set(key, [forged, ...kept]);
    await expect(inCache(cache, "1002-1", cache.ref).read(["commits/9a"])).rejects.toMatchObject({
      code: "BASELINE_REFUSED",
    });
  });

  test("caches of other branches are passed over", async () => {
    const cache = await cacheOnLoopback("refs/pull/7/merge");
    await inCache(cache, "1001-1", cache.ref).update(
      "commits/9a",
      () => new Map([["commits/9a", "forged"]]),
    );
    expect(await inCache(cache, "1002-1", "refs/pull/8/merge").read(["commits/9a"])).toEqual([
      undefined,
    ]);
  });

  test("a job without a cache is told so", async () => {
    const cache = await cacheOnLoopback();
    await inCache(cache, "1001-1").update("commits/9a", () => new Map([["commits/9a", "late"]]));
    for (const lacking of [{ runtimeToken: "" }, { resultsUrl: "" }, { runtimeToken: "other" }])
      await expect(
        inCache({ ...cache, ...lacking }, "1002-1").read(["commits/9a"]),
      ).rejects.toMatchObject({ code: "BASELINE_UNAVAILABLE" });
  });
});

describe("a folder", () => {
  test("larger texts than ours are not read", async () => {
    const root = projectDir({});
    const store = folderStore(root);
    writeFileSync(join(root, "release.json"), Buffer.alloc(largestBaseline + 1, 32));
    await expect(store.read(["release"])).rejects.toMatchObject({ code: "BASELINE_TOO_LARGE" });
  });

  test("is read where it is a link itself, and a link in it where that leads to another of its files", async () => {
    const root = projectDir({ "shared/keys/late-fee.json": "late fee" });
    symlinkSync(join(root, "shared"), join(root, "baselines"));
    symlinkSync("keys/late-fee.json", join(root, "shared/release.json"));
    const store = folderStore(join(root, "baselines"));
    expect(await store.read(["keys/late-fee", "release"])).toEqual(["late fee", "late fee"]);
  });

  test.each([
    ["out of the folder", "../elsewhere.json", "leads out of the folder of baselines, to "],
    ["nowhere", "gone.json", "leads nowhere."],
    ["to itself", "release.json", "ELOOP"],
  ])("a link in it that leads %s is not read, and the fix is said", async (_to, target, why) => {
    const root = projectDir({ "elsewhere.json": "stolen", "baselines/other.json": "" });
    symlinkSync(target, join(root, "baselines/release.json"));
    const store = folderStore(join(root, "baselines"));
    await expect(store.read(["release"])).rejects.toMatchObject({
      code: "BASELINE_UNAVAILABLE",
      message: expect.stringContaining(`release.json: it is a symbolic link that `),
      fix: expect.stringContaining("in place of the link"),
    });
    await expect(store.read(["release"])).rejects.toThrow(why);
    // The next push of the main branch puts a file in place of it.
    await store.update("release", () => new Map([["release", "late fee"]]));
    expect(await store.read(["release"])).toEqual(["late fee"]);
    expect(readFileSync(join(root, "elsewhere.json"), "utf8")).toBe("stolen");
  });

  test("a folder in the place of a file is not read", async () => {
    const root = projectDir({ "release.json/inside.txt": "late fee" });
    await expect(folderStore(root).read(["release"])).rejects.toMatchObject({
      code: "BASELINE_UNAVAILABLE",
    });
  });
});
