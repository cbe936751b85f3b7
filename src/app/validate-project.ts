import { projectFacts } from "../core/config/project-facts.ts";
import type { Validation } from "../core/config/validation.ts";
import { validationSchema } from "../core/config/validation.ts";
import type { ProjectRequest } from "./load-project.ts";
import { readProject } from "./load-project.ts";

/** Holds a whole project to its rules and runs nothing: every problem, or what a run of it would be. */
export async function validateProject(request: ProjectRequest): Promise<Validation> {
  const result = await readProject(request);
  return result.kind === "project"
    ? { schema: validationSchema, result: "valid", facts: projectFacts(result.project) }
    : { schema: validationSchema, result: "invalid", problems: result.problems };
}
