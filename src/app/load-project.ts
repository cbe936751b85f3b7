import type { CompileScorer } from "../core/config/link-cases.ts";
import type { ProjectResult } from "../core/config/link-project.ts";
import { linkProject } from "../core/config/link-project.ts";
import type { Project } from "../core/config/project.ts";
import { readConfig } from "../core/config/read-config.ts";
import { readTexts } from "../core/config/read-texts.ts";
import { UserError } from "../core/errors.ts";
import type { Evaluator } from "../core/evaluator/evaluator.ts";
import type { ProjectFiles } from "../ports/project-files.ts";

export type ProjectRequest = {
  readonly files: ProjectFiles;
  /** Path of `tracegate.yaml`, relative to the project root. */
  readonly configPath: string;
  /** The compiler that these evaluators need; it may load what only some of them use. */
  readonly compilerFor: (evaluators: Iterable<Evaluator>) => Promise<CompileScorer>;
};

/**
 * Loads the project that a configuration describes.
 *
 * @throws UserError `PROJECT_INVALID` with every problem of every file.
 */
export async function loadProject(request: ProjectRequest): Promise<Project> {
  const result = await readProject(request);
  if (result.kind === "project") return result.project;
  const { problems } = result;
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  throw new UserError(
    "PROJECT_INVALID",
    `${request.configPath} and the files that it names have ${count}; nothing was run.`,
    "Mend the places above, then run `tracegate validate`.",
    { problems },
  );
}

/** Reads and parses every file of a project: the project, or all that is wrong with it. */
export async function readProject(request: ProjectRequest): Promise<ProjectResult> {
  const { files, configPath, compilerFor } = request;
  const config = await files.readFile(configPath);
  const { folders } = readConfig(config);
  const readings = readTexts({
    config,
    ...(folders.dataset !== undefined && { dataset: await files.readFolder(folders.dataset) }),
    ...(folders.evaluators !== undefined && {
      evaluators: await files.readFolder(folders.evaluators),
    }),
  });
  const compile = await compilerFor(readings.evaluators?.evaluators.values() ?? []);
  return linkProject(readings, compile);
}
