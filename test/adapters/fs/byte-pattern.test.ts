import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BytePattern } from "../../../src/adapters/fs/byte-pattern.ts";

describe("a pattern of bytes", () => {
  // Few letters, so that it is often there, and often nearly.
  const letters = fc.constantFrom("a", "b", '"', ":");
  const word = fc.string({ unit: letters, minLength: 1, maxLength: 6 });
  const text = fc.string({ unit: letters, maxLength: 200 });

  test("is found where Buffer.indexOf finds it, from any place on", () => {
    fc.assert(
      fc.property(word, text, fc.nat(210), (own, around, from) => {
        const bytes = Buffer.from(around);
        expect(new BytePattern(own).indexIn(bytes, from)).toBe(
          from > bytes.length ? -1 : bytes.indexOf(own, from),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  test("is found at both ends and among bytes of any value", () => {
    const pattern = new BytePattern('"stringValue":');
    const any = Buffer.from(Array.from({ length: 512 }, (_, index) => index % 256));
    const own = Buffer.from('"stringValue":');
    expect(pattern.indexIn(own, 0)).toBe(0);
    expect(pattern.indexIn(Buffer.concat([any, own, any]), 0)).toBe(any.length);
    expect(pattern.indexIn(Buffer.concat([any, own]), 100)).toBe(any.length);
    expect(pattern.indexIn(Buffer.concat([any, own]), any.length + 1)).toBe(-1);
    expect(pattern.indexIn(any, 0)).toBe(-1);
    expect(pattern.indexIn(Buffer.alloc(0), 0)).toBe(-1);
  });
});
