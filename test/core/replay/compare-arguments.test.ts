import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ArgumentMatch } from "../../../src/core/dataset/tools-field.ts";
import { compareArguments } from "../../../src/core/replay/compare-arguments.ts";
import { foldText, isFreeText, textSimilarity } from "../../../src/core/replay/folded-text.ts";
import type { JsonValue } from "../../../src/core/trace/json.ts";

function compare(recorded: JsonValue, asked: JsonValue, match: ArgumentMatch = {}) {
  return compareArguments(recorded, asked, { match, fold: foldText });
}

function isMatch(recorded: JsonValue, asked: JsonValue, match: ArgumentMatch = {}): boolean {
  return compare(recorded, asked, match).isMatch;
}

describe("without a matcher", () => {
  test.each<[string, JsonValue, JsonValue, boolean]>([
    ["the same id", "4471", "4471", true],
    ["another id", "4471", "4502", false],
    ["an id in another case", "JUG-STO", "jug-sto", false],
    ["an id as a number", "4471", 4471, true],
    ["a number as text", 4471, "4471", true],
    ["a leading zero", "04471", 4471, false],
    ["the same number", 64.25, 64.25, true],
    ["another number", 64.25, 64.2, false],
    ["an enum", "EUR", "USD", false],
    ["a boolean", true, "true", false],
    ["null and nothing", null, null, true],
    [
      "a rephrased search",
      "refund policy for partly used gift cards",
      "partly used gift card refund",
      true,
    ],
    ["other words of the same stem", "returning damaged items", "Return of a damaged item", true],
    ["another subject", "refund policy gift card", "refund policy lamp repair", false],
    ["another name", "Maria Lopez", "Mario Lopez", false],
    ["another number among the words", "late fee on invoice 17", "late fee on invoice 18", false],
    ["another day among the words", "orders of 2026-11-02", "orders of 2026-11-03", false],
    ["a word against a sentence with it", "refund", "refund for order 4471", false],
    ["punctuation and case", "Where is my parcel?", "where is my PARCEL", true],
    ["a text in Japanese", "返品の方法", "返品方法", true],
    ["another text in Japanese", "返品の方法", "配送の状況", false],
    ["a list in its order", ["a", "b"], ["a", "b"], true],
    ["a list in another order", ["a", "b"], ["b", "a"], false],
    ["a longer list", ["a"], ["a", "b"], false],
    ["a cycle that was cut", "[lost: cycle]", "[lost: cycle]", true],
  ])("%s", (_, recorded, asked, expected) => {
    expect(isMatch({ value: recorded }, { value: asked })).toBe(expected);
  });

  test("an argument that is null and one that is left out are the same", () => {
    expect(isMatch({ id: "4471", locale: null }, { id: "4471" })).toBe(true);
    expect(isMatch({ id: "4471" }, { id: "4471", locale: "de" })).toBe(false);
  });

  test("fields inside an argument are compared one by one, and named by their path", () => {
    const recorded = { filters: { city: "Oslo", tags: ["gift", "lamp"] } };
    expect(compare(recorded, { filters: { city: "Oslo", tags: ["gift", "jug"] } })).toEqual({
      isMatch: false,
      score: 2 / 3,
      differences: [{ path: "filters.tags[1]", recorded: "lamp", asked: "jug" }],
    });
  });

  test("two texts that differ say how alike they are, and how alike they would have to be", () => {
    expect(compare({ q: "refund policy gift card" }, { q: "refund policy lamp repair" })).toEqual({
      isMatch: false,
      score: 0.5,
      differences: [
        {
          path: "q",
          recorded: "refund policy gift card",
          asked: "refund policy lamp repair",
          similarity: 0.5,
          needed: 0.6,
        },
      ],
    });
  });

  test("arguments that are one text are compared as that", () => {
    expect(isMatch("late fee invoice", "invoice late fee")).toBe(true);
    expect(compare("late fee", { q: "late fee" }).differences).toMatchObject([{ path: "" }]);
  });
});

