import { projectFiles } from "../adapters/fs/project-files.ts";
import type { ProjectRequest } from "../app/load-project.ts";
import type { CompileScorer } from "../core/config/link-cases.ts";
import { compileScorer } from "../core/evaluator/compile-scorer.ts";
import type { Evaluator } from "../core/evaluator/evaluator.ts";
import { needsPatternEngines } from "../core/evaluator/pattern-engines.ts";

/** Where a project lies: its folder and its configuration, seen from there. */
export type ProjectPlace = { readonly root: string; readonly configPath: string };

/** Reads a project from the disk. */
export function projectRequest({ root, configPath }: ProjectPlace): ProjectRequest {
  return { files: projectFiles(root), configPath, compilerFor: loadCompiler };
}

/**
 * The compiler of expectations, with what these evaluators need: regular expressions and JSON Schemas
 * bring libraries that most projects never use.
 */
export async function loadCompiler(evaluators: Iterable<Evaluator>): Promise<CompileScorer> {
  if (![...evaluators].some(needsPatternEngines)) {
    return (of, known) => compileScorer(of, known);
  }
  const { re2AjvEngines } = await import("../core/evaluator/re2-ajv-engines.ts");
  return (of, known) => compileScorer(of, known, re2AjvEngines);
}
