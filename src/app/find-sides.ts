import type { BaselineConfig } from "../core/config/baseline-config.ts";
import { compareVersions, versionOf } from "../core/dataset/dataset-version.ts";
import type { Sides } from "../core/gate/compare-sides.ts";
import type { FoundBaseline } from "../core/gate/comparison.ts";
import type { Ancestry } from "../ports/ancestry.ts";
import type { BaselineStore } from "../ports/baseline-store.ts";
import { findBaseline } from "./find-baseline.ts";

export type SidesRequest = {
  /** Absent where the configuration names none: nothing is looked for. */
  readonly config: BaselineConfig | undefined;
  readonly dataset: string;
  readonly stores: readonly BaselineStore[];
  readonly ancestry: Ancestry;
  /** `owner/name`: only what a push there has written counts; left out on one's own machine. */
  readonly writtenIn?: string;
  readonly nowMs: number;
};

/** Ten years: a release is not too old to be compared with. */
const oldestReleaseDays = 3650;

/** Looks for results of the merge base and of the last release in the stores of a project. */
export async function findSides(request: SidesRequest): Promise<Sides> {
  const { config } = request;
  if (config === undefined) return {};
  const [baseline, release] = await Promise.all([
    findMergeBase(request, config),
    config.release === false ? undefined : findRelease(request, config.release),
  ]);
  return { baseline, ...(release && { release }) };
}

async function findMergeBase(
  request: SidesRequest,
  config: BaselineConfig,
): Promise<FoundBaseline> {
  const { stores, ancestry, writtenIn, nowMs } = request;
  const base = await ancestry.base();
  if (base === undefined) return { kind: "none", why: "no-merge-base" };
  return await findBaseline({
    stores,
    side: "merge-base",
    commit: base.sha,
    ...(base.branch !== undefined && { branch: base.branch }),
    ...(writtenIn !== undefined && { writtenIn }),
    maxAgeDays: config.maxAgeDays,
    nowMs,
  });
}

/** A release may be older than what a change is compared with: that is what it is for. */
async function findRelease(
  { stores, ancestry, dataset, writtenIn, nowMs }: SidesRequest,
  release: Exclude<BaselineConfig["release"], false>,
): Promise<FoundBaseline> {
  const prefix = release === "dataset" ? `${dataset}-v` : release.tags;
  const versions = (await ancestry.tags(prefix)).flatMap((name) => {
    const version = versionOf(`x-v${name.slice(prefix.length)}`, "x");
    return version === undefined ? [] : [{ name, version }];
  });
  const last = versions.toSorted((a, b) => compareVersions(a.version, b.version)).at(-1);
  const commit = last && (await ancestry.commitOf(last.name));
  if (last === undefined || commit === undefined) return { kind: "none", why: "no-release" };
  const base = await ancestry.base();
  return await findBaseline({
    stores,
    side: "release",
    commit,
    tag: last.name,
    ...(base?.branch !== undefined && { branch: base.branch }),
    ...(writtenIn !== undefined && { writtenIn }),
    maxAgeDays: oldestReleaseDays,
    nowMs,
  });
}
