import type { Expectation } from "../../src/core/dataset/case-file.ts";
import type { Case } from "../../src/core/dataset/dataset.ts";
import { compileScorer } from "../../src/core/evaluator/compile-scorer.ts";
import { eldLanguage } from "../../src/core/evaluator/eld-language.ts";
import { identifyEvaluator } from "../../src/core/evaluator/evaluator.ts";
import { evaluatorFile } from "../../src/core/evaluator/evaluator-file.ts";
import { re2AjvEngines } from "../../src/core/evaluator/re2-ajv-engines.ts";
import type { Scorer, ScorerResult } from "../../src/core/evaluator/scorer.ts";
import type { VerdictAnswer } from "../../src/core/evaluator/verdict.ts";
import type { JsonValue } from "../../src/core/trace/json.ts";
import type { ModelStep, Session, Step, ToolStep, Turn } from "../../src/core/trace/session.ts";

/** A session of a shop's support agent; each turn is what a test wants to say about it. */
export function aSession(turns: readonly Turn[], more: Partial<Session> = {}): Session {
  return { id: "session-1", turns, ...more };
}

/** A turn: what the user says, the steps, and the reply (`undefined` for none). */
export function aTurn(user: string, steps: readonly Step[], reply?: string): Turn {
  return { user, steps, ...(reply !== undefined && { reply }) };
}

/** A session of one turn. */
export function oneTurn(user: string, steps: readonly Step[], reply?: string): Session {
  return aSession([aTurn(user, steps, reply)]);
}

/** A tool call that brought something back. */
export function called(name: string, args: JsonValue, result: JsonValue): ToolStep {
  return { kind: "tool", name, arguments: args, status: "ok", result };
}

/** A tool call that failed. */
export function failedCall(name: string, args: JsonValue, message: string): ToolStep {
  return {
    kind: "tool",
    name,
    arguments: args,
    status: "error",
    error: { type: "Error", message },
  };
}

/** A tool call whose result nobody recorded. */
export function uncaptured(name: string, args: JsonValue = {}): ToolStep {
  return { kind: "tool", name, arguments: args, status: "ok" };
}

/** A model call; the text is what it produced. */
export function thought(text: string, more: Partial<ModelStep> = {}): ModelStep {
  return { kind: "model", text, ...more };
}

/** A case of so many turns with these expectations. */
export function aCase(expectations: readonly Expectation[], turns = 3): Case {
  return {
    id: "late-fee",
    title: "Late fee",
    status: "guarding",
    dimensions: ["faithfulness"],
    expectations,
    runs: 20,
    user: { kind: "conversation", turns: Array.from({ length: turns }, () => "Hello") },
    digest: "sha256:0",
    file: "datasets/support/cases/late-fee.yaml",
  };
}

type Parameters = Readonly<Record<string, unknown>>;

const engines = { ...re2AjvEngines, languages: eldLanguage };

/** Compiles one check as its file would, with a case's `with` laid over it. */
export function compileCheck(
  check: string,
  parameters: Parameters = {},
  laidOver?: Expectation["with"],
): ScorerResult {
  const file = { name: "under-test", version: 1, dimension: "faithfulness", kind: "check", check };
  const parsed = evaluatorFile.parse({ ...file, ...parameters });
  const evaluator = identifyEvaluator(parsed, "evaluators/under-test/v1.yaml");
  const expectation: Expectation = {
    dimension: "faithfulness",
    evaluator: evaluator.ref,
    ...(laidOver !== undefined && { with: laidOver }),
  };
  return compileScorer(aCase([expectation]), new Map([[evaluator.ref, evaluator]]), engines);
}

/** The scorer of a case that holds one evaluator, as its file would say it. */
export function scorerOf(file: Parameters): Scorer {
  const parsed = evaluatorFile.parse({ version: 1, dimension: "faithfulness", ...file });
  const evaluator = identifyEvaluator(parsed, "evaluators/under-test/v1.yaml");
  const { ref, dimension } = evaluator;
  const result = compileScorer(
    aCase([{ dimension, evaluator: ref }]),
    new Map([[ref, evaluator]]),
    engines,
  );
  if (result.kind === "problems") throw new Error(JSON.stringify(result.problems));
  return result.scorer;
}

/** What one check says of a session, without its origin. */
export function answerOf(check: string, parameters: Parameters, session: Session): VerdictAnswer {
  const result = compileCheck(check, parameters);
  if (result.kind === "problems") throw new Error(JSON.stringify(result.problems));
  const [verdict] = result.scorer.checks(session);
  if (verdict === undefined) throw new Error("no verdict");
  const { evaluator: _evaluator, kind: _kind, dimension: _dimension, ...answer } = verdict;
  return answer;
}

/** Only `pass`, `fail` or `unscored`. */
export function resultOf(check: string, parameters: Parameters, session: Session): string {
  return answerOf(check, parameters, session).result;
}
