import fc from "fast-check";
import { expect, test } from "vitest";
import { ReasonCounts } from "../../../src/core/plan/reason-counts.ts";

function count(reasons: readonly string[], limit = 3): ReturnType<ReasonCounts["entries"]> {
  const counts = new ReasonCounts(limit);
  for (const reason of reasons) counts.add(reason);
  return counts.entries();
}

test("reasons are counted, most frequent first", () => {
  expect(count(["429", "no key", "429"])).toEqual([
    { reason: "429", runs: 2 },
    { reason: "no key", runs: 1 },
  ]);
});

test("beyond the limit those that sort first are kept, and the others are summed", () => {
  expect(count(["d", "c", "b", "a", "a", "d"])).toEqual([
    { reason: "a", runs: 2 },
    { reason: "b", runs: 1 },
    { reason: "c", runs: 1 },
    { reason: "other reasons", runs: 2 },
  ]);
});

test("a reason is cut to 300 characters, never inside one", () => {
  expect(count([`${"x".repeat(298)}👋👋`])[0]?.reason).toBe(`${"x".repeat(298)}…`);
});

test("the order in which they come does not matter, and none is lost", () => {
  const reasons = fc.array(fc.constantFrom("a", "b", "c", "d", "e", "f"), { maxLength: 30 });
  fc.assert(
    fc.property(reasons, (given) => {
      expect(count(given)).toEqual(count(given.toSorted()));
      expect(count(given)).toEqual(count(given.toReversed()));
      expect(count(given).reduce((sum, { runs }) => sum + runs, 0)).toBe(given.length);
    }),
  );
});
