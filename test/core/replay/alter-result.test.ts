import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alterResult, type Spoiling } from "../../../src/core/replay/alter-result.ts";
import type { JsonValue } from "../../../src/core/trace/json.ts";
import { isEmptyResult } from "../../../src/core/trace/tool-result.ts";

const page = { documents: [{ id: "a" }, { id: "b" }, { id: "c" }], total: 3, page: 1 };
const order = { id: "4471", items: [{ sku: "JUG" }], total: 64.25 };

describe("a spoilt answer", () => {
  test.each<[string, Spoiling, JsonValue, JsonValue | undefined]>([
    ["empty: a page", { kind: "empty" }, page, { documents: [], total: 0, page: 1 }],
    ["empty: a list", { kind: "empty" }, [1, 2], []],
    ["empty: a record", { kind: "empty" }, order, {}],
    ["empty: a text", { kind: "empty" }, "6.50 EUR", ""],
    ["empty: a number", { kind: "empty" }, 7, null],
    ["malformed-json: cut off", { kind: "malformed-json" }, { a: "bcdefg" }, '{"a":"bcd'],
    ["malformed-json: a number", { kind: "malformed-json" }, 42, '{"result'],
    [
      "schema-violation: a record",
      { kind: "schema-violation" },
      { id: "4471", placed: "2026", total: 3 },
      { id: ["4471"], placed: "2026" },
    ],
    [
      "schema-violation: a number becomes a text",
      { kind: "schema-violation" },
      { total: 3 },
      { total: "3" },
    ],
    [
      "schema-violation: the first of a page",
      { kind: "schema-violation" },
      {
        documents: [
          { id: 1, x: 2 },
          { id: 2, x: 3 },
        ],
      },
      { documents: [{ id: "1" }, { id: 2, x: 3 }] },
    ],
    ["schema-violation: a text", { kind: "schema-violation" }, "6.50", { value: ["6.50"] }],
    ["schema-violation: nothing in a list", { kind: "schema-violation" }, [], { items: [] }],
    [
      "schema-violation: fields of its own",
      { kind: "schema-violation", merge: { total: "a lot" } },
      order,
      { ...order, total: "a lot" },
    ],
    [
      "stale: what came before",
      { kind: "stale", earlier: { status: "packed" } },
      { status: "sent" },
      { status: "packed" },
    ],
    ["stale: nothing came before", { kind: "stale" }, { status: "sent" }, undefined],
    [
      "stale: the same came before",
      { kind: "stale", earlier: { a: 1, b: 2 } },
      { b: 2, a: 1 },
      undefined,
    ],
    [
      "stale: one field",
      { kind: "stale", merge: { status: "packed", seen: null } },
      { status: "sent", seen: true },
      { status: "packed" },
    ],
    ["stale: a field of a text", { kind: "stale", merge: { status: "packed" } }, "sent", undefined],
    [
      "truncated-page: half",
      { kind: "truncated-page" },
      page,
      { documents: [{ id: "a" }], total: 3, page: 1 },
    ],
    ["truncated-page: so many", { kind: "truncated-page", keep: 2 }, [1, 2, 3], [1, 2]],
    ["truncated-page: a text", { kind: "truncated-page" }, "abcd", "ab"],
    [
      "truncated-page: shorter than that",
      { kind: "truncated-page", keep: 5 },
      [1, 2, 3],
      undefined,
    ],
    ["truncated-page: a record is no page", { kind: "truncated-page" }, order, undefined],
    ["duplicate: a page", { kind: "duplicate" }, { results: [1, 2] }, { results: [1, 1, 2, 2] }],
    ["duplicate: a text", { kind: "duplicate" }, "paid", "paid\npaid"],
    ["duplicate: nothing", { kind: "duplicate" }, [], undefined],
    ["duplicate: a number", { kind: "duplicate" }, 7, undefined],
  ])("%s", (_, spoiling, result, expected) => {
    expect(alterResult(result, spoiling)).toEqual(expected);
  });
});

const values = fc
  .jsonValue({ maxDepth: 4 })
  .map((value): JsonValue => JSON.parse(JSON.stringify(value)));

describe("whatever the answer is", () => {
  test("an emptied one is empty", () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(isEmptyResult(alterResult(value, { kind: "empty" }))).toBe(true);
      }),
    );
  });

  test("malformed JSON is a text that is no JSON", () => {
    fc.assert(
      fc.property(values, (value) => {
        const text = alterResult(value, { kind: "malformed-json" });
        expect(() => JSON.parse(typeof text === "string" ? text : "{}")).toThrow(SyntaxError);
      }),
    );
  });

  test("a violated schema leaves another value, and the answer itself as it was", () => {
    fc.assert(
      fc.property(values, (value) => {
        const before = JSON.stringify(value);
        expect(alterResult(value, { kind: "schema-violation" })).not.toEqual(value);
        expect(JSON.stringify(value)).toBe(before);
      }),
    );
  });
});
