import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
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
      id: "lost-parcel.jsonl:4@5465978d",
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
  expect(sessions).toMatchObject([
    { id: "one-message-a-line.jsonl@5bd1290c", turns: [{ reply: "It was sent." }] },
  ]);
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
  expect(sessions.map(({ id }) => id)).toEqual(["log.jsonl:2@828b59ee"]);
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

const recordsOf = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => record(`Late fee ${index}?`));

const chat = (count: number): unknown[] =>
  Array.from({ length: count }, (_, index) => ({ role: "user", content: `Fee ${index}?` }));

const simulation = (id: number): unknown => ({
  id: `sim-${id}`,
  task_id: "roaming",
  trial: id,
  termination_reason: "user_stop",
  messages: [{ role: "user", content: "x".repeat(100) }, ...(id === 3 ? [7] : [])],
});

const spread = (id: string): string =>
  JSON.stringify({ id, messages: [{ role: "user", content: "Late fee?" }] }, undefined, 2);

const users = (sessions: readonly Session[]): unknown[] =>
  sessions.map(({ turns }) => turns[0]?.user);

describe("encodings", () => {
  test.each([
    ["UTF-16, little end first", Buffer.from(`\uFEFF${record("Late fee?")}`, "utf16le"), /UTF-16/],
    ["UTF-16 without a mark", Buffer.from(record("Late fee?"), "utf16le"), /UTF-16/],
    ["a zip archive", Buffer.from("PK\u0003\u0004..."), /zip archive/],
    ["a Parquet file", Buffer.from("PAR1..."), /Parquet/],
  ])("%s is named as such", async (_, content, words) => {
    await expect(read(aFile("log.jsonl", content))).rejects.toMatchObject({
      code: "SESSIONS_NOT_JSON",
      message: expect.stringMatching(words),
      fix: expect.stringMatching(/./),
    });
  });

  test("bytes of Latin-1 become visible, in their line, and the rest is read", async () => {
    const latin = Buffer.from(record("Mahngebühr?"), "latin1");
    const content = Buffer.concat([
      Buffer.from(`${record("Late fee?")}\n`),
      latin,
      Buffer.from("\n"),
    ]);
    const file = aFile("log.jsonl", content);
    const { sessions, dropped } = await read(file);
    expect(users(sessions)).toEqual(["Late fee?", "Mahngeb\uFFFDhr?"]);
    expect(dropped).toMatchObject([
      { line: 2, reason: expect.stringMatching(/not UTF-8/), count: 1 },
    ]);
  });
});

describe("gzip", () => {
  test("is known by its first bytes, whatever the name", async () => {
    const lines = aFile("log.jsonl", gzipSync(recordsOf(3).join("\n")));
    const document = aFile("log.bin", gzipSync(`[${recordsOf(3).join()}]`));
    expect((await read(lines)).sessions).toHaveLength(3);
    expect((await read(document)).sessions).toHaveLength(3);
  });

  test.each([
    ["lines", (records: string[]) => records.join("\n")],
    ["a list", (records: string[]) => `[${records.join(",\n")}]`],
  ])("that was cut gives %s before the cut, and says so", async (_, write) => {
    const noise = Array.from({ length: 20_000 }, (__, i) => record(`${i} ${(i * 7919) % 1009}`));
    const whole = gzipSync(write(noise));
    const { sessions, dropped } = await read(
      aFile("log.json", whole.subarray(0, whole.length / 2)),
    );
    expect(sessions.length).toBeGreaterThan(1000);
    expect(sessions.length).toBeLessThan(noise.length);
    const all = (await read(aFile("all.json", write(noise)))).sessions;
    expect(users(sessions)).toEqual(users(all).slice(0, sessions.length));
    expect(dropped.map(({ reason }) => reason)).toContainEqual(
      expect.stringMatching(/^the compressed data ends early/),
    );
  });
});

describe("a file that was cut", () => {
  test("inside its last line: the lines before are read, and of the last what is whole", async () => {
    const text = [...recordsOf(2), JSON.stringify({ messages: chat(3) })].join("\n").slice(0, -12);
    const { sessions, dropped } = await read(aFile("log.jsonl", text));
    expect(sessions.map(({ turns }) => turns.length)).toEqual([1, 1, 2]);
    expect(dropped).toMatchObject([
      { line: 3, reason: "the file ends inside this value: what stands before the cut was read" },
    ]);
  });

  test("inside a list of records", async () => {
    const text = `[${recordsOf(3).join()}`.slice(0, -30);
    const { sessions, dropped } = await read(aFile("log.json", text));
    expect(users(sessions)).toEqual(["Late fee 0?", "Late fee 1?"]);
    expect(dropped).toMatchObject([
      { path: "/2", reason: "the file ends inside this value: nothing of it could be read" },
    ]);
  });

  test("inside the one record of a document", async () => {
    const text = JSON.stringify({ id: "a", messages: chat(4) }, undefined, 2).slice(0, -40);
    const { sessions, dropped } = await read(aFile("log.json", text));
    expect(sessions).toMatchObject([{ id: "a", turns: [{}, {}, {}] }]);
    expect(dropped).toHaveLength(1);
  });

  test("between two items", async () => {
    const { sessions, dropped } = await read(aFile("log.json", `[${recordsOf(2).join()},`));
    expect(sessions).toHaveLength(2);
    expect(dropped).toMatchObject([{ reason: "the file ends before its list does" }]);
  });
});

