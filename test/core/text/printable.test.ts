import fc from "fast-check";
import { expect, test } from "vitest";
import { describeThrown } from "../../../src/core/text/describe-thrown.ts";
import { printable } from "../../../src/core/text/printable.ts";

test("terminal sequences, control and bidi characters are gone; white space is one blank", () => {
  expect(printable("\u001b[31mred\u001b[0m\r\n\tand\u0007 \u202Eback")).toBe("red and back");
  expect(printable("re\u200bd")).toBe("red");
});

test("no text comes out longer than it may, with a control character, or with half a character", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 20 }), (text, limit) => {
      const line = printable(text, limit);
      expect(line.length).toBeLessThanOrEqual(limit);
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
    }),
  );
});

test("what is cut says so, however much of it cannot be seen", () => {
  expect(printable("late fee", 8)).toBe("late fee");
  expect(printable("late fees", 8)).toBe("late fe\u2026");
  expect(printable(`late${"\u200b".repeat(5000)}fee`, 8)).toBe("late\u2026");
});

test("anything that can be thrown can be described", () => {
  fc.assert(
    fc.property(fc.anything(), (thrown) => {
      expect(describeThrown(thrown)).toEqual(expect.any(String));
    }),
  );
});
