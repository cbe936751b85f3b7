import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { projectFiles } from "../adapters/fs/project-files.ts";
import { projectWriter } from "../adapters/fs/project-writer.ts";
import { readProject } from "../app/project/load-project.ts";
import type { EmbeddingPorts } from "../app/triage/embed-failures.ts";
import type { TriageRequest } from "../app/triage/triage-sessions.ts";
import type { ClusterOptions } from "../core/cluster/cluster-sessions.ts";
import { type AxisWeights, defaultWeights } from "../core/cluster/failure-signature.ts";
import { type KnownCluster, parseTriage } from "../core/cluster/triage-file.ts";
import type { Config } from "../core/config/config-file.ts";
import type { Project } from "../core/config/project.ts";
import { readConfig } from "../core/config/read-config.ts";
import type { Case } from "../core/dataset/dataset.ts";
import { type Problem, UserError } from "../core/errors.ts";
import type { Verdict } from "../core/evaluator/verdict.ts";
import type { Session } from "../core/trace/session.ts";
import { unreadableProblem } from "../core/yaml/source-file.ts";
import type { ProjectWriter } from "../ports/project-writer.ts";
import { loadCompiler, locateProject, projectRequest } from "./compose-project.ts";
import { cacheFolder } from "./compose-results.ts";

const largestTriage = 256 * 1024 * 1024;

/** What `triage` and `coverage` know of a project; all of it may be missing. */
export type KnownProject = {
  readonly root: string;
  readonly config?: Config;
  /** Absent where there is none, or its files have problems. */
  readonly project?: Project;
  /** What keeps the project from being used, where only its dataset or its evaluators have problems. */
  readonly problems: readonly Problem[];
};

/**
 * The project that stands at a place, where there is one.
 *
 * @throws UserError `CONFIG_INVALID` where its configuration cannot be read; that there is none is fine.
 */
export async function findProject(
  cwd: string,
  options: { readonly root: string; readonly config: string },
): Promise<KnownProject> {
  const place = locateProject(cwd, options);
  const source = await projectFiles(place.root).readFile(place.configPath);
  if (source.kind === "unreadable" && source.reason === "missing")
    return { root: place.root, problems: [] };
  const { config, problems } = readConfig(source);
  if (config === undefined || problems.length > 0) {
    throw new UserError(
      "CONFIG_INVALID",
      `${join(place.root, place.configPath)} cannot be used.`,
      "Mend the places above.",
      { problems },
    );
  }
  const result = await readProject(projectRequest(place));
  return {
    root: place.root,
    config,
    ...(result.kind === "project" && { project: result.project }),
    problems: result.kind === "project" ? [] : result.problems,
  };
}

/** Cases that are run: retired ones guard nothing. */
export function runCases({ project }: KnownProject): readonly Case[] {
  return (project?.dataset.cases ?? []).filter(({ status }) => status !== "retired");
}

/** Floors of the dimensions that the configuration names. */
export function floorsOf({ config }: KnownProject): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(config?.gate.dimensions ?? {}).map(
      ([name, { floor }]) => [name, floor] as const,
    ),
  );
}

/** Axes and floor of the clustering: those of the configuration, else the usual ones. */
export function clusteringOf({
  config,
}: KnownProject): Pick<ClusterOptions, "weights" | "silhouetteFloor"> {
  const { weights, silhouetteFloor } = config?.triage ?? {};
  const all: AxisWeights = { ...defaultWeights, ...weights };
  return {
    ...(weights !== undefined && { weights: all }),
    ...(silhouetteFloor !== undefined && { silhouetteFloor }),
  };
}

/** What turns the texts of failing sessions into vectors; `undefined` where no model is configured. */
export async function composeEmbedding(
  { config, root }: KnownProject,
  ports: Pick<EmbeddingPorts, "redactor" | "signal"> & {
    readonly environment: Readonly<Record<string, string | undefined>>;
    readonly onWarning: (message: string) => void;
  },
): Promise<TriageRequest["embed"]> {
  const embeddings = config?.triage?.embeddings;
  if (embeddings === undefined) return undefined;
  const [{ openAiEmbedder }, { vectorFiles }, { embedFailures }] = await Promise.all([
    import("../adapters/llm/openai-embedder.ts"),
    import("../adapters/cache/vector-files.ts"),
    import("../app/triage/embed-failures.ts"),
  ]);
  const { environment, redactor, signal, onWarning } = ports;
  const apiKey = environment[embeddings.apiKeyEnv];
  const embedder = openAiEmbedder({
    ...embeddings,
    environment,
    ...(apiKey !== undefined && { apiKey }),
  });
  const cache = vectorFiles(join(root, cacheFolder), { onWarning });
  return (failing) => embedFailures(failing, { embedder, cache, redactor, signal });
}

/**
 * The clusters of an older triage.
 *
 * @throws UserError `TRIAGE_UNREADABLE` where the file cannot be read, or is none.
 */
export async function readKnownClusters(path: string): Promise<readonly KnownCluster[]> {
  const source = await projectFiles(dirname(path)).readFile(basename(path), largestTriage);
  if (source.kind === "text") return parseTriage(source.text, path).queue;
  throw new UserError(
    "TRIAGE_UNREADABLE",
    `${path} cannot be read: ${unreadableProblem(source).message}`,
    "Give the triage.json of an earlier `tracegate triage`, or leave --against out.",
  );
}

/** Writes a file; git is told to leave alone what lies in the project's folder of results. */
export function writeResult(root: string, path: string, text: string): void {
  projectWriter(dirname(path)).write(basename(path), text);
  const results = join(root, resultFolder);
  const name = relative(results, path);
  if (name.startsWith("..") || name === path) return;
  hideFromGit(root, name);
}

const resultFolder = ".tracegate";

/** Adds a line to `.tracegate/.gitignore`, unless it says so already. */
export function hideFromGit(root: string, name: string): void {
  const path = join(root, resultFolder, ".gitignore");
  const standing = existsSync(path) ? readFileSync(path, "utf8") : "";
  const lines = standing.split(/\r?\n/);
  if (lines.includes(name) || lines.includes("*") || lines.includes(`/${name}`)) return;
  const text = `${standing}${standing === "" || standing.endsWith("\n") ? "" : "\n"}/${name}\n`;
  projectWriter(join(root, resultFolder)).write(".gitignore", text);
}

/** Where the texts of issues are written. */
export function composeIssueWriter(root: string): ProjectWriter {
  return projectWriter(root);
}

/** What `--propose` needs of a project. */
export async function composeProposal({ project, root }: KnownProject): Promise<{
  readonly check: (session: Session) => readonly Verdict[];
  readonly exists: (path: string) => boolean;
  readonly writer: ProjectWriter;
}> {
  const { newestChecks } = await import("../core/intake/newest-checks.ts");
  const evaluators = project?.evaluators ?? new Map();
  return {
    check: newestChecks(evaluators, await loadCompiler(evaluators.values())),
    exists: (path) => existsSync(resolve(root, path)),
    writer: projectWriter(root),
  };
}
