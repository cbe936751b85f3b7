import type { AgentConfig } from "../core/config/agent-config.ts";
import type { Project } from "../core/config/project.ts";
import { readConfig } from "../core/config/read-config.ts";
import { type Reproduction, reproductionOf } from "../core/plan/reproduction.ts";
import type { ProjectFiles } from "../ports/project-files.ts";
import type { RunFolder } from "../ports/result-store.ts";
import type { Worktree, Worktrees } from "../ports/worktrees.ts";
import { chooseCases } from "./choose-cases.ts";
import { type RunDatasetPorts, type RunDatasetRequest, runDataset } from "./run-dataset.ts";
import type { TestedFacts } from "./tested-subject.ts";

export type ReproduceRequest = Pick<
  RunDatasetRequest,
  "runs" | "concurrency" | "signal" | "onProgress"
> & {
  /** As it stands in the working tree: the case and its evaluators are taken from it. */
  readonly project: Project;
  readonly caseId: string;
  /** What git resolves to the commit whose agent is run. */
  readonly ref: string;
};

export type ReproducePorts = {
  readonly worktrees: Worktrees;
  /** The files below a folder. */
  readonly filesOf: (root: string) => ProjectFiles;
  /** The agent at a folder, ready to be run, for the project with that agent's configuration. */
  readonly agentAt: (root: string, project: Project) => Promise<AgentAt>;
  readonly folderFor: RunDatasetPorts["folderFor"];
  /** What of our environment a command that makes a checkout ready gets beside what the agent gets. */
  readonly environmentFor: (agent: AgentConfig) => Readonly<Record<string, string>>;
  readonly onWarning: (message: string) => void;
};

export type AgentAt = {
  readonly facts: TestedFacts;
  readonly ports: Omit<RunDatasetPorts, "folderFor">;
};

export type ReproduceResult = {
  readonly reproduction: Reproduction;
  readonly folder: RunFolder;
  /** Fewer than were planned where it was interrupted. */
  readonly recorded: number;
};

/**
 * Runs one case of the working tree against the agent of another commit, in a worktree that is gone afterwards.
 *
 * The agent is configured as its own commit says; where that commit has no configuration that can be read, as the
 * working tree does, with a warning.
 *
 * @throws UserError where the case or the commit is not there, or the agent cannot be made ready or started.
 */
export async function reproduceCase(
  request: ReproduceRequest,
  ports: ReproducePorts,
): Promise<ReproduceResult> {
  const { project, caseId, ref, signal } = request;
  // A case that is not there needs no worktree to say so.
  chooseCases({ project, caseIds: [caseId] });
  const worktree = await ports.worktrees.open(ref);
  try {
    const agent = await agentOf(worktree, request, ports);
    const { setup } = agent;
    if (setup === undefined) warnOfLocks(worktree, ports);
    else {
      const environment = ports.environmentFor(agent);
      await worktree.setUp({ command: setup, environment, signal });
    }
    const tested = { ...project, config: { ...project.config, agent } };
    const { facts, ports: runPorts } = await ports.agentAt(worktree.root, tested);
    const { experiment, folder } = await runDataset(
      { ...request, ...facts, project: tested, caseIds: [caseId], resume: false },
      { ...runPorts, folderFor: ports.folderFor },
    );
    const [result] = experiment.cases;
    if (result === undefined) throw new Error(`${caseId} was chosen and not run`);
    return {
      reproduction: reproductionOf(result, { ref, commit: worktree.commit }),
      folder,
      recorded: experiment.recorded,
    };
  } finally {
    worktree.close();
  }
}

/** The agent as its own commit configures it; how a checkout is made ready may be said later than that. */
async function agentOf(
  worktree: Worktree,
  { project }: ReproduceRequest,
  { filesOf, onWarning }: ReproducePorts,
): Promise<AgentConfig> {
  const { configFile, config } = project;
  const reading = readConfig(await filesOf(worktree.root).readFile(configFile));
  if (reading.config === undefined) {
    onWarning(
      `${configFile} of ${worktree.commit.slice(0, 7)} cannot be read by this version; its agent is run as the working tree configures it.`,
    );
    return config.agent;
  }
  const { agent } = reading.config;
  const setup = agent.setup ?? config.agent.setup;
  return setup === undefined ? agent : { ...agent, setup };
}

function warnOfLocks(
  { commit, changedLocks, linked }: Worktree,
  { onWarning }: ReproducePorts,
): void {
  if (changedLocks.length === 0 || linked.length === 0) return;
  onWarning(
    `${changedLocks.join(", ")} of ${commit.slice(0, 7)} differs from the working tree's, whose ${linked.join(", ")} the agent is run with. Set \`agent.setup\`, such as [npm, ci], to install its own.`,
  );
}
