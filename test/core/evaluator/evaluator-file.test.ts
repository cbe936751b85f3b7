import { describe, expect, test } from "vitest";
import { z } from "zod";
import { checkParameters } from "../../../src/core/evaluator/checks/parameters.ts";
import { identifyEvaluator } from "../../../src/core/evaluator/evaluator.ts";
import { evaluatorFile } from "../../../src/core/evaluator/evaluator-file.ts";
import {
  needsLanguages,
  needsPatternEngines,
} from "../../../src/core/evaluator/pattern-engines.ts";
import { revisions } from "../../../src/core/evaluator/revisions.ts";

const check = {
  name: "searches-first",
  version: 1,
  dimension: "tool-use",
  kind: "check",
  check: "tool-called",
  tool: "search_policies",
};
const judge = {
  name: "faithfulness",
  version: 2,
  dimension: "faithfulness",
  kind: "judge",
  question: "Is every claim supported?",
  pass: "Each is.",
  fail: "One is not.",
};

describe("an evaluator file", () => {
  test("gets its defaults", () => {
    expect(evaluatorFile.parse(check)).toEqual({ ...check, min: 1 });
    expect(evaluatorFile.parse(judge)).toEqual({
      ...judge,
      sees: ["conversation", "tool-calls", "tool-results", "policy"],
    });
  });

  test.each([
    ["another kind", { ...check, kind: "rule" }],
    ["another check", { ...check, check: "tool-used" }],
    ["a parameter of another check", { ...check, pattern: "x" }],
    ["a missing parameter", { ...check, tool: undefined }],
    ["a key of a judge in a check", { ...check, question: "?" }],
    ["an empty pattern", { ...check, check: "answer-matches", tool: undefined, pattern: "" }],
    ["a judge that sees nothing", { ...judge, sees: [] }],
    ["a judge that sees everything at once", { ...judge, sees: ["all"] }],
    ["version 0", { ...check, version: 0 }],
    ["a name that is no slug", { ...check, name: "Searches first" }],
  ])("is refused with %s", (_title, file) => {
    expect(evaluatorFile.safeParse(JSON.parse(JSON.stringify(file))).success).toBe(false);
  });

  test("has a JSON Schema that names every check", () => {
    const schema = JSON.stringify(z.toJSONSchema(evaluatorFile, { io: "input" }));
    for (const name of Object.keys(checkParameters)) expect(schema).toContain(`"const":"${name}"`);
  });

  test("every check counts its revisions", () => {
    expect(Object.keys(revisions).toSorted()).toEqual(
      [...Object.keys(checkParameters), "judge"].toSorted(),
    );
  });

  test("only patterns and schemas need engines", () => {
    const { tool, ...head } = check;
    const files = [
      { ...head, check: "answer-matches", pattern: "a" },
      { ...head, check: "answer-schema", schema: {} },
      { ...check, check: "tool-result-schema", schema: {} },
      check,
      { ...head, check: "trajectory", tools: [tool], match: "strict" },
    ];
    expect(files.map((file) => needsPatternEngines(evaluatorFile.parse(file)))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(needsPatternEngines(evaluatorFile.parse(judge))).toBe(false);
    const speaking = evaluatorFile.parse({ ...head, check: "answer-language", languages: ["en"] });
    expect([needsPatternEngines(speaking), needsLanguages(speaking)]).toEqual([true, true]);
    expect(needsLanguages(evaluatorFile.parse(check))).toBe(false);
  });
});

const digest = (file: object) =>
  identifyEvaluator(evaluatorFile.parse(file), "evaluators/a/v1.yaml").digest;

describe("an evaluator's digest", () => {
  test("covers what can change a verdict", () => {
    for (const change of [{ tool: "lookup_order" }, { min: 2 }, { max: 5 }]) {
      expect(digest({ ...check, ...change })).not.toBe(digest(check));
    }
    for (const change of [
      { question: "?" },
      { pass: "p" },
      { fail: "f" },
      { cannotTell: "c" },
      { sees: ["conversation"] },
    ]) {
      expect(digest({ ...judge, ...change })).not.toBe(digest(judge));
    }
  });

  test("does not cover names and words for people, nor how the file was written", () => {
    const other = {
      ...check,
      name: "other",
      version: 9,
      dimension: "x",
      description: "d",
      changed: "c",
    };
    expect(digest(other)).toBe(digest(check));
    expect(digest({ ...check, min: 1 })).toBe(digest(check));
    expect(digest(check)).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  test("names itself by name and version", () => {
    expect(
      identifyEvaluator(evaluatorFile.parse(judge), "evaluators/faithfulness/v2.yaml"),
    ).toMatchObject({
      ref: "faithfulness@2",
      file: "evaluators/faithfulness/v2.yaml",
    });
  });
});
