import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../../../src/core/trace/json.ts";
import type { ModelStep } from "../../../../src/core/trace/session.ts";
import {
  answerOf,
  aSession,
  aTurn,
  called,
  compileCheck,
  failedCall,
  oneTurn,
  resultOf,
  thought,
  uncaptured,
} from "../../../support/sessions.ts";

const of = (step: ReturnType<typeof called>) => oneTurn("Where is it?", [step], "Lost.");
const lookup = (result: JsonValue) => of(called("lookup_order", {}, result));

describe("final-state and tool-result-value", () => {
  const state = { orders: { "4502": { status: "lost", prices: [5, "7.5"] } }, none: [] };
  test.each([
    [{ path: 'orders["4502"].status', equals: "lost" }, "pass"],
    [{ path: '$.orders["4502"].status', matches: "^los" }, "pass"],
    [{ path: 'orders["4502"].status', equals: "found" }, "fail"],
    [{ path: 'orders["4502"].prices[*]', min: 5, max: 7.5 }, "pass"],
    [{ path: 'orders["4502"].prices[-1]', max: 7 }, "fail"],
    [{ path: 'orders["4502"].prices[-1]', equals: "7.5" }, "pass"],
    [{ path: 'orders["4502"].prices[-2]', equals: 5 }, "pass"],
    [{ path: 'orders["4502"].prices[-3]', min: 0 }, "fail"],
    [{ path: 'orders["4502"].prices[2]', min: 0 }, "fail"],
    [{ path: 'orders["4502"].prices', equals: [5] }, "fail"],
    [{ path: 'orders["4502"].prices', equals: [5, "7.5", 9] }, "fail"],
    [{ path: 'orders["4502"].prices', equals: ["7.5", 5] }, "fail"],
    [{ path: 'orders["4502"].status', min: 1 }, "fail"],
    [{ path: "orders.missing", max: 7 }, "fail"],
    [{ path: "none[*]", max: 7 }, "fail"],
    [{ path: "constructor.name", matches: "Object" }, "fail"],
    [{ path: "$", equals: state }, "pass"],
  ])("%j: %s", (parameters, expected) => {
    expect(resultOf("final-state", parameters, aSession([], { finalState: state }))).toBe(expected);
    const asked = { tool: "lookup_order", ...parameters };
    expect(resultOf("tool-result-value", asked, lookup(JSON.stringify(state)))).toBe(expected);
  });

  test.each([
    [{ path: "a" }],
    [{ path: "a", min: 2, max: 1 }],
    [{ path: "a", matches: "(" }],
    [{ path: "a", matches: "x*" }],
    [{ path: "a..b", equals: 1 }],
    [{ path: ".a", equals: 1 }],
    [{ path: "a[?(@.b)]", equals: 1 }],
  ])("%j is refused", (parameters) => {
    expect(compileCheck("final-state", parameters).kind).toBe("problems");
  });

  test("says what stands there; what was not captured is unscored, and a failed call fails", () => {
    expect(
      answerOf(
        "final-state",
        { path: "status", equals: "lost" },
        aSession([], { finalState: { status: "found" } }),
      ),
    ).toEqual({
      result: "fail",
      explanation: "In the final state `status` is “found”, not “lost”.",
    });
    expect(resultOf("final-state", { path: "a", equals: 1 }, aSession([]))).toBe("unscored");
    const asked = { tool: "lookup_order", path: "a", equals: 1 };
    expect(resultOf("tool-result-value", asked, oneTurn("Hi", [], "Hi"))).toBe("unscored");
    expect(resultOf("tool-result-value", asked, of(uncaptured("lookup_order")))).toBe("unscored");
    expect(resultOf("tool-result-value", asked, of(failedCall("lookup_order", {}, "no")))).toBe(
      "fail",
    );
    const two = oneTurn(
      "Hi",
      [called("lookup_order", {}, { a: 2 }), called("lookup_order", {}, { a: 1 })],
      "!",
    );
    expect(resultOf("tool-result-value", asked, two)).toBe("fail");
    expect(resultOf("tool-result-value", { ...asked, calls: "any" }, two)).toBe("pass");
  });
});

function nested(levels: number): JsonValue {
  let value: JsonValue = [];
  for (let level = 1; level < levels; level++) value = [value];
  return value;
}