describe("with a matcher", () => {
  test.each<[string, ArgumentMatch, JsonValue, JsonValue, boolean]>([
    ["ignore", { value: "ignore" }, "abc", { any: 1 }, true],
    ["exact takes a text at its word", { value: "exact" }, "late fee", "Late fee", false],
    ["exact takes a number at its word", { value: "exact" }, 4471, "4471", false],
    ["exact ignores the order of keys", { value: "exact" }, { a: 1, b: 2 }, { b: 2, a: 1 }, true],
    ["text ignores case and signs", { value: "text" }, "JUG-STO", "jug sto", true],
    ["text asks for the same words", { value: "text" }, "late fees", "late fee", false],
    ["similar by a word", { value: { similar: 0.4 } }, "late fee invoice", "unpaid invoice", true],
    [
      "similar asks for more",
      { value: { similar: 0.9 } },
      "late fee invoice",
      "late fee bill",
      false,
    ],
    ["similar applies to single words", { value: "similar" }, "refunds", "refund", true],
    ["within", { value: { within: 0.01 } }, 62.85, 62.86, true],
    ["within and no further", { value: { within: 0.01 } }, 62.85, 62.87, false],
    ["within reads numbers in texts", { value: { within: 1 } }, "62.85", "63", true],
    ["within takes nothing but numbers", { value: { within: 1 } }, "today", "today!", false],
    ["of the argument above", { value: "ignore" }, { deep: 1 }, { deep: 2 }, true],
    ["of the field itself", { "value.id": "ignore" }, { id: 1, n: 1 }, { id: 2, n: 1 }, true],
    ["of another field", { "value.id": "ignore" }, { id: 1, n: 1 }, { id: 2, n: 2 }, false],
  ])("%s", (_, match, recorded, asked, expected) => {
    expect(isMatch({ value: recorded }, { value: asked }, match)).toBe(expected);
  });

  test("an argument that is ignored counts for nothing in the score", () => {
    const match: ArgumentMatch = { reason: "ignore" };
    const recorded = { id: "4471", reason: "broken" };
    expect(compare(recorded, { id: "4502", reason: "broken" }, match).score).toBe(0);
  });

  test("an argument that is called like a method of objects is one like any other", () => {
    expect(isMatch({ constructor: "a" }, { constructor: "b" })).toBe(false);
    expect(isMatch({ toString: "a" }, {})).toBe(false);
  });
});

const texts = fc.string({ unit: "binary", maxLength: 60 });

describe("always", () => {
  test("every value matches itself, whatever the matcher", () => {
    const matchers = fc.constantFrom("exact", "text", "similar", "ignore", undefined);
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), matchers, (value, matcher) => {
        const json: JsonValue = JSON.parse(JSON.stringify(value));
        const match: ArgumentMatch = matcher === undefined ? {} : { value: matcher };
        expect(compare({ value: json }, { value: json }, match)).toMatchObject({
          isMatch: true,
          score: 1,
        });
      }),
    );
  });

  test("similarity is between 0 and 1, the same both ways, and 1 with itself", () => {
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const [one, other] = [foldText(a), foldText(b)];
        const similarity = textSimilarity(one, other);
        expect(similarity).toBeGreaterThanOrEqual(0);
        expect(similarity).toBeLessThanOrEqual(1);
        expect(textSimilarity(other, one)).toBe(similarity);
        expect(textSimilarity(one, foldText(a))).toBe(1);
      }),
    );
  });

  test("a score is between 0 and 1, and a match has no difference", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const [one, other]: JsonValue[] = JSON.parse(JSON.stringify([a, b]));
        const { isMatch: matches, score, differences } = compare(one ?? null, other ?? null);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(matches).toBe(differences.length === 0);
      }),
    );
  });

  test("free text is more than one word", () => {
    expect(["4471", " 4471 ", "JUG-STO", "2026-11-02", ""].map(isFreeText)).toEqual(
      Array.from({ length: 5 }, () => false),
    );
    expect(["late fee", "a\nb", "返品"].map(isFreeText)).toEqual([true, true, true]);
  });
});
