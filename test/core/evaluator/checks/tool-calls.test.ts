import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../../../src/core/trace/json.ts";
import {
  answerOf,
  called,
  compileCheck,
  oneTurn,
  resultOf,
  thought,
  uncaptured,
} from "../../../support/sessions.ts";

const lookup = called("lookup_order", { order_id: "4502" }, { status: "lost" });
const search = called("search_policies", { query: "lost parcel" }, [{ id: "p1" }]);
const refund = called("issue_refund", { order_id: "4502", amount: 62.85 }, { refundId: "F-1" });
const session = oneTurn(
  "Where is it?",
  [thought(""), lookup, search, refund, thought("Refunded.")],
  "Refunded.",
);
const idle = oneTurn("Hello", [thought("Hi")], "Hi");

describe("tool-called", () => {
  test.each([
    [{ tool: "search_policies" }, "pass"],
    [{ tool: "search_policies", max: 1 }, "pass"],
    [{ tool: "search_policies", min: 2 }, "fail"],
    [{ tool: "search_policies", min: 0, max: 0 }, "fail"],
    [{ tool: "create_return" }, "fail"],
    [{ tool: "create_return", min: 0, max: 1 }, "pass"],
  ])("%j: %s", (parameters, expected) => {
    expect(resultOf("tool-called", parameters, session)).toBe(expected);
  });

  test("an agent that never calls it fails, and is told what it did instead", () => {
    expect(answerOf("tool-called", { tool: "create_return" }, session)).toEqual({
      result: "fail",
      explanation:
        "`create_return` was never called. The agent called lookup_order, search_policies, issue_refund.",
    });
    expect(answerOf("tool-called", { tool: "create_return" }, idle)).toMatchObject({
      explanation: "`create_return` was never called. The agent called no other tool.",
    });
  });

  test("one call too many is the first evidence", () => {
    const twice = oneTurn("Hi", [search, search], "Hm");
    expect(answerOf("tool-called", { tool: "search_policies", max: 1 }, twice)).toEqual({
      result: "fail",
      explanation: "`search_policies` was called twice, more than 1.",
      evidence: [{ at: { turn: 1, step: 2 }, what: 'search_policies {"query":"lost parcel"}' }],
    });
  });

  test("a `max` below `min` is refused", () => {
    expect(compileCheck("tool-called", { tool: "a", min: 2, max: 1 }).kind).toBe("problems");
  });
});

describe("tool-not-called", () => {
  test("names the call", () => {
    expect(
      answerOf("tool-not-called", { tools: ["create_return", "issue_refund"] }, session),
    ).toEqual({
      result: "fail",
      explanation: "`issue_refund` was called and must not be.",
      evidence: [
        { at: { turn: 1, step: 4 }, what: 'issue_refund {"order_id":"4502","amount":62.85}' },
      ],
    });
    expect(resultOf("tool-not-called", { tools: ["issue_refund"] }, idle)).toBe("pass");
  });
});

const refunding = (args: JsonValue, more: object = {}, given = session) =>
  resultOf("tool-arguments", { tool: "issue_refund", arguments: args, ...more }, given);

describe("tool-arguments", () => {
  test.each<[JsonValue, object, string]>([
    [{ order_id: "4502" }, {}, "pass"],
    [{ order_id: "4503" }, {}, "fail"],
    [{ order_id: "4502" }, { match: "exact" }, "fail"],
    [{ amount: 62.85, order_id: "4502" }, { match: "exact" }, "pass"],
    [{ order_id: "4502" }, { match: "exact", ignore: ["amount"] }, "pass"],
    [{ order_id: "4502", amount: 62.85, note: "x" }, { match: "exact" }, "fail"],
    [{ order_id: "4502" }, { match: "subset" }, "fail"],
    [{ order_id: "4502", amount: 62.85, note: "x" }, { match: "subset" }, "pass"],
    [{ order_id: "4502", amount: 62.85, note: "x" }, { match: "superset" }, "fail"],
    [{ order_id: "9", amount: 62.85 }, { ignore: ["order_id"] }, "pass"],
  ])("%j %j: %s", (args, more, expected) => {
    expect(refunding(args, more)).toBe(expected);
  });

  test("by default a call without arguments does not pass", () => {
    expect(
      refunding({ order_id: "4502" }, {}, oneTurn("Hi", [called("issue_refund", {}, {})])),
    ).toBe("fail");
  });

  test("one matching call of several is enough; a call without captured arguments is not known", () => {
    const wrong = called("issue_refund", { order_id: "1" }, {});
    expect(refunding({ order_id: "4502" }, {}, oneTurn("Hi", [wrong, refund]))).toBe("pass");
    const hidden = { kind: "tool", name: "issue_refund", status: "ok" } as const;
    expect(refunding({ order_id: "4502" }, {}, oneTurn("Hi", [wrong, hidden]))).toBe("unscored");
  });

  test("never called fails; wrong arguments are shown", () => {
    expect(refunding({ order_id: "4502" }, {}, idle)).toBe("fail");
    expect(
      answerOf("tool-arguments", { tool: "issue_refund", arguments: { amount: 1 } }, session),
    ).toMatchObject({
      explanation: 'No call of `issue_refund` has at least the arguments {"amount":1}.',
      evidence: [{ at: { turn: 1, step: 4 } }],
    });
  });

  test("an argument named like a part of every object is data", () => {
    const odd = oneTurn("Hi", [called("issue_refund", JSON.parse('{"a":1,"__proto__":2}'), {})]);
    expect(refunding({ a: 1 }, { match: "subset" }, odd)).toBe("fail");
    expect(refunding({ a: 1 }, {}, odd)).toBe("pass");
    expect(refunding({ constructor: 1 })).toBe("fail");
  });
});