describe("values are the same only where they are", () => {
  test.each<[JsonValue, JsonValue, string]>([
    [[5], { "0": 5 }, "fail"],
    [{ "0": 5 }, [5], "fail"],
    [{ city: "x" }, { city: "x", zip: 1 }, "fail"],
    [{ city: "x", zip: 1 }, { city: "x" }, "fail"],
    [{ city: "x", zip: 1 }, { zip: 1, city: "x" }, "pass"],
    [{ city: "x", zip: 1 }, { city: "x", zip: 2 }, "fail"],
    [{ city: null }, { zip: null }, "fail"],
    [[1, 2], [1], "fail"],
    [[1], [1, 2], "fail"],
    [[1, [2, 3]], [1, [2, 4]], "fail"],
    ["5", 5, "fail"],
    [null, 0, "fail"],
    [{}, [], "fail"],
    [nested(101), nested(101), "pass"],
    [nested(102), nested(102), "fail"],
  ])("%j is %j: %s", (found, equals, expected) => {
    const session = aSession([], { finalState: { found } });
    expect(resultOf("final-state", { path: "found", equals }, session)).toBe(expected);
  });

  test("a schema is held to what nests 200 levels deep, and no deeper", () => {
    const [deep, deeper] = [201, 202].map((levels) =>
      resultOf("answer-schema", { schema: {} }, oneTurn("Hi", [], JSON.stringify(nested(levels)))),
    );
    expect([deep, deeper]).toEqual(["pass", "fail"]);
  });
});

describe("tool-result-fresh", () => {
  const now = Date.UTC(2026, 9, 2, 12);
  const parameters = { tool: "lookup_order", path: "at", maxAgeMinutes: 60 };
  const at = (value: JsonValue) =>
    of({ ...called("lookup_order", {}, { at: value }), startedAtMs: now });

  test.each<[JsonValue, string]>([
    ["2026-10-02T11:30:00Z", "pass"],
    ["2026-10-02T13:30:00+02:00", "pass"],
    ["2026-10-02T10:30:00Z", "fail"],
    ["2026-10-02", "pass"],
    ["2026-10-01", "fail"],
    ["2026-02-31", "fail"],
    ["yesterday", "fail"],
    [now, "pass"],
    [now / 1000 - 3601, "fail"],
    [now - 60 * 60_000, "pass"],
    [now - 60 * 60_000 - 1, "fail"],
    [now + 5 * 60_000, "pass"],
    [now + 5 * 60_000 + 1, "fail"],
    ["2026-10-02T12:04:00Z", "pass"],
    ["2026-10-02T12:06:00Z", "fail"],
    ["2126-10-02T12:00:00Z", "fail"],
    ["2026-10-03T02:04:00", "pass"],
    ["2026-10-03T02:06:00", "fail"],
    ["2026-10-03", "pass"],
    ["2026-10-04", "fail"],
    ["2026-10-02T24:00:00Z", "fail"],
    ["2026-10-02T12:60:00Z", "fail"],
    ["2026-10-02T12:04:59.999Z", "pass"],
    ["2026-10-02T12:05:00.5Z", "fail"],
    ["2026-10-02T12:05:00,000Z", "pass"],
    ["2026-10-02T16:30:00+05:30", "pass"],
    ["2026-10-02T16:29:59+05:30", "fail"],
    ["2026-10-02T07:35:00-0430", "pass"],
    ["2026-10-02T07:35:01-0430", "fail"],
    [String(now / 1000 - 3600), "pass"],
    [String(now - 3_600_001), "fail"],
    [1e8 - 1, "fail"],
    [-5, "fail"],
    [null, "fail"],
  ])("%j: %s", (value, expected) => {
    expect(resultOf("tool-result-fresh", parameters, at(value))).toBe(expected);
  });

  test.each([
    ["2026-10-02T10:00:01Z", "119 minutes before"],
    ["2026-10-02T10:00:00Z", "2 hours before"],
    ["2026-09-30T12:00:01Z", "47 hours before"],
    ["2026-09-30T12:00:00Z", "2 days before"],
    ["2020-01-01", "2465 days before"],
    ["2026-10-02T12:59:00Z", "59 minutes after"],
  ])("%s lies %s the call", (value, words) => {
    const answer = answerOf("tool-result-fresh", parameters, at(value));
    expect(answer).toMatchObject({ explanation: expect.stringContaining(`${words} the call`) });
  });

  test("one minute is one", () => {
    expect(
      answerOf("tool-result-fresh", { ...parameters, maxAgeMinutes: 1 }, at(now - 90_000)),
    ).toMatchObject({ explanation: expect.stringContaining(", 1 minute before the call") });
  });

  test("says how far a time lies from the call", () => {
    expect(answerOf("tool-result-fresh", parameters, at("2026-10-02T10:30:00Z"))).toMatchObject({
      explanation:
        'A result of `lookup_order` is not as asked: `at` is "2026-10-02T10:30:00Z", 90 minutes before the call and more than 60 minutes.',
    });
    expect(answerOf("tool-result-fresh", parameters, at("2026-10-02T13:30:00Z"))).toMatchObject({
      explanation:
        'A result of `lookup_order` is not as asked: `at` is "2026-10-02T13:30:00Z", which is 90 minutes after the call.',
    });
  });

  test("a call without a time was made when its turn began", () => {
    const call = called("lookup_order", {}, { at: "2026-10-02T11:30:00Z" });
    const since = (startedAtMs: number) =>
      aSession([{ ...aTurn("Where is it?", [call], "Lost."), startedAtMs }]);
    expect(resultOf("tool-result-fresh", parameters, since(now))).toBe("pass");
    expect(resultOf("tool-result-fresh", parameters, since(now + 3_600_000))).toBe("fail");
  });

  test("is unscored where no time was captured", () => {
    expect(resultOf("tool-result-fresh", parameters, lookup({ at: "2026-10-02" }))).toBe(
      "unscored",
    );
  });
});

