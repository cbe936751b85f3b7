import { z } from "zod";
import { argumentMatch } from "../../dataset/tools-field.ts";
import { factKinds } from "../../facts/fact.ts";
import { count, jsonSchemaObject, toolName, toolNames } from "../evaluator-fields.ts";

const terms = z.array(z.string().min(1).max(1000)).min(1).max(200);

const turn = z
  .union([z.enum(["last", "any", "every"]), z.int().min(1).max(100)])
  .default("last")
  .describe("Which reply is read: the last one, any, every one, or that of the n-th turn.");

const kinds = z
  .array(z.enum(factKinds))
  .min(1)
  .optional()
  .describe("Which facts are read; all kinds where left out.");

/** What must hold of the values at a path; at least one of the last four is needed. */
const valueTest = {
  path: z
    .string()
    .min(1)
    .max(500)
    .describe(
      "Where the value stands: keys, indexes and `[*]`, such as `orders[0].status`; `$` is the whole.",
    ),
  equals: z.json().optional().describe("The value must be this."),
  matches: z
    .string()
    .min(1)
    .max(2000)
    .optional()
    .describe("A regular expression in RE2 syntax that the value must match somewhere."),
  min: z.number().optional().describe("The least number that passes."),
  max: z.number().optional().describe("The greatest number that passes."),
};

const tokens = z.int().min(1).max(1_000_000_000);
const dollars = z.number().gt(0).max(1_000_000);
const milliseconds = z.int().min(1).max(86_400_000);

/**
 * The parameters of every check, by the check's name: the keys that stand beside `check:` in its file.
 *
 * They are one table so that a reader, the JSON Schema and `docs/evaluators.md` see the same list.
 */
