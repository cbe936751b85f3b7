import fc from "fast-check";
import { expect, test } from "vitest";
import { splitLines } from "../../../src/adapters/fs/split-lines.ts";

/** Lines as they are read, from pieces in memory that is used again for each. */
async function linesOf(pieces: readonly string[], maxLineBytes: number) {
  async function* chunks(): AsyncGenerator<Buffer> {
    const memory = Buffer.alloc(64);
    for (const piece of pieces) {
      const length = memory.write(piece);
      yield memory.subarray(0, length);
      memory.fill("#");
    }
  }
  const lines: { readonly line: number; readonly text: string | undefined }[] = [];
  for await (const some of splitLines(chunks(), maxLineBytes)) {
    for (const { line, bytes } of some) lines.push({ line, text: bytes?.toString() });
  }
  return lines;
}

test("the same lines, however the file comes in pieces, and none that is longer than allowed", async () => {
  const piece = fc.string({
    unit: fc.constantFrom("late", " ", "fee", "\n", "\r\n"),
    maxLength: 12,
    minLength: 1,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 12 }), fc.nat(30), async (pieces, most) => {
      const whole = pieces.join("").split("\n");
      if (whole.at(-1) === "") whole.pop();
      const expected = whole.map((text, index) => ({
        line: index + 1,
        text: text.length > most ? undefined : text,
      }));
      expect(await linesOf(pieces, most)).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

test("a long line gives its memory back, and the next ones are whole", async () => {
  const long = "late fee ".repeat(700_000);
  const text = `${long}\nshort\n${long}\nend`;
  const pieces = text.match(/.{1,60}/gs) ?? [];
  const lines = await linesOf(pieces, 10_000_000);
  expect(lines.map(({ text: own }) => own?.length)).toEqual([long.length, 5, long.length, 3]);
  expect(lines[2]?.text).toBe(long);
});
