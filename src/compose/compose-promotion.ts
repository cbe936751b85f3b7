import { projectFiles } from "../adapters/fs/project-files.ts";
import { gitTags } from "../adapters/git/git-tags.ts";
import { gitWorktrees } from "../adapters/git/git-worktrees.ts";
import type { PromotePorts } from "../app/dataset/promote-dataset.ts";
import { composeMeasuring } from "./compose-measuring.ts";
import type { JudgeSurroundings } from "./compose-score.ts";

export type PromotionSurroundings = JudgeSurroundings & {
  /** The project's root, absolute. */
  readonly root: string;
  /** Whether judges need not be asked what they answered before. */
  readonly mayRemember: boolean;
};

/** Makes versions of the dataset of the project in a folder. */
export function composePromotion(surroundings: PromotionSurroundings): PromotePorts {
  const { root, mayRemember } = surroundings;
  return {
    tags: gitTags(root),
    worktrees: gitWorktrees(root),
    filesOf: projectFiles,
    judgingFor: (config) => composeMeasuring(config, surroundings, mayRemember),
  };
}
