import { projectFiles } from "../adapters/fs/project-files.ts";
import type { ProjectRequest } from "../app/load-project.ts";
import { compileScorer } from "../core/evaluator/compile-scorer.ts";
import type { Evaluator } from "../core/evaluator/evaluator.ts";
import { needsPatternEngines, type PatternEngines } from "../core/evaluator/pattern-engines.ts";

/** Where a project lies: its folder and its configuration, seen from there. */
export type ProjectPlace = { readonly root: string; readonly configPath: string };

/** Reads a project from the disk; the pattern engines are loaded only where an evaluator needs them. */
export function projectRequest({ root, configPath }: ProjectPlace): ProjectRequest {
  return {
    files: projectFiles(root),
    configPath,
    compilerFor: async (evaluators) => {
      const engines = await enginesFor(evaluators);
      return (of, known) => compileScorer(of, known, engines);
    },
  };
}

/** The compilers for regular expressions and JSON Schemas; `undefined` where no evaluator has any. */
export async function enginesFor(
  evaluators: Iterable<Evaluator>,
): Promise<PatternEngines | undefined> {
  for (const evaluator of evaluators) {
    if (needsPatternEngines(evaluator)) {
      const { re2AjvEngines } = await import("../core/evaluator/re2-ajv-engines.ts");
      return re2AjvEngines;
    }
  }
  return undefined;
}
