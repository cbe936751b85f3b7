import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { closeCutJson } from "../../../src/adapters/fs/close-cut-json.ts";
import type { JsonPiece } from "../../../src/adapters/fs/json-piece.ts";
import { JsonSplitter } from "../../../src/adapters/fs/split-json.ts";

const lists = new Set(["data", "runs"]);

/** The pieces of a text that comes in chunks of these lengths, repeated. */
function split(
  text: string,
  { chunks = [7], taken = new Set<string>(), maxBytes = 1e6 } = {},
): readonly JsonPiece[] {
  const splitter = new JsonSplitter({ maxBytes, lists: taken });
  const bytes = Buffer.from(text);
  const pieces: JsonPiece[] = [];
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const length = chunks[i % chunks.length] ?? 1;
    pieces.push(...splitter.push(bytes.subarray(at, at + length)));
    at += length;
  }
  return [...pieces, ...splitter.end()];
}

function valueOf({ bytes }: JsonPiece): unknown {
  return bytes === undefined ? undefined : JSON.parse(bytes.toString());
}

const chunks = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 });
const indent = fc.constantFrom(undefined, 1, 2, "\t");

describe("any JSON, in any chunks", () => {
  test("a list is its items, in their order", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), indent, chunks, (list, space, lengths) => {
        const pieces = split(JSON.stringify(list, undefined, space), { chunks: lengths });
        expect(pieces.map(({ index }) => index)).toEqual(list.map((_, index) => index));
        expect(pieces.map(valueOf)).toEqual(JSON.parse(JSON.stringify(list)));
      }),
    );
  });

  test("documents behind each other are one piece each", () => {
    const document = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(fc.array(document), indent, chunks, (documents, space, lengths) => {
        const text = documents.map((one) => JSON.stringify(one, undefined, space)).join("\n");
        expect(split(text, { chunks: lengths }).map(valueOf)).toEqual(
          JSON.parse(JSON.stringify(documents)),
        );
      }),
    );
  });

  test("lists of an object that are taken apart come item by item, with what stood before them", () => {
    const name = fc.constantFrom("info", "data", "tags", "runs", "x");
    const document = fc.dictionary(name, fc.oneof(fc.array(fc.jsonValue()), fc.jsonValue()));
    fc.assert(
      fc.property(document, indent, chunks, (value, space, lengths) => {
        const text = JSON.stringify(value, undefined, space);
        const pieces = split(text, { chunks: lengths, taken: lists });
        const whole: Record<string, unknown> = JSON.parse(text);
        const rest = pieces.filter(({ envelope }) => envelope?.key === undefined);
        const isTaken = ([key, child]: [string, unknown]): boolean =>
          lists.has(key) && Array.isArray(child);
        expect(rest.map(valueOf)).toEqual([
          Object.fromEntries(Object.entries(whole).filter((entry) => !isTaken(entry))),
        ]);
        const items = pieces.filter(({ envelope }) => envelope?.key !== undefined);
        expect(items.map((piece) => [piece.envelope?.key, piece.index, valueOf(piece)])).toEqual(
          Object.entries(whole)
            .filter(isTaken)
            .flatMap(([key, list]) =>
              Array.isArray(list) ? list.map((item: unknown, index) => [key, index, item]) : [],
            ),
        );
      }),
    );
  });
});

