// A checkout of what stands on the loopback GitHub, as `actions/checkout` with the whole history makes one.

import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { git } from "../git.ts";
import type { GitHub } from "./start-github.ts";

type Person = { readonly name: string; readonly email: string; readonly date: string };
type CommitJson = {
  readonly sha: string;
  readonly message: string;
  readonly tree: { readonly sha: string };
  readonly parents: readonly { readonly sha: string }[];
  readonly author: Person;
  readonly committer: Person;
};
type TreeJson = {
  readonly tree: readonly { readonly path: string; readonly type: string; readonly sha: string }[];
};

/** Clones a commit with all before it into an empty folder. */
export async function cloneInto(root: string, github: GitHub, sha: string): Promise<void> {
  git(root, "init", "--quiet", "--initial-branch=main");
  await fetchCommit(github, root, sha);
  git(root, "checkout", "--quiet", "--detach", sha);
}

/** Brings a commit and all before it into a repository. Fails where a hash is not the one that git makes. */
async function fetchCommit(github: GitHub, root: string, sha: string): Promise<void> {
  if (has(root, sha)) return;
  const base = `/repos/${github.repository}/git`;
  const commit = await github.look<CommitJson>(`${base}/commits/${sha}`);
  for (const parent of commit.parents) await fetchCommit(github, root, parent.sha);
  const { tree } = await github.look<TreeJson>(`${base}/trees/${commit.tree.sha}?recursive=1`);
  const index = join(root, ".git", `index-${sha}`);
  const env = { ...process.env, GIT_INDEX_FILE: index };
  for (const { path, type, sha: blob } of tree) {
    if (type !== "blob") continue;
    if (!has(root, blob)) {
      const { content } = await github.look<{ content: string }>(`${base}/blobs/${blob}`);
      const file = join(root, ".git", "incoming");
      writeFileSync(file, Buffer.from(content, "base64"));
      git(root, "hash-object", "-w", "--no-filters", file);
    }
    const entry = ["update-index", "--add", "--cacheinfo", `100644,${blob},${path}`];
    execFileSync("git", entry, { cwd: root, env });
  }
  const written = execFileSync("git", ["write-tree"], { cwd: root, env, encoding: "utf8" }).trim();
  const content = [
    `tree ${written}`,
    ...commit.parents.map((parent) => `parent ${parent.sha}`),
    `author ${personOf(commit.author)}`,
    `committer ${personOf(commit.committer)}`,
    "",
    commit.message.endsWith("\n") ? commit.message : `${commit.message}\n`,
  ].join("\n");
  const write = ["hash-object", "-t", "commit", "-w", "--stdin"];
  const made = execFileSync("git", write, { cwd: root, encoding: "utf8", input: content }).trim();
  if (made !== sha) throw new Error(`${sha} became ${made} in git`);
}

function personOf({ name, email, date }: Person): string {
  return `${name} <${email}> ${Math.floor(Date.parse(date) / 1000)} +0000`;
}

function has(root: string, sha: string): boolean {
  try {
    execFileSync("git", ["cat-file", "-e", sha], { cwd: root, stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
