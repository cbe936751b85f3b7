import { systemClock } from "../adapters/clock/system-clock.ts";
import { gitRepository } from "../adapters/git/git-repository.ts";
import { openJournal } from "../adapters/journal/journal-file.ts";
import type { RunDatasetPorts, RunDatasetRequest } from "../app/run-dataset.ts";
import type { Project } from "../core/config/project.ts";
import type { Repository } from "../ports/repository.ts";
import { composeAgent, digestAgent, type Surroundings } from "./compose-agent.ts";
import { composeScore } from "./compose-score.ts";

/** Everything that a run of the dataset needs from outside, but the folder for its results. */
export type ComposedRun = {
  readonly facts: Pick<RunDatasetRequest, "agentDigest" | "commit" | "judge">;
  readonly ports: Omit<RunDatasetPorts, "folderFor">;
};

/**
 * The repository that a folder lies in. Git is asked for the commit at once: it is a process of its own,
 * and answers while the project's files are read.
 */
export function composeRepository(root: string): Repository {
  const repository = gitRepository(root);
  const head = repository.headCommit();
  return { ...repository, headCommit: () => head };
}

/** Builds the adapters that a project's configuration asks for, and looks at what is tested. */
export async function composeRun(
  project: Project,
  surroundings: Surroundings,
  repository: Repository = composeRepository(surroundings.root),
): Promise<ComposedRun> {
  const { agent } = project.config;
  const [agentDigest, commit, score] = await Promise.all([
    digestAgent(agent, surroundings.root, repository),
    repository.headCommit(),
    composeScore(project, surroundings.environment),
  ]);
  return {
    facts: {
      agentDigest,
      ...(commit !== undefined && { commit }),
      ...(score.judge !== undefined && { judge: score.judge }),
    },
    ports: {
      ...(await composeAgent(agent, surroundings)),
      score: score.score,
      openJournal,
      clock: systemClock,
    },
  };
}
