import fc from "fast-check";
import { expect, test } from "vitest";
import { KnownValues } from "../../../src/core/redact/known-values.ts";

/** Words of few characters, so that one begins like another; the last two have the same code but for a multiple of 1024. */
const word = fc.string({
  unit: fc.constantFrom("a", "b", "7", "-", "\u0161", "\u0561"),
  minLength: 4,
  maxLength: 7,
});

test("every known text is found wherever it stands as a word of its own, the longest at each place", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(word, { minLength: 1, maxLength: 6 }),
      fc.array(fc.oneof(word, fc.constantFrom("see", "a", "ab")), { maxLength: 8 }),
      (known, words) => {
        const values = new KnownValues(
          new Map(known.map((text) => [text, { kind: "secret", value: text }])),
        );
        const text = words.join(" | ");
        const found = values.find(text).map(({ start, end }) => text.slice(start, end));
        const whole = words.filter((one) => known.includes(one));
        for (const one of whole) expect(found).toContain(one);
        for (const one of found) expect(known).toContain(one);
      },
    ),
    { numRuns: 1_000 },
  );
});
