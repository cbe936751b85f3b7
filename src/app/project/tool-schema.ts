import { PatternError } from "../../core/evaluator/pattern-engines.ts";
import { re2AjvEngines } from "../../core/evaluator/re2-ajv-engines.ts";
import { isJsonObject, type JsonValue } from "../../core/trace/json.ts";

/** Compiles a schema of a recorded tool catalog; `undefined` where it is none that can be held to. */
export function compileToolSchema(
  schema: JsonValue,
): ((value: JsonValue) => string | undefined) | undefined {
  if (!isJsonObject(schema)) return undefined;
  try {
    return re2AjvEngines.compileJsonSchema(schema);
  } catch (error) {
    if (error instanceof PatternError) return undefined;
    throw error;
  }
}
