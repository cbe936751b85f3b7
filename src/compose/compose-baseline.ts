import { basename, dirname, join } from "node:path";
import { folderStore } from "../adapters/baseline/folder-store.ts";
import { isFolder } from "../adapters/fs/is-folder.ts";
import { gitAncestry } from "../adapters/git/git-ancestry.ts";
import { gitBaselines } from "../adapters/git/git-baselines.ts";
import { runFolder } from "../adapters/results/run-folders.ts";
import { findSides } from "../app/baseline/find-sides.ts";
import type { NamedFile } from "../app/baseline/named-baseline.ts";
import type { StoreRequest } from "../app/baseline/store-baseline.ts";
import { resultFiles } from "../app/results/result-files.ts";
import type { Project } from "../core/config/project.ts";
import { folderOfProject } from "../core/event/project-marks.ts";
import type { Sides } from "../core/gate/compare-sides.ts";
import type { BaselineStore } from "../ports/baseline-store.ts";

/** Where a project's baselines can be read on one's own machine; the cache of GitHub Actions is out of reach there. */
async function composeLocalStores(
  root: string,
  { config, configFile }: Pick<Project, "config" | "configFile">,
): Promise<readonly BaselineStore[]> {
  const { baseline } = config;
  if (baseline === undefined) return [];
  const stores: BaselineStore[] = [];
  for (const store of baseline.stores) {
    if (store === "folder") stores.push(folderStore(join(root, baseline.folder)));
    if (store === "branch") {
      const folder = (await gitAncestry(root).folderInRepository()) ?? "";
      const place = { folder, configPath: configFile };
      stores.push(gitBaselines(root, { branch: baseline.branch, folder: folderOfProject(place) }));
    }
  }
  return stores;
}

/** Where a run on one's own machine is kept: in the folder alone. */
export function composeSaving(
  root: string,
  { config: { baseline } }: Pick<Project, "config">,
): Omit<StoreRequest, "entry"> {
  const isKept = baseline?.stores.includes("folder") === true;
  return {
    stores: isKept ? [folderStore(join(root, baseline.folder))] : [],
    release: baseline?.release ?? false,
    tags: gitAncestry(root),
  };
}

/** What somebody named as a baseline: a file, or the folder of a run. */
export function readNamedFiles(paths: readonly string[]): readonly NamedFile[] {
  return paths.map((path) => {
    const file = isFolder(path) ? join(path, resultFiles.experiment) : path;
    return { path: file, text: runFolder(dirname(file)).read(basename(file)) };
  });
}

/** What a project on one's own machine is compared with; nothing where its configuration has no `baseline`. */
export async function composeLocalSides(
  root: string,
  project: Pick<Project, "config" | "configFile">,
  nowMs: number,
): Promise<Sides> {
  const stores = await composeLocalStores(root, project);
  return await findSides({
    config: project.config.baseline,
    stores,
    base: project.config.baseline && (await gitAncestry(root).base()),
    nowMs,
  });
}
