import { describe, expect, test } from "vitest";
import { extractFacts } from "../../../src/core/facts/extract-facts.ts";
import type { Source } from "../../../src/core/facts/support-index.ts";
import { supportIndex } from "../../../src/core/facts/support-index.ts";
import type { JsonValue } from "../../../src/core/trace/json.ts";

function tool(value: JsonValue): Source {
  return { kind: "tool-result", value };
}

/** What supports each fact of a text; `none` where nothing does. */
function supports(text: string, ...sources: readonly Source[]): readonly string[] {
  const index = supportIndex(sources);
  return extractFacts(text).map((fact) => index.find(fact) ?? "none");
}

describe("what a tool returned", () => {
  test.each<[string, JsonValue, string]>([
    ["$200", { price: 200 }, "tool-result"],
    ["$1,200.50", { total: 1200.5 }, "tool-result"],
    ["$200", { price: 201 }, "none"],
    ["20%", { rate: 0.2 }, "tool-result"],
    ["May 20th", { date: "2024-05-20" }, "tool-result"],
    ["May 20, 2025", { date: "2024-05-20" }, "none"],
    ["#W2575533", { order_id: "#W2575533" }, "tool-result"],
    ["#W2575534", { order_id: "#W2575533" }, "none"],
    ["certificate 7504069", { certificate_7504069: { amount: 250 } }, "tool-result"],
    ["card ending in 7447", { card: "4111111111117447" }, "tool-result"],
    ["flight 136", { flight: "HAT136" }, "tool-result"],
    ["3 flights", [{ n: "a" }, { n: "b" }, { n: "c" }], "tool-result"],
    ["4 flights", [{ n: "a" }, { n: "b" }, { n: "c" }], "none"],
    ["2 variants", { a1: { size: "S" }, a2: { size: "M" } }, "tool-result"],
    ["in 2024", { created: "2024-05-15T15:00:00" }, "tool-result"],
  ])("%s in %j: %s", (text, value, expected) => {
    expect(supports(text, tool(value))).toEqual([expected]);
  });

  test("the total of a column is stated by its list", () => {
    const legs = [
      { flight: "HAT136", prices: { economy: 152 } },
      { flight: "HAT039", prices: { economy: 103 } },
    ];
    expect(supports("$255, $256", tool([legs]))).toEqual(["tool-result", "none"]);
  });

  test("how many items have a flag is stated by their list or map", () => {
    const variants = Object.fromEntries(
      Array.from({ length: 12 }, (_, i) => [
        String.fromCharCode(97 + i),
        { color: "blue", available: i !== 3 && i !== 8 },
      ]),
    );
    const shirt = tool({ name: "T-Shirt", variants });
    expect(supports("10 are available, 2 are not, of 12 options; not 11 or 9", shirt)).toEqual([
      "tool-result",
      "tool-result",
      "tool-result",
      "none",
      "none",
    ]);
    expect(supports("10 are available", tool(Object.values(variants)))).toEqual(["tool-result"]);
  });

  test("a flag that only some items have counts nothing", () => {
    const variants = [{ available: true }, { available: true }, { sold: true }];
    expect(supports("2 are available", tool(variants))).toEqual(["none"]);
  });

  test("a value nested a hundred thousand lists deep is read", () => {
    let value: JsonValue = 4471;
    for (let depth = 0; depth < 100_000; depth++) value = [value];
    expect(supports("#4471", tool(value))).toEqual(["tool-result"]);
  });
});

