import { z } from "zod";
import { projectFolder } from "./project-path.ts";

/** Where results of the main branch can be kept. */
export const baselineStores = ["branch", "cache", "folder"] as const;

/** What `baseline:` means by what it leaves out. */
const baselineDefaults = {
  stores: ["branch"],
  branch: "tracegate-baselines",
  folder: ".tracegate/baselines",
  maxAgeDays: 30,
  rerun: "never",
  release: "dataset",
} as const;

/** Names that git takes as a branch and that are no option of any command. */
const branchName = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/, "lower-case letters, digits and hyphens");

/** `baseline:` of tracegate.yaml. */
export const baselineConfig = z
  .strictObject({
    stores: z
      .array(z.enum(baselineStores))
      .min(1)
      .max(baselineStores.length)
      .default([...baselineDefaults.stores])
      .meta({
        description:
          "Where the main branch's results are kept, in the order in which they are looked for: a branch that holds nothing else, the cache of GitHub Actions, a folder.",
        examples: [["branch"], ["folder"]],
      }),
    branch: branchName.default(baselineDefaults.branch).meta({
      description: "The branch of the store `branch`.",
      examples: [baselineDefaults.branch],
    }),
    folder: projectFolder.default(baselineDefaults.folder).meta({
      description: "The folder of the store `folder`.",
      examples: [baselineDefaults.folder],
    }),
    maxAgeDays: z
      .int()
      .min(1)
      .max(3650)
      .default(baselineDefaults.maxAgeDays)
      .meta({
        description: "Older results are not compared with.",
        examples: [30],
      }),
    rerun: z
      .enum(["never", "worktree"])
      .default(baselineDefaults.rerun)
      .meta({
        description:
          "Whether the merge base's agent is run from a git worktree where no store has its results.",
        examples: ["worktree"],
      }),
    release: z
      .union([
        z.literal(false),
        z.literal("dataset"),
        z.strictObject({
          tags: z
            .string()
            .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/, "what the tags' names begin with")
            .meta({
              description: "What the release tags begin with, before `X.Y.Z`.",
              examples: ["v"],
            }),
        }),
      ])
      .default(baselineDefaults.release)
      .meta({
        description:
          "Which release is shown beside: the last version of the dataset (`<dataset>-vX.Y.Z`), the last tag that begins in another way, or none (`false`).",
        examples: ["dataset", { tags: "v" }],
      }),
  })
  .meta({
    description: "What a change is compared with: results of the branch that it is merged into.",
    examples: [{ stores: ["branch"], maxAgeDays: 30, rerun: "never" }],
  });

export type BaselineConfig = z.output<typeof baselineConfig>;
