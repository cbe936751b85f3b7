import fc from "fast-check";
import { expect, test } from "vitest";
import { hasTokenRun } from "../../../src/core/redact/token-run.ts";

const text = fc.string({
  unit: fc.constantFrom(
    "a",
    "Z",
    "7",
    "_",
    "-",
    "~",
    "+",
    " ",
    ":",
    '"',
    "é",
    "\u6f22",
    "\u{1f4e6}",
  ),
  maxLength: 60,
});

test("a run of so many characters is found wherever it stands, and none where there is none", () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 20 }), (written, length) => {
      const expected = new RegExp(`[\\w.~+/=-]{${length}}`).test(written);
      expect(hasTokenRun(written, length)).toBe(expected);
    }),
    { numRuns: 2_000 },
  );
});

test("sixteen are a run unless another number is asked for", () => {
  expect(hasTokenRun("a".repeat(16))).toBe(true);
  expect(hasTokenRun(`${"a".repeat(15)} ${"b".repeat(15)}`)).toBe(false);
});
