import type { Expectation } from "../dataset/case-file.ts";
import { mostTurns } from "../dataset/case-user.ts";
import type { Case } from "../dataset/dataset.ts";
import type { Problem } from "../errors.ts";
import type { Session } from "../trace/session.ts";
import type { JsonPath } from "../yaml/json-path.ts";
import { formatPath } from "../yaml/json-path.ts";
import type { Check, CheckContext } from "./checks/check.ts";
import { passed } from "./checks/check.ts";
import type { Complaint } from "./checks/registry.ts";
import { checks } from "./checks/registry.ts";
import type { Evaluator } from "./evaluator.ts";
import { judgeTask } from "./judge-task.ts";
import type { PatternEngines } from "./pattern-engines.ts";
import type { JudgeTask, ScorerResult } from "./scorer.ts";
import type { Verdict, VerdictAnswer, VerdictOrigin } from "./verdict.ts";

/**
 * Compiles the expectations of one case into a scorer for many sessions.
 *
 * `engines` may be left out where no evaluator needs them (`needsPatternEngines`); one that does is then
 * a bug of the caller and throws. Problems name the case's file, or the evaluator's where its own
 * parameters are wrong, and the path in it.
 */
export function compileScorer(
  of: Case,
  evaluators: ReadonlyMap<string, Evaluator>,
  engines?: PatternEngines,
): ScorerResult {
  const context: CheckContext = {
    turns: mostTurns(of.user),
    engines: () => {
      if (engines === undefined) throw new Error(`${of.file}: the pattern engines were not loaded`);
      return engines;
    },
  };
  const compiled: ((session: Session) => Verdict)[] = [];
  const judges: JudgeTask[] = [];
  const problems: Problem[] = [];
  for (const [place, expectation] of of.expectations.entries()) {
    const evaluator = evaluators.get(expectation.evaluator);
    if (evaluator === undefined) {
      problems.push(unknownEvaluator(of, place, expectation));
      continue;
    }
    const origin = originOf(expectation, evaluator);
    if (evaluator.kind === "judge") {
      if (expectation.with === undefined)
        judges.push(judgeTask(evaluator, { expectation, origin, place, ...referenceOf(of) }));
      else problems.push(judgeWithParameters(of, place));
      continue;
    }
    const result = checks[evaluator.check](parametersOf(evaluator, expectation), context);
    if (result.kind === "check") compiled.push(verdictsOf(origin, result.check));
    else problems.push(...placed(result.complaints, { of, place, expectation, evaluator }));
  }
  return problems.length > 0
    ? { kind: "problems", problems }
    : {
        kind: "compiled",
        scorer: { checks: (session) => compiled.map((one) => one(session)), judges },
      };
}

function referenceOf({ reference }: Case): { readonly reference?: Session } {
  return reference === undefined ? {} : { reference: reference.session };
}

function originOf(expectation: Expectation, evaluator: Evaluator): VerdictOrigin {
  return { evaluator: evaluator.ref, kind: evaluator.kind, dimension: expectation.dimension };
}

/** A check's verdicts; those that pass are all one value, because most do and there are many. */
function verdictsOf(origin: VerdictOrigin, check: Check): (session: Session) => Verdict {
  const pass: Verdict = { ...origin, result: "pass" };
  return (session) => {
    const answer = answerSafely(check, session);
    return answer === passed ? pass : { ...origin, ...answer };
  };
}

/** Sessions nest as deep as an agent likes; running out of stack says nothing about the agent's answer. */
function answerSafely(check: Check, session: Session): VerdictAnswer {
  try {
    return check(session);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { result: "unscored", reason: "A value in the session nests too deep to be looked at." };
  }
}

/** The file's parameters with the case's laid over them; keys that say what the evaluator is are none. */
function parametersOf(
  evaluator: Extract<Evaluator, { kind: "check" }>,
  expectation: Expectation,
): Readonly<Record<string, unknown>> {
  const { name: _n, version: _v, dimension: _d, description: _t, changed: _c, ...rest } = evaluator;
  const { kind: _k, check: _h, ref: _r, digest: _g, file: _f, ...own } = rest;
  return { ...own, ...expectation.with };
}

type Place = {
  readonly of: Case;
  readonly place: number;
  readonly expectation: Expectation;
  readonly evaluator: Evaluator;
};

/** In `with` where the parameter stands there, else in the evaluator's file. */
function placed(complaints: readonly Complaint[], at: Place): readonly Problem[] {
  const { of, place, expectation, evaluator } = at;
  return complaints.map(({ path, ...complaint }) => {
    const parameter = String(path[0] ?? "");
    const isInCase =
      Object.hasOwn(expectation.with ?? {}, parameter) || !Object.hasOwn(evaluator, parameter);
    const where: JsonPath =
      expectation.with === undefined
        ? ["expectations", place]
        : ["expectations", place, "with", ...path];
    return isInCase
      ? { ...complaint, file: of.file, path: formatPath(where) }
      : { ...complaint, file: evaluator.file, path: formatPath(path) };
  });
}

function unknownEvaluator(of: Case, place: number, { evaluator }: Expectation): Problem {
  return {
    code: "EVALUATOR_UNKNOWN",
    file: of.file,
    path: formatPath(["expectations", place, "evaluator"]),
    message: `there is no evaluator \`${evaluator}\``,
    expected: "the name and version of a file in the evaluators' folder",
  };
}

function judgeWithParameters(of: Case, place: number): Problem {
  return {
    code: "JUDGE_WITH_PARAMETERS",
    file: of.file,
    path: formatPath(["expectations", place, "with"]),
    message: "a judge takes no parameters: with another text it would be another judge",
    expected: "`truth`, which the judge is shown, or another evaluator",
    example: "truth: There is no policy for this; the agent must say so.",
  };
}
