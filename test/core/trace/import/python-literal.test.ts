import fc from "fast-check";
import { expect, test } from "vitest";
import { parsePythonLiteral } from "../../../../src/core/trace/import/python-literal.ts";

test.each([
  ["{'order': 'A-17', 'paid': True, 'note': None}", { order: "A-17", paid: true, note: null }],
  [`{'text': "it's late"}`, { text: "it's late" }],
  [String.raw`'a\'b\\c\n\x41\u00e9\U0001f600'`, "a'b\\c\nAé😀"],
  ["[1, -2.5, 1e3, .5, ]", [1, -2.5, 1000, 0.5]],
  ["(1, 'two')", [1, "two"]],
  ["(1,)", [1]],
  ["(1)", 1],
  ["()", []],
  ["{}", {}],
  ["{1: 'a', True: 'b'}", { "1": "a", true: "b" }],
  ["12345678901234567890", "12345678901234567890"],
])("%s is read", (text, value) => {
  expect(parsePythonLiteral(text)).toEqual(value);
});

test.each([
  [""],
  ["{"],
  ["{'a'}"],
  ["{'a': 1 'b': 2}"],
  ["[,]"],
  ["[1 2]"],
  ["{[1]: 2}"],
  ["'open"],
  ["'line\nbreak'"],
  [String.raw`'\q'`],
  [String.raw`'\UFFFFFFFF'`],
  ["nan"],
  ["b'bytes'"],
  ["{'a': datetime.date(2026, 11, 20)}"],
  ["__import__('os').system('true')"],
  ["[1] + [2]"],
  ["(".repeat(100_000)],
])("%j is no literal", (text) => {
  expect(parsePythonLiteral(text.slice(0, 200_000))).toBeUndefined();
});

test("what Python would print for a value is read back as that value", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4, noUnicodeString: false }), (value) => {
      // JSON has no -0 of its own: `JSON.stringify` drops the sign.
      const json: unknown = JSON.parse(JSON.stringify(value));
      expect(parsePythonLiteral(repr(json))).toEqual(json);
    }),
  );
});

function repr(value: unknown): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") {
    return Number.isInteger(value) && !Number.isSafeInteger(value)
      ? value.toExponential()
      : String(value);
  }
  if (typeof value === "string") {
    const text = value.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\n", "\\n");
    return `'${text}'`;
  }
  if (Array.isArray(value)) return `[${value.map(repr).join(", ")}]`;
  const fields = Object.entries(value ?? {}).map(([key, child]) => `${repr(key)}: ${repr(child)}`);
  return `{${fields.join(", ")}}`;
}
