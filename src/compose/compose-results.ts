import { join } from "node:path";
import { isFolder, leadsOutside } from "../adapters/fs/is-folder.ts";
import { makeRunFolder, runFolder, runFolders } from "../adapters/results/run-folders.ts";
import { UserError } from "../core/errors.ts";
import type { RunFolder } from "../ports/result-store.ts";

/** Where answers of judges are kept between runs, seen from the project's root; nobody's source code. */
export const cacheFolder = ".tracegate/cache";

export type Results = {
  /** A folder for a new run: the one that is named, or a fresh one of its kind. */
  fresh(named: string | undefined, startedAtMs: number, key: string): RunFolder;
  /** The folder of a run that is there: the one that is named, or the newest of its kind. Throws `RESULTS_MISSING`. */
  existing(named: string | undefined): RunFolder;
  /** The newest run of its kind, where there is one. */
  newest(): RunFolder | undefined;
};

/**
 * Runs of chosen cases lie apart: they are not what is decided on, or gone on with, when no folder is named. So do runs
 * of another commit's agent, and parts of a plan.
 */
export type ResultsKind =
  | "runs"
  | "cases"
  | "reproductions"
  | "base-runs"
  | "shards"
  | "simulations";

/** Where the results of a project lie. */
export function composeResults(root: string, kind: ResultsKind = "runs"): Results {
  const base = join(root, ".tracegate", kind);
  const folders = runFolders(base);
  return {
    newest: () => folders.newest(),
    fresh: (named, startedAtMs, key) =>
      named === undefined ? folders.create(startedAtMs, key) : makeRunFolder(named),
    existing: (named) => {
      if (named !== undefined && isFolder(named)) return runFolder(named);
      const newest = named === undefined ? folders.newest() : undefined;
      if (newest !== undefined) return newest;
      throw new UserError(
        "RESULTS_MISSING",
        named === undefined ? `There is no run below ${base}.` : `There is no folder ${named}.`,
        "Run `tracegate run` first, or name the folder of a run.",
      );
    },
  };
}

/** The folder that an action writes its results to; made if it is not there. */
export function makeResultFolder(path: string): RunFolder {
  return makeRunFolder(path);
}

/**
 * The folder that another job's results were put in, seen from `workspace`; missing files show when they are read.
 *
 * @throws UserError `RESULTS_OUTSIDE` where a link leads out of the workspace.
 */
export function existingResultFolder(workspace: string, path: string): RunFolder {
  if (leadsOutside(workspace, path))
    throw new UserError(
      "RESULTS_OUTSIDE",
      `${path} is a link that leads out of the workspace.`,
      "Put the results into a folder of the workspace itself.",
    );
  return runFolder(join(workspace, path));
}