const calls = (...names: string[]) =>
  oneTurn(
    "Hi",
    names.map((name) => called(name, {}, 1)),
    "!",
  );

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

describe("budgets of a turn, and plans", () => {
  const spent: Partial<ModelStep> = { usage: { inputTokens: 60, outputTokens: 40, costUsd: 0.01 } };
  const session = aSession([
    aTurn("Hi", [thought("a", spent)], "a"),
    aTurn("So?", [thought("b", spent), thought("c", spent)], "c"),
  ]);
  test.each([
    ["token-budget", { turnTokens: 199 }, "fail"],
    ["token-budget", { turnTokens: 200, tokens: 300 }, "pass"],
    ["cost-budget", { turnUsd: 0.015 }, "fail"],
    ["cost-budget", { turnUsd: 0.02 }, "pass"],
    ["turn-budget", { turnSteps: 1 }, "fail"],
    ["turn-budget", { turnSteps: 2 }, "pass"],
  ])("%s %j: %s", (check, parameters, expected) => {
    expect(resultOf(check, parameters, session)).toBe(expected);
  });

  test("a turn over its budget is named; no limit at all is refused", () => {
    expect(answerOf("token-budget", { turnTokens: 150 }, session)).toEqual({
      result: "fail",
      explanation: "Turn 2 used 200 tokens, more than 150.",
      evidence: [{ at: { turn: 2, step: 2 }, what: "200 tokens in this turn after this call" }],
    });
    for (const check of ["token-budget", "cost-budget"])
      expect(compileCheck(check).kind).toBe("problems");
  });

  test.each([
    ["1. Look it up\n2. Refund", "pass"],
    ["1. Look\n2. Ask\n3. Refund", "fail"],
    ['["look","ask","refund"]', "fail"],
    ["I will look it up.", "unscored"],
    ["1. Look it up\n   1. by id\n   2. by name\n2. Refund", "pass"],
    ["  1. Look\n  2. Ask\n  3. Refund", "fail"],
    ["**1.** Look\n**2.** Ask\n**3.** Refund", "fail"],
    ["## Step 1: Look\ntext\n## Step 2: Ask\n## Step 3: Refund", "fail"],
    ["- Look\n- Ask\n- Refund", "fail"],
    ["- Look\n  - by id\n- Refund", "pass"],
    ['Here:\n```json\n["look", "ask", "refund"]\n```\n', "fail"],
    ['  ```\n  {"steps": ["look", "refund"]}\n  ```', "pass"],
    ["```\n1. Look\n2. Ask\n3. Refund\n```", "fail"],
    ["```\n- Look\n- Ask\n- Refund\n```", "fail"],
    ['1. Look\n```json\n["an", "example", "of", "four"]\n```\n2. Refund', "pass"],
    ['- Note\n```json\n["look", "ask", "refund"]\n```', "fail"],
    ['{"plan": {"steps": ["look", "ask", "refund"]}}', "fail"],
    ['{"risks": ["none"], "steps": ["look", "ask", "refund"]}', "fail"],
    ['{"steps": ["look"], "sources": ["a", "b", "c"]}', "pass"],
    ['{"first": ["a"], "second": ["a", "b", "c"]}', "fail"],
    ['{"steps": []}', "pass"],
    ['{"a": {"b": {"c": {"d": {"e": [1, 2, 3]}}}}}', "unscored"],
    ["{}", "unscored"],
    ["null", "unscored"],
  ])("a plan %j: %s", (text, expected) => {
    const planned = oneTurn("Hi", [thought(text, { purpose: "plan" })], "!");
    expect(resultOf("plan-length", { max: 2 }, planned)).toBe(expected);
    expect(resultOf("plan-length", { max: 2 }, oneTurn("Hi", [thought(text)], "!"))).toBe(
      "unscored",
    );
  });
});
