import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sessionFiles } from "../../../src/adapters/fs/read-sessions.ts";
import { RepeatedTexts } from "../../../src/adapters/fs/repeated-texts.ts";
import { textOriginOf } from "../../../src/core/trace/import/grown-text.ts";

type Attribute = { readonly key: string; readonly value: { readonly stringValue: string } };

const policy = 'Refund the late fee. "Ask" first.\n€ 😀 '.repeat(600);

function said(text: string): object {
  return { role: "user", parts: [{ type: "text", content: text }] };
}

/** Spans of a talk that grows by one message each; every one sends the policy and the talk so far again. */
function talk(words: readonly string[], id = "late-fee"): readonly object[] {
  return words.map((_, index) =>
    span(index, [
      attribute("gen_ai.operation.name", "chat"),
      attribute("gen_ai.conversation.id", id),
      attribute("gen_ai.system_instructions", policy),
      attribute("gen_ai.input.messages", JSON.stringify(words.slice(0, index + 1).map(said))),
      attribute("gen_ai.output.messages", JSON.stringify([{ ...said("Yes."), role: "assistant" }])),
    ]),
  );
}

function attribute(key: string, stringValue: string): Attribute {
  return { key, value: { stringValue } };
}

function span(index: number, attributes: readonly Attribute[]): object {
  const digits = index.toString(16).padStart(16, "0");
  const start = `17953568750${String(index).padStart(8, "0")}`;
  const times = { startTimeUnixNano: start, endTimeUnixNano: start };
  return {
    traceId: `a${digits}${"b".repeat(15)}`,
    spanId: `c${digits.slice(1)}`,
    ...times,
    attributes,
  };
}

function line(...spans: readonly object[]): string {
  return JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
}

function values(texts: RepeatedTexts, lines: readonly string[]): readonly unknown[] {
  return lines.map((text) => texts.parse(Buffer.from(text)));
}

/** Texts that grow from an earlier one, so that the talk need not be read again. */
function grownIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const own = textOriginOf(value)?.grown === undefined ? 0 : 1;
  return Object.values(value).reduce<number>((sum, child) => sum + grownIn(child), own);
}

describe("a line that repeats what earlier lines said", () => {
  const question = fc.string({ unit: "binary", maxLength: 3_000 });

  test("has the value that parsing all of it gives, whatever the talk says", () => {
    fc.assert(
      fc.property(fc.array(question, { minLength: 1, maxLength: 6 }), (words) => {
        // Longer than what is parsed whole in any case.
        const lines = talk([policy, ...words]).map((own) => line(own));
        const read = values(new RepeatedTexts(), lines);
        expect(read).toEqual(lines.map((text) => JSON.parse(text)));
        // All but the first know the talk so far.
        expect(read.map(grownIn)).toEqual(lines.map((_, index) => (index === 0 ? 0 : 1)));
      }),
      { numRuns: 50 },
    );
  });

  test("two talks that take turns, several spans a line, spaces between: all the same", () => {
    const [one, other] = [talk(["a", "b", "c", "d"]), talk(["a", "B", "c"], "lost-parcel")];
    const lines = [
      line(...one.slice(0, 1), ...other.slice(0, 2)),
      line(...one.slice(1, 3)),
      line(...other.slice(2), ...one.slice(3)),
      line(...other, ...one),
    ].flatMap((text) => [text, text.replaceAll('":"', '": "').replaceAll('":{', '": {')]);
    expect(values(new RepeatedTexts(), lines)).toEqual(lines.map((text) => JSON.parse(text)));
  });

  test("what a line repeats of itself is known too: a batch holds many spans of one talk", () => {
    const words = [policy, "a", "b", "c", "d", "e", "f"];
    const [batch] = values(new RepeatedTexts(), [line(...talk(words))]);
    expect(batch).toEqual(JSON.parse(line(...talk(words))));
    expect(grownIn(batch)).toBe(words.length - 1);
  });

  test("after a line that could not be read nothing of it is known", () => {
    const texts = new RepeatedTexts();
    const [one = {}, two = {}] = talk([policy, "Lost parcel?"]);
    expect(texts.parse(Buffer.from(`${line(one)}}`))).toBeUndefined();
    const value = texts.parse(Buffer.from(line(two)));
    expect(value).toEqual(JSON.parse(line(two)));
    expect(grownIn(value)).toBe(0);
  });

  test("one character that differs in the middle is seen", () => {
    const [whole = {}] = talk([policy]);
    const text = line(whole);
    const changed = text.replace("late fee", "lost fee");
    const [, value] = values(new RepeatedTexts(), [text, changed]);
    expect(value).toEqual(JSON.parse(changed));
    expect(value).not.toEqual(JSON.parse(text));
  });

  test("is left to others where it is short, broken, no UTF-8, or has its texts under a key that comes twice", () => {
    const texts = new RepeatedTexts();
    const [whole = {}] = talk([policy]);
    const text = line(whole);
    expect(texts.parse(Buffer.from(text))).toEqual(JSON.parse(text));
    const wrongByte = Buffer.from(text);
    wrongByte[text.indexOf("Refund")] = 0xff;
    expect(texts.parse(wrongByte)).toBeUndefined();
    expect(texts.parse(Buffer.from(text.slice(0, -1)))).toBeUndefined();
    expect(texts.parse(Buffer.from(text.slice(0, text.length / 2)))).toBeUndefined();
    expect(texts.parse(Buffer.from("{}"))).toBeUndefined();
    const twice = text.replaceAll('"}}', '","stringValue":"gift card"}}');
    expect(JSON.stringify(JSON.parse(twice))).not.toContain("Refund");
    expect(texts.parse(Buffer.from(twice))).toBeUndefined();
  });

  test("texts of one key that are all new are not asked for again at once", () => {
    const texts = new RepeatedTexts();
    const lines = Array.from({ length: 100 }, (_, index) =>
      line(span(index, [attribute("output.value", `${index} ${policy}`)])),
    );
    const read = values(texts, lines);
    expect(read.filter((value) => value !== undefined).length).toBeLessThan(20);
    const later = line(...talk([policy]));
    expect(texts.parse(Buffer.from(later))).toEqual(JSON.parse(later));
  });
});

test("lines longer than what is read at once, and batches, give the sessions that one document of the same spans gives", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tracegate-lines-"));
  try {
    const spans = [
      ...talk(
        Array.from({ length: 12 }, (_, index) => `${index} ${policy.repeat(index === 5 ? 12 : 2)}`),
      ),
      ...talk(["Where is it?", policy, "And the gift card?"], "lost-parcel"),
    ];
    const lines = join(folder, "lines.jsonl");
    const document = join(folder, "document.json");
    writeFileSync(lines, `${spans.map((own) => line(own)).join("\n")}\n`);
    writeFileSync(document, line(...spans));
    const batches = join(folder, "batches.jsonl");
    const starts = spans.flatMap((_, index) => (index % 4 === 0 ? [index] : []));
    const lots = starts.map((start) => line(...spans.slice(start, start + 4)));
    writeFileSync(batches, `${lots.join("\n")}\n`);
    const read = await sessionsIn(lines);
    expect(read.map(({ turns }) => turns.length)).toEqual([12, 3]);
    expect(read).toEqual(await sessionsIn(document));
    expect(read).toEqual(await sessionsIn(batches));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

async function sessionsIn(file: string) {
  const sessions = [];
  for await (const item of sessionFiles(".", { format: "auto" }).read(file)) {
    if (item.kind === "session") sessions.push(item.session);
  }
  return sessions;
}
