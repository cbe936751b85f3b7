import { RE2JS } from "re2js";
import { z } from "zod";
import type { JsonValue } from "../trace/json.ts";
import type { GroupSource } from "./template.ts";
import { parsePlaceholders } from "./template.ts";

const toolName = z.string().min(1).max(200);
const toolNames = z.array(toolName).min(1).max(100);
const phrases = z.array(z.string().min(1).max(1000)).min(1).max(100);

const pattern = z
  .string()
  .min(1)
  .max(2000)
  .superRefine((source, context) => {
    const message = patternProblem(source);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  })
  .describe("A regular expression in RE2 syntax; it may match anywhere. `(?i)` ignores case.");

const textFields = {
  any: phrases.optional().describe("It contains at least one of these, in upper or lower case."),
  all: phrases.optional().describe("It contains each of these, in upper or lower case."),
  none: phrases.optional().describe("It contains none of these, in upper or lower case."),
  matches: pattern.optional(),
};

const textCondition = z
  .strictObject(textFields)
  .refine(asksSomething, "say what the text must contain: `any`, `all`, `none` or `matches`");

const callNumber = z.int().min(1).max(100_000);

const when = z
  .strictObject({
    last: z
      .enum(["system", "developer", "user", "assistant", "tool"])
      .optional()
      .describe("Who wrote the last message of the request."),
    user: textCondition.optional().describe("The last thing that the user said."),
    said: textCondition
      .optional()
      .describe("All that the user has said in the session, newest first, one message a line."),
    system: textCondition.optional().describe("The system prompt."),
    tool: z
      .strictObject({
        name: toolName.optional(),
        result: z
          .enum(["empty", "error", "present"])
          .optional()
          .describe(
            "`error`: JSON with an `error` member, or text that begins with “error”. `empty`: nothing, or a list of nothing. `present`: anything else.",
          ),
        ...textFields,
      })
      .refine(asksSomething, "name the tool, or say what its result is or must contain")
      .optional()
      .describe("A tool has just answered: the request ends with its result."),
    offers: toolNames.optional().describe("The request offers each of these tools."),
    call: z
      .union([
        callNumber,
        z
          .strictObject({ from: callNumber.optional(), to: callNumber.optional() })
          .refine(asksSomething, "give `from`, `to` or both"),
      ])
      .optional()
      .describe("Which model call of the session this is, counted from 1."),
  })
  .describe("What must all be true of the request. `{}` is every request.");

const toolCall = z.strictObject({
  tool: toolName,
  arguments: z
    .record(z.string(), z.json())
    .default({})
    .describe("Placeholders in its texts are replaced."),
});

const answer = z
  .strictObject({
    weight: z
      .number()
      .gt(0)
      .max(1_000_000)
      .default(1)
      .describe("How often it is given, compared with the other answers of the rule."),
    say: z
      .string()
      .min(1)
      .max(20_000)
      .optional()
      .describe("Text. `{{user}}`, `{{match.1}}` and `{{result./order/total}}` are replaced."),
    call: z.array(toolCall).min(1).max(20).optional().describe("Tools that the model asks for."),
  })
  .refine(
    ({ say, call }) => say !== undefined || call !== undefined,
    "an answer must `say` a text, `call` tools, or both",
  );

const rule = z
  .strictObject({
    name: z.string().min(1).max(200).describe("One line for people; error messages name it."),
    when,
    answers: z.array(answer).min(1).max(100),
  })
  .superRefine((value, context) => {
    for (const [index, given] of value.answers.entries()) {
      for (const text of textsOf(given)) {
        const message = templateProblem(text, value.when);
        if (message !== undefined) {
          context.addIssue({ code: "custom", message, path: ["answers", index] });
        }
      }
    }
  });

/**
 * A scripted model: what an OpenAI-compatible model answers, decided by rules instead of weights.
 *
 * The first rule whose conditions all hold gives the answer; a request that no rule matches is an error.
 */
export const scriptedModelFile = z.strictObject({
  version: z.literal(1),
  model: z
    .string()
    .min(1)
    .max(200)
    .default("scripted-model")
    .describe("The name that answers carry."),
  rules: z
    .array(rule)
    .min(1)
    .max(1000)
    .superRefine((rules, context) => {
      const names = new Set<string>();
      for (const [index, { name }] of rules.entries()) {
        if (names.has(name)) {
          context.addIssue({
            code: "custom",
            message: `another rule is named “${name}”`,
            path: [index, "name"],
          });
        }
        names.add(name);
      }
    })
    .describe("Read from the top; the first that fits answers."),
});

export type ScriptedModelFile = z.output<typeof scriptedModelFile>;
export type ScriptedRule = ScriptedModelFile["rules"][number];
export type ScriptedConditions = ScriptedRule["when"];
export type TextCondition = z.output<typeof textCondition>;

function asksSomething(condition: Readonly<Record<string, unknown>>): boolean {
  return Object.values(condition).some((value) => value !== undefined);
}

function patternProblem(source: string): string | undefined {
  try {
    RE2JS.compile(source);
    return undefined;
  } catch (error) {
    return `not a regular expression: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function textsOf(given: z.output<typeof answer>): readonly string[] {
  const texts = given.say === undefined ? [] : [given.say];
  return [...texts, ...(given.call ?? []).flatMap((call) => textsIn(call.arguments))];
}

function textsIn(value: JsonValue): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

/** A placeholder may only quote what the rule's own conditions promise to be there. */
function templateProblem(text: string, conditions: ScriptedConditions): string | undefined {
  const parsed = parsePlaceholders(text);
  if (parsed.kind === "problem") return parsed.message;
  for (const placeholder of parsed.placeholders) {
    if (placeholder.kind === "result" && conditions.tool === undefined) {
      return `\`${placeholder.written}\` needs a condition on \`tool\``;
    }
    if (placeholder.kind === "group") {
      const groups = groupCount(conditions, placeholder.source);
      const condition = placeholder.source === "match" ? "user" : placeholder.source;
      if (groups === undefined) {
        return `\`${placeholder.written}\` needs \`${condition}: { matches: … }\``;
      }
      if (placeholder.group > groups) {
        return `\`${placeholder.written}\`: the expression of \`${condition}\` has ${groups} groups`;
      }
    }
  }
  return undefined;
}

function groupCount(conditions: ScriptedConditions, source: GroupSource): number | undefined {
  const condition = source === "match" ? conditions.user : conditions[source];
  if (condition?.matches === undefined || patternProblem(condition.matches) !== undefined) {
    return undefined;
  }
  return RE2JS.compile(condition.matches).groupCount();
}
