import { systemClock } from "../adapters/clock/system-clock.ts";
import { gitRepository } from "../adapters/git/git-repository.ts";
import { openJournal } from "../adapters/journal/journal-file.ts";
import type { RunDatasetPorts } from "../app/run-dataset.ts";
import type { TestedFacts } from "../app/tested-subject.ts";
import type { Project } from "../core/config/project.ts";
import { judgeSubject } from "../core/plan/experiment-subject.ts";
import type { Repository } from "../ports/repository.ts";
import { composeAgent, digestAgent, type Surroundings } from "./compose-agent.ts";
import { composeScore } from "./compose-score.ts";

/** Everything that a run of the dataset needs from outside, but the folder for its results. */
export type ComposedRun = {
  readonly facts: TestedFacts;
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

/** What a run of the project would test now. */
export async function composeFacts(
  { config, scorers }: Project,
  surroundings: Pick<Surroundings, "root" | "environment">,
  repository: Repository,
): Promise<TestedFacts> {
  const [agentDigest, commit] = await Promise.all([
    digestAgent(config.agent, surroundings, repository),
    repository.headCommit(),
  ]);
  const asksJudges = [...scorers.values()].some(({ judges }) => judges.length > 0);
  return {
    agentDigest,
    ...(commit !== undefined && { commit }),
    ...(asksJudges && config.judge !== undefined && { judge: judgeSubject(config.judge) }),
  };
}

/** Builds the adapters that a project's configuration asks for, and looks at what is tested. */
export async function composeRun(
  project: Project,
  surroundings: Surroundings,
  repository: Repository = composeRepository(surroundings.root),
): Promise<ComposedRun> {
  const [facts, score] = await Promise.all([
    composeFacts(project, surroundings, repository),
    composeScore(project, surroundings.environment),
  ]);
  return {
    facts,
    ports: {
      ...(await composeAgent(project.config.agent, surroundings)),
      score,
      openJournal: async (request) => {
        const opened = await openJournal(request);
        const { duplicates } = opened;
        if (duplicates > 0) {
          surroundings.onWarning(
            `${duplicates} ${duplicates === 1 ? "line" : "lines"} of the journal repeat what it holds; each run counts once.`,
          );
        }
        return opened;
      },
      clock: systemClock,
    },
  };
}

export { systemClock };
