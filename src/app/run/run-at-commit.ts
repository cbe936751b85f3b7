import type { AgentConfig } from "../../core/config/agent-config.ts";
import type { Project } from "../../core/config/project.ts";
import { readConfig } from "../../core/config/read-config.ts";
import type { ProjectFiles } from "../../ports/project-files.ts";
import type { Worktree, Worktrees } from "../../ports/worktrees.ts";
import type { TestedFacts } from "../results/tested-subject.ts";
import {
  type RunDatasetPorts,
  type RunDatasetRequest,
  type RunDatasetResult,
  runDataset,
} from "./run-dataset.ts";

export type RunAtCommitRequest = Pick<
  RunDatasetRequest,
  "runs" | "concurrency" | "signal" | "onProgress" | "caseIds" | "stop"
> & {
  /** As it stands in the working tree: the cases and their evaluators are taken from it. */
  readonly project: Project;
  /** What git resolves to the commit whose agent is run. */
  readonly ref: string;
};

export type RunAtCommitPorts = {
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

/**
 * Runs cases of the working tree against the agent of another commit, in a worktree that is gone afterwards.
 *
 * The agent is configured as its own commit says; where that commit has no configuration that can be read, as the
 * working tree does, with a warning.
 *
 * @throws UserError where the commit is not there, or the agent cannot be made ready or started.
 */
export async function runAtCommit(
  request: RunAtCommitRequest,
  ports: RunAtCommitPorts,
): Promise<RunDatasetResult & { readonly commit: string }> {
  const { project, ref, signal } = request;
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
    const result = await runDataset(
      { ...request, ...facts, project: tested, resume: false },
      { ...runPorts, folderFor: ports.folderFor },
    );
    return { ...result, commit: worktree.commit };
  } finally {
    worktree.close();
  }
}

/** The agent as its own commit configures it; how a checkout is made ready may be said later than that. */
async function agentOf(
  worktree: Worktree,
  { project }: RunAtCommitRequest,
  { filesOf, onWarning }: RunAtCommitPorts,
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
  { onWarning }: RunAtCommitPorts,
): void {
  if (changedLocks.length === 0 || linked.length === 0) return;
  onWarning(
    `${changedLocks.join(", ")} of ${commit.slice(0, 7)} differs from the working tree's, whose ${linked.join(", ")} the agent is run with. Set \`agent.setup\`, such as [npm, ci], to install its own.`,
  );
}