describe("broken text", () => {
  test("an item that is no JSON is one broken piece", () => {
    const pieces = split('[{"a":1}, {"b":}, {"c":3}]');
    expect(pieces.map(({ bytes }) => bytes?.toString())).toEqual(['{"a":1}', '{"b":}', '{"c":3}']);
  });

  test("a string that is not closed breaks its own item only", () => {
    const pieces = split('[\n  {"a": "late},\n  {"b": "fee"},\n  {"c": 3}\n]\n');
    const read = pieces.map(({ bytes }) => {
      try {
        return JSON.parse(bytes?.toString() ?? "") as unknown;
      } catch {
        return "broken";
      }
    });
    expect(read).toEqual(["broken", { b: "fee" }, { c: 3 }]);
  });

  test("a value above the cap is skipped, and the next one is read", () => {
    const pieces = split(`["${"x".repeat(100)}", 7]`, { maxBytes: 50 });
    expect(pieces.map(({ bytes }) => bytes?.toString())).toEqual([undefined, "7"]);
  });

  test("each line of a text that is no JSON is a piece with its line", () => {
    const pieces = split("Late fee? 3 EUR\nLost parcel?\n");
    expect(pieces.map(({ bytes, line }) => [line, bytes?.toString()])).toEqual([
      [1, "Late fee? 3 EUR"],
      [2, "Lost parcel?"],
    ]);
  });

  test("whatever the text, nothing is thrown and no byte of it is made up", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'[]{}",:\\ \n1a'.split("")) }),
        chunks,
        fc.constantFrom(new Set<string>(), new Set(["a"])),
        (text, lengths, taken) => {
          const bytes = split(text, { chunks: lengths, taken }).reduce(
            (sum, piece) => sum + (piece.envelope === undefined ? (piece.bytes?.length ?? 0) : 0),
            0,
          );
          // Only the object around lists is written anew.
          expect(bytes).toBeLessThanOrEqual(taken.size === 0 ? text.length : Number.MAX_VALUE);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe("a text that was cut", () => {
  test("all items before the cut are whole, and the last one says that it was cut", () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue(), { minLength: 1 }),
        fc.nat(),
        chunks,
        (list, at, lengths) => {
          const text = JSON.stringify(list);
          const cut = text.slice(0, 1 + (at % (text.length - 1)));
          const pieces = split(cut, { chunks: lengths });
          expect(pieces.at(-1)?.isCut).toBe(true);
          const whole = pieces.filter(({ isCut }) => isCut !== true);
          const all: unknown[] = JSON.parse(text);
          expect(whole.map(valueOf)).toEqual(all.slice(0, whole.length));
        },
      ),
    );
  });

  test("closed where a record was whole it is JSON, and holds whole records alone", () => {
    const messages = fc
      .array(fc.dictionary(fc.string(), fc.jsonValue()), { minLength: 1 })
      .map((list) => list.map((one, kept) => ({ ...one, kept })));
    fc.assert(
      fc.property(messages, fc.nat(), (list, at) => {
        const text = JSON.stringify({ id: "a", messages: list, reward: 1 });
        const closed = closeCutJson(text.slice(0, at % text.length));
        fc.pre(closed !== undefined);
        const part: unknown = JSON.parse(closed ?? "");
        const whole: unknown[] = JSON.parse(JSON.stringify(list));
        const kept = whole.findLastIndex((_, index) => closed?.includes(`"kept":${index}`)) + 1;
        expect(kept).toBeGreaterThan(0);
        expect(part).toMatchObject({ messages: whole.slice(0, kept) });
      }),
    );
  });

  test.each([
    ['{"messages": [{"role": "user"}, {"role": "assi', '{"messages": [{"role": "user"}]}'],
    ['[{"role": "user"}, {"role": "assi', '[{"role": "user"}]'],
    ['{"a": {"b": [1, 2', undefined],
    ['{"id": "a", "messages": [', undefined],
    [
      '{"resourceSpans":[{"scopeSpans":[{"spans":[{"a":[1]}]},{"spans":[{"attributes":[{},{',
      '{"resourceSpans":[{"scopeSpans":[{"spans":[{"a":[1]}]}]}]}',
    ],
    ['{"messages": [', undefined],
    ['{"a": "late fee', undefined],
    ["late fee, lost parcel", undefined],
    ["[1}", undefined],
  ])("%j becomes %j", (text, closed) => {
    expect(closeCutJson(text)).toBe(closed);
  });
});
