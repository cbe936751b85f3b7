import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countVotes } from "../../../src/core/evaluator/judge-votes.ts";
import type { VerdictAnswer } from "../../../src/core/evaluator/verdict.ts";

const pass: VerdictAnswer = { result: "pass", explanation: "Supported." };
const fail: VerdictAnswer = { result: "fail", explanation: "The fee is invented." };
const unscored: VerdictAnswer = { result: "unscored", reason: "The judge answered nothing." };

describe("the votes of one judge", () => {
  test("a single vote stands as it is", () => {
    expect(countVotes([fail], 1)).toEqual(fail);
    expect(countVotes([unscored], 1)).toEqual(unscored);
  });

  test("more than half decides, as soon as it is reached", () => {
    expect(countVotes([fail, fail], 3)).toEqual({ ...fail, score: 1 });
    expect(countVotes([pass, fail], 3)).toBeUndefined();
    expect(countVotes([pass], 2)).toBeUndefined();
    expect(countVotes([pass, fail, fail], 3)).toMatchObject({ result: "fail", score: 2 / 3 });
  });

  test("a vote that cannot be scored agrees with nobody", () => {
    expect(countVotes([pass, unscored, fail], 3)).toEqual({
      result: "unscored",
      reason:
        "No majority among the judge's 3 votes: 1 pass, 1 fail, 1 unscored (The judge answered nothing.).",
    });
    expect(countVotes([pass, unscored, pass], 3)).toMatchObject({ result: "pass" });
  });

  test("no order of votes makes a pass of a minority", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(pass, fail, unscored), { minLength: 5, maxLength: 5 }),
        (answers) => {
          const decided = countVotes(answers, 5);
          const passes = answers.filter((answer) => answer === pass).length;
          expect(decided?.result === "pass").toBe(passes >= 3);
        },
      ),
    );
  });
});
