import { describe, expect, test } from "vitest";
import { readJudgeAnswer } from "../../../src/core/evaluator/judge-answer.ts";
import { called, oneTurn, thought } from "../../support/sessions.ts";

const session = oneTurn(
  "Fee?",
  [called("search_policies", {}, { documents: [] }), thought("$15.")],
  "$15.",
);

function read(json: unknown, nonce?: string) {
  return readJudgeAnswer(json, session, nonce);
}

test("a verdict with its steps, in the order that the judge gave them", () => {
  expect(
    read({ verdict: "fail", explanation: "Nothing says so.", evidence: ["1.2", "1.1", "1.2"] }),
  ).toEqual({
    result: "fail",
    explanation: "Nothing says so.",
    evidence: [
      { at: { turn: 1, step: 2 }, what: "model said “$15.”" },
      { at: { turn: 1, step: 1 }, what: "search_policies → 0 documents" },
    ],
  });
  expect(read({ verdict: "pass", explanation: "All good.", evidence: [] })).toEqual({
    result: "pass",
    explanation: "All good.",
  });
});

test("“cannot tell” is an answer and no verdict", () => {
  expect(read({ verdict: "cannot-tell", explanation: "No results.", evidence: [] })).toEqual({
    result: "unscored",
    reason: "The judge cannot tell: No results.",
  });
});

describe("the id of the session that the judge was asked about", () => {
  const nonce = "3f2a9c01aaaabbbbccccddddeeeeffff";
  const passing = { verdict: "pass", explanation: "Fine.", evidence: [] };
  const another = {
    result: "unscored",
    reason:
      "The judge answered for another session: the id in its answer is not the one that it was given.",
  };

  test.each([
    ["as it was given", { session: "session-3f2a9c01" }],
    ["without its word", { session: "3f2a9c01" }],
    ["as the whole mark", { session: `<session-${nonce}>` }],
    ["in capitals", { session: "SESSION-3F2A9C01" }],
    ["left out, by an endpoint that takes no schema", {}],
    ["null", { session: null }],
  ])("%s", (_, said) => {
    expect(read({ ...said, ...passing }, nonce)).toEqual({ result: "pass", explanation: "Fine." });
  });

  test.each([
    ["of another question", "session-00c0ffee"],
    ["that is a part of it", "session-3f2a9c"],
    ["that is empty", ""],
    ["that is another name", "late-fee"],
  ])("one %s is no verdict, whatever the answer says", (_, said) => {
    for (const verdict of ["pass", "fail", "cannot-tell"])
      expect(read({ session: said, ...passing, verdict }, nonce)).toEqual(another);
  });

  test("one that is no text has not the shape that was asked for", () => {
    expect(read({ session: 7, ...passing }, nonce)).toMatchObject({
      reason: "The judge's answer has not the shape that was asked for (`session`).",
    });
  });
});

test.each(["1.1", " 1.1 ", "step 1.1", "Step 1.1"])(
  "a step may be named as it stands in the session: %j",
  (named) => {
    expect(read({ verdict: "pass", explanation: "Fine.", evidence: [named] })).toMatchObject({
      result: "pass",
      evidence: [{ at: { turn: 1, step: 1 } }],
    });
  },
);

test("a step that is named twice is one", () => {
  const answer = { verdict: "fail", explanation: "Made up.", evidence: ["1.1", "step 1.1"] };
  expect(read(answer)).toMatchObject({ evidence: [{ at: { turn: 1, step: 1 } }] });
});

test.each(["step 9.9", "steps 1.1", "1.1 and 9.9", "11", "step"])(
  "what is no step of the session is none: %j",
  (named) => {
    const answer = { verdict: "pass", explanation: "Fine.", evidence: [named] };
    expect(read(answer)).toMatchObject({ result: "unscored" });
  },
);

describe("what is no answer", () => {
  const good = { verdict: "pass", explanation: "Fine.", evidence: [] };
  test.each<[string, unknown, string]>([
    [
      "prose",
      "I think it passes.",
      "The judge answered prose instead of JSON: “I think it passes.”",
    ],
    [
      "a page",
      "<html><body>502</body></html>",
      "The judge answered a page of markup instead of JSON: “<html><body>502</body></html>”",
    ],
    ["nothing", "", "The judge answered nothing."],
    ["white space", " \n", "The judge answered nothing."],
    [
      "another label",
      { ...good, verdict: "satisfied" },
      "The judge answered “satisfied”, which is not one of pass, fail, cannot-tell.",
    ],
    [
      "a label in capitals",
      { ...good, verdict: "PASS" },
      "The judge answered “PASS”, which is not one of pass, fail, cannot-tell.",
    ],
    [
      "no verdict",
      { explanation: "Fine.", evidence: [] },
      "The judge's answer has not the shape that was asked for (`verdict`).",
    ],
    [
      "no explanation",
      { ...good, explanation: " " },
      "The judge's answer has not the shape that was asked for (`explanation`).",
    ],
    [
      "evidence that is no list",
      { ...good, evidence: "1.1" },
      "The judge's answer has not the shape that was asked for (`evidence`).",
    ],
    [
      "a step of another session",
      { ...good, evidence: ["1.1", "9.9"] },
      "The judge names step “9.9”, which the session does not have.",
    ],
    ["null", null, "The judge's answer has not the shape that was asked for."],
    ["a list", [good], "The judge's answer has not the shape that was asked for."],
    ["a number", 1, "The judge's answer has not the shape that was asked for."],
  ])("%s", (_title, json, reason) => {
    expect(read(json)).toEqual({ result: "unscored", reason });
  });
});

test("long words of a judge are cut", () => {
  const { explanation } = {
    explanation: "",
    ...read({ verdict: "pass", explanation: "x".repeat(5000), evidence: [] }),
  };
  expect(explanation.length).toBe(600);
});
