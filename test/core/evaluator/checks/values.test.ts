import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../../../src/core/trace/json.ts";
import {
  answerOf,
  aSession,
  called,
  compileCheck,
  failedCall,
  oneTurn,
  resultOf,
  uncaptured,
} from "../../../support/sessions.ts";

const of = (step: ReturnType<typeof called>) => oneTurn("Where is it?", [step], "Lost.");

const lookup = (result: JsonValue) => of(called("lookup_order", {}, result));

const lostAt = (finalState: JsonValue, path: string) =>
  resultOf("final-state", { path, matches: "lost" }, aSession([], { finalState }));

function nested(levels: number): JsonValue {
  let value: JsonValue = [];
  for (let level = 1; level < levels; level++) value = [value];
  return value;
}

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

  test.each<[JsonValue, object, string]>([
    [5, { min: 5 }, "pass"],
    [4.99, { min: 5 }, "below 5"],
    [5, { max: 5 }, "pass"],
    [5.01, { max: 5 }, "above 5"],
    ["-3.5", { min: -4, max: -3 }, "pass"],
    [" 7 ", { min: 7, max: 7 }, "pass"],
    ["7 €", { min: 7 }, "which is no number"],
    ["1e9", { max: 5 }, "which is no number"],
    ["", { max: 5 }, "which is no number"],
    [null, { max: 5 }, "which is no number"],
    [true, { max: 5 }, "which is no number"],
    [[1], { max: 5 }, "which is no number"],
    [12, { matches: "^12$" }, "pass"],
    [true, { matches: "^true$" }, "pass"],
    [null, { matches: "null" }, "which does not match `null`"],
    [["lost"], { matches: "lost" }, "which does not match `lost`"],
    ["lost", { matches: "lost", equals: "lost" }, "pass"],
    ["lost", { matches: "lost", equals: "Lost" }, "not “Lost”"],
    [{ a: 1 }, { equals: { a: 2 } }, 'not {"a":2}'],
  ])("%j held to %j: %s", (value, asked, expected) => {
    const session = aSession([], { finalState: { at: value } });
    const answer = answerOf("final-state", { path: "at", ...asked }, session);
    const said = answer.result === "fail" ? answer.explanation : answer.result;
    const words = expected === "pass" ? "pass" : `, ${expected}.`;
    expect(said?.slice(-words.length)).toBe(words);
  });

  test("a state that nests too deep holds nothing, and text that is no JSON is itself", () => {
    expect(lostAt("lost", "$")).toBe("pass");
    expect(lostAt('"lost"', "$")).toBe("pass");
    expect(lostAt({ status: "lost", more: nested(201) }, "status")).toBe("fail");
    expect(lostAt({ status: "lost", more: nested(199) }, "status")).toBe("pass");
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

describe("results of which some are wrong and some are not known", () => {
  const [right, wrong, unknown] = [
    called("lookup_order", {}, { a: 1 }),
    called("lookup_order", {}, { a: 2 }),
    uncaptured("lookup_order"),
  ];
  test.each([
    ["every", [wrong, unknown], "fail"],
    ["every", [unknown, wrong], "fail"],
    ["every", [right, unknown], "unscored"],
    ["any", [wrong, unknown], "unscored"],
    ["any", [unknown, right], "pass"],
    ["any", [wrong, wrong], "fail"],
  ])("%s of %#: %s", (which, steps, expected) => {
    const parameters = { tool: "lookup_order", path: "a", equals: 1, calls: which };
    expect(resultOf("tool-result-value", parameters, oneTurn("Hi", steps, "!"))).toBe(expected);
  });
});

test.each([
  ["tool-result-value", { tool: "lookup_order", path: "a..b", equals: 1 }],
  ["tool-result-fresh", { tool: "lookup_order", path: "a..b", maxAgeMinutes: 5 }],
])("a path that %s does not understand is refused", (check, parameters) => {
  expect(compileCheck(check, parameters)).toMatchObject({
    problems: [{ path: "path", message: "`path`: `a..b` is no path that is understood" }],
  });
});

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
