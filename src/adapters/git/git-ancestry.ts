import type { SimpleGit } from "simple-git";
import type { BaseCommit } from "../../ports/base-files.ts";
import type { ReleaseTags } from "../../ports/release-tags.ts";
import { askGit } from "./ask-git.ts";
import { gitBaseFiles } from "./base-files.ts";

/** What the working tree of the project in `root` stands on, as this clone knows it. */
export function gitAncestry(root: string): ReleaseTags & {
  /** The commit that its changes start from; `undefined` where that is not known. */
  base(): Promise<BaseCommit | undefined>;
  /** The project's folder in its repository, with `/`; "" for the root, `undefined` outside git. */
  folderInRepository(): Promise<string | undefined>;
} {
  const git = async (): Promise<SimpleGit> => {
    const { simpleGit } = await import("simple-git");
    return simpleGit({ baseDir: root });
  };
  return {
    base: () => gitBaseFiles(root).base(),
    tags: async (prefix) => {
      const asked = ["for-each-ref", "--format=%(refname:strip=2)", `refs/tags/${prefix}*`];
      const listed = await askGit(await git(), asked);
      return (listed ?? "").split("\n").filter((name) => name !== "");
    },
    commitOf: async (tag) => {
      const asked = ["rev-parse", "--verify", "--quiet", `refs/tags/${tag}^{commit}`];
      return (await askGit(await git(), asked))?.trim();
    },
    folderInRepository: async () => {
      const prefix = await askGit(await git(), ["rev-parse", "--show-prefix"]);
      return prefix?.trim().replace(/\/$/, "");
    },
  };
}
