import { describe, expect, test } from "vitest";
import { FormatReaders } from "../../../../../src/core/trace/import/format-readers.ts";
import { isIdOfPlace } from "../../../../../src/core/trace/import/messages/place-id.ts";
import type { Session } from "../../../../../src/core/trace/session.ts";

const chat = (fee: string) => ({
  messages: [
    { role: "user", content: `Why a late fee of ${fee}?` },
    { role: "assistant", content: "It was waived." },
  ],
});
const call = (question: string) => ({
  request: { model: "gpt-5-mini", messages: [{ role: "user", content: question }] },
  response: {
    object: "chat.completion",
    choices: [{ message: { role: "assistant", content: "It was waived." } }],
  },
});

function sessionsOf(...files: readonly (readonly [file: string, value: unknown])[]) {
  const readers = new FormatReaders("auto");
  const sessions: Session[] = [];
  for (const [file, value] of files) {
    const reader = readers.open(file);
    sessions.push(...reader.add(value, { line: 3, path: "" }), ...reader.end());
  }
  return [...sessions, ...readers.end()];
}

describe("the id of a session that brings none", () => {
  test.each([
    ["a chat", chat("3 €")],
    ["a model call", call("Late fee?")],
  ])("%s has no folder in it, so that it is the same on every machine", (_, value) => {
    const [[here], [there]] = [
      sessionsOf(["/home/maria/logs/chat.jsonl", value]),
      sessionsOf(["C:\\runner\\work\\chat.jsonl", value]),
    ];
    expect(here?.id).toMatch(/^chat\.jsonl:3@[0-9a-f]{8}$/);
    expect(there).toEqual(here);
    expect(JSON.stringify(here)).not.toContain("maria");
  });

  test("tells files of one name in two folders apart where they differ in length", () => {
    const ids = sessionsOf(["a/chat.jsonl", chat("3 €")], ["b/chat.jsonl", chat("12 €")]);
    expect(new Set(ids.map(({ id }) => id)).size).toBe(2);
  });

  test("gives away no word that redaction may replace", () => {
    const [[a], [b]] = [sessionsOf(["l.jsonl", chat("3 €")]), sessionsOf(["l.jsonl", chat("4 €")])];
    expect(a?.id).toBe(b?.id);
  });

  test("model calls of two files with the same name and place stay two sessions", () => {
    const sessions = sessionsOf(
      ["a/calls.jsonl", call("Late fee?")],
      ["b/calls.jsonl", call("Lost card?")],
    );
    expect(sessions.map(({ turns }) => turns[0]?.user)).toEqual(["Late fee?", "Lost card?"]);
  });
});

test.each([
  ["log.jsonl@0a1b2c3d", "log.jsonl", true],
  ["log.jsonl:3@0a1b2c3d", "logs/log.jsonl", true],
  ["log.json#/runs/3@0a1b2c3d", "log.json", true],
  ["log.jsonl:3@0a1b2c3d~2", "log.jsonl", true],
  ["log.jsonl:3", "log.jsonl", false],
  ["chat-1@0a1b2c3d", "log.jsonl", false],
  ["@0a1b2c3d", "", false],
])("%s of %s is made of its place: %s", (id, file, isPlace) => {
  expect(isIdOfPlace(id, file)).toBe(isPlace);
});
