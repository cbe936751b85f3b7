import type { Config } from "../../core/config/config-file.ts";
import type { CaseSource, DatasetFile } from "../../core/dataset/dataset.ts";
import type { Evaluator } from "../../core/evaluator/evaluator.ts";
import type { ProjectFiles } from "../../ports/project-files.ts";
import { type ProjectRequest, projectInvalid, readProjectFiles } from "./load-project.ts";

/** What measuring judges needs of a project; its cases need not make a plan that can pass. */
export type JudgedProject = {
  readonly config: Config;
  readonly dataset: DatasetFile;
  readonly cases: readonly CaseSource[];
  /** By `name@version`; judges with what their examples lead to. */
  readonly evaluators: ReadonlyMap<string, Evaluator>;
  readonly files: ProjectFiles;
};

/**
 * Loads a project without holding its cases to its floors: judges are measured before anything rests on them.
 *
 * @throws UserError `PROJECT_INVALID` with every problem of every file.
 */
export async function loadJudgedProject(request: ProjectRequest): Promise<JudgedProject> {
  const readings = await readProjectFiles(request);
  const { problems } = readings;
  const { config } = readings.config;
  const { dataset, cases = [] } = readings.dataset ?? {};
  const evaluators = readings.evaluators?.evaluators;
  if (problems.length === 0 && config && dataset && evaluators) {
    const { files } = request;
    const sources = cases.map(({ source }) => source);
    return { config, dataset: dataset.value, cases: sources, evaluators, files };
  }
  throw projectInvalid(request, problems);
}
