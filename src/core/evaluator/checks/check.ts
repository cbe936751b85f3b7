import type { Session, StepRef } from "../../trace/session.ts";
import type { PatternEngines } from "../pattern-engines.ts";
import type { Evidence, VerdictAnswer } from "../verdict.ts";
import type { CheckName, CheckParameters } from "./parameters.ts";

/** Answers for one session; pure, and total: whatever stands in the session, it never throws. */
export type Check = (session: Session) => VerdictAnswer;

/** What is wrong with parameters that meet their schema, such as a pattern that does not compile. */
export type ParameterProblem = {
  /** The parameter, such as `pattern`. */
  readonly parameter: string;
  readonly message: string;
  readonly expected: string;
  readonly example?: string;
};

export type CompiledCheck =
  | { readonly kind: "check"; readonly check: Check }
  | { readonly kind: "problem"; readonly problem: ParameterProblem };

/** What a check may know beside its parameters. */
export type CheckContext = {
  /** The most user turns that the case can have. */
  readonly turns: number;
  /** Throws where the engines were not loaded; a check that asks for them must be in `needsPatternEngines`. */
  readonly engines: () => PatternEngines;
};

/** Turns the parameters of one check into a function of sessions, once for many of them. */
export type CompileCheck<Name extends CheckName> = (
  parameters: CheckParameters[Name],
  context: CheckContext,
) => CompiledCheck;

/** A check whose parameters are in order. */
export function ready(check: Check): CompiledCheck {
  return { kind: "check", check };
}

/** Parameters that cannot be compiled. */
export function wrong(problem: ParameterProblem): CompiledCheck {
  return { kind: "problem", problem };
}

/** A passing answer: nothing to explain. */
export const passed: VerdictAnswer = { result: "pass" };

/** A failing answer; the first piece of evidence is where it began to go wrong. */
export function failed(explanation: string, evidence: readonly Evidence[] = []): VerdictAnswer {
  return evidence.length === 0
    ? { result: "fail", explanation }
    : { result: "fail", explanation, evidence: evidence.slice(0, maxEvidence) };
}

/** An answer that cannot be given, and why. */
export function unscored(reason: string): VerdictAnswer {
  return { result: "unscored", reason };
}

/** Nobody reads more than this, and a journal line holds all of it. */
const maxEvidence = 6;

/** A place in evidence: what stands at a step. */
export function at(ref: StepRef, what: string): Evidence {
  return { at: ref, what };
}