describe("no-repeated-call", () => {
  test.each([
    ["the same again", [search, search], {}, "fail"],
    ["the same again, allowed", [search, search], { max: 2 }, "pass"],
    [
      "other keys' order",
      [called("a", { x: 1, y: 2 }, 1), called("a", { y: 2, x: 1 }, 1)],
      {},
      "fail",
    ],
    ["other arguments", [search, called("search_policies", { query: "fee" }, [])], {}, "pass"],
    ["another tool is watched", [search, search], { tools: ["lookup_order"] }, "pass"],
    ["no call at all", [], {}, "pass"],
    [
      "arguments not captured",
      [{ kind: "tool", name: "a", status: "ok" } as const],
      {},
      "unscored",
    ],
  ])("%s", (_title, steps, parameters, expected) => {
    expect(resultOf("no-repeated-call", parameters, oneTurn("Hi", steps))).toBe(expected);
  });

  test("the first repetition is the evidence", () => {
    expect(answerOf("no-repeated-call", {}, oneTurn("Hi", [search, lookup, search]))).toMatchObject(
      {
        explanation: "`search_policies` was called twice with the same arguments.",
        evidence: [{ at: { turn: 1, step: 3 } }],
      },
    );
  });
});

const calling = (names: readonly string[]) =>
  oneTurn(
    "Hi",
    names.map((name) => uncaptured(name)),
  );
const matches = (match: string, tools: readonly string[], names: readonly string[]) =>
  resultOf("trajectory", { match, tools }, calling(names));

describe("trajectory", () => {
  test.each([
    ["strict", ["a", "b"], ["a", "b"], "pass"],
    ["strict", ["a", "b"], ["b", "a"], "fail"],
    ["unordered", ["a", "b"], ["b", "a"], "pass"],
    ["unordered", ["a", "b"], ["b", "a", "a"], "fail"],
    ["subset", ["a", "b"], ["a"], "pass"],
    ["subset", ["a", "b"], ["a", "a"], "fail"],
    ["subset", ["a"], ["c"], "fail"],
    ["superset", ["a"], ["c", "a"], "pass"],
    ["superset", ["a", "a"], ["a"], "fail"],
    ["strict", [], [], "pass"],
    ["superset", ["a"], [], "fail"],
    ["subset", ["a"], [], "pass"],
  ])("%s %j of %j: %s", (match, tools, names, expected) => {
    expect(matches(match, tools, names)).toBe(expected);
  });

  test("says what is missing and what is extra, where it parted first", () => {
    expect(
      answerOf("trajectory", { match: "strict", tools: ["a", "b"] }, calling(["a", "c"])),
    ).toEqual({
      result: "fail",
      explanation:
        "The order of tool calls differs from the list: it lacks `b`, and it has `c` beyond the list. Called: a → c.",
      evidence: [{ at: { turn: 1, step: 2 }, what: "c {}" }],
    });
  });

  const names = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 6 });
  // A list that asks for nothing is refused where it could never fail.
  const someNames = names.filter(({ length }) => length > 0);
  test("strict implies unordered, and unordered is subset and superset together", () => {
    fc.assert(
      fc.property(someNames, names, (tools, made) => {
        const is = (match: string) => matches(match, tools, made) === "pass";
        expect(is("strict") && !is("unordered")).toBe(false);
        expect(is("unordered")).toBe(is("subset") && is("superset"));
      }),
    );
  });

  test("what was called always matches itself in every way", () => {
    fc.assert(
      fc.property(someNames, (made) => {
        for (const match of ["strict", "unordered", "subset", "superset"])
          expect(matches(match, made, made)).toBe("pass");
      }),
    );
  });
});

test.each([
  [1, { min: 2 }, "`look` was called once; at least 2 calls are expected."],
  [2, { max: 1 }, "`look` was called twice, more than 1."],
  [3, { max: 1 }, "`look` was called 3 times, more than 1."],
  [0, {}, "`look` was never called."],
])("%i calls under %j: %s", (times, parameters, words) => {
  const steps = Array.from({ length: times }, () => called("look", {}, 1));
  expect(
    answerOf("tool-called", { tool: "look", ...parameters }, oneTurn("Hi", steps, "!")),
  ).toMatchObject({ explanation: expect.stringMatching(new RegExp(`^${words}`)) });
});

const instead = (count: number) =>
  answerOf(
    "tool-called",
    { tool: "look" },
    oneTurn(
      "Hi",
      Array.from({ length: count }, (_, place) => called(`t${place + 1}`, {}, 1)),
      "!",
    ),
  );

test("what was called instead is named, up to five tools", () => {
  expect(instead(5)).toMatchObject({
    explanation: "`look` was never called. The agent called t1, t2, t3, t4, t5.",
  });
  expect(instead(6)).toMatchObject({ explanation: expect.stringMatching(/t5, …\.$/) });
});
