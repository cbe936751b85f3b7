import type { KeywordDefinition, Options } from "ajv";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import { RE2JS } from "re2js";
import { canonicalJson } from "../trace/canonical-json.ts";
import type { JsonValue } from "../trace/json.ts";
import type { JsonSchemaTest, Pattern, PatternEngines } from "./pattern-engines.ts";
import { PatternError } from "./pattern-engines.ts";

/**
 * Pattern engines on re2js and ajv. Import it only where an evaluator needs one: it costs about 20 ms.
 *
 * Sessions are hostile: patterns run in time linear in the text, in schemas too, and lists are searched
 * for repeats in one pass. Schemas are trusted to be finite; nothing is ever fetched.
 */
export const re2AjvEngines: PatternEngines = { compilePattern, compileJsonSchema };

function compilePattern(pattern: string): Pattern {
  const regex = compileRe2(pattern);
  return (text) => {
    const matcher = regex.matcher(text);
    return matcher.find() ? { start: matcher.start(), end: matcher.end() } : undefined;
  };
}

function compileRe2(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    throw new PatternError(messageOf(error), { cause: error });
  }
}

function compileJsonSchema(schema: Readonly<Record<string, JsonValue>>): JsonSchemaTest {
  const { $schema: draft } = schema;
  try {
    const ajv = isDraft7(draft) ? new Ajv(options) : new Ajv2020(options);
    ajv.removeKeyword("uniqueItems").addKeyword(uniqueItems);
    const validate = ajv.compile<JsonValue>(schema);
    return (value) =>
      validate(value) ? undefined : ajv.errorsText(validate.errors, { dataVar: "" }).trim();
  } catch (error) {
    throw new PatternError(messageOf(error), { cause: error });
  }
}

function isDraft7(draft: JsonValue | undefined): boolean {
  return typeof draft === "string" && draft.includes("draft-07");
}

/** What ajv calls as `new RegExp(pattern, flags)`. It tells the results apart by their `toString` alone. */
const linearRegExp = Object.assign(
  (pattern: string) => {
    const regex = compileRe2(pattern);
    return { test: (text: string) => regex.test(text), toString: () => `re2:${pattern}` };
  },
  { code: "linearRegExp" },
);

const options: Options = {
  strict: false,
  // A keyword that nobody knows, such as a misspelt one, would hold the value to nothing.
  strictSchema: true,
  allowMatchingProperties: true,
  // `format` is an annotation here: its patterns would run on the engine that backtracks. Unknown ones are refused.
  formats: Object.fromEntries(
    (
      "date-time,date,time,duration,email,idn-email,hostname,idn-hostname,ipv4,ipv6,uri,uri-reference,iri," +
      "iri-reference,uuid,uri-template,json-pointer,relative-json-pointer,regex"
    )
      .split(",")
      .map((name) => [name, true]),
  ),
  logger: false,
  // A remote reference is then an unknown one, and unknown ones do not compile.
  addUsedSchema: false,
  code: { regExp: linearRegExp },
};

/** ajv's own compares every pair of objects: 32,000 of them are half a billion comparisons. */
const uniqueItems: KeywordDefinition = {
  keyword: "uniqueItems",
  type: "array",
  schemaType: "boolean",
  error: { message: "must NOT have duplicate items" },
  validate: (isAsked: boolean, items: readonly JsonValue[]) =>
    !isAsked || new Set(items.map((item) => canonicalJson([item]))).size === items.length,
};

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/^strict mode: /, "") : String(error);
}
