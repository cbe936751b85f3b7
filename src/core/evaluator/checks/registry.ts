import type { z } from "zod";
import { describeIssue } from "../../yaml/describe-issue.ts";
import type { JsonPath } from "../../yaml/json-path.ts";
import { abstainsAfterEmptyResult } from "./abstention.ts";
import { answerContains, answerMatches, answerSchema } from "./answer.ts";
import { answerLanguage } from "./answer-language.ts";
import { costBudget, latencyBudget, tokenBudget, turnBudget } from "./budgets.ts";
import type { Check, CheckContext, CompiledCheck } from "./check.ts";
import { noContradictedFact } from "./contradicted-facts.ts";
import { finalState } from "./final-state.ts";
import { groundedFacts } from "./grounded-facts.ts";
import type { CheckName } from "./parameters.ts";
import { checkParameters as of } from "./parameters.ts";
import { planLength } from "./plan-length.ts";
import { recoversFromToolFailure } from "./recovery.ts";
import { noRepeatedQuestion } from "./repeated-question.ts";
import { stepConfidence } from "./step-confidence.ts";
import { toolArguments } from "./tool-arguments.ts";
import { noRepeatedCall, toolCalled, toolNotCalled } from "./tool-calls.ts";
import { toolCorrectness } from "./tool-correctness.ts";
import { toolResultFresh, toolResultValue } from "./tool-result-values.ts";
import { toolResultNotEmpty, toolResultSchema } from "./tool-results.ts";
import { trajectory } from "./trajectory.ts";
import { ofCalls, ofCounts, ofSources } from "./unseen-steps.ts";

/** What is wrong with a check's parameters; `path` starts at the parameter. */
export type Complaint = {
  readonly code: string;
  readonly path: JsonPath;
  readonly message: string;
  readonly expected?: string;
  readonly example?: string;
};

export type ParsedCheck =
  | { readonly kind: "check"; readonly check: Check }
  | { readonly kind: "complaints"; readonly complaints: readonly Complaint[] };

/** Turns what was written as a check's parameters into a function of sessions. */
export type ParseCheck = (
  parameters: Readonly<Record<string, unknown>>,
  context: CheckContext,
) => ParsedCheck;

/** Every check, by the name that stands behind `check:` in its file. */
export const checks: Readonly<Record<CheckName, ParseCheck>> = {
  "answer-contains": parse(of["answer-contains"], answerContains),
  "answer-matches": parse(of["answer-matches"], answerMatches),
  "answer-schema": parse(of["answer-schema"], answerSchema),
  "answer-language": parse(of["answer-language"], answerLanguage),
  "tool-called": parse(of["tool-called"], ofCalls(toolCalled)),
  "tool-not-called": parse(of["tool-not-called"], ofCalls(toolNotCalled)),
  "tool-arguments": parse(of["tool-arguments"], ofCalls(toolArguments)),
  "tool-correctness": parse(of["tool-correctness"], ofCalls(toolCorrectness)),
  trajectory: parse(of.trajectory, ofCalls(trajectory)),
  "tool-result-not-empty": parse(of["tool-result-not-empty"], ofCalls(toolResultNotEmpty)),
  "tool-result-schema": parse(of["tool-result-schema"], ofCalls(toolResultSchema)),
  "tool-result-value": parse(of["tool-result-value"], ofCalls(toolResultValue)),
  "tool-result-fresh": parse(of["tool-result-fresh"], ofCalls(toolResultFresh)),
  "final-state": parse(of["final-state"], finalState),
  "abstains-after-empty-result": parse(
    of["abstains-after-empty-result"],
    ofCalls(abstainsAfterEmptyResult),
  ),
  "grounded-facts": parse(of["grounded-facts"], ofSources(groundedFacts)),
  "step-confidence": parse(of["step-confidence"], stepConfidence),
  "no-contradicted-fact": parse(of["no-contradicted-fact"], ofSources(noContradictedFact)),
  "no-repeated-question": parse(of["no-repeated-question"], ofSources(noRepeatedQuestion)),
  "no-repeated-call": parse(of["no-repeated-call"], ofCalls(noRepeatedCall)),
  "recovers-from-tool-failure": parse(
    of["recovers-from-tool-failure"],
    ofCalls(recoversFromToolFailure),
  ),
  "latency-budget": parse(of["latency-budget"], latencyBudget),
  "token-budget": parse(of["token-budget"], tokenBudget),
  "cost-budget": parse(of["cost-budget"], costBudget),
  "turn-budget": parse(of["turn-budget"], ofCounts(turnBudget)),
  "plan-length": parse(of["plan-length"], planLength),
};

/** Holds the parameters to their schema, then compiles them. */
function parse<T>(
  schema: z.ZodType<T>,
  compile: (parameters: T, context: CheckContext) => CompiledCheck,
): ParseCheck {
  return (parameters, context) => {
    const parsed = schema.safeParse(parameters);
    if (!parsed.success) {
      const { issues } = parsed.error;
      const complaints = issues.flatMap((issue) => describeIssue(schema, parameters, issue));
      return { kind: "complaints", complaints };
    }
    const result = compile(parsed.data, context);
    if (result.kind === "check") return result;
    const { parameter, message, ...rest } = result.problem;
    const complaint = { ...rest, path: [parameter], message: `\`${parameter}\`: ${message}` };
    return { kind: "complaints", complaints: [{ code: "WRONG_PARAMETER", ...complaint }] };
  };
}
