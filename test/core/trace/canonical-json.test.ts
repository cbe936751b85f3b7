import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "../../../src/core/trace/canonical-json.ts";
import type { Session } from "../../../src/core/trace/session.ts";
import { digestSession } from "../../../src/core/trace/session-digest.ts";

test("keys are sorted at every level and lists keep their order", () => {
  expect(canonicalJson({ b: [{ d: 1, c: 2 }, 0], a: null })).toBe(
    '{"a":null,"b":[{"c":2,"d":1},0]}',
  );
});

test("`__proto__` is a field", () => {
  const fields = Object.fromEntries([
    ["b", 1],
    ["__proto__", 2],
  ]);
  expect(canonicalJson(fields)).toBe('{"__proto__":2,"b":1}');
});

test("the order of writing never matters, and nothing is lost", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (fields) => {
      const reversed = Object.fromEntries(Object.entries(fields).toReversed());
      const text = canonicalJson(reversed);
      expect(text).toBe(canonicalJson(fields));
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(fields)));
    }),
  );
});

test("a session is known again under another id, and changes with a word", () => {
  const session: Session = { id: "a", turns: [{ user: "Late fee?", steps: [] }] };
  expect(digestSession(session)).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(digestSession({ ...session, id: "b" })).toBe(digestSession(session));
  expect(digestSession({ ...session, turns: [{ user: "Late fee!", steps: [] }] })).not.toBe(
    digestSession(session),
  );
});
