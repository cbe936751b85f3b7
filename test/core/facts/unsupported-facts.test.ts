import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayNumberOf, isoDateOf } from "../../../src/core/facts/calendar.ts";
import { supportIndex } from "../../../src/core/facts/support-index.ts";
import { unsupportedFacts } from "../../../src/core/facts/unsupported-facts.ts";
import { cpuMs } from "../../support/cpu-ms.ts";

const prices = {
  kind: "tool-result",
  value: { shirt: 50, late_fee: 15, card: 200, share: 0.1 },
} as const;

function unsupported(...replies: readonly string[]): readonly string[] {
  const index = supportIndex([prices, { kind: "user", text: "We are 3 people and want 10% off." }]);
  return replies.flatMap((reply) => unsupportedFacts(reply, index).map(({ text }) => text));
}

describe("simple arithmetic with what the reply itself states", () => {
  test.each([
    ["$50 and $15 make $65"],
    ["$200 less $50 leaves $150"],
    ["$50 for each of the 3 of you: $150"],
    ["$150 in all, that is $50 each for 3"],
    ["$50 with 10% off is $45"],
    ["10% of $200, so $20"],
    ["$50, $15 and $200: in total $265"],
    ["$50 + $15 = $65, so of your $200 there are $135 left"],
  ])("%s", (reply) => {
    expect(unsupported(reply)).toEqual([]);
  });

  test("an amount for one of several", () => {
    expect(unsupported("The $150 of $50, $50 and $50 for 3 people are a share of $50.")).toEqual(
      [],
    );
    expect(unsupported("$200 for the 3 of you: $66.67 each")).toEqual([]);
    expect(unsupported("$200 for the 3 of you: $66.66 each")).toEqual(["$66.66"]);
  });

  test("a row of up to twenty amounts is added up", () => {
    expect(unsupported(`${"$50, ".repeat(20)}: $1000`)).toEqual([]);
    expect(unsupported(`${"$50, ".repeat(21)}: $1050`)).toEqual(["$1050"]);
  });

  test("a total without its parts is not understood", () => {
    expect(unsupported("You pay $65.")).toEqual(["$65"]);
  });

  test("a total that was calculated before may be repeated", () => {
    expect(unsupported("$50 and $15 make $65.", "As I said: $65.")).toEqual([]);
  });

  test("two wrongs make no right: an unsupported amount supports nothing", () => {
    expect(unsupported("$77 and $50 make $127")).toEqual(["$77", "$127"]);
  });

  test("days are not made of other days", () => {
    const index = supportIndex([{ kind: "policy", text: "15 days, 14 days" }]);
    expect(
      unsupportedFacts("15 days and 15 days are 30 days", index).map(({ text }) => text),
    ).toEqual(["30 days"]);
  });
});

describe("a difference with cents may use one price that only a source states", () => {
  const index = supportIndex([{ kind: "tool-result", value: { old: 53.43, next: 53.48 } }]);
  test("$0.05", () => {
    expect(unsupportedFacts("It is $53.48 now, $0.05 more.", index)).toEqual([]);
  });
  test("not for round amounts: among many prices some pair always fits", () => {
    const round = supportIndex([{ kind: "tool-result", value: { old: 30, next: 50 } }]);
    expect(unsupportedFacts("It is $50 now, $20 more.", round).map(({ text }) => text)).toEqual([
      "$20",
    ]);
  });
});

test("a reply may count the items that it numbers", () => {
  expect(unsupported("There are two ways:\n1. Pay\n2. Wait")).toEqual([]);
  expect(unsupported("There are two ways: pay or wait")).toEqual(["two"]);
  expect(unsupported("Within 2 days:\n1. Pay\n2. Wait for $2")).toEqual(["2 days", "$2"]);
});

test("the calendar knows its leap years", () => {
  fc.assert(
    fc.property(fc.integer({ min: -20_000, max: 80_000 }), (days) => {
      // Day 0 of the algorithm is 0000-03-01, 719,468 days before the epoch.
      const iso = new Date(days * 86_400_000).toISOString().slice(0, 10);
      expect(isoDateOf(days + 719_468)).toBe(iso);
      expect(dayNumberOf(iso)).toBe(days + 719_468);
    }),
  );
});

test("more sources never make a fact unsupported", () => {
  const value = fc.oneof(
    fc.integer({ min: 0, max: 40 }),
    fc.constantFrom("May 3", "A12", "5 days", "$7"),
  );
  fc.assert(
    fc.property(
      fc.array(value, { maxLength: 6 }),
      value,
      fc.array(value, { maxLength: 5 }),
      (known, one, said) => {
        const reply = said.join(" and ");
        const before = supportIndex([{ kind: "tool-result", value: known }]);
        const after = supportIndex([
          { kind: "tool-result", value: known },
          { kind: "tool-result", value: one },
        ]);
        const missing = unsupportedFacts(reply, before).map(({ start }) => start);
        for (const fact of unsupportedFacts(reply, after)) expect(missing).toContain(fact.start);
      },
    ),
  );
});

test("a hostile reply of a megabyte is looked through in seconds", () => {
  const index = supportIndex([
    { kind: "tool-result", value: Array.from({ length: 20_000 }, (_, n) => n * 7) },
  ]);
  const reply = "$7 and $13, 2024-05-20, A12-B34; ".repeat(30_000);
  expect(cpuMs(() => unsupportedFacts(reply, index))).toBeLessThan(20_000);
});
