import { expect, test } from "vitest";
import { compareDiscrimination } from "../../../src/core/evaluator/discrimination.ts";
import type { Verdict } from "../../../src/core/evaluator/verdict.ts";

function verdict(result: Verdict["result"]): Verdict {
  const origin = { evaluator: "abstains@1", kind: "check", dimension: "abstention" } as const;
  return result === "unscored"
    ? { ...origin, result, reason: "No tool result." }
    : { ...origin, result };
}

test.each([
  ["fail", "pass", "discriminates"],
  ["pass", "pass", "passes-both"],
  ["fail", "fail", "fails-both"],
  ["pass", "fail", "inverted"],
  ["unscored", "pass", "unscored"],
  ["fail", "unscored", "unscored"],
] as const)("%s on the failure and %s on the reference: %s", (failure, reference, standing) => {
  expect(compareDiscrimination("late-fee", [verdict(failure)], [verdict(reference)])).toEqual([
    {
      caseId: "late-fee",
      evaluator: "abstains@1",
      dimension: "abstention",
      onFailure: failure,
      onReference: reference,
      standing,
      ...(standing === "unscored" && { reason: "No tool result." }),
    },
  ]);
});

test("verdicts of two cases are not laid side by side", () => {
  expect(() => compareDiscrimination("late-fee", [verdict("fail")], [])).toThrow(
    "1 and 0 verdicts",
  );
});
