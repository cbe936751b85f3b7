import { join } from "node:path";
import { projectFiles } from "../adapters/fs/project-files.ts";
import { gitPlace } from "../adapters/git/git-place.ts";
import { gitRepository } from "../adapters/git/git-repository.ts";
import { standingInGit } from "../adapters/git/standing-in-git.ts";
import { askEndpoint } from "../adapters/llm/ask-endpoint.ts";
import { loadProject } from "../app/project/load-project.ts";
import { runDataset } from "../app/run/run-dataset.ts";
import type { SeenRun, SetupPorts } from "../app/setup/examine-setup.ts";
import type { WorkflowText } from "../core/adopt/examine-workflows.ts";
import type { Project } from "../core/config/project.ts";
import { UserError } from "../core/errors.ts";
import type { ProjectFiles } from "../ports/project-files.ts";
import type { RepositorySettings } from "../ports/repository-settings.ts";
import { type ProjectPlace, projectRequest } from "./compose-project.ts";
import { cacheFolder, composeResults } from "./compose-results.ts";
import { composeRun } from "./compose-run.ts";

export type SetupRequest = {
  readonly place: ProjectPlace;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** `owner/name`, where it is not the one that git and the environment name. */
  readonly repository?: string;
  readonly isRunning: boolean;
  readonly signal: AbortSignal;
  readonly onWarning: (message: string) => void;
};

const workflowFolder = ".github/workflows";

/** What `tracegate doctor` looks at. */
export async function composeSetup(request: SetupRequest): Promise<SetupPorts> {
  const { place, environment, isRunning } = request;
  const git = await gitPlace(place.root);
  const token = environment["GITHUB_TOKEN"] ?? environment["GH_TOKEN"];
  const repository = request.repository ?? environment["GITHUB_REPOSITORY"] ?? git.slug;
  const settings =
    token === undefined || token === "" || repository === undefined
      ? undefined
      : await composeSettings({
          repository,
          token,
          apiUrl: environment["GITHUB_API_URL"] ?? "https://api.github.com",
        });
  let project: Project | undefined;
  const load = async (): Promise<Project> => (project ??= await loadProject(projectRequest(place)));
  return {
    nodeVersion: process.versions.node,
    configPath: projectRequest(place).configPath,
    environment,
    loadConfig: async () => (await load()).config,
    headCommit: () => gitRepository(place.root).headCommit(),
    cache: { path: cacheFolder, inGit: () => standingInGit(place.root, cacheFolder) },
    workflows: () => workflowsOf(projectFiles(git.top ?? place.root)),
    askEndpoint,
    ...(settings !== undefined && { settings }),
    withoutSettings:
      repository === undefined
        ? "Name the repository with `--repository owner/name`."
        : "Set GITHUB_TOKEN, such as to the output of `gh auth token`.",
    branch: git.defaultBranch ?? "main",
    ...(isRunning && { runOnce: async () => runOnce(await load(), request) }),
  };
}

async function composeSettings(address: {
  readonly repository: string;
  readonly token: string;
  readonly apiUrl: string;
}): Promise<RepositorySettings> {
  const { gitHubSettings } = await import("../adapters/github/repository-settings.ts");
  return gitHubSettings(address);
}

async function workflowsOf(files: ProjectFiles): Promise<readonly WorkflowText[]> {
  const found = await files.readFolder(workflowFolder);
  return found.flatMap((file) => (file.kind === "text" ? [file] : []));
}

/** The first case that gates, once; its results lie where those of `tracegate run --case` do. */
async function runOnce(project: Project, request: SetupRequest): Promise<SeenRun> {
  const { place, environment, signal, onWarning } = request;
  const { cases } = project.dataset;
  const chosen = cases.find(({ status }) => status === "guarding") ?? cases[0];
  if (chosen === undefined)
    throw new UserError("CASES_NONE", "The dataset holds no case.", "Add one to `cases/`.");
  const { facts, ports } = await composeRun(project, { root: place.root, environment, onWarning });
  const results = composeResults(join(place.root), "cases");
  const { experiment } = await runDataset(
    { project, ...facts, caseIds: [chosen.id], runs: 1, resume: false, signal },
    { ...ports, folderFor: (startedAtMs, key) => results.fresh(undefined, startedAtMs, key) },
  );
  const [result] = experiment.cases;
  const outcome = Object.entries(result?.outcomes ?? {}).find(([, runs]) => runs > 0)?.[0];
  const reason = result?.errors[0]?.reason;
  return {
    caseId: chosen.id,
    outcome: outcome ?? "not run",
    ...(reason !== undefined && { reason }),
    modelCalls: experiment.usage.modelCalls,
    toolCalls: experiment.usage.toolCalls,
  };
}
