import { join } from "node:path";
import { folderStore } from "../adapters/baseline/folder-store.ts";
import type { BaselineConfig } from "../core/config/baseline-config.ts";
import { folderOfProject } from "../core/event/project-marks.ts";
import type { PlaceInRepository } from "../core/event/relevance.ts";
import type { BaselineStore } from "../ports/baseline-store.ts";
import type { PullRequestHost } from "../ports/pull-request-host.ts";
import type { ReleaseTags } from "../ports/release-tags.ts";

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
