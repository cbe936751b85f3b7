import { createHash } from "node:crypto";
import type { SimpleGit } from "simple-git";
import { simpleGit } from "simple-git";
import type { Repository } from "../../ports/repository.ts";

/** Reads the git repository that `root` lies in; a machine without git is a folder outside git. */
export function gitRepository(root: string): Repository {
  const git = simpleGit({ baseDir: root });
  return {
    headCommit: () => said(git, ["rev-parse", "--verify", "--quiet", "HEAD"]),
    trackedTreeDigest: async () => {
      const parts = await Promise.all([
        said(git, ["rev-parse", "--verify", "--quiet", "HEAD^{tree}"]),
        said(git, ["diff", "--binary", "HEAD"]),
      ]);
      if (parts[0] === undefined) return undefined;
      const hash = createHash("sha256");
      for (const part of parts) hash.update(part ?? "").update("\0");
      return `sha256:${hash.digest("hex")}`;
    },
  };
}

/** What git prints, trimmed; `undefined` where it prints nothing, refuses or is not installed. */
async function said(git: SimpleGit, command: string[]): Promise<string | undefined> {
  try {
    return (await git.raw(command)).trim() || undefined;
  } catch {
    return undefined;
  }
}
