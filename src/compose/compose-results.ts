import { existsSync } from "node:fs";
import { join } from "node:path";
import { makeRunFolder, runFolder, runFolders } from "../adapters/results/run-folders.ts";
import { UserError } from "../core/errors.ts";
import type { RunFolder } from "../ports/result-store.ts";

export type Results = {
  /** A folder for a new run: the one that is named, or a fresh one below `.tracegate/runs`. */
  fresh(named: string | undefined, startedAtMs: number, key: string): RunFolder;
  /** The folder of a run that is there: the one that is named, or the newest. Throws `RESULTS_MISSING`. */
  existing(named: string | undefined): RunFolder;
};

/** Where the results of a project lie. */
export function composeResults(root: string): Results {
  const folders = runFolders(join(root, ".tracegate", "runs"));
  return {
    fresh: (named, startedAtMs, key) =>
      named === undefined ? folders.create(startedAtMs, key) : makeRunFolder(named),
    existing: (named) => {
      if (named !== undefined && existsSync(named)) return runFolder(named);
      const newest = named === undefined ? folders.newest() : undefined;
      if (newest !== undefined) return newest;
      throw new UserError(
        "RESULTS_MISSING",
        named === undefined
          ? `There is no run below ${join(root, ".tracegate", "runs")}.`
          : `There is no folder ${named}.`,
        "Run `tracegate run` first, or name the folder of a run.",
      );
    },
  };
}