export const checkParameters = {
  "answer-contains": z.strictObject({
    any: terms.optional().describe("The reply must contain at least one of these."),
    all: terms.optional().describe("The reply must contain each of these."),
    none: terms.optional().describe("The reply must contain none of these."),
    ignoreCase: z.boolean().default(true).describe("Whether upper and lower case are the same."),
    turn,
  }),
  "answer-matches": z.strictObject({
    pattern: z
      .string()
      .min(1)
      .max(2000)
      .describe("A regular expression in RE2 syntax; it may match anywhere. `(?i)` ignores case."),
    expect: z.enum(["match", "no-match"]).default("match"),
    turn,
  }),
  "answer-schema": z.strictObject({
    schema: jsonSchemaObject,
    turn,
  }),
  "answer-language": z.strictObject({
    languages: z
      .array(z.string().regex(/^[a-z]{2}$/, "an ISO 639-1 code, such as `en`"))
      .min(1)
      .max(60)
      .describe("Languages that the reply may be in, as ISO 639-1 codes."),
    turn,
  }),
  "tool-called": z.strictObject({
    tool: toolName,
    min: count.default(1).describe("The fewest calls that pass."),
    max: count.optional().describe("The most calls that pass; no limit where left out."),
  }),
  "tool-not-called": z.strictObject({
    tools: toolNames.describe("Tools of which none may be called."),
  }),
  "tool-arguments": z.strictObject({
    tool: toolName,
    arguments: z
      .record(z.string(), z.json())
      .describe("The arguments that a call is compared with."),
    match: z
      .enum(["exact", "subset", "superset"])
      .default("superset")
      .describe(
        "What the call's arguments must be, compared with those listed: `exact`ly these, a `superset` (at least these), or a `subset` (nothing beyond these).",
      ),
    ignore: z
      .array(z.string().min(1))
      .max(100)
      .optional()
      .describe("Top-level arguments that are not compared."),
    overrides: z
      .record(
        z.string().min(1).max(200),
        z.union([z.enum(["subset", "superset"]), argumentMatch.valueType]),
      )
      .optional()
      .describe(
        "How single arguments are compared, where equal values are too much or too little asked.",
      ),
  }),
  "tool-correctness": z.strictObject({
    tools: z
      .array(z.string().min(1).max(200))
      .min(1)
      .max(500)
      .describe("The calls that are expected, by tool; a tool may stand more than once."),
    measure: z.enum(["f1", "precision", "recall"]).default("f1").describe("What is held to `min`."),
    min: z.number().gt(0).max(1).default(1).describe("The lowest score that passes."),
    ignore: toolNames.optional().describe("Tools whose calls do not count."),
  }),
  trajectory: z.strictObject({
    tools: z
      .array(z.string().min(1).max(200))
      .max(500)
      .describe("The calls that are expected, by tool; a tool may stand more than once."),
    match: z
      .enum(["strict", "in-order", "unordered", "subset", "superset"])
      .describe(
        "What the calls must be, compared with the list: `strict`ly these in this order, these `in-order` with others between, these in any order (`unordered`), a `subset` (nothing beyond these), or a `superset` (at least these).",
      ),
  }),
  "tool-result-not-empty": z.strictObject({
    tools: toolNames.describe("Tools whose every call must find something."),
  }),
  "tool-result-schema": z.strictObject({
    tool: toolName,
    schema: jsonSchemaObject,
  }),
  "tool-result-value": z.strictObject({
    tool: toolName,
    ...valueTest,
    calls: z
      .enum(["every", "any"])
      .default("every")
      .describe("Whether every result of the tool must be so, or one."),
  }),
  "tool-result-fresh": z.strictObject({
    tool: toolName,
    path: valueTest.path,
    maxAgeMinutes: z
      .number()
      .gt(0)
      .max(5_256_000)
      .describe("How long before the call the time at `path` may lie."),
  }),
  "final-state": z.strictObject(valueTest),
  "abstains-after-empty-result": z.strictObject({
    tools: toolNames.describe("Tools whose empty or failed result calls for an admission."),
    hedges: z
      .array(z.string().min(1).max(200))
      .min(1)
      .max(200)
      .optional()
      .describe("Phrases that admit not knowing; a list of English ones where left out."),
  }),
  "grounded-facts": z.strictObject({
    kinds,
    allow: z
      .array(z.string().min(1).max(200))
      .max(200)
      .optional()
      .describe("Facts that need no support, written as the agent would write them."),
  }),
  "step-confidence": z.strictObject({
    min: z
      .number()
      .gt(0)
      .max(1)
      .default(0.5)
      .describe("The lowest share of supported facts that a step may have."),
    kinds,
  }),
  "no-contradicted-fact": z.strictObject({
    tools: toolNames.optional().describe("Tools whose arguments are watched; all where left out."),
  }),
  "no-repeated-question": z.strictObject({
    max: count.default(0).describe("How often the agent may ask for what it was already given."),
  }),
  "no-repeated-call": z.strictObject({
    max: count.min(1).default(1).describe("How often one identical call may stand in a session."),
    tools: toolNames.optional().describe("Tools that are watched; all where left out."),
  }),
  "recovers-from-tool-failure": z.strictObject({
    tools: toolNames
      .optional()
      .describe(
        "Tools whose failures are watched, and which stand in for each other; all where left out.",
      ),
    readOnly: toolNames
      .optional()
      .describe("Tools that only read; those whose names say so where left out."),
    maxRetries: count
      .default(2)
      .describe("How often a failed call may be made again with the same arguments."),
    hedges: z
      .array(z.string().min(1).max(200))
      .min(1)
      .max(200)
      .optional()
      .describe("Phrases that admit a failure; a list of English ones where left out."),
    whenNothingFails: z
      .enum(["unscored", "pass"])
      .default("unscored")
      .describe("The verdict on a session in which no tool failed."),
  }),
  "latency-budget": z.strictObject({
    turnMs: milliseconds.optional().describe("The longest that any turn may take."),
    sessionMs: milliseconds.optional().describe("The longest that all turns together may take."),
  }),
  "token-budget": z.strictObject({
    tokens: tokens
      .optional()
      .describe("Most tokens of a session, input and output of all model calls together."),
    turnTokens: tokens.optional().describe("Most tokens of any one turn."),
  }),
  "cost-budget": z.strictObject({
    usd: dollars.optional().describe("Most US dollars of a session."),
    turnUsd: dollars.optional().describe("Most US dollars of any one turn."),
  }),
  "turn-budget": z.strictObject({
    turns: count.min(1).optional().describe("The most turns of a session."),
    steps: count.min(1).optional().describe("The most steps (model and tool calls) of a session."),
    turnSteps: count.min(1).optional().describe("The most steps of any one turn."),
  }),
  "plan-length": z.strictObject({
    max: count.min(1).describe("The most steps that a plan may have."),
  }),
} as const;

export type CheckParameters = {
  [Name in keyof typeof checkParameters]: z.output<(typeof checkParameters)[Name]>;
};
export type CheckName = keyof CheckParameters;
