import { describe, expect, test } from "vitest";
import { cpuMs } from "../../../support/cpu-ms.ts";
import {
  answerOf,
  aSession,
  aTurn,
  compileCheck,
  oneTurn,
  resultOf,
  thought,
} from "../../../support/sessions.ts";

const knows = oneTurn("What is the late fee?", [thought("$15")], "The late fee is $15 a day.");
const knowsNot = oneTurn("Gift cards?", [], "I couldn’t find a policy for that.");
const silent = aSession([aTurn("Hello", [], "Hi!"), aTurn("And?", [])]);

const unanswered = (parameters: Readonly<Record<string, unknown>>) =>
  resultOf("answer-contains", parameters, silent);

describe("answer-contains", () => {
  test.each([
    [{ any: ["late fee", "fine"] }, "pass"],
    [{ any: ["LATE FEE"] }, "pass"],
    [{ any: ["LATE FEE"], ignoreCase: false }, "fail"],
    [{ all: ["late", "$15"] }, "pass"],
    [{ all: ["late", "$16"] }, "fail"],
    [{ none: ["$16"] }, "pass"],
    [{ none: ["a day"] }, "fail"],
    [{ any: ["fine"], none: ["$16"] }, "fail"],
  ])("%j: %s", (parameters, expected) => {
    expect(resultOf("answer-contains", parameters, knows)).toBe(expected);
  });

  test("apostrophes and spaces may be typographic", () => {
    expect(resultOf("answer-contains", { any: ["couldn't find"] }, knowsNot)).toBe("pass");
  });

  test.each([
    ["calm\ndown", "calm down"],
    ["Calm  \t\r\n  down", "calm down"],
    ["calm\u00a0\u2009down", "calm down"],
    ["ca\u200blm\u2063 do\u00adwn", "calm down"],
    ["c\u202ealm down", "calm down"],
    ["calm **down**", "calm down"],
    ["_calm_ ~~down~~", "calm down"],
    ["`calm` ** down", "calm down"],
    ["ｃａｌｍ ｄｏｗｎ", "calm down"],
    ["ﬁne", "fine"],
    ["non\u2011refundable", "non-refundable"],
    ["14–30 days", "14-30 days"],
    ["that´s it", "that's it"],
    ["the „fee”", 'the "fee"'],
    ["cafe\u0301", "caf\u00e9"],
    ["**", "**"],
    ["calm down", "calm\n  down"],
  ])("%j holds the words %j, wanted or forbidden", (reply, words) => {
    const session = oneTurn("Hi", [], `Please do: ${reply}, will you?`);
    const says = (parameters: Readonly<Record<string, unknown>>) =>
      resultOf("answer-contains", parameters, session);
    expect([says({ none: [words] }), says({ all: [words] }), says({ any: [words] })]).toEqual([
      "fail",
      "pass",
      "pass",
    ]);
  });

  test.each([
    ["calmdown", "calm down"],
    ["order_id", "orderid"],
    ["calm - down", "calm down"],
    ["CALM down", "calm down"],
  ])("%j does not hold %j", (reply, words) => {
    const session = oneTurn("Hi", [], reply);
    expect(resultOf("answer-contains", { none: [words], ignoreCase: false }, session)).toBe("pass");
  });

  test("the sentence is quoted as the agent wrote it, wherever the words are folded", () => {
    const reply = "ﬁrst things first. Now **Calm**\u00a0Down, please! Bye.";
    expect(
      answerOf("answer-contains", { none: ["calm down"] }, oneTurn("Hi", [], reply)),
    ).toMatchObject({ evidence: [{ what: "Now **Calm** Down, please!" }] });
  });

  test("a failure says what is missing and quotes the reply at the step that wrote it", () => {
    expect(answerOf("answer-contains", { any: ["fine", "charge"] }, knows)).toEqual({
      result: "fail",
      explanation: "The reply of turn 1 contains none of “fine”, “charge”.",
      evidence: [{ at: { turn: 1, step: 1 }, what: "The late fee is $15 a day.", quote: true }],
    });
  });

  test.each([
    [{ any: ["Fine", "Charge", "Cost"] }, "contains none of “Fine”, “Charge”, “Cost”."],
    [{ any: ["a1", "b1", "c1", "d1"] }, "contains none of “a1”, “b1”, “c1” and 1 more."],
    [{ all: ["late", "A  Fine"] }, "does not contain “A Fine”."],
    [{ none: ["The  Late\nfee"] }, "contains “The Late fee”."],
  ])("%j is told in the file's words", (parameters, words) => {
    expect(answerOf("answer-contains", parameters, knows)).toMatchObject({
      explanation: `The reply of turn 1 ${words}`,
    });
  });

  test.each([
    [{ any: [" "] }, "any", 1],
    [{ all: ["fee", "\u200b\u2063"] }, "all", 2],
    [{ none: ["\u00ad"] }, "none", 1],
  ])("a blank entry of %j is refused", (parameters, parameter, place) => {
    expect(compileCheck("answer-contains", parameters)).toMatchObject({
      problems: [
        {
          path: parameter,
          message: `\`${parameter}\`: holds nothing to look for in its ${place}. entry: it is blank`,
        },
      ],
    });
  });

  test("a forbidden word is quoted with its sentence", () => {
    const long = oneTurn("Hi", [], "Thanks for asking. Obviously you pay. Anything else?");
    expect(answerOf("answer-contains", { none: ["obviously"] }, long)).toEqual({
      result: "fail",
      explanation: "The reply of turn 1 contains “obviously”.",
      evidence: [{ what: "Obviously you pay.", quote: true }],
    });
  });

  test("no reply is unscored, not a fail, and not a pass where something is forbidden", () => {
    expect(answerOf("answer-contains", { any: ["Hi"] }, silent)).toEqual({
      result: "unscored",
      reason: "There is no reply in turn 2.",
    });
    expect(resultOf("answer-contains", { none: ["refund"] }, silent)).toBe("unscored");
    expect(resultOf("answer-contains", { none: ["refund"] }, aSession([]))).toBe("unscored");
  });

  test("which turn is read", () => {
    const two = aSession([aTurn("a", [], "first"), aTurn("b", [], "second")]);
    const says = (word: string, turn: unknown) =>
      resultOf("answer-contains", { any: [word], turn }, two);
    expect([says("first", "last"), says("first", 1), says("first", "any")]).toEqual([
      "fail",
      "pass",
      "pass",
    ]);
    expect([says("first", "every"), says("s", "every"), says("x", "any")]).toEqual([
      "fail",
      "pass",
      "fail",
    ]);
    expect([says("Hi", 3)]).toEqual(["unscored"]);
  });

  test("a missing reply settles `any` and `every` only where the others do", () => {
    expect(unanswered({ any: ["Hi"], turn: "any" })).toBe("pass");
    expect(unanswered({ any: ["Bye"], turn: "any" })).toBe("unscored");
    expect(unanswered({ any: ["Hi"], turn: "every" })).toBe("unscored");
    expect(unanswered({ any: ["Bye"], turn: "every" })).toBe("fail");
  });

  test("an evaluator that looks for nothing is refused with what to add", () => {
    expect(compileCheck("answer-contains")).toMatchObject({
      kind: "problems",
      problems: [
        {
          code: "WRONG_PARAMETER",
          file: "datasets/support/cases/late-fee.yaml",
          path: "expectations[0]",
        },
      ],
    });
    expect(compileCheck("answer-contains", {}, { any: ["fee"] }).kind).toBe("compiled");
  });

  test("a turn beyond the case is refused", () => {
    expect(compileCheck("answer-contains", { any: ["x"], turn: 4 })).toMatchObject({
      problems: [
        {
          file: "evaluators/under-test/v1.yaml",
          path: "turn",
          message: "`turn`: there is no turn 4: the case has 3",
        },
      ],
    });
  });
});

