import type { JsonValue } from "../trace/json.ts";
import type { EvaluatorFile } from "./evaluator-file.ts";

/** A compiled regular expression: where it first matches, in UTF-16 units. Linear in the text's length. */
export type Pattern = (
  text: string,
) => { readonly start: number; readonly end: number } | undefined;

/** A compiled JSON Schema: what is wrong with a value, or `undefined` where nothing is. */
export type JsonSchemaTest = (value: JsonValue) => string | undefined;

/**
 * Compilers for what users write as regular expressions and JSON Schemas.
 *
 * Both throw `PatternError` for what they cannot compile. They stand behind an interface because their
 * libraries cost more to load than a run without them.
 */
export type PatternEngines = {
  compilePattern(pattern: string): Pattern;
  compileJsonSchema(schema: Readonly<Record<string, JsonValue>>): JsonSchemaTest;
};

/** A regular expression or a JSON Schema that cannot be compiled; the message says why. */
export class PatternError extends Error {
  override readonly name = "PatternError";
}

/** Whether an evaluator's parameters are a regular expression or a JSON Schema. */
export function needsPatternEngines(evaluator: EvaluatorFile): boolean {
  if (evaluator.kind === "judge") return false;
  return ["answer-matches", "answer-schema", "tool-result-schema"].includes(evaluator.check);
}
