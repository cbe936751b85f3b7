import type { Project } from "../../core/config/project.ts";
import { projectFacts } from "../../core/config/project-facts.ts";
import type { Validation } from "../../core/config/validation.ts";
import { validationSchema } from "../../core/config/validation.ts";
import type { Problem } from "../../core/errors.ts";
import type { BaseFiles } from "../../ports/base-files.ts";
import type { ProjectRequest } from "../project/load-project.ts";
import { readProject } from "../project/load-project.ts";
import { findEditedReleases } from "../score/released-evaluators.ts";
import { checkLabels } from "./check-labels.ts";

/**
 * Holds a whole project to its rules and runs nothing: every problem, or what a run of it would be.
 *
 * Evaluators that `base` has released must mean what they meant; outside git nothing is released.
 */
export async function validateProject(
  request: ProjectRequest,
  base: BaseFiles,
): Promise<Validation> {
  const result = await readProject(request);
  if (result.kind === "problems") return invalid(result.problems);
  const { project } = result;
  const edited = await findEditedReleases(project.evaluators, project.config, base);
  const wrong = [...edited, ...(await checkLabels(project, request.files))];
  if (wrong.length > 0) return invalid(wrong);
  const warnings = await warningsOf(project);
  return {
    schema: validationSchema,
    result: "valid",
    facts: projectFacts(project),
    ...(warnings.length > 0 && { warnings }),
  };
}

/** The statistics of a sequential test are loaded where one is wanted. */
async function warningsOf(project: Project): Promise<readonly string[]> {
  if (project.config.runs.stop !== "sequential") return [];
  const { describeSequentialGap, sequentialGaps } = await import(
    "../../core/gate/sequential-gaps.ts"
  );
  return sequentialGaps(project).map(describeSequentialGap);
}

function invalid(problems: readonly Problem[]): Validation {
  return { schema: validationSchema, result: "invalid", problems };
}
