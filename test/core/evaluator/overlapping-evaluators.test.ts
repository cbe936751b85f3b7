import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { identifyEvaluator } from "../../../src/core/evaluator/evaluator.ts";
import { evaluatorFile } from "../../../src/core/evaluator/evaluator-file.ts";
import {
  CorrelationFold,
  sameQuestions,
} from "../../../src/core/evaluator/overlapping-evaluators.ts";
import type { Verdict } from "../../../src/core/evaluator/verdict.ts";

function evaluator(name: string, dimension: string, more: object) {
  const file = evaluatorFile.parse({ name, version: 1, dimension, ...more });
  return identifyEvaluator(file, `evaluators/${name}/v1.yaml`);
}
const judge = { kind: "judge", question: "Is it supported?", pass: "Yes.", fail: "No." };
const search = { kind: "check", check: "tool-called", tool: "search_policies" };

describe("evaluators that ask the same", () => {
  test("judges of two dimensions in the same words, whatever their punctuation", () => {
    const question = "Is it — supported";
    expect(
      sameQuestions([
        evaluator("faithful", "faithfulness", judge),
        evaluator("kind", "tone", { ...judge, question }),
      ]),
    ).toEqual([
      {
        evaluators: ["faithful@1", "kind@1"],
        dimensions: ["faithfulness", "tone"],
        why: { kind: "same-question" },
      },
    ]);
  });

  test("checks of two dimensions with the same parameters", () => {
    const found = sameQuestions([
      evaluator("searches", "tool-use", search),
      evaluator("looks-up", "abstention", search),
      evaluator("looks-orders-up", "abstention", { ...search, tool: "lookup_order" }),
    ]);
    expect(found.map(({ evaluators }) => evaluators)).toEqual([["searches@1", "looks-up@1"]]);
  });

  test("two of one dimension may", () => {
    expect(sameQuestions([evaluator("a", "tone", judge), evaluator("b", "tone", judge)])).toEqual(
      [],
    );
  });
});

type Result = Verdict["result"];
function verdict(name: string, dimension: string, result: Result): Verdict {
  const origin = { evaluator: `${name}@1`, kind: "check", dimension } as const;
  return result === "unscored" ? { ...origin, result, reason: "?" } : { ...origin, result };
}
function fold(runs: readonly (readonly [Result, Result])[], dimension = "tone") {
  const correlation = new CorrelationFold();
  for (const [a, b] of runs)
    correlation.add([verdict("faithful", "faithfulness", a), verdict("kind", dimension, b)]);
  return correlation.overlaps();
}
const times = <T>(n: number, value: T): readonly T[] => Array.from({ length: n }, () => value);
const together = [...times(10, ["pass", "pass"] as const), ...times(10, ["fail", "fail"] as const)];

describe("evaluators that answered alike", () => {
  test("are named with their correlation", () => {
    expect(fold(together)).toEqual([
      {
        evaluators: ["faithful@1", "kind@1"],
        dimensions: ["faithfulness", "tone"],
        why: { kind: "correlated", phi: 1, runs: 20 },
      },
    ]);
  });

  test.each([
    ["in one dimension", fold(together, "faithfulness")],
    ["in too few runs", fold(together.slice(1))],
    ["while nothing failed", fold(times(40, ["pass", "pass"] as const))],
    [
      "in opposite ways",
      fold(
        together
          .map(([a], n) => [a, n < 10 ? "fail" : "pass"] as const)
          .map(([a, b]) => [a, b] as const),
      ),
    ],
    ["in most runs only", fold([...together, ...times(3, ["pass", "fail"] as const)])],
    [
      "at .9, and not beyond it",
      fold([
        ...times(19, ["pass", "pass"] as const),
        ["pass", "fail"],
        ["fail", "pass"],
        ...times(19, ["fail", "fail"] as const),
      ]),
    ],
    ["in runs that one could not score", fold(together.map(([a]) => [a, "unscored"] as const))],
  ])("are not named where it was %s", (_, overlaps) => {
    expect(overlaps).toEqual([]);
  });

  test("in whatever order the runs come", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...together], { minLength: 20 }), (runs) => {
        expect(fold(runs)).toEqual(fold(together));
      }),
    );
  });
});
