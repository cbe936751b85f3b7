import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SimpleGit } from "simple-git";
import { UserError } from "../../core/errors.ts";
import { printable } from "../../core/text/printable.ts";
import type { DatasetTags, NewTag } from "../../ports/dataset-tags.ts";
import { askGit, splitZero } from "./ask-git.ts";

const remote = "origin";
const mostNamed = 5;

/** Names that a project is read by: an editor's or a system's own files beside them change nothing. */
const readNames = /\.(?:ya?ml|jsonl?)$/i;

/** The tags of the repository that the project in `root` lies in. */
export function gitTags(root: string): DatasetTags {
  const open = async (): Promise<SimpleGit> => {
    const { simpleGit } = await import("simple-git");
    return simpleGit({ baseDir: root });
  };
  return {
    head: async () => await headOf(await open(), root),
    mustBeCommitted: async (paths) => {
      const found = await differencesIn(await open(), paths);
      if (found.length > 0) throw dirty(found);
    },
    tags: async (prefix) => {
      const git = await open();
      const reachable = new Set(await listTags(git, prefix, ["--merged", "HEAD"]));
      const all = await listTags(git, prefix, []);
      return all.map((name) => ({ name, isReachable: reachable.has(name) }));
    },
    remoteTags: async (prefix) => await askRemote(await open(), prefix),
    create: async (tag) => await createTag(await open(), tag),
    remove: async (name) => {
      await (await open()).raw(["tag", "--delete", "--end-of-options", name]);
    },
    push: async (name) => await pushTag(await open(), name),
  };
}

async function headOf(git: SimpleGit, root: string): Promise<string> {
  const isShallow = await askGit(git, ["rev-parse", "--is-shallow-repository"]);
  if (isShallow === undefined)
    throw new UserError(
      "REPOSITORY_MISSING",
      `${root} lies in no git repository, or git is not installed.`,
      "Run this in a clone of the repository, on a machine with git.",
    );
  if (isShallow.trim() === "true")
    throw new UserError(
      "HISTORY_SHALLOW",
      "This clone holds only part of the history, so the versions before cannot be known.",
      "Fetch it with `git fetch --unshallow --tags`, or set `fetch-depth: 0` in actions/checkout.",
    );
  const head = (await askGit(git, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]))?.trim();
  if (head !== undefined && head !== "") return head;
  throw new UserError(
    "COMMIT_MISSING",
    "The repository has no commit yet, so there is nothing to tag.",
    "Commit the dataset first.",
  );
}

/** Edited files anywhere; below the paths also those that a project is read from and git does not track, ignores, or was told not to look at. */
async function differencesIn(git: SimpleGit, paths: readonly string[]): Promise<readonly string[]> {
  const literal = paths.map((path) => `:(literal)${path}`);
  const [edited, unknown, flagged] = await Promise.all([
    git.raw(["status", "--porcelain", "-z", "--untracked-files=no", "--no-renames"]),
    git.raw(["ls-files", "-z", "--others", "--", ...literal]),
    git.raw(["ls-files", "-z", "-v", "--", ...literal]),
  ]);
  return [
    ...splitZero(edited).map((line) => line.slice(3)),
    ...splitZero(unknown).filter((path) => readNames.test(path)),
    ...splitZero(flagged)
      .filter((line) => !line.startsWith("H "))
      .map((line) => line.slice(2)),
  ];
}

function dirty(found: readonly string[]): UserError {
  const names = [...new Set(found)];
  const shown = names.slice(0, mostNamed).map((name) => printable(name, 120));
  const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : "";
  return new UserError(
    "TREE_DIRTY",
    `The working tree is not what the commit holds: ${shown.join(", ")}${more}.`,
    "Commit these files, or take the changes back with `git restore` and `git clean`; a version is a commit.",
  );
}

async function listTags(
  git: SimpleGit,
  prefix: string,
  options: readonly string[],
): Promise<readonly string[]> {
  const listed = await git.raw([
    "tag",
    "--list",
    "--format=%(refname:strip=2)",
    ...options,
    "--end-of-options",
    `${prefix}*`,
  ]);
  return listed.split("\n").filter((name) => name !== "");
}

async function askRemote(git: SimpleGit, prefix: string): Promise<readonly string[]> {
  const pattern = `refs/tags/${prefix}*`;
  try {
    const listed = await git.raw(["ls-remote", "--refs", "--end-of-options", remote, pattern]);
    return listed.split("\n").flatMap((line) => {
      const name = line.split("\trefs/tags/")[1];
      return name === undefined ? [] : [name];
    });
  } catch (cause) {
    throw new UserError(
      "REMOTE_UNREACHABLE",
      `Git cannot ask the remote \`${remote}\` for its tags: ${complaintOf(cause)}`,
      "Look whether `git ls-remote origin` works here; leave `--push` out to tag without it.",
      { cause },
    );
  }
}

/** The message goes through a file: there is no limit to its length, and no line of it is a comment. */
async function createTag(git: SimpleGit, { name, commit, message }: NewTag): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "tracegate-tag-"));
  try {
    const file = join(folder, "message");
    writeFileSync(file, message);
    await git.raw([
      "tag",
      "--annotate",
      "--cleanup=verbatim",
      `--file=${file}`,
      "--end-of-options",
      name,
      commit,
    ]);
  } catch (cause) {
    throw new UserError(
      "TAG_FAILED",
      `Git cannot make the tag ${name}: ${complaintOf(cause)}`,
      'Git needs a name for it: `git config user.name "github-actions[bot]"`, and `user.email`. If the tag is there already, fetch it with `git fetch --tags`.',
      { cause },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function pushTag(git: SimpleGit, name: string): Promise<void> {
  const ref = `refs/tags/${name}`;
  try {
    await git.raw(["push", "--quiet", "--end-of-options", remote, `${ref}:${ref}`]);
  } catch (cause) {
    throw new UserError(
      "PUSH_FAILED",
      `Git cannot push the tag ${name} to \`${remote}\`: ${complaintOf(cause)}`,
      "The job needs `contents: write`, and git needs credentials: `gh auth setup-git` gives it those of GH_TOKEN. Then run it again.",
      { cause },
    );
  }
}

/** The line in which git says what went wrong; what it advises stands around it. Git leaves passwords out of addresses. */
function complaintOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const lines = text.split("\n").filter((line) => /\S/.test(line));
  const complaint = lines.find((line) => /^(?: ! |fatal: |error: |remote: error: )/.test(line));
  return printable(complaint ?? lines.at(-1) ?? "", 300);
}
