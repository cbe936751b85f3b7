import { createHash } from "node:crypto";
import type { NewCommit, RepoFiles } from "../../src/ports/repo-files.ts";

type Commit = { readonly parent?: string; readonly files: ReadonlyMap<string, string> };

/** Branches and files in memory. `beforeMove` is called when a branch is about to be moved or made. */
export function fakeRepoFiles(beforeMove: () => Promise<void> = async () => {}): RepoFiles {
  const commits = new Map<string, Commit>();
  const branches = new Map<string, string>();
  const filesAt = (ref: string): ReadonlyMap<string, string> =>
    commits.get(branches.get(ref) ?? ref)?.files ?? new Map();
  return {
    tipOf: async (branch) => branches.get(branch),
    readTexts: async (ref, places) =>
      places.flatMap(({ path }) => {
        const text = filesAt(ref).get(path);
        // As GitHub does, large texts are not handed out here.
        const shown = text !== undefined && text.length > 500_000 ? undefined : text;
        return text === undefined ? [] : [{ path, blob: shaOf(text), text: shown }];
      }),
    makeCommit: async ({ parent, files, message }: NewCommit) => {
      const all = new Map(parent === undefined ? [] : filesAt(parent));
      for (const { path, text } of files) {
        if (text === undefined) all.delete(path);
        else all.set(path, text);
      }
      const sha = shaOf(JSON.stringify([parent, message, [...all]]));
      commits.set(sha, { ...(parent !== undefined && { parent }), files: all });
      return sha;
    },
    createBranch: async (name, commit) => {
      await beforeMove();
      if (branches.has(name)) return "exists";
      branches.set(name, commit);
      return "created";
    },
    moveBranch: async (name, commit) => {
      await beforeMove();
      if (commits.get(commit)?.parent !== branches.get(name)) return "lost";
      branches.set(name, commit);
      return "moved";
    },
    deleteBranch: async (name) => void branches.delete(name),
  };
}

function shaOf(text: string): string {
  return createHash("sha1").update(text).digest("hex");
}
