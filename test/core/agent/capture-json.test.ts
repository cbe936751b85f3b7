import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { captureJson, maxNesting } from "../../../src/core/agent/capture-json.ts";

class Money {
  readonly amount = 5;
  readonly #currency = "EUR";
  print(): string {
    return `${this.amount} ${this.#currency}`;
  }
}

describe("a value as JSON", () => {
  test("what JSON can carry is copied, and is a copy", () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false, maxDepth: 8 }), (value) => {
        const { value: copy, lossy } = captureJson(value);
        expect(JSON.stringify(copy)).toBe(JSON.stringify(value).toWellFormed());
        expect(lossy).toEqual([]);
      }),
    );
  });

  test("any value at all is copied into something that JSON can carry", () => {
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withSet: true,
          withTypedArray: true,
          withNullPrototype: true,
          withObjectString: true,
          withSparseArray: true,
        }),
        (value) => {
          const text = JSON.stringify(captureJson(value).value);
          expect(JSON.stringify(JSON.parse(text))).toBe(text);
        },
      ),
    );
  });

  test.each<[string, unknown, unknown, string[]]>([
    ["nothing", undefined, null, []],
    ["a field without a value", { a: undefined, b: 1 }, { b: 1 }, []],
    ["a date", new Date(0), "1970-01-01T00:00:00.000Z", []],
    ["a big integer", 12n, "12", ["the value: bigint as text"]],
    ["not a number", [Number.NaN], ["[lost: NaN]"], ["[0]: NaN"]],
    ["a function", { run: () => 1 }, { run: "[lost: function]" }, ["run: function"]],
    ["bytes", { file: Buffer.from("abc") }, { file: "[lost: 3 bytes]" }, ["file: 3 bytes"]],
    ["a map", new Map([["a", 1]]), [["a", 1]], ["the value: Map as a list"]],
    [
      "a class instance",
      { total: new Money() },
      { total: { amount: 5 } },
      ["total: Money as a plain object"],
    ],
    [
      "an error",
      new RangeError("no"),
      { name: "RangeError", message: "no" },
      ["the value: error as its name and message"],
    ],
    [
      "a promise",
      Promise.resolve(1),
      "[lost: a promise that was not awaited]",
      ["the value: a promise that was not awaited"],
    ],
    [
      "a getter that throws",
      {
        get a(): number {
          throw new Error("no");
        },
        b: 1,
      },
      { a: "[lost: unreadable, Error: no]", b: 1 },
      ["a: unreadable, Error: no"],
    ],
    ["half a surrogate pair", "\ud800", "\ufffd", []],
  ])("%s", (_, value, copy, lossy) => {
    expect(captureJson(value)).toMatchObject({ value: copy, lossy });
  });

  test("a cycle is named where it closes; the same object twice is no cycle", () => {
    const order: { self?: unknown; id: number } = { id: 7 };
    expect(captureJson([order, order]).lossy).toEqual([]);
    order.self = { order };
    expect(captureJson(order).value).toEqual({ id: 7, self: { order: "[lost: cycle]" } });
  });

  test("depth and length have an end, and the cut shows", () => {
    let deep: unknown = "bottom";
    for (let level = 0; level <= maxNesting; level += 1) deep = [deep];
    expect(JSON.stringify(captureJson(deep).value)).toContain(
      `[lost: nested deeper than ${maxNesting}]`,
    );
    const long = JSON.stringify(captureJson({ a: "x".repeat(5000), b: 1 }, 1000).value);
    expect(long.length).toBeLessThan(1300);
    expect(long).toContain("[lost: the rest, over 1000 characters]");
    expect(
      JSON.stringify(captureJson(Array.from({ length: 1e6 }), 1000).value).length,
    ).toBeLessThan(2000);
  });

  test("a key that would set the prototype is data", () => {
    const { value } = captureJson(JSON.parse('{"__proto__":{"isAdmin":true}}'));
    expect(JSON.stringify(value)).toBe('{"__proto__":{"isAdmin":true}}');
    expect(value).not.toHaveProperty("isAdmin");
  });
});