describe("answer-matches", () => {
  test.each([
    ["another fee", "fail"],
    ["an\u200bother\u00a0fee", "fail"],
    ["another\nfee", "pass"],
    ["no fee", "pass"],
  ])("no-match of %j: %s", (reply, expected) => {
    const parameters = { pattern: "another fee", expect: "no-match" };
    expect(resultOf("answer-matches", parameters, oneTurn("Hi", [], reply))).toBe(expected);
  });

  test("matches anywhere, and says what did not match", () => {
    expect(resultOf("answer-matches", { pattern: String.raw`\$\d+ a day` }, knows)).toBe("pass");
    expect(answerOf("answer-matches", { pattern: "(?i)refund" }, knows)).toMatchObject({
      result: "fail",
      explanation: "The reply of turn 1 does not match `(?i)refund`.",
    });
  });

  test("a match that must not be is quoted", () => {
    expect(
      answerOf("answer-matches", { pattern: "[0-9]+ a day", expect: "no-match" }, knows),
    ).toMatchObject({
      result: "fail",
      evidence: [{ what: "The late fee is $15 a day." }],
    });
    expect(resultOf("answer-matches", { pattern: "refund", expect: "no-match" }, knows)).toBe(
      "pass",
    );
  });

  test("what backtracks elsewhere is linear here, and what cannot be is refused", () => {
    const hostile = oneTurn("Hi", [], `${"a".repeat(100_000)}!`);
    const spent = cpuMs(() => {
      expect(resultOf("answer-matches", { pattern: "^(a+)+$" }, hostile)).toBe("fail");
    });
    expect(spent).toBeLessThan(20_000);
    expect(compileCheck("answer-matches", { pattern: "(a)\\1" })).toMatchObject({
      problems: [
        { code: "WRONG_PARAMETER", file: "evaluators/under-test/v1.yaml", path: "pattern" },
      ],
    });
    expect(compileCheck("answer-matches", { pattern: "x" }, { pattern: "(?<=a)b" })).toMatchObject({
      problems: [
        { file: "datasets/support/cases/late-fee.yaml", path: "expectations[0].with.pattern" },
      ],
    });
  });
});

