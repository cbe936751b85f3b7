import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { askCacheProcess } from "../../../src/action/cache-process.ts";
import { builtAction } from "../../support/action/built-action.ts";
import { cacheOnLoopback } from "../../support/cache-service.ts";
import { projectDir } from "../../support/project-dir.ts";

/** The processes, other than ours, whose working folder this is. */
function livingIn(folder: string): readonly string[] {
  return readdirSync("/proc").filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      const environment = readFileSync(`/proc/${pid}/environ`, "utf8");
      return environment.includes(`MARK=${folder}`);
    } catch {
      return false;
    }
  });
}

/** Asks from the built action, which this process stands for. */
async function restore(timeoutMs: number, signal = new AbortController().signal) {
  const [, script] = process.argv;
  process.argv[1] = join(await builtAction(), "dist/action.js");
  onTestFinished(() => {
    process.argv[1] = script ?? "";
  });
  const cache = await cacheOnLoopback();
  cache.faults.set("GetCacheEntryDownloadURL", "hang");
  const folder = projectDir({});
  const runtime = {
    ACTIONS_RUNTIME_TOKEN: cache.runtimeToken,
    ACTIONS_RESULTS_URL: cache.resultsUrl,
    ACTIONS_CACHE_SERVICE_V2: "true",
  };
  const env = { PATH: process.env["PATH"], MARK: folder };
  const answered = askCacheProcess(
    { act: "restore", folder, key: "tracegate-judges-", runtime },
    { env, timeoutMs, signal },
  );
  return { cache, folder, answered };
}

describe("a cache that never answers", { timeout: 120_000 }, () => {
  test("holds the job for no longer than it may, and leaves no process behind", async () => {
    const { folder, answered } = await restore(500);
    expect(await answered).toEqual({ kind: "timed-out" });
    await expect.poll(() => livingIn(folder), { timeout: 30_000 }).toEqual([]);
  });

  test("holds up no job that is cancelled", async () => {
    const ended = new AbortController();
    const { cache, folder, answered } = await restore(600_000, ended.signal);
    await expect.poll(() => cache.requests.length, { timeout: 60_000 }).toBe(1);
    expect(livingIn(folder)).toHaveLength(1);
    ended.abort();
    expect(await answered).toEqual({ kind: "timed-out" });
    await expect.poll(() => livingIn(folder), { timeout: 30_000 }).toEqual([]);
  });
});
