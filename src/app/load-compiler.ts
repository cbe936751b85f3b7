import { compileScorer } from "../core/evaluator/compile-scorer.ts";
import type { Evaluator } from "../core/evaluator/evaluator.ts";
import { needsPatternEngines } from "../core/evaluator/pattern-engines.ts";
import type { ScorerResult } from "../core/evaluator/scorer.ts";

/** `compileScorer` with the engines that it may need. */
export type Compiler = (
  of: Parameters<typeof compileScorer>[0],
  evaluators: ReadonlyMap<string, Evaluator>,
) => ScorerResult;

/**
 * Loads what these evaluators need to be compiled, and nothing else: regular expressions and JSON
 * Schemas bring libraries that most projects never use.
 */
export async function loadCompiler(evaluators: Iterable<Evaluator>): Promise<Compiler> {
  const isNeeded = [...evaluators].some(needsPatternEngines);
  if (!isNeeded) return (of, known) => compileScorer(of, known);
  const { re2AjvEngines } = await import("../core/evaluator/re2-ajv-engines.ts");
  return (of, known) => compileScorer(of, known, re2AjvEngines);
}
