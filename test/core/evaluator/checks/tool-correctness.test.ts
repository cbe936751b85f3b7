import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../../../src/core/trace/json.ts";
import { answerOf, called, compileCheck, oneTurn, resultOf } from "../../../support/sessions.ts";

const of = (step: ReturnType<typeof called>) => oneTurn("Where is it?", [step], "Lost.");

const calls = (...names: string[]) =>
  oneTurn(
    "Hi",
    names.map((name) => called(name, {}, 1)),
    "!",
  );

const manyTools = (count: number): string[] =>
  Array.from({ length: count }, (_, place) => `t${place + 1}`);

const told = (tools: readonly string[], made: readonly string[]): string =>
  JSON.stringify(answerOf("trajectory", { tools, match: "unordered" }, calls(...made)));

describe("tool-correctness", () => {
  test.each([
    ["precision", ["a"], 1],
    ["recall", ["a"], 0.5],
    ["f1", ["a"], 2 / 3],
    ["precision", ["a", "c"], 0.5],
    ["recall", ["a", "b", "c"], 1],
    ["f1", [], 0],
    ["precision", [], 0],
    ["f1", ["b", "a", "think"], 1],
  ])("%s of %j is %d", (measure, names, score) => {
    const parameters = { tools: ["a", "b"], measure, min: 0.6, ignore: ["think"] };
    expect(answerOf("tool-correctness", parameters, calls(...names))).toMatchObject({
      result: score >= 0.6 ? "pass" : "fail",
      score,
    });
  });

  test.each([
    [["a"], "F1 of the tool calls is 0.66, below 1: it lacks `b`. Called: a."],
    [
      ["a", "b", "c"],
      "F1 of the tool calls is 0.8, below 1: it has `c` beyond the list. Called: a → b → c.",
    ],
    [
      ["c"],
      "F1 of the tool calls is 0, below 1: it lacks `a`, `b`, and it has `c` beyond the list. Called: c.",
    ],
    [[], "F1 of the tool calls is 0, below 1: it lacks `a`, `b`. Called: nothing."],
  ])("%j: %s", (names, explanation) => {
    const parameters = { tools: ["a", "b"] };
    expect(answerOf("tool-correctness", parameters, calls(...names))).toMatchObject({
      explanation,
    });
  });

  test("0.999 is not shown as 1", () => {
    const list = Array.from({ length: 500 }, () => "a");
    expect(
      answerOf("tool-correctness", { tools: list, measure: "recall" }, calls(...list.slice(1))),
    ).toMatchObject({ explanation: expect.stringContaining("is 0.99, below 1: it lacks `a`.") });
  });

  test("long lists are cut where nobody reads on", () => {
    expect(told(["x"], manyTools(6))).toContain("it has `t1`, `t2`, `t3`, `t4`, `t5`, `t6` beyond");
    expect(told(["x"], manyTools(7))).toContain("`t6`, … beyond");
    expect(told(["x"], manyTools(12))).toContain("→ t12.");
    expect(told(["x"], manyTools(13))).toContain("→ t12 → ….");
    expect(told(manyTools(7), ["x"])).toContain(
      "it lacks `t1`, `t2`, `t3`, `t4`, `t5`, `t6`, …, and",
    );
  });

  test("exactly the lowest score passes", () => {
    const parameters = { tools: ["a", "b"], measure: "recall" };
    expect(resultOf("tool-correctness", { ...parameters, min: 0.5 }, calls("a"))).toBe("pass");
    expect(resultOf("tool-correctness", { ...parameters, min: 0.51 }, calls("a"))).toBe("fail");
  });

  test("F1 lies between precision and recall", () => {
    const names = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(names, names, (tools, made) => {
        const [p = 0, r = 0, f = 0] = ["precision", "recall", "f1"].map((measure) => {
          const answer = answerOf("tool-correctness", { tools, measure }, calls(...made));
          return answer.result === "unscored" ? Number.NaN : answer.score;
        });
        expect(f).toBeGreaterThanOrEqual(Math.min(p, r) - 1e-12);
        expect(f).toBeLessThanOrEqual(Math.max(p, r) + 1e-12);
      }),
    );
  });

  test.each([
    [["a", "c", "b"], "pass"],
    [["b", "a"], "fail"],
  ])("trajectory in-order: %j: %s", (names, expected) => {
    const parameters = { tools: ["a", "b"], match: "in-order" };
    expect(resultOf("trajectory", parameters, calls(...names))).toBe(expected);
  });
});

describe("tool-arguments with overrides", () => {
  const given = { city: "San Jose", amount: 10.004, tags: ["a", "b"] };
  const session = of(called("pay", given, 1));
  test.each<[JsonValue, JsonValue, string]>([
    [{ city: "san jose" }, { city: "text" }, "pass"],
    [{ city: "san jose" }, { city: "exact" }, "fail"],
    [{ amount: 10 }, { amount: { within: 0.01 } }, "pass"],
    [{ amount: 10 }, { amount: { within: 0.001 } }, "fail"],
    [{ tags: ["a"] }, { tags: "superset" }, "pass"],
    [{ tags: ["a"] }, { tags: "subset" }, "fail"],
    [{ tags: ["a", "b", "c"] }, { tags: "subset" }, "pass"],
    [{ tags: ["c"] }, { tags: "superset" }, "fail"],
    [{ tags: { "0": "a" } }, { tags: "superset" }, "fail"],
    [{ tags: "a" }, { tags: "superset" }, "fail"],
    [{ city: "San Jose" }, { city: "subset" }, "pass"],
    [{ city: "San" }, { city: "superset" }, "fail"],
    [{ city: ["San Jose"] }, { city: "subset" }, "fail"],
    [{ city: null }, { city: "subset" }, "fail"],
    [{ city: "x", amount: 10.004 }, { city: "ignore" }, "pass"],
  ])("%j by %j: %s", (args, overrides, expected) => {
    expect(resultOf("tool-arguments", { tool: "pay", arguments: args, overrides }, session)).toBe(
      expected,
    );
  });

  test("an override of what is not listed is refused", () => {
    const parameters = { tool: "pay", arguments: {}, overrides: { city: "text" } };
    expect(compileCheck("tool-arguments", parameters).kind).toBe("problems");
  });
});
