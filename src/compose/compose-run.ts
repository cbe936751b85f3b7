import { systemClock } from "../adapters/clock/system-clock.ts";
import { gitRepository } from "../adapters/git/git-repository.ts";
import { openJournal } from "../adapters/journal/journal-file.ts";
import type { TestedFacts } from "../app/results/tested-subject.ts";
import type { RunDatasetPorts } from "../app/run/run-dataset.ts";
import type { Config } from "../core/config/config-file.ts";
import type { Project } from "../core/config/project.ts";
import { judgeSubject } from "../core/plan/experiment-subject.ts";
import type { Repository } from "../ports/repository.ts";
import {
  type ComposedAgent,
  composeAgent,
  isUncaptured,
  type Surroundings,
} from "./compose-agent.ts";
import { composeCalibrations } from "./compose-calibrations.ts";
import { playCassettes } from "./compose-cassettes.ts";
import { asksJudges, composeScore } from "./compose-score.ts";
import { composeSimulation, simulatorFacts } from "./compose-simulator.ts";
import { digestAgent } from "./digest-agent.ts";

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

/** What a run needs of which the configuration alone tells. */
export type BegunRun = {
  readonly repository: Repository;
  readonly agentDigest: Promise<string>;
  /** The agent; where recorded tools or faults answer its calls, one that knows where to call them. */
  agentFor(project: Project): Promise<ComposedAgent>;
  /** When the agent is on its way, or there is something else to wait for. Never rejects. */
  readonly isUnderWay: Promise<void>;
  /** Ends what was started. Safe to call after the run too, and rejects for nothing that the promises reject for. */
  end(): Promise<void>;
};

/**
 * Looks at the agent and starts it, for which nobody needs to wait until the project's other files are read.
 *
 * The agent is started after it was looked at: what it writes as it starts does not make it another one.
 */
export function beginRun(
  { agent: config }: Config,
  surroundings: Surroundings,
  repository: Repository,
): BegunRun {
  const agentDigest = digestAgent(config, surroundings, repository);
  let agent = composeAgent(config, surroundings);
  const prepared = Promise.all([agent, agentDigest]).then(([{ runner }]) => runner.prepare?.());
  // Another problem of the project may come first, and then nobody asks for these.
  const isPrepared = prepared.catch(() => {});
  const end = async (): Promise<void> => {
    await isPrepared;
    const composed = await agent.catch(() => undefined);
    await composed?.runner.close();
  };
  const agentFor = async ({ dataset }: Project): Promise<ComposedAgent> => {
    const callsTools = dataset.cases.some(({ tools }) => tools !== undefined);
    if (callsTools && isUncaptured(config)) {
      // It was started without an address for them.
      await end();
      agent = composeAgent(config, surroundings, { callsTools });
    }
    return agent;
  };
  const asksGit = config.version.length === 0;
  return {
    repository,
    agentDigest,
    agentFor,
    isUnderWay: asksGit ? Promise.resolve() : isPrepared,
    end,
  };
}

/** What a run of the project would test now. */
export async function composeFacts(
  { config, dataset, scorers }: Project,
  surroundings: Pick<Surroundings, "root" | "environment">,
  { repository, agentDigest: begun }: Pick<BegunRun, "repository"> & Partial<BegunRun>,
): Promise<TestedFacts> {
  const [agentDigest, commit, simulator] = await Promise.all([
    begun ?? digestAgent(config.agent, surroundings, repository),
    repository.headCommit(),
    simulatorFacts({ config, dataset }, surroundings),
  ]);
  return {
    agentDigest,
    ...(commit !== undefined && { commit }),
    ...(config.judge !== undefined &&
      asksJudges({ config, scorers }) && { judge: judgeSubject(config.judge) }),
    ...(simulator !== undefined && { simulator }),
  };
}

/** Builds the adapters that a project's configuration asks for, and looks at what is tested. */
export async function composeRun(
  project: Project,
  surroundings: Surroundings,
  begun: BegunRun = beginRun(project.config, surroundings, composeRepository(surroundings.root)),
): Promise<ComposedRun> {
  const composing = Promise.all([
    composeFacts(project, surroundings, begun),
    composeScore(project, surroundings),
    begun.agentFor(project).then((agent) => playCassettes(agent, project)),
    composeSimulation(project, surroundings),
  ]);
  // Only who gets the runner can close it.
  composing.catch(() => begun.end());
  const [facts, score, agent, simulation] = await composing;
  return {
    facts,
    ports: {
      ...agent,
      ...(simulation !== undefined && { simulation }),
      score,
      openJournal: async (request) => {
        const opened = await openJournal(request);
        const { duplicates, again } = opened;
        if (duplicates > 0) {
          surroundings.onWarning(
            `${duplicates} ${duplicates === 1 ? "line" : "lines"} of the journal repeat what it holds; each run counts once.`,
          );
        }
        if (again > 0) {
          surroundings.onWarning(
            `${again} ${again === 1 ? "run" : "runs"} that the budget ended ${again === 1 ? "is" : "are"} made again.`,
          );
        }
        return opened;
      },
      readRunsOf: async function* (path, caseIds) {
        const { readRunsOf } = await import("../adapters/journal/read-runs-of.ts");
        yield* readRunsOf(path, caseIds);
      },
      clock: systemClock,
      readCalibration: composeCalibrations(surroundings.root),
      onWarning: surroundings.onWarning,
    },
  };
}

export { systemClock };
