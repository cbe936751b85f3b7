import { describe, expect, test } from "vitest";
import { branchStore } from "../../../src/adapters/baseline/branch-store.ts";
import { findSides, type SidesRequest } from "../../../src/app/baseline/find-sides.ts";
import { storeBaseline } from "../../../src/app/baseline/store-baseline.ts";
import { baselineConfig } from "../../../src/core/config/baseline-config.ts";
import { UserError } from "../../../src/core/errors.ts";
import type { BaselineEntry } from "../../../src/core/plan/baseline-file.ts";
import type { BaselineStore } from "../../../src/ports/baseline-store.ts";
import { aBaseline, aComparedCase } from "../../support/compared-sides.ts";
import { fakeRepoFiles } from "../../support/fake-repo-files.ts";

const released = "1b".repeat(20);
const merged = "9a".repeat(20);
const nowMs = Date.parse("2026-11-20T12:00:00Z");
const tagged: Readonly<Record<string, string>> = {
  "support-v1.2.0": "0c".repeat(20),
  "support-v1.10.0": released,
  "support-v2": merged,
  "support-vault-v9.0.0": merged,
};
const tags = {
  tags: async (prefix: string) => Object.keys(tagged).filter((name) => name.startsWith(prefix)),
  commitOf: async (tag: string) => tagged[tag],
};

function aStore(): BaselineStore {
  const place = { branch: "tracegate-baselines", folder: "project-1" };
  return branchStore({ ...place, files: fakeRepoFiles(), readWhole: async () => undefined });
}

function anEntry(commit: string, startedAt: string): BaselineEntry {
  return {
    writtenBy: { repository: "acme/shop-agent", branch: "main", event: "push", commit },
    experiment: aBaseline([aComparedCase("late-fee", { tone: [20, 20] })], { startedAt }),
  };
}

function keep(store: BaselineStore, entry: BaselineEntry): ReturnType<typeof storeBaseline> {
  return storeBaseline({ stores: [store], entry, release: "dataset", tags });
}

function look(stores: readonly BaselineStore[], given: Partial<SidesRequest> = {}) {
  return findSides({
    config: baselineConfig.parse({}),
    stores,
    base: { sha: merged, branch: "main" },
    writtenIn: "acme/shop-agent",
    nowMs,
    ...given,
  });
}

const failing: BaselineStore = {
  source: "cache",
  read: async () => {
    throw new UserError("BASELINE_UNAVAILABLE", "GitHub answered 403.", "Add `actions: read`.");
  },
  update: async () => {
    throw new UserError("BASELINE_UNWRITABLE", "GitHub answered 403.", "Add `actions: write`.");
  },
};

describe("the merge base", () => {
  test("is found by its commit, with what was run of it before", async () => {
    const store = aStore();
    await keep(store, anEntry(merged, "2026-11-19T09:00:00.000Z"));
    await keep(store, anEntry(merged, "2026-11-19T10:00:00.000Z"));
    const { baseline } = await look([store]);
    expect(baseline).toMatchObject({
      kind: "found",
      experiments: [{ recorded: 20 }, { recorded: 20 }],
      origin: { side: "merge-base", commit: merged, branch: "main" },
    });
  });

  test("shares its runs with another commit that tested the same", async () => {
    const store = aStore();
    await keep(store, anEntry(released, "2026-11-18T09:00:00.000Z"));
    await keep(store, anEntry(merged, "2026-11-19T09:00:00.000Z"));
    const { baseline } = await look([store]);
    expect(baseline?.kind === "found" && baseline.experiments).toHaveLength(2);
  });

  test.each([
    ["not-stored", {}, "c0".repeat(20)],
    ["expired", { nowMs: nowMs + 60 * 24 * 60 * 60 * 1000 }, merged],
  ] as const)("%s", async (why, given, sha) => {
    const store = aStore();
    await keep(store, anEntry(merged, "2026-11-19T09:00:00.000Z"));
    const { baseline } = await look([store], { ...given, base: { sha } });
    expect(baseline).toMatchObject({ kind: "none", why });
  });

  test("is looked for in the next store where one cannot be asked; that is said where none has it", async () => {
    const store = aStore();
    await keep(store, anEntry(merged, "2026-11-19T09:00:00.000Z"));
    expect((await look([failing, store])).baseline?.kind).toBe("found");
    expect((await look([failing, aStore()])).baseline).toEqual({
      kind: "none",
      why: "unavailable",
      detail: "GitHub answered 403",
    });
  });

  test("nobody looks where nothing is configured, and without a commit there is nothing to look for", async () => {
    expect(await look([aStore()], { config: undefined })).toEqual({});
    expect(await look([aStore()], { base: undefined })).toEqual({
      baseline: { kind: "none", why: "no-merge-base" },
    });
    expect((await look([])).baseline).toEqual({ kind: "none", why: "not-configured" });
  });
});

describe("the last release", () => {
  test("is the highest version of the dataset, as the last push found it", async () => {
    const store = aStore();
    await keep(store, anEntry(released, "2026-08-01T09:00:00.000Z"));
    await keep(store, anEntry(merged, "2026-11-19T09:00:00.000Z"));
    const { release } = await look([store]);
    expect(release).toMatchObject({
      kind: "found",
      origin: { side: "release", tag: "support-v1.10.0", commit: released },
    });
  });

  test("is none where no results of it were stored, or none is wanted", async () => {
    const store = aStore();
    await keep(store, anEntry(merged, "2026-11-19T09:00:00.000Z"));
    expect((await look([store])).release).toEqual({ kind: "none", why: "no-release" });
    const config = baselineConfig.parse({ release: false });
    expect(await look([store], { config })).not.toHaveProperty("release");
  });
});

describe("keeping", () => {
  test("goes on with the other stores where one cannot be written, and says which", async () => {
    const store = aStore();
    const entry = anEntry(merged, "2026-11-19T09:00:00.000Z");
    const kept = await storeBaseline({ stores: [failing, store], entry, release: false, tags });
    expect(kept).toMatchObject([
      { source: "cache", problem: { code: "BASELINE_UNWRITABLE" } },
      { source: "branch" },
    ]);
    expect((await look([store])).baseline?.kind).toBe("found");
  });

  test("refuses what is unfinished", async () => {
    const { writtenBy, experiment } = anEntry(merged, "2026-11-19T09:00:00.000Z");
    const entry = { writtenBy, experiment: { ...experiment, isComplete: false } };
    await expect(keep(aStore(), entry)).rejects.toMatchObject({ code: "BASELINE_INCOMPLETE" });
  });
});