describe("large documents", () => {
  test("are taken apart, and losses keep their place in the list", async () => {
    const results = {
      info: { environment_info: { policy: "Be kind." }, agent_info: { llm: "gpt-5-mini" } },
      simulations: Array.from({ length: 5 }, (_, id) => simulation(id)),
    };
    const file = aFile("results.json", JSON.stringify(results));
    const whole = await read(file);
    const apart = await read(file, { splitAboveBytes: 100, maxDocumentBytes: 400 });
    expect(apart).toEqual(whole);
    expect(apart.sessions.map(({ policy }) => policy)).toEqual(Array(5).fill("Be kind."));
    expect(apart.dropped).toEqual([
      {
        file,
        path: "/simulations/3/messages/1",
        reason: "not a chat message: no role",
        count: 1,
      },
    ]);
  });

  test("members behind a list that was taken apart are not passed over in silence", async () => {
    const text = JSON.stringify({ simulations: [], info: { agent_info: { llm: "gpt-5-mini" } } });
    const { dropped } = await read(aFile("results.json", text), { splitAboveBytes: 10 });
    expect(dropped).toMatchObject([
      { path: "/info", reason: "stands behind a list that was read item by item: not read" },
    ]);
  });
});

test("one bad line among many is named, even where it is the first", async () => {
  const lines = ["{late fee", ...recordsOf(3), "fee}", ...recordsOf(2)];
  const { sessions, dropped } = await read(aFile("log.json", lines.join("\n")));
  expect(sessions).toHaveLength(5);
  expect(dropped).toMatchObject([{ line: 1, reason: "line that is not JSON", count: 2 }]);
});

test("documents that spread over lines may stand behind each other", async () => {
  const file = aFile("log.jsonl", `${spread("a")}\n${spread("b")}\n`);
  expect((await read(file)).sessions.map(({ id }) => id)).toEqual(["a", "b"]);
});

test("a megabyte of one tool's result is read whole", async () => {
  const result = "fee ".repeat(1_000_000);
  const messages = [
    { role: "user", content: "Late fee?" },
    { role: "tool", name: "get_fees", content: result },
  ];
  const { sessions } = await read(aFile("log.jsonl", JSON.stringify({ messages })));
  expect(sessions[0]?.turns[0]?.steps).toMatchObject([{ result }]);
});

test("reading ends soon after it is told to", async () => {
  const file = aFile("log.jsonl", recordsOf(100_000).join("\n"));
  const abort = new AbortController();
  let sessions = 0;
  for await (const item of sessionFiles(folder, { format: "auto", signal: abort.signal }).read(
    file,
  )) {
    if (item.kind === "session") sessions += 1;
    if (sessions === 10) abort.abort();
  }
  expect(sessions).toBeLessThan(100_000);
});

test("progress tells how much of all files was read", async () => {
  const files = [aFile("a.jsonl", record("Late fee?")), aFile("b.jsonl", record("Lost parcel?"))];
  const told: [number, number][] = [];
  const onProgress = (readBytes: number, totalBytes: number): void =>
    void told.push([readBytes, totalBytes]);
  for await (const _ of sessionFiles(folder, { format: "auto", onProgress }).read(...files)) {
    // Only the progress counts here.
  }
  const total = record("Late fee?").length + record("Lost parcel?").length;
  expect(told.at(-1)).toEqual([total, total]);
});

test("a file that cannot be read does not keep the next one from being read", async () => {
  const good = aFile("log.jsonl", record("Late fee?"));
  const seen: string[] = [];
  for await (const item of sessionFiles(folder, { format: "auto" }).read("none.jsonl", good)) {
    seen.push(item.kind);
  }
  expect(seen.filter((kind) => kind !== "dropped")).toEqual([
    "unreadable",
    "read",
    "session",
    "read",
  ]);
});

test("a missing file and a folder are told apart from an empty log", async () => {
  const code = "SESSIONS_UNREADABLE";
  const none = join(folder, "none.jsonl");
  await expect(read(none)).rejects.toMatchObject({
    code,
    message: `${none}: there is no such file.`,
  });
  await expect(read(folder)).rejects.toMatchObject({ code, message: `${folder}: is not a file.` });
});
