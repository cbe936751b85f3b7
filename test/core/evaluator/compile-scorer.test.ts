import { describe, expect, test } from "vitest";
import type { Expectation } from "../../../src/core/dataset/case-file.ts";
import { compileScorer } from "../../../src/core/evaluator/compile-scorer.ts";
import type { Evaluator } from "../../../src/core/evaluator/evaluator.ts";
import { identifyEvaluator } from "../../../src/core/evaluator/evaluator.ts";
import { evaluatorFile } from "../../../src/core/evaluator/evaluator-file.ts";
import type { JsonValue } from "../../../src/core/trace/json.ts";
import { aCase, called, oneTurn } from "../../support/sessions.ts";

function evaluator(file: object): Evaluator {
  const named = evaluatorFile.parse({ version: 1, dimension: "tool-use", ...file });
  return identifyEvaluator(named, `evaluators/${named.name}/v1.yaml`);
}

const searches = evaluator({
  name: "searches",
  kind: "check",
  check: "tool-called",
  tool: "search_policies",
});
const says = evaluator({ name: "says", kind: "check", check: "answer-contains" });
const matches = evaluator({
  name: "matches",
  kind: "check",
  check: "answer-matches",
  pattern: "fee",
});
const tone = evaluator({ name: "tone", kind: "judge", question: "Kind?", pass: "Yes", fail: "No" });
const known = new Map([searches, says, matches, tone].map((one) => [one.ref, one]));

type Expect = Omit<Expectation, "dimension">;

function compile(...expectations: readonly Expect[]) {
  return compileScorer(
    aCase(expectations.map((one) => ({ dimension: "tool-use", ...one }))),
    known,
  );
}

test("verdicts stand in the order of the expectations, each with its origin", () => {
  const result = compile(
    { evaluator: "searches@1" },
    { evaluator: "says@1", with: { any: ["fee"] } },
  );
  if (result.kind === "problems") throw new Error("problems");
  const session = oneTurn("Late?", [called("search_policies", {}, [1])], "No idea.");
  expect(result.scorer.checks(session)).toEqual([
    { evaluator: "searches@1", kind: "check", dimension: "tool-use", result: "pass" },
    {
      evaluator: "says@1",
      kind: "check",
      dimension: "tool-use",
      result: "fail",
      explanation: "The reply of turn 1 contains none of “fee”.",
      evidence: [{ what: "No idea.", quote: true }],
    },
  ]);
});

test("judges keep their place among the expectations", () => {
  const result = compile(
    { evaluator: "searches@1" },
    { evaluator: "tone@1" },
    { evaluator: "searches@1" },
  );
  if (result.kind === "problems") throw new Error("problems");
  expect(result.scorer.judges).toMatchObject([
    { place: 1, origin: { evaluator: "tone@1", kind: "judge", dimension: "tool-use" } },
  ]);
});

describe("problems, all at once and each at its place", () => {
  const problemsOf = (...expectations: readonly Expect[]) => {
    const result = compile(...expectations);
    return result.kind === "problems" ? result.problems : [];
  };

  test.each<[string, Expect, object]>([
    [
      "an unknown evaluator",
      { evaluator: "searches@2" },
      { code: "EVALUATOR_UNKNOWN", path: "expectations[0].evaluator" },
    ],
    [
      "an unknown parameter",
      { evaluator: "searches@1", with: { tools: ["a"] } },
      { code: "UNKNOWN_KEY", path: "expectations[0].with.tools" },
    ],
    [
      "a parameter of the wrong type",
      { evaluator: "searches@1", with: { min: "two" } },
      { code: "WRONG_TYPE", path: "expectations[0].with.min" },
    ],
    [
      "a key that is no parameter",
      { evaluator: "searches@1", with: { dimension: "tone" } },
      { code: "UNKNOWN_KEY", path: "expectations[0].with.dimension" },
    ],
    [
      "the evaluator's own kind",
      { evaluator: "searches@1", with: { check: "tool-not-called" } },
      { code: "UNKNOWN_KEY", path: "expectations[0].with.check" },
    ],
    [
      "parameters for a judge",
      { evaluator: "tone@1", with: { question: "?" } },
      { code: "JUDGE_WITH_PARAMETERS", path: "expectations[0].with" },
    ],
    [
      "nothing to look for",
      { evaluator: "says@1" },
      { code: "WRONG_PARAMETER", path: "expectations[0]" },
    ],
  ])("%s", (_title, expectation, problem) => {
    expect(problemsOf(expectation)).toMatchObject([
      { file: "datasets/support/cases/late-fee.yaml", ...problem },
    ]);
  });

  test("one scorer lists those of every expectation", () => {
    expect(
      problemsOf({ evaluator: "a@1" }, { evaluator: "says@1" }, { evaluator: "b@1" }),
    ).toHaveLength(3);
  });
});

test("a check that needs engines that were not loaded is a bug, not a verdict", () => {
  expect(() => compile({ evaluator: "matches@1" })).toThrow("pattern engines were not loaded");
});

test("a value too deep for the stack leaves a verdict unscored and the run alive", () => {
  const repeats = evaluator({ name: "repeats", kind: "check", check: "no-repeated-call" });
  const result = compileScorer(
    aCase([{ dimension: "tool-use", evaluator: repeats.ref }]),
    new Map([[repeats.ref, repeats]]),
  );
  if (result.kind === "problems") throw new Error("problems");
  let deep: JsonValue = 1;
  for (let depth = 0; depth < 50_000; depth++) deep = [deep];
  expect(result.scorer.checks(oneTurn("Hi", [called("a", deep, 1)], "x"))).toMatchObject([
    { result: "unscored", reason: "A value in the session nests too deep to be looked at." },
  ]);
});
