import { projectFiles } from "../adapters/fs/project-files.ts";
import { gitWorktrees } from "../adapters/git/git-worktrees.ts";
import type { RunAtCommitPorts } from "../app/run/run-at-commit.ts";
import { composeResults } from "./compose-results.ts";
import { composeRun } from "./compose-run.ts";

/** What a program needs to run at all. */
const passedOn = ["PATH", "HOME", "TMPDIR", "LANG"];

export type ReproductionSurroundings = {
  /** The project's root in the working tree, absolute. */
  readonly root: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly onWarning: (message: string) => void;
};

/** Runs agents of other commits beside the working tree; results stay in the working tree. */
export function composeReproduction(
  surroundings: ReproductionSurroundings,
  kind: "reproductions" | "base-runs" = "reproductions",
): RunAtCommitPorts {
  const { root, environment, onWarning } = surroundings;
  const results = composeResults(root, kind);
  return {
    worktrees: gitWorktrees(root),
    filesOf: projectFiles,
    agentAt: (agentRoot, project) => composeRun(project, { ...surroundings, root: agentRoot }),
    folderFor: (startedAtMs, key) => results.fresh(undefined, startedAtMs, key),
    environmentFor: ({ env }) =>
      Object.fromEntries(
        [...passedOn, ...env].flatMap((name) => {
          const value = environment[name];
          return value === undefined ? [] : [[name, value]];
        }),
      ),
    onWarning,
  };
}
