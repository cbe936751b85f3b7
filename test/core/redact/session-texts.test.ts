import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mapSessionTexts, type TextMapper } from "../../../src/core/redact/session-texts.ts";

const unchanged: TextMapper = { text: (text) => text, number: (number) => number };

function replacing(from: string, to: string): TextMapper {
  return { ...unchanged, text: (text) => text.replaceAll(from, to) };
}

const session = {
  id: "late-fee",
  turns: [
    { user: "Ana asks", steps: [{ kind: "model", text: "Ana" }] },
    {
      user: "thanks",
      steps: [{ kind: "tool", status: "ok", result: { name: "Ana", fees: [1, 2.5], open: true } }],
    },
  ],
};

describe("a session", () => {
  test("in which nothing changes is the same object", () => {
    expect(mapSessionTexts(session, unchanged)).toBe(session);
  });

  test("is left as it was where something changes, and what holds nothing that changed is not copied", () => {
    const before = structuredClone(session);
    const mapped = mapSessionTexts(session, replacing("asks", "wonders"));
    expect(session).toEqual(before);
    expect(mapped.turns[0]?.user).toBe("Ana wonders");
    expect(mapped.turns[1]).toBe(session.turns[1]);
  });

  test("with other names has them in the order of the first, and two that were told apart stay apart", () => {
    const mapped = mapSessionTexts(
      { result: { zoe: 1, ana: { ana: 2 }, eva: 3 } },
      { text: (text) => (/ana|eva/.test(text) ? "user" : text), number: (number) => number + 1 },
    );
    expect(JSON.stringify(mapped)).toBe('{"result":{"zoe":2,"user":{"user":3},"user~2":4}}');
  });

  test("may have a field that is named like the prototype of an object", () => {
    const result: unknown = JSON.parse('{"__proto__":"Ana","a":{"__proto__":{"b":"Ana"}}}');
    const mapped = mapSessionTexts({ result }, replacing("Ana", "user"));
    expect(JSON.stringify(mapped)).toBe(
      '{"result":{"__proto__":"user","a":{"__proto__":{"b":"user"}}}}',
    );
    expect(Object.getPrototypeOf(mapped.result)).toBe(Object.prototype);
  });

  test("is mapped in the order in which it is written: each key before its value", () => {
    const seen: string[] = [];
    mapSessionTexts(
      { user: "a", result: { b: ["c", 1], d: "e" } },
      {
        text: (text, key) => {
          seen.push(`${key ?? ""}/${text}`);
          return text;
        },
        number: (number, key) => {
          seen.push(`${key ?? ""}/${number}`);
          return number;
        },
      },
    );
    expect(seen).toEqual(["user/a", "/b", "b/c", "b/1", "/d", "d/e"]);
  });
});

test("in any JSON every text and every key is mapped, and nothing else changes", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const result: unknown = JSON.parse(JSON.stringify(value));
      const mapped = mapSessionTexts(
        { result },
        { text: (text) => `${text}!`, number: (number) => number },
      );
      expect(mapped).toEqual({ result: withSigns(result) });
    }),
    { numRuns: 300 },
  );
});

function withSigns(value: unknown): unknown {
  if (typeof value === "string") return `${value}!`;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withSigns);
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [`${key}!`, withSigns(child)]),
  );
}
