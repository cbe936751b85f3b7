import { expect, test } from "vitest";
import { callCost } from "../../../../src/core/trace/record/call-cost.ts";

const price = { input: 2, output: 8, cachedInput: 0.5, cacheWrite: 3 };

test("a call costs its tokens at their prices, the cached ones at theirs", () => {
  const tokens = { input: 1_000_000, output: 100_000, cacheRead: 400_000, cacheWrite: 100_000 };
  expect(callCost(tokens, price)).toBeCloseTo(500_000e-6 * 2 + 0.2 + 0.3 + 0.8, 12);
});

test("what the provider says that a call cost is what it cost", () => {
  expect(callCost({ costUsd: 0.07 }, undefined)).toBe(0.07);
});

test.each([
  ["no price", { input: 10, output: 1 }, undefined],
  ["no count of the output", { input: 10 }, price],
  [
    "cached tokens without a price of their own",
    { input: 10, output: 1, cacheRead: 5 },
    { input: 2, output: 8 },
  ],
  [
    "tokens into the cache without one",
    { input: 10, output: 1, cacheWrite: 5 },
    { input: 2, output: 8 },
  ],
  ["another tier than the list's", { input: 10, output: 1, tier: "flex" }, price],
])("unknown stays unknown: %s", (_title, tokens, known) => {
  expect(callCost(tokens, known)).toBeUndefined();
});

test("a call without cached tokens needs no price for them", () => {
  expect(callCost({ input: 10, output: 1, cacheRead: 0 }, { input: 2, output: 8 })).toBeCloseTo(
    28e-6,
    12,
  );
});
