import type { SimpleGit } from "simple-git";
import { UserError } from "../../core/errors.ts";
import { baselineTooLarge, largestBaseline } from "../../core/plan/baseline-file.ts";
import type { BaselineStore } from "../../ports/baseline-store.ts";

/**
 * The store `branch` as a clone has it: the remote's branch as it was fetched last, else the local one. Only jobs of
 * the main branch write it.
 */
export function gitBaselines(
  root: string,
  { branch, folder }: { readonly branch: string; readonly folder: string },
): BaselineStore {
  return {
    source: "branch",
    read: async (names) => {
      const { simpleGit } = await import("simple-git");
      const git = simpleGit({ baseDir: root });
      const refs = [`refs/remotes/origin/${branch}`, `refs/heads/${branch}`];
      return await Promise.all(
        names.map(async (name) => {
          for (const ref of refs) {
            const text = await textOf(git, `${ref}:${folder}/${name}.json`);
            if (text !== undefined) return text;
          }
          return undefined;
        }),
      );
    },
    update: async () => {
      throw new UserError(
        "BASELINE_UNWRITABLE",
        `The branch ${branch} is written by jobs of the main branch only.`,
        "Let the action run on pushes to the main branch, or add `folder` to `baseline.stores`.",
      );
    },
  };
}

/** `undefined` where there is no such branch here, or nothing under the name. */
async function textOf(git: SimpleGit, object: string): Promise<string | undefined> {
  try {
    const bytes = Number(await git.raw(["cat-file", "-s", object]));
    if (bytes > largestBaseline) throw baselineTooLarge(object, bytes);
    return await git.raw(["cat-file", "blob", object]);
  } catch (error) {
    if (error instanceof UserError) throw error;
    return undefined;
  }
}
