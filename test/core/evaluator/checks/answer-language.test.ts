import { describe, expect, test } from "vitest";
import {
  answerOf,
  aSession,
  aTurn,
  compileCheck,
  oneTurn,
  resultOf,
} from "../../../support/sessions.ts";

test("the first reply that could not be told is named", () => {
  const session = aSession([
    aTurn("Hi", [], "Your order was lost, and we have refunded it."),
    aTurn("So?", [], "Ok"),
    aTurn("So?", [], "No"),
  ]);
  expect(answerOf("answer-language", { languages: ["en"], turn: "every" }, session)).toEqual({
    result: "unscored",
    reason: "The reply of turn 2 is too short for its language to be told.",
  });
});

describe("answer-language", () => {
  test.each([
    ["Your order was lost, and we have refunded it.", "pass"],
    ["Ihre Bestellung ist verloren gegangen.", "fail"],
    ["Ok", "unscored"],
    ["Sehr geehrte Frau X", "unscored"],
    ["您的订单已", "fail"],
    ["您的订单", "unscored"],
    ["Your lost order 单", "unscored"],
    ["```\nwhile true do nothing forever done\n```", "unscored"],
  ])("%j: %s", (reply, expected) => {
    expect(resultOf("answer-language", { languages: ["en"] }, oneTurn("Hi", [], reply))).toBe(
      expected,
    );
  });
});

test("a language that cannot be told is refused with those that can", () => {
  expect(compileCheck("answer-language", { languages: ["en", "xx"] })).toMatchObject({
    problems: [
      {
        code: "WRONG_PARAMETER",
        path: "languages",
        message:
          "`languages`: `xx` is no language that can be told, so that no reply is ever found to be in it",
        expected: expect.stringMatching(/^of am, ar, .*, de, .*, zh$/),
      },
    ],
  });
});
