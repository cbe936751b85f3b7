import fc from "fast-check";
import { expect, test } from "vitest";
import { describeThrown, printable } from "../../../src/core/agent/printable.ts";

test("terminal sequences, control and bidi characters are gone; white space is one blank", () => {
  expect(printable("\u001b[31mred\u001b[0m\r\n\tand\u0007 \u202Eback")).toBe("red and back");
});

test("no text comes out longer than it may, with a control character, or with half a character", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 20 }), (text, limit) => {
      const line = printable(text, limit);
      expect(line.length).toBeLessThanOrEqual(limit + 1);
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
    }),
  );
});

test("anything that can be thrown can be described", () => {
  fc.assert(
    fc.property(fc.anything(), (thrown) => {
      expect(describeThrown(thrown)).toEqual(expect.any(String));
    }),
  );
});
