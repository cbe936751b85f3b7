import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { SimpleGit } from "simple-git";
import { UserError } from "../../core/errors.ts";
import type { Worktree, Worktrees } from "../../ports/worktrees.ts";
import { splitZero } from "./ask-git.ts";
import { CheckoutFolder, isLeftBehind } from "./checkout-folder.ts";
import { linkDependencies } from "./link-dependencies.ts";
import { setUpCheckout } from "./set-up-checkout.ts";

const lockFiles = [
  "package-lock.json",
  "npm-shrinkwrap.json",
  "pnpm-lock.yaml",
  "yarn.lock",
  "bun.lock",
  "uv.lock",
  "poetry.lock",
  "Pipfile.lock",
  "requirements.txt",
].map((name) => `:(top,glob)**/${name}`);

/** Worktrees of the repository that `root` lies in, in the system's folder for temporary files. */
export function gitWorktrees(root: string): Worktrees {
  return {
    open: async (ref) => {
      const { simpleGit } = await import("simple-git");
      const git = simpleGit({ baseDir: root });
      const top = await topOf(git, root);
      const atTop = simpleGit({ baseDir: top });
      const prefix = (await git.raw(["rev-parse", "--show-prefix"])).trim();
      const commit = await commitOf(git, ref);
      await sweep(git);
      const folder = new CheckoutFolder();
      try {
        await git.raw(["worktree", "add", "--quiet", "--detach", folder.path, commit]);
        folder.checkedOut();
        return await opened(atTop, { top, prefix, commit, folder });
      } catch (error) {
        folder.remove();
        if (error instanceof UserError) throw error;
        throw new UserError(
          "WORKTREE_FAILED",
          `Git cannot check out ${commit.slice(0, 7)} beside the working tree: ${firstLine(error)}`,
          "Look whether `git worktree add` works here, and whether the disk has room.",
          { cause: error },
        );
      }
    },
  };
}

type Opening = {
  readonly top: string;
  readonly prefix: string;
  readonly commit: string;
  readonly folder: CheckoutFolder;
};

async function opened(git: SimpleGit, { top, prefix, commit, folder }: Opening): Promise<Worktree> {
  const root = join(folder.path, prefix);
  if (!existsSync(root))
    throw new UserError(
      "PROJECT_NOT_AT_REF",
      `The commit ${commit.slice(0, 7)} has no folder ${prefix}.`,
      "Name a commit that has the project, with `--ref`.",
    );
  const [untracked, changed] = await Promise.all([
    git.raw(["ls-files", "-z", "--others", "--directory"]),
    git.raw(["diff", "-z", "--name-only", commit, "--", ...lockFiles]),
  ]);
  const linked = linkDependencies(splitZero(untracked), { from: top, to: folder.path });
  return {
    root,
    commit,
    linked,
    changedLocks: splitZero(changed),
    setUp: (request) => setUpCheckout(root, request),
    close: folder.remove,
  };
}

async function topOf(git: SimpleGit, root: string): Promise<string> {
  try {
    return (await git.raw(["rev-parse", "--show-toplevel"])).trim();
  } catch (cause) {
    throw new UserError(
      "REPOSITORY_MISSING",
      `${root} lies in no git repository, or git is not installed.`,
      "Run this in a clone of the repository, on a machine with git.",
      { cause },
    );
  }
}

async function commitOf(git: SimpleGit, ref: string): Promise<string> {
  try {
    const found = await git.raw([
      "rev-parse",
      "--verify",
      "--quiet",
      "--end-of-options",
      `${ref}^{commit}`,
    ]);
    if (/^[0-9a-f]{40,64}$/.test(found.trim())) return found.trim();
  } catch {
    // With --quiet git says nothing of a name that it does not know.
  }
  const isShallow = (await git.raw(["rev-parse", "--is-shallow-repository"])).trim() === "true";
  throw new UserError(
    "REF_UNKNOWN",
    `Git knows no commit ${ref} here.`,
    isShallow
      ? "This clone is shallow: fetch the history, with `git fetch --unshallow`, or `fetch-depth: 0` in actions/checkout."
      : "Name a commit, tag or branch of this repository; `git fetch` brings those of the remote.",
  );
}

/** Takes away what a process that was killed could not. */
async function sweep(git: SimpleGit): Promise<void> {
  const left = splitZero(await git.raw(["worktree", "list", "--porcelain", "-z"]))
    .filter((line) => line.startsWith("worktree "))
    .map((line) => line.slice("worktree ".length))
    .filter(isLeftBehind);
  if (left.length === 0) return;
  for (const path of left) rmSync(path, { recursive: true, force: true });
  await git.raw(["worktree", "prune"]);
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split("\n").at(-1) ?? "";
}
