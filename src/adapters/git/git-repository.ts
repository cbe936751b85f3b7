import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import type { SimpleGit } from "simple-git";
import type { Repository } from "../../ports/repository.ts";

/** Reads the git repository that `root` lies in; a machine without git is a folder outside git. */
export function gitRepository(root: string): Repository {
  return {
    headCommit: async () => found(await headOf(root)),
    trackedTreeDigest: async () => {
      const { simpleGit } = await import("simple-git");
      const git = simpleGit({ baseDir: root });
      const [tree, edits] = await Promise.all([
        said(git, ["rev-parse", "--verify", "--quiet", "HEAD^{tree}"]),
        said(git, diffCommand),
      ]);
      // No edits are an empty text. Edits that cannot be told must not pass for none.
      if (found(tree) === undefined || edits === undefined) return undefined;
      const hash = createHash("sha256").update(`${tree}\0${edits}\0`);
      return `sha256:${hash.digest("hex")}`;
    },
  };
}

/** Every run asks for its commit, so this must not wait for a library to be loaded. */
function headOf(cwd: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile("git", ["rev-parse", "--verify", "--quiet", "HEAD"], { cwd }, (error, stdout) =>
      resolve(error === null ? stdout.trim() : undefined),
    );
  });
}

/** Neither a user's own diff programs nor colours take part. */
const diffCommand =
  "diff --binary --full-index --no-color --no-ext-diff --no-textconv --ignore-submodules=none HEAD".split(
    " ",
  );

/** What git prints, trimmed; `undefined` where it refuses or is not installed. */
async function said(git: SimpleGit, command: readonly string[]): Promise<string | undefined> {
  try {
    return (await git.raw([...command])).trim();
  } catch {
    return undefined;
  }
}

/** `--quiet` says nothing where there is no such object. */
function found(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}
