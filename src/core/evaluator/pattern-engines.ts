import type { JsonValue } from "../trace/json.ts";
import type { EvaluatorFile } from "./evaluator-file.ts";

/** A compiled regular expression: where it first matches, in UTF-16 units. Linear in the text's length. */
export type Pattern = (
  text: string,
) => { readonly start: number; readonly end: number } | undefined;

/** A compiled JSON Schema: what is wrong with a value, or `undefined` where nothing is. */
export type JsonSchemaTest = (value: JsonValue) => string | undefined;

/** Tells languages apart. */
export type LanguageDetector = {
  /** The ISO 639-1 codes that it knows, sorted. */
  readonly codes: readonly string[];
  /** The language of a text as one of the codes; `undefined` where it cannot be told reliably. */
  readonly detect: (text: string) => string | undefined;
};

/**
 * Compilers for what users write as regular expressions and JSON Schemas.
 *
 * Both throw `PatternError` for what they cannot compile. They stand behind an interface because their
 * libraries cost more to load than a run without them.
 */
export type PatternEngines = {
  compilePattern(pattern: string): Pattern;
  compileJsonSchema(schema: Readonly<Record<string, JsonValue>>): JsonSchemaTest;
  /** Absent where no evaluator asks for a language (`needsLanguages`). */
  readonly languages?: LanguageDetector;
};

/** A regular expression or a JSON Schema that cannot be compiled; the message says why. */
export class PatternError extends Error {
  override readonly name = "PatternError";
}

const withPatterns = new Set([
  "answer-matches",
  "answer-schema",
  "answer-language",
  "tool-result-schema",
  "tool-result-value",
  "final-state",
]);

/** Whether an evaluator's parameters may be a regular expression or a JSON Schema, or it asks for a language. */
export function needsPatternEngines(evaluator: EvaluatorFile): boolean {
  return evaluator.kind === "check" && withPatterns.has(evaluator.check);
}

/** Whether an evaluator asks for the language of a text. */
export function needsLanguages(evaluator: EvaluatorFile): boolean {
  return evaluator.kind === "check" && evaluator.check === "answer-language";
}
