import fc from "fast-check";
import { expect, test } from "vitest";
import { sessionFileName } from "../../../src/core/trace/session-file-name.ts";

test.each([
  ["late-fee.0", "late-fee.0"],
  ["7f3a_B", "7f3a_B"],
  ["../../etc/passwd", /^etc-passwd-[0-9a-f]{8}$/],
  ["logs/chat.jsonl:3#/0", /^logs-chat\.jsonl-3-0-[0-9a-f]{8}$/],
  ["", /^session-[0-9a-f]{8}$/],
  ["..", /^session-[0-9a-f]{8}$/],
  ["con", /^session-con-[0-9a-f]{8}$/],
  ["NUL.json", /^session-NUL\.json-[0-9a-f]{8}$/],
  [".hidden", /^hidden-[0-9a-f]{8}$/],
  ["x".repeat(300), /^x{80}-[0-9a-f]{8}$/],
  ["Wo ist mein Päckchen?\u0000\u202e", /^Wo-ist-mein-P-ckchen-[0-9a-f]{8}$/],
])("%j is kept as %s", (id, name) => {
  expect(sessionFileName(id)).toMatch(typeof name === "string" ? new RegExp(`^${name}$`) : name);
});

test("no id leads out of its folder, is hidden, or is no name on some system", () => {
  const id = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({
      unit: fc.constantFrom(".", "/", "\\", ":", "*", "?", "a", "-", "~", " ", "\u0000"),
    }),
  );
  fc.assert(
    fc.property(id, (text) => {
      const name = sessionFileName(text);
      expect(name).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]*$/);
      expect(name).not.toMatch(/\.\.|[.-]$/);
      expect(name.length).toBeLessThanOrEqual(100);
      expect(sessionFileName(text)).toBe(name);
    }),
  );
});

test("two ids share no name", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      fc.pre(a !== b);
      expect(sessionFileName(a)).not.toBe(sessionFileName(b));
    }),
  );
});
