import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type ReadLimits, sessionFiles } from "../../../src/adapters/fs/read-sessions.ts";
import type { Dropped } from "../../../src/core/trace/import/imported.ts";
import type { Session } from "../../../src/core/trace/session.ts";
import { fixturePath } from "../../support/chat-log.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tracegate-sessions-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function aFile(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function read(
  path: string,
  limits: Partial<ReadLimits> = {},
): Promise<{ sessions: Session[]; dropped: Dropped[] }> {
  const sessions: Session[] = [];
  const dropped: Dropped[] = [];
  for await (const item of sessionFiles(folder, { format: "auto", limits }).read(path)) {
    if (item.kind === "session") sessions.push(item.session);
    else if (item.kind === "dropped") dropped.push(...item.dropped);
    else if (item.kind === "unreadable") throw item.error;
  }
  return { sessions, dropped };
}

const record = (question: string): string =>
  JSON.stringify({ messages: [{ role: "user", content: question }] });

test("one record a line: good lines are read, bad ones are named with their line", async () => {
  const file = fixturePath("lost-parcel.jsonl");
  const { sessions, dropped } = await read(file);
  expect(sessions).toEqual([
    {
      id: "parcel-1",
      agent: { model: "gpt-5-mini" },
      turns: [
        {
          user: "Where is my parcel?",
          steps: [{ kind: "model", text: "In Lyon.", usage: { inputTokens: 31, outputTokens: 4 } }],
          reply: "In Lyon.",
        },
      ],
    },
    {
      id: `${file}:4`,
      turns: [{ user: "Is it lost?", steps: [{ kind: "model", text: "No." }], reply: "No." }],
    },
  ]);
  expect(dropped).toEqual([
    { file, line: 2, path: "", reason: "line that is not JSON", count: 1 },
    {
      file,
      line: 5,
      path: "",
      reason: "no format that is known: an object with `id`, `note`",
      count: 1,
    },
  ]);
});

test("one message a line is one session", async () => {
  const file = fixturePath("one-message-a-line.jsonl");
  const { sessions, dropped } = await read(file);
  expect(dropped).toEqual([]);
  expect(sessions).toMatchObject([{ id: file, turns: [{ reply: "It was sent." }] }]);
});

test("JSON Lines are known without their ending, and one document with it is read whole", async () => {
  const lines = aFile("log.json", `${record("Late fee?")}\n${record("Lost parcel?")}\n`);
  const document = aFile("log.txt", `\uFEFF[\n${record("Late fee?")}\n]\n`);
  expect((await read(lines)).sessions).toHaveLength(2);
  expect((await read(document)).sessions).toHaveLength(1);
});

test("a character that two chunks share and a byte order mark are read right", async () => {
  // A stream's chunks have 64 KiB: the two bytes of each é stand across an odd boundary.
  const question = `x${"é".repeat(200_000)}`;
  const { sessions } = await read(aFile("log.jsonl", `\uFEFF${record(question)}`));
  expect(sessions[0]?.turns[0]?.user).toBe(question);
});

test("a line beyond the cap is skipped and named, and the rest is read", async () => {
  const limits = { maxDocumentBytes: 1000, maxLineBytes: 100 };
  const file = aFile("log.jsonl", `${record("é".repeat(100))}\n${record("Late fee?")}\n`);
  const { sessions, dropped } = await read(file, limits);
  expect(sessions.map(({ id }) => id)).toEqual([`${file}:2`]);
  expect(dropped).toEqual([
    { file, line: 1, path: "", reason: "line longer than 100 bytes", count: 1 },
  ]);
});

test.each([
  ["SESSIONS_TOO_LARGE", "log.json", record("x".repeat(2000))],
  ["SESSIONS_NOT_JSON", "log.json", '{"messages": ['],
  ["SESSIONS_NOT_JSON", "log.json", ""],
  ["SESSIONS_NOT_JSON", "log.json", Buffer.from([0xff, 0xfe, 0x00, 0x7b])],
  ["SESSIONS_NOT_JSON", "log.json", "Late fee?"],
])("%s", async (code, name, content) => {
  const limits = { maxDocumentBytes: 1000, maxLineBytes: 1000 };
  await expect(read(aFile(name, content), limits)).rejects.toMatchObject({
    name: "UserError",
    code,
  });
});

test("a missing file and a folder are told apart from an empty log", async () => {
  const code = "SESSIONS_UNREADABLE";
  await expect(read(join(folder, "none.jsonl"))).rejects.toMatchObject({ code });
  await expect(read(folder)).rejects.toMatchObject({ code, message: `${folder}: is not a file.` });
});