describe("units", () => {
  test("money is not days: thirty dollars do not make a 30-day window", () => {
    const policy: Source = { kind: "policy", text: "Insurance is 30 dollars per passenger." };
    expect(supports("$30, 30 days, 30%", policy)).toEqual(["policy", "none", "none"]);
  });

  test("a bare number supports every unit, and every unit a bare number", () => {
    expect(supports("30 days", tool({ window: 30 }))).toEqual(["tool-result"]);
    expect(supports("30", { kind: "user", text: "I have 30 days." })).toEqual(["user"]);
  });

  test("the same span in another unit", () => {
    expect(
      supports("14 days, 24 hours", { kind: "policy", text: "two weeks; within 1 day" }),
    ).toEqual(["policy", "policy"]);
  });

  test("dollars are not euros", () => {
    expect(supports("€50, 50 USD", { kind: "policy", text: "a $50 fee" })).toEqual([
      "none",
      "policy",
    ]);
  });
});

describe("dates", () => {
  test("a stated date and a stated number of days make another date", () => {
    const order = tool({ date: "2024-05-23" });
    expect(supports("May 24, 2024", order)).toEqual(["none"]);
    expect(supports("May 24, 2024", order, { kind: "user", text: "a day later please" })).toEqual([
      "arithmetic",
    ]);
    expect(supports("June 6", order, { kind: "policy", text: "Return within 14 days." })).toEqual([
      "arithmetic",
    ]);
    expect(
      supports("2025-03-01", tool({ date: "2025-02-28" }), { kind: "user", text: "the next day" }),
    ).toEqual(["arithmetic"]);
  });

  test("a date without a year supports every year", () => {
    expect(supports("2024-05-20", { kind: "user", text: "on May 20th" })).toEqual(["user"]);
  });
});

test("who is asked for an id may leave its prefix out", () => {
  expect(supports("#W9502126", { kind: "user", text: "my order is 9502126" })).toEqual(["user"]);
  expect(supports("#W17", { kind: "user", text: "I am 17" })).toEqual(["none"]);
});

test.each<[string, string, string]>([
  ["#W950212", "my order is 950212", "user"],
  ["#W95021", "my order is 95021", "none"],
  ["AB-950212-77", "my order is 950212", "none"],
])("%s from %j: %s", (id, text, expected) => {
  expect(supports(id, { kind: "user", text })).toEqual([expected]);
});

test.each<[string, string, string]>([
  ["2024-06-23", "in 31 days", "arithmetic"],
  ["2024-06-24", "in 32 days", "none"],
  ["2024-05-23", "in 0 days", "tool-result"],
  ["2024-05-24", "in 0 days", "none"],
  ["2024-05-24", "in 1 day", "arithmetic"],
  ["2024-07-07", "in 45 days", "arithmetic"],
  ["2024-07-08", "in 46 days", "none"],
])("%s after 2024-05-23 %s: %s", (date, text, expected) => {
  const order = tool({ date: "2024-05-23" });
  expect(supports(date, order, { kind: "policy", text })).toEqual([expected]);
});

test("a list of up to fifty rows is a bill, and what nests deeper is no column", () => {
  const rows = (count: number): Source => tool(Array.from({ length: count }, () => ({ fee: 7 })));
  expect(supports("$350", rows(50))).toEqual(["tool-result"]);
  expect(supports("$357", rows(51))).toEqual(["none"]);
  const deep = [7, 8].map((fee) => ({ a: { b: { fee } } }));
  expect(supports("$15", tool(deep))).toEqual(["none"]);
  expect(supports("$15", tool([{ a: { fee: 7 } }, { a: { fee: 8 } }]))).toEqual(["tool-result"]);
  expect(supports("$15", tool([{ fee: 7 }, { fee: 8 }, { no: 1 }]))).toEqual(["none"]);
});

test("an empty object has no length", () => {
  expect(supports("0 orders", tool({ orders: {} }))).toEqual(["none"]);
  expect(supports("0 orders", tool({ orders: [] }))).toEqual(["tool-result"]);
});

test("sources can be added later", () => {
  const index = supportIndex();
  const [fact] = extractFacts("$200");
  if (fact === undefined) throw new Error("no fact");
  expect(index.find(fact)).toBeUndefined();
  index.add({ kind: "user", text: "I paid 200 dollars" });
  expect(index.find(fact)).toBe("user");
});
