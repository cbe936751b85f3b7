import { basename, dirname, join } from "node:path";
import { folderStore } from "../adapters/baseline/folder-store.ts";
import { isFolder } from "../adapters/fs/is-folder.ts";
import { gitAncestry } from "../adapters/git/git-ancestry.ts";
import { gitBaselines } from "../adapters/git/git-baselines.ts";
import { runFolder } from "../adapters/results/run-folders.ts";
import { findSides } from "../app/find-sides.ts";
import type { NamedFile } from "../app/named-baseline.ts";
import { resultFiles } from "../app/result-files.ts";
import type { StoreRequest } from "../app/store-baseline.ts";
import type { BaselineConfig } from "../core/config/baseline-config.ts";
import type { Project } from "../core/config/project.ts";
import { folderOfProject } from "../core/event/project-marks.ts";
import type { PlaceInRepository } from "../core/event/relevance.ts";
import type { Sides } from "../core/gate/compare-sides.ts";
import type { BaselineStore } from "../ports/baseline-store.ts";
import type { PullRequestHost } from "../ports/pull-request-host.ts";
import type { ReleaseTags } from "../ports/release-tags.ts";

/** Where a project's baselines can be read on one's own machine; the cache of GitHub Actions is out of reach there. */
export async function composeLocalStores(
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

export type ActionSurroundings = {
  readonly address: {
    readonly repository: string;
    readonly apiUrl: string;
    readonly token: string;
  };
  readonly host: Pick<PullRequestHost, "fileAt">;
  readonly place: PlaceInRepository;
  /** The project's folder in the workspace, absolute. */
  readonly root: string;
  /** What the runner says of the job. */
  readonly environment: Readonly<Record<string, string | undefined>>;
};

/** The stores that a job of GitHub Actions reads and writes; each brings its library along. */
export async function composeActionStores(
  config: BaselineConfig,
  branchOfMain: string,
  surroundings: ActionSurroundings,
): Promise<readonly BaselineStore[]> {
  const { address, host, place, root, environment } = surroundings;
  const folder = folderOfProject(place);
  const stores: BaselineStore[] = [];
  for (const store of config.stores) {
    switch (store) {
      case "folder":
        stores.push(folderStore(join(root, config.folder)));
        break;
      case "branch": {
        const [{ branchStore }, { gitHubFiles }] = await Promise.all([
          import("../adapters/baseline/branch-store.ts"),
          import("../adapters/github/repo-files.ts"),
        ]);
        const files = gitHubFiles(address);
        const readWhole = (path: string, ref: string): Promise<string | undefined> =>
          host.fileAt(path, ref);
        stores.push(branchStore({ branch: config.branch, folder, files, readWhole }));
        break;
      }
      case "cache": {
        const [{ cacheStore }, { gitHubCaches }] = await Promise.all([
          import("../adapters/baseline/cache-store.ts"),
          import("../adapters/github/list-caches.ts"),
        ]);
        stores.push(
          cacheStore({
            resultsUrl: environment["ACTIONS_RESULTS_URL"] ?? "",
            runtimeToken: environment["ACTIONS_RUNTIME_TOKEN"] ?? "",
            list: gitHubCaches(address),
            folder,
            branch: branchOfMain,
            ownRef: environment["GITHUB_REF"] ?? "",
            execution: `${environment["GITHUB_RUN_ID"] ?? "0"}-${environment["GITHUB_RUN_ATTEMPT"] ?? "1"}`,
          }),
        );
        break;
      }
    }
  }
  return stores;
}

/** The tags of the repository, as GitHub knows them. */
export async function composeActionTags(
  address: ActionSurroundings["address"],
): Promise<ReleaseTags> {
  const { gitHubTags } = await import("../adapters/github/tags.ts");
  return gitHubTags(address);
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
