import { calibrationPath } from "../../core/calibrate/calibration-path.ts";
import type { Config } from "../../core/config/config-file.ts";
import type { CompileScorer } from "../../core/config/link-cases.ts";
import type { ProjectResult } from "../../core/config/link-project.ts";
import { linkProject } from "../../core/config/link-project.ts";
import type { Project } from "../../core/config/project.ts";
import { type ConfigReading, readConfig } from "../../core/config/read-config.ts";
import { type Readings, readTexts } from "../../core/config/read-texts.ts";
import {
  cassettePaths,
  maxCassetteBytes,
  readCassetteFile,
} from "../../core/config/recorded-cassettes.ts";
import { recordedSessionPaths, referencePaths } from "../../core/config/recorded-sessions.ts";
import {
  maxSessionBytes,
  readSessionFile,
  type SessionReading,
} from "../../core/dataset/session-file.ts";
import { type Problem, UserError } from "../../core/errors.ts";
import type { Evaluator } from "../../core/evaluator/evaluator.ts";
import type { CassetteReading } from "../../core/replay/cassette.ts";
import { countOf } from "../../core/report/numbers.ts";
import { parsePath } from "../../core/yaml/json-path.ts";
import type { YamlDocument } from "../../core/yaml/parse-yaml.ts";
import { problemAt } from "../../core/yaml/problem-at.ts";
import type { SourceFile } from "../../core/yaml/source-file.ts";
import type { ProjectFiles } from "../../ports/project-files.ts";
import { showExamples } from "./show-examples.ts";

export type ProjectRequest = {
  readonly files: ProjectFiles;
  /** Path of `tracegate.yaml`, relative to the project root. */
  readonly configPath: string;
  /** The compiler that these evaluators need; it may load what only some of them use. */
  readonly compilerFor: (evaluators: Iterable<Evaluator>) => Promise<CompileScorer>;
  /** Finds what the configuration's schema cannot see; it may load what only some configurations need. */
  readonly checkConfig?: (config: Config, document: YamlDocument) => Promise<readonly Problem[]>;
  /** Awaited with a configuration without problems before other files are read; these may still have some. */
  readonly onConfig?: (config: Config) => Promise<void>;
};

/**
 * Loads the project that a configuration describes.
 *
 * @throws UserError `PROJECT_INVALID` with every problem of every file.
 */
export async function loadProject(request: ProjectRequest): Promise<Project> {
  const result = await readProject(request);
  if (result.kind === "project") return result.project;
  throw projectInvalid(request, result.problems);
}

/** Every problem of every file of a project. What the command would have done is not known here. */
export function projectInvalid(
  { configPath }: Pick<ProjectRequest, "configPath">,
  problems: readonly Problem[],
): UserError {
  return new UserError(
    "PROJECT_INVALID",
    `${configPath} and the files that it names have ${countOf(problems.length, "problem")}, so nothing was done.`,
    "Mend the places above, then run `tracegate validate`.",
    { problems },
  );
}

/** Reads and parses every file of a project: the project, or all that is wrong with it. */
export async function readProject(request: ProjectRequest): Promise<ProjectResult> {
  const { files, compilerFor } = request;
  const readings = await readProjectFiles(request);
  const sessions = await readSessions(files, readings);
  const cassettes = await readCassettes(files, readings);
  const compile = await compilerFor(readings.evaluators?.evaluators.values() ?? []);
  const scenarios = await checkSimulation(readings);
  const problems = [...readings.problems, ...scenarios];
  return linkProject({ ...readings, problems, sessions, cassettes }, compile);
}

/** What is wrong with scenarios that more than a list of turns plays; its libraries are loaded where there are some. */
async function checkSimulation(readings: Readings): Promise<readonly Problem[]> {
  const isNeeded = readings.dataset?.cases.some(
    ({ source }) =>
      "user" in source &&
      (source.user.kind !== "scripted" ||
        source.user.stopWhen !== undefined ||
        source.persona !== undefined ||
        source.explore !== undefined),
  );
  if (isNeeded !== true) return [];
  const { checkScenarios } = await import("../../core/config/check-scenarios.ts");
  return checkScenarios(readings);
}

/** What the configuration, the dataset and the evaluators say, each by itself. */
export async function readProjectFiles(request: ProjectRequest): Promise<Readings> {
  const { files, configPath, onConfig } = request;
  const config = await readWholeConfig(request, await files.readFile(configPath));
  const { folders, problems } = config;
  if (config.config !== undefined && problems.length === 0) await onConfig?.(config.config);
  return readJudges(
    files,
    readTexts({
      config,
      ...(folders.dataset !== undefined && { dataset: await files.readFolder(folders.dataset) }),
      ...(folders.evaluators !== undefined && {
        evaluators: await files.readFolder(folders.evaluators),
      }),
    }),
  );
}

async function readWholeConfig(
  { checkConfig }: ProjectRequest,
  file: SourceFile,
): Promise<ConfigReading> {
  const reading = readConfig(file);
  const { config, document } = reading;
  if (config === undefined || document === undefined || checkConfig === undefined) return reading;
  return {
    ...reading,
    problems: [...reading.problems, ...(await checkConfig(config, document))],
  };
}

/** The same with what the examples of judges lead to, and with whose calibrations are there. */
async function readJudges(files: ProjectFiles, readings: Readings): Promise<Readings> {
  const { config, evaluators: reading } = readings;
  const { dataset, evaluators: folder } = config.folders;
  if (reading === undefined || dataset === undefined || folder === undefined) return readings;
  const { evaluators, problems } = await showExamples(reading.evaluators, {
    folder: dataset,
    read: (path, maxBytes) => files.readFile(path, maxBytes),
  });
  const calibrated = new Set<string>();
  for (const { kind, ref } of evaluators.values()) {
    const path = kind === "judge" ? calibrationPath(folder, ref) : undefined;
    if (path === undefined) continue;
    // Whether it is there is all that is asked; a file over the cap is.
    const file = await files.readFile(path, 1);
    if (file.kind === "text" || file.reason !== "missing") calibrated.add(ref);
  }
  const placed = problems.map(({ file, path = "", ...problem }) => {
    const document = reading.documents.get(file);
    return document === undefined
      ? { file, path, ...problem }
      : problemAt(document, parsePath(path), problem);
  });
  return {
    ...readings,
    evaluators: { ...reading, evaluators, calibrated },
    problems: [...readings.problems, ...placed],
  };
}

/** The recorded sessions that the cases name: nothing else of their folder is read. */
async function readSessions(
  files: ProjectFiles,
  { config, dataset, evaluators }: Readings,
): Promise<ReadonlyMap<string, SessionReading>> {
  const folder = config.folders.dataset;
  const known = evaluators?.evaluators ?? new Map<string, Evaluator>();
  const paths =
    folder && dataset
      ? [...recordedSessionPaths(folder, dataset), ...referencePaths(folder, dataset, known)]
      : [];
  const sessions = new Map<string, SessionReading>();
  for (const path of paths) {
    sessions.set(path, readSessionFile(await files.readFile(path, maxSessionBytes)));
  }
  return sessions;
}

/** The cassettes that the cases name. */
async function readCassettes(
  files: ProjectFiles,
  { config, dataset }: Readings,
): Promise<ReadonlyMap<string, CassetteReading>> {
  const folder = config.folders.dataset;
  const paths = folder && dataset ? cassettePaths(folder, dataset) : [];
  const cassettes = new Map<string, CassetteReading>();
  for (const path of paths) {
    cassettes.set(path, readCassetteFile(await files.readFile(path, maxCassetteBytes)));
  }
  return cassettes;
}
