import { describe, expect, test } from "vitest";
import type { Expectation } from "../../../src/core/dataset/case-file.ts";
import { compileScorer } from "../../../src/core/evaluator/compile-scorer.ts";
import type { Evaluator } from "../../../src/core/evaluator/evaluator.ts";
import { identifyEvaluator } from "../../../src/core/evaluator/evaluator.ts";
import { evaluatorFile } from "../../../src/core/evaluator/evaluator-file.ts";
import type { JsonValue } from "../../../src/core/trace/json.ts";
import { aCase, called, compileCheck, oneTurn } from "../../support/sessions.ts";

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

describe("a check that could never fail is a problem", () => {
  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ["answer-contains", { any: ["fine", " "] }, "any"],
    ["answer-contains", { all: ["\u200b"] }, "all"],
    ["answer-contains", { none: ["\u00a0\ufeff"] }, "none"],
    ["answer-contains", { any: ["\u200e"] }, "any"],
    ["answer-matches", { pattern: "(?:late fee)?" }, "pattern"],
    ["answer-matches", { pattern: "x*" }, "pattern"],
    ["answer-matches", { pattern: "^.*$" }, "pattern"],
    ["answer-matches", { pattern: "fee|" }, "pattern"],
    ["tool-called", { tool: "search_policies", min: 0 }, "min"],
    ["trajectory", { tools: [], match: "superset" }, "tools"],
    ["abstains-after-empty-result", { tools: ["search_policies"], hedges: ["**"] }, "hedges"],
    [
      "abstains-after-empty-result",
      { tools: ["search_policies"], hedges: ["not sure", "\u200b"] },
      "hedges",
    ],
  ])("%s %j", (check, parameters, path) => {
    expect(compileCheck(check, parameters)).toMatchObject({
      kind: "problems",
      problems: [{ code: "WRONG_PARAMETER", path }],
    });
  });

  test.each([
    { type: "object", propertees: { refundable: { type: "boolean" } } },
    { type: "object", properties: { refundable: { typ: "boolean" } } },
    { type: "string", format: "data" },
    { type: "array", items: { type: "string", minlength: 1 } },
    { $schema: "http://json-schema.org/draft-07/schema#", requird: ["refundable"] },
  ])("the schema %j", (schema) => {
    for (const [check, more] of [
      ["answer-schema", {}],
      ["tool-result-schema", { tool: "lookup_order" }],
    ] as const) {
      const result = compileCheck(check, { ...more, schema });
      expect(result).toMatchObject({
        kind: "problems",
        problems: [{ code: "WRONG_PARAMETER", path: "schema" }],
      });
      const [problem] = result.kind === "problems" ? result.problems : [];
      expect(problem?.message).toMatch(/unknown (?:keyword: "|format "data")/);
    }
  });

  test.each<[string, Readonly<Record<string, unknown>>]>([
    ["answer-contains", { any: ["?", "\u{1f642}"] }],
    ["answer-matches", { pattern: "^(?:yes|no)?$" }],
    ["tool-called", { tool: "issue_refund", min: 0, max: 0 }],
    ["trajectory", { tools: [], match: "subset" }],
    [
      "answer-schema",
      {
        schema: {
          title: "A reply",
          description: "x",
          type: "object",
          properties: { day: { type: "string", format: "date" } },
          patternProperties: { "^d": true },
          $defs: {},
          examples: [],
        },
      },
    ],
  ])("but not %s %j, which can", (check, parameters) => {
    expect(compileCheck(check, parameters).kind).toBe("compiled");
  });

  test("a pattern that matches every reply and must not is no better", () => {
    const result = compileCheck("answer-matches", { pattern: "x*", expect: "no-match" });
    expect(result).toMatchObject({
      problems: [{ message: expect.stringContaining("so that the check can never pass") }],
    });
  });
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
