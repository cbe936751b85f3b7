import type { JsonValue } from "../../trace/json.ts";
import type { Pattern } from "../pattern-engines.ts";
import { PatternError } from "../pattern-engines.ts";
import { matchesAnything } from "./answer.ts";
import type { CheckContext, ParameterProblem } from "./check.ts";
import type { CheckParameters } from "./parameters.ts";
import { isTooDeep, parseJson } from "./parse-json.ts";
import { cut } from "./replies.ts";
import { isSameJson } from "./same-json.ts";
import { compilePath, type ValuePath } from "./value-path.ts";

/** What is wrong at a path of a value; `undefined` where nothing is. */
export type ValueTest = (value: JsonValue) => string | undefined;

export type CompiledValueTest =
  | { readonly kind: "test"; readonly test: ValueTest }
  | { readonly kind: "wrong"; readonly problem: ParameterProblem };

/** Compiles what must hold at a path: every value there meets all that is asked, and there is one. */
export function compileValueTest(
  parameters: CheckParameters["final-state"],
  context: CheckContext,
): CompiledValueTest {
  const { path, equals, matches, min, max } = parameters;
  const place = compilePlace(path);
  if (place.kind === "wrong") return place;
  if (equals === undefined && matches === undefined && min === undefined && max === undefined) {
    return misses({
      parameter: "equals",
      message: "nothing is asked of the value",
      expected:
        "at least one of `equals`, `matches`, `min` and `max`, in the evaluator's file or in `with`",
      example: 'equals: "refunded"',
    });
  }
  if (min !== undefined && max !== undefined && max < min) {
    return misses({
      parameter: "max",
      message: `is ${max}, below \`min\`, which is ${min}`,
      expected: "a number that is not below `min`",
      example: `max: ${min}`,
    });
  }
  let find: Pattern | undefined;
  try {
    find = matches === undefined ? undefined : context.engines().compilePattern(matches);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    return misses({
      parameter: "matches",
      message: `is no regular expression: ${error.message}`,
      expected: "a regular expression in RE2 syntax",
      example: 'matches: "^(lost|returned)$"',
    });
  }
  if (find !== undefined && matchesAnything(find)) {
    return misses({
      parameter: "matches",
      message: "matches every text, even an empty one",
      expected: "a pattern that a value can lack",
      example: 'matches: "^(lost|returned)$"',
    });
  }
  const complaintAbout = (value: JsonValue): string | undefined => {
    if (equals !== undefined && !isSameJson(value, equals)) return `not ${show(equals)}`;
    if (find !== undefined && !isFound(find, value))
      return `which does not match \`${cut(matches ?? "", 80)}\``;
    if (min === undefined && max === undefined) return undefined;
    const number = numberOf(value);
    if (number === undefined) return "which is no number";
    if (min !== undefined && number < min) return `below ${min}`;
    return max !== undefined && number > max ? `above ${max}` : undefined;
  };
  return {
    kind: "test",
    test: (root) => {
      const values = place.valuesAt(root);
      if (values.length === 0) return `there is nothing at \`${path}\``;
      for (const value of values) {
        const complaint = complaintAbout(value);
        if (complaint !== undefined) return `\`${path}\` is ${show(value)}, ${complaint}`;
      }
      return undefined;
    },
  };
}

export type CompiledPlace =
  | { readonly kind: "place"; readonly valuesAt: ValuePath }
  | { readonly kind: "wrong"; readonly problem: ParameterProblem };

/** Compiles a path; text that is JSON is looked into as what it says, and what nests too deep holds nothing. */
export function compilePlace(path: string): CompiledPlace {
  const valuesAt = compilePath(path);
  if (valuesAt !== undefined) {
    return {
      kind: "place",
      valuesAt: (root) => {
        const parsed = typeof root === "string" ? parseJson(root) : undefined;
        const value = parsed?.kind === "json" ? parsed.value : root;
        return isTooDeep(value) ? [] : valuesAt(value);
      },
    };
  }
  return misses({
    parameter: "path",
    message: `\`${cut(path, 80)}\` is no path that is understood`,
    expected: "keys, indexes and `[*]`; no filters, slices or `..`",
    example: "path: orders[0].status",
  });
}

function misses(problem: ParameterProblem): {
  readonly kind: "wrong";
  readonly problem: ParameterProblem;
} {
  return { kind: "wrong", problem };
}

function isFound(find: Pattern, value: JsonValue): boolean {
  const text = typeof value === "number" || typeof value === "boolean" ? String(value) : value;
  return typeof text === "string" && find(text) !== undefined;
}

/** Many tools give numbers as text. */
function numberOf(value: JsonValue): number | undefined {
  if (typeof value === "number") return value;
  const isNumeric = typeof value === "string" && /^\s*-?\d+(?:\.\d+)?\s*$/.test(value);
  return isNumeric ? Number(value) : undefined;
}

function show(value: JsonValue): string {
  return typeof value === "string" ? `“${cut(value, 80)}”` : cut(JSON.stringify(value), 80);
}
