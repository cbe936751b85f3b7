import type { SimpleGit } from "simple-git";
import { UserError } from "../../core/errors.ts";
import type { BaseCommit, BaseFiles } from "../../ports/base-files.ts";
import { askGit } from "./ask-git.ts";

/** Where a base branch is looked for, the first that is there. */
const usualBranches = ["origin/HEAD", "origin/main", "origin/master", "main", "master"];

/**
 * The files of the project in `root` at the commit where its branch left the base branch. The working tree counts
 * as it is, committed or not.
 *
 * @param named the base branch; where it is left out, the remote's default branch or one of the usual names.
 */
export function gitBaseFiles(root: string, named?: string): BaseFiles {
  let known: Promise<BaseCommit | undefined> | undefined;
  const git = async (): Promise<SimpleGit> => {
    const { simpleGit } = await import("simple-git");
    return simpleGit({ baseDir: root });
  };
  const base = (): Promise<BaseCommit | undefined> => {
    known ??= git().then((opened) => findBase(opened, named));
    return known;
  };
  return {
    base,
    editedBelow: async (folder) => {
      const found = await base();
      if (found === undefined) return [];
      const listed = await (await git()).raw([
        "diff",
        "--name-only",
        "--relative",
        "-z",
        "--no-renames",
        "--diff-filter=MDT",
        found.sha,
        "--",
        folder,
      ]);
      return listed.split("\0").filter((path) => path !== "");
    },
    read: async (path) => {
      const found = await base();
      if (found === undefined) return undefined;
      return await askGit(await git(), ["show", `${found.sha}:./${path}`]);
    },
  };
}

async function findBase(git: SimpleGit, named?: string): Promise<BaseCommit | undefined> {
  for (const branch of named === undefined ? usualBranches : [named]) {
    const tip = await askGit(git, [
      "rev-parse",
      "--verify",
      "--quiet",
      "--end-of-options",
      `${branch}^{commit}`,
    ]);
    if (tip === undefined || tip.trim() === "") continue;
    const sha = await askGit(git, ["merge-base", "HEAD", tip.trim()]);
    // A shallow clone does not reach back to where the branches parted: the tip is then the best that is known.
    return { sha: (sha ?? tip).trim(), branch };
  }
  if (named === undefined) return undefined;
  throw new UserError(
    "BASE_UNKNOWN",
    `Git knows no branch or commit ${JSON.stringify(named)} here.`,
    "Name one that `git rev-parse` knows, or fetch it first; leave it out to take the remote's default branch.",
  );
}
