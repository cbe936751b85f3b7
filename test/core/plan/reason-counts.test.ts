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

test("beyond the limit the most frequent are kept, and the sum of the others comes last", () => {
  expect(count(["d", "c", "b", "a", "e", "d"])).toEqual([
    { reason: "d", runs: 2 },
    { reason: "a", runs: 1 },
    { reason: "b", runs: 1 },
    { reason: "other reasons", runs: 2 },
  ]);
});

test("of many more kinds than can be counted, those that sort first are", () => {
  expect(count(["e", "d", "c", "b", "a", "e"], 1)).toEqual([
    { reason: "a", runs: 1 },
    { reason: "other reasons", runs: 5 },
  ]);
});

test("reasons that differ in numbers and ids are one, told by the one that sorts first", () => {
  const lost = Array.from({ length: 16 }, (_, index) => `connect failed req-${index + 10}`);
  const late = Array.from({ length: 1_000 }, () => "the agent timed out");
  expect(count([...lost.toReversed(), ...late])).toEqual([
    { reason: "the agent timed out", runs: 1_000 },
    { reason: "connect failed req-10", runs: 16 },
  ]);
  const ids = ["f3a9c", "12", "0x7fff", "9b2d1c3e-aaaa-bbbb-cccc-deadbeefabcd"];
  expect(count(ids.map((id) => `session ${id} broke`))).toEqual([
    { reason: "session 0x7fff broke", runs: 4 },
  ]);
});

test("a reason is cut to 300 characters, never inside one", () => {
  expect(count([`${"x".repeat(298)}👋👋`])[0]?.reason).toBe(`${"x".repeat(298)}…`);
});

test("the order in which they come does not matter, and none is lost", () => {
  const reasons = fc.array(fc.constantFrom("a1", "a2", "b", "c", "d", "e", "f"), { maxLength: 30 });
  fc.assert(
    fc.property(reasons, (given) => {
      expect(count(given)).toEqual(count(given.toSorted()));
      expect(count(given)).toEqual(count(given.toReversed()));
      expect(count(given, 1)).toEqual(count(given.toSorted(), 1));
      expect(count(given, 1)).toEqual(count(given.toReversed(), 1));
      expect(count(given).reduce((sum, { runs }) => sum + runs, 0)).toBe(given.length);
    }),
  );
});
