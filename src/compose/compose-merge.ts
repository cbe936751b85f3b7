import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { openJournal } from "../adapters/journal/journal-file.ts";
import { readJournalLines } from "../adapters/journal/read-journal-lines.ts";
import { makeRunFolder } from "../adapters/results/run-folders.ts";
import { resultFiles } from "../app/results/result-files.ts";
import type { MergePorts, ShardSource } from "../app/run/merge-shards.ts";
import { UserError } from "../core/errors.ts";
import type { RunFolder } from "../ports/result-store.ts";

/** What it takes to join the parts of a plan. */
export const mergePorts: MergePorts = { read: readJournalLines, openJournal };

/** The folder that joined parts go to; made if it is not there. */
export function mergedFolder(path: string): RunFolder {
  return makeRunFolder(path);
}

/**
 * The journals that are named, each by itself or by the folder that it lies in. `path` is absolute.
 *
 * @throws UserError `RESULTS_MISSING` for a name without a journal.
 */
export function shardSources(
  named: readonly { readonly path: string; readonly name: string }[],
): readonly ShardSource[] {
  return named.map(({ path, name }) => {
    const journal = isFolder(path) ? join(path, resultFiles.journal) : path;
    if (existsSync(journal)) return { path: journal, name };
    throw new UserError(
      "RESULTS_MISSING",
      `There is no ${resultFiles.journal} in ${name}.`,
      "Name the folders that `tracegate run --shard` wrote, or leave the part out: it is then told as lost.",
    );
  });
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
