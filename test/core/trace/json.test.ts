import fc from "fast-check";
import { expect, test } from "vitest";
import { isJsonValue, maxJsonDepth, parseJsonText } from "../../../src/core/trace/json.ts";

function nested(depth: number): unknown {
  return depth === 0 ? "end" : [nested(depth - 1)];
}

test("values may nest to the cap and no deeper", () => {
  expect(isJsonValue(nested(maxJsonDepth))).toBe(true);
  expect(isJsonValue(nested(maxJsonDepth + 1))).toBe(false);
});

test("what JSON cannot carry is no JSON, wherever it stands", () => {
  const cycle: unknown[] = [];
  cycle.push(cycle);
  for (const value of [undefined, Number.NaN, 1n, () => 1, Symbol("s"), cycle]) {
    expect(isJsonValue({ value })).toBe(false);
  }
});

test("a whole number that a double cannot hold keeps its digits", () => {
  expect(parseJsonText('{"order":9007199254740993,"card":1234567890123456,"rate":1e400}')).toEqual({
    order: "9007199254740993",
    card: 1234567890123456,
    rate: Number.POSITIVE_INFINITY,
  });
});

test("whatever stands around it, no digit of a long number is lost", () => {
  const text = fc.oneof(fc.string(), fc.stringMatching(/^\d{14,18}$/));
  fc.assert(
    fc.property(
      fc.array(text),
      fc.bigInt({ min: 0n, max: 10n ** 20n }),
      fc.array(text),
      (a, n, b) => {
        const number = Number.isSafeInteger(Number(n)) ? Number(n) : String(n);
        const json = `[${JSON.stringify(a)},-0.${n},${n},"${n}",${JSON.stringify(b)}]`;
        expect(parseJsonText(json)).toEqual([a, Number(`-0.${n}`), number, String(n), b]);
      },
    ),
  );
});
