import type { JsonValue } from "../../trace/json.ts";
import type { JsonSchemaTest, Pattern } from "../pattern-engines.ts";
import { PatternError } from "../pattern-engines.ts";
import type { CheckContext, CompileCheck, CompiledCheck, ParameterProblem } from "./check.ts";
import { ready, wrong } from "./check.ts";
import { foldWords, wordsOf } from "./find-words.ts";
import { isTooDeep, parseJson } from "./parse-json.ts";
import { isVisible, plainText } from "./plain-text.ts";
import type { ReplyFinding, TurnChoice } from "./replies.ts";
import { cut, judgeReplies, sentenceAround } from "./replies.ts";

/** `answer-contains`: words that the reply must and must not hold. */
export const answerContains: CompileCheck<"answer-contains"> = (parameters, context) => {
  const { any, all, none, ignoreCase, turn } = parameters;
  if (any === undefined && all === undefined && none === undefined) {
    return wrong({
      parameter: "any",
      message: "nothing is looked for",
      expected: "at least one of `any`, `all` and `none`, in the evaluator's file or in `with`",
      example: 'with: { any: ["could not find"] }',
    });
  }
  const blank = blankTerm({ any, all, none });
  if (blank !== undefined) return wrong(blank);
  const folded = (terms: readonly string[] = []): readonly (readonly [string, string])[] =>
    terms.map((term) => [term, foldWords(term, ignoreCase)]);
  const [anyOf, allOf, noneOf] = [folded(any), folded(all), folded(none)];
  const test = (reply: string): ReplyFinding => {
    const words = wordsOf(reply, ignoreCase);
    for (const [term, needle] of noneOf) {
      if (!words.has(needle)) continue;
      const { start, end } = words.placeOf(needle);
      const quote = sentenceAround(reply, start, end);
      return { isRight: false, why: `contains “${cut(term, 80)}”`, quote };
    }
    const missing = allOf.find(([, needle]) => !words.has(needle));
    if (missing !== undefined) {
      return { isRight: false, why: `does not contain “${cut(missing[0], 80)}”`, quote: reply };
    }
    if (anyOf.length === 0 || anyOf.some(([, needle]) => words.has(needle))) {
      return { isRight: true };
    }
    const listed = anyOf.slice(0, 3).map(([term]) => `“${cut(term, 40)}”`);
    const more = anyOf.length > 3 ? ` and ${anyOf.length - 3} more` : "";
    return { isRight: false, why: `contains none of ${listed.join(", ")}${more}`, quote: reply };
  };
  return forReplies(turn, context, test);
};

/** A term of which nothing can be seen stands in every reply, or in none. */
function blankTerm(
  lists: Readonly<Record<"any" | "all" | "none", readonly string[] | undefined>>,
): ParameterProblem | undefined {
  for (const [parameter, terms = []] of Object.entries(lists)) {
    const place = terms.findIndex((term) => !isVisible(plainText(term)));
    if (place < 0) continue;
    return {
      parameter,
      message: `holds nothing to look for in its ${place + 1}. entry: it is blank`,
      expected: "words or signs that can be seen",
      example: `${parameter}: ["could not find"]`,
    };
  }
  return undefined;
}

/** `answer-matches`: a regular expression that the reply must, or must not, match. */
export const answerMatches: CompileCheck<"answer-matches"> = (parameters, context) => {
  const { pattern, expect, turn } = parameters;
  let find: Pattern;
  try {
    find = context.engines().compilePattern(pattern);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    return wrong({
      parameter: "pattern",
      message: `is no regular expression: ${error.message}`,
      expected: "RE2 syntax: no look-around and no back-references, because they can take for ever",
      example: 'pattern: "(?i)order [0-9]+"',
    });
  }
  if (matchesAnything(find)) {
    return wrong({
      parameter: "pattern",
      message: `matches every reply, even an empty one, so that the check can never ${expect === "match" ? "fail" : "pass"}`,
      expected: "a pattern that a reply can lack: one that is not optional as a whole",
      example: 'pattern: "(?i)order [0-9]+"',
    });
  }
  const written = cut(pattern, 80);
  return forReplies(turn, context, (reply) => {
    if (expect === "match") {
      if (find(reply) !== undefined) return { isRight: true };
      return { isRight: false, why: `does not match \`${written}\``, quote: reply };
    }
    // What must not be said is not said with an invisible character in it either.
    for (const text of [reply, plainText(reply)]) {
      const match = find(text);
      if (match === undefined) continue;
      const quote = sentenceAround(text, match.start, match.end);
      return { isRight: false, why: `matches \`${written}\``, quote };
    }
    return { isRight: true };
  });
};

/** What has nothing in common but that a pattern which asks for nothing matches it. */
const anyTexts = ["", "a", "Z9", "?!", "\u00e4 \u4e16"];

/** Whether a pattern asks for nothing, so that no text lacks it. */
export function matchesAnything(find: Pattern): boolean {
  return anyTexts.every((text) => find(text) !== undefined);
}

/** `answer-schema`: the reply is JSON and meets a schema. */
export const answerSchema: CompileCheck<"answer-schema"> = ({ schema, turn }, context) => {
  const compiled = compileSchema(schema, context);
  if (compiled.kind === "wrong") return compiled.problem;
  return forReplies(turn, context, (reply) => {
    const json = parseJson(reply);
    if (json.kind === "unreadable") return { isRight: false, why: "is not JSON", quote: reply };
    if (isTooDeep(json.value)) {
      return { isRight: false, why: "nests deeper than any schema is checked", quote: reply };
    }
    const complaint = compiled.test(json.value);
    if (complaint === undefined) return { isRight: true };
    return { isRight: false, why: `does not meet the schema: ${complaint}`, quote: reply };
  });
};

/** A schema that is ready, or what is wrong with it as a parameter. */
export function compileSchema(
  schema: Readonly<Record<string, JsonValue>>,
  context: CheckContext,
):
  | { readonly kind: "test"; readonly test: JsonSchemaTest }
  | { readonly kind: "wrong"; readonly problem: CompiledCheck } {
  try {
    return { kind: "test", test: context.engines().compileJsonSchema(schema) };
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    const problem = wrong({
      parameter: "schema",
      message: `is no JSON Schema that can be used: ${error.message}`,
      expected:
        "a JSON Schema of known keywords and formats without remote references, whose patterns are in RE2 syntax",
      example: "schema: { type: object, required: [answer] }",
    });
    return { kind: "wrong", problem };
  }
}

/** A check of the chosen replies; a turn that the case does not have is refused. */
export function forReplies(
  turn: TurnChoice,
  { turns }: CheckContext,
  test: (reply: string) => ReplyFinding,
): CompiledCheck {
  if (typeof turn === "number" && turn > turns) {
    return wrong({
      parameter: "turn",
      message: `there is no turn ${turn}: the case has ${turns}`,
      expected: `\`last\`, \`any\`, \`every\` or a number from 1 to ${turns}`,
      example: "turn: last",
    });
  }
  return ready((session) => judgeReplies(session, turn, test));
}