const tuple = (wanted: object) =>
  resultOf("answer-schema", { schema: wanted }, oneTurn("Hi", [], '[1,"a"]'));

describe("answer-schema", () => {
  const schema = {
    type: "object",
    required: ["answer"],
    properties: {
      answer: { type: "string", pattern: "^[a-z ]+$" },
      sources: { type: "array", uniqueItems: true },
    },
  };
  const replying = (reply: string) =>
    answerOf("answer-schema", { schema }, oneTurn("Hi", [], reply));

  test.each([
    ['{"answer":"thirty days"}', "pass"],
    ['{"answer":"30 days"}', "fail"],
    ['{"answer":"a","sources":[{"a":1,"b":2},{"b":2,"a":1}]}', "fail"],
    ['{"answer":"a","sources":[1,"1",[1]]}', "pass"],
    ["{}", "fail"],
    ["The answer is thirty days.", "fail"],
    ["", "fail"],
  ])("%s: %s", (reply, expected) => {
    expect(replying(reply).result).toBe(expected);
  });

  test("says what does not fit", () => {
    expect(replying("{}")).toMatchObject({
      explanation:
        "The reply of turn 1 does not meet the schema: must have required property 'answer'.",
    });
    expect(replying("Thirty.")).toMatchObject({ explanation: "The reply of turn 1 is not JSON." });
  });

  test("a reply nested a hundred thousand lists deep fails", () => {
    expect(replying(`${"[".repeat(100_000)}${"]".repeat(100_000)}`).result).toBe("fail");
  });

  test("many different items do not cost the square of their number", () => {
    const sources = Array.from({ length: 60_000 }, (_, n) => ({ n }));
    const reply = JSON.stringify({ answer: "a", sources });
    const spent = cpuMs(() => {
      expect(replying(reply).result).toBe("pass");
    });
    expect(spent).toBeLessThan(20_000);
  });

  test.each([
    [{ type: "objekt" }],
    [{ $ref: "https://example.com/schema.json" }],
    [{ type: "string", pattern: "(a)\\1" }],
    [{ $schema: "http://json-schema.org/draft-03/schema#" }],
  ])("%j is refused", (wrong) => {
    expect(compileCheck("answer-schema", { schema: wrong })).toMatchObject({
      problems: [{ code: "WRONG_PARAMETER", path: "schema" }],
    });
  });

  test("draft-07 and 2020-12 are both understood", () => {
    const draft7 = {
      $schema: "http://json-schema.org/draft-07/schema#",
      items: [{ type: "number" }, { type: "number" }],
    };
    expect(tuple(draft7)).toBe("fail");
    expect(tuple({ prefixItems: [{ type: "number" }, { type: "number" }] })).toBe("fail");
    expect(tuple({ prefixItems: [{ type: "number" }, { type: "string" }] })).toBe("pass");
  });
});
