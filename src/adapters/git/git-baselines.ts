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
    read: async (name) => {
      const { simpleGit } = await import("simple-git");
      const git = simpleGit({ baseDir: root });
      for (const ref of [`refs/remotes/origin/${branch}`, `refs/heads/${branch}`]) {
        const object = `${ref}:${folder}/${name}.json`;
        try {
          const bytes = Number(await git.raw(["cat-file", "-s", object]));
          if (bytes > largestBaseline) throw baselineTooLarge(object, bytes);
          return await git.raw(["cat-file", "blob", object]);
        } catch (error) {
          // No such branch here, or nothing under the name.
          if (error instanceof UserError) throw error;
        }
      }
      return undefined;
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
