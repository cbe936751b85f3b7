import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { tracegate } from "../../support/command-line.ts";
import { importFixture } from "../../support/import-files.ts";
import { projectDir } from "../../support/project-dir.ts";

const record = (id: string, question: string): string =>
  JSON.stringify({ id, messages: [{ role: "user", content: question }] });

const out = ".tracegate/sessions";
const filesIn = (root: string, folder = out): string[] =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder)).filter((name) => name !== ".gitignore")
    : [];

/** A small project that asks for this redaction. */
const config = (redaction: string): string =>
  `version: 1\nagent: { runner: module, module: a.ts }\ndataset: datasets/d\ngate: { dimensions: { tone: { floor: 0.9 } } }\n${redaction}`;

describe("tracegate import", () => {
  test("says what was read, redacted, written and left out, as in the golden file", async () => {
    const root = projectDir({
      "chats.jsonl": [
        record("late-fee", "I am maria@library.example, why was I charged?"),
        "{late fee",
        record("late-fee", "I am maria@library.example, why was I charged?"),
        record("../lost parcel", "Where is it?"),
        JSON.stringify({ weather: "rain" }),
      ].join("\n"),
      "tau2.json": readFileSync(importFixture("tau2-results.json"), "utf8"),
    });
    const { exitCode, stdout, stderr } = await tracegate(root, [
      "import",
      "chats.jsonl",
      "tau2.json",
    ]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    await expect(stdout).toMatchFileSnapshot("../../golden/cli/import-chats.txt");
    expect(filesIn(root)).toEqual([
      "late-fee.json",
      expect.stringMatching(/^lost-parcel-[0-9a-f]{8}\.json$/),
      "sim-1.json",
    ]);
    const written = readFileSync(join(root, out, "late-fee.json"), "utf8");
    expect(written).not.toContain("maria@");
    expect(JSON.parse(written)).toMatchObject({ id: "late-fee", turns: [{ steps: [] }] });
  });

  test("knows again what it wrote, whatever was redacted, and writes nothing twice", async () => {
    const question = "I am maria@library.example, why was I charged?";
    const root = projectDir({ "chats.jsonl": record("late-fee", question) });
    await tracegate(root, ["import", "chats.jsonl"]);
    const again = await tracegate(root, ["import", "chats.jsonl", `${out}/late-fee.json`]);
    expect(again.stdout).toContain("Written to .tracegate/sessions: 0 files");
    expect(again.stdout).toContain("2 files there already, with the same content");
    expect(filesIn(root)).toEqual(["late-fee.json"]);
  });

  test("another session of the same id is written beside the first, and said so", async () => {
    const root = projectDir({
      "a.jsonl": record("late-fee", "Why was I charged?"),
      "b.jsonl": record("late-fee", "Where is my parcel?"),
    });
    await tracegate(root, ["import", "a.jsonl", "--out", "kept"]);
    const before = readFileSync(join(root, "kept/late-fee.json"), "utf8");
    const { stdout } = await tracegate(root, ["import", "b.jsonl", "--out", "kept"]);
    expect(stdout).toMatch(
      /1 session written beside another one of the same id: late-fee\.[0-9a-f]{8}\.json/,
    );
    expect(readFileSync(join(root, "kept/late-fee.json"), "utf8")).toBe(before);
    expect(filesIn(root, "kept")).toHaveLength(2);
  });

  test("--json tells by what each format was known, and every loss", async () => {
    const root = projectDir({ "chats.jsonl": `${record("late-fee", "Why?")}\n{late fee\n` });
    const { stdout } = await tracegate(root, ["import", "chats.jsonl", "--json"]);
    expect(JSON.parse(stdout)).toEqual({
      schema: "tracegate.import/1",
      files: [
        {
          file: "chats.jsonl",
          formats: [{ format: "chat-log", reason: "messages with `role`", values: 1 }],
        },
      ],
      unreadable: [],
      sessions: [{ id: "late-fee", turns: 1, steps: 0, name: "late-fee.json", outcome: "written" }],
      redacted: [],
      dropped: [
        { file: "chats.jsonl", line: 2, path: "", reason: "line that is not JSON", count: 1 },
      ],
      isInterrupted: false,
      written: "written",
    });
  });

  test("--dry-run writes nothing", async () => {
    const root = projectDir({ "chats.jsonl": record("late-fee", "Why?") });
    const { exitCode, stdout } = await tracegate(root, ["import", "chats.jsonl", "--dry-run"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Nothing was written");
    expect(readdirSync(root)).toEqual(["chats.jsonl"]);
  });

  test("--strict writes nothing where anything was left out, and ends with 2", async () => {
    const root = projectDir({
      "good.jsonl": record("late-fee", "Why?"),
      "bad.jsonl": `${record("lost-parcel", "Where?")}\n{late fee\n`,
    });
    const refused = await tracegate(root, ["import", "good.jsonl", "bad.jsonl", "--strict"]);
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toMatch(/^error IMPORT_STRICT: .*nothing was written/);
    expect(refused.stdout).toContain("bad.jsonl:2: line that is not JSON");
    expect(filesIn(root)).toEqual([]);
    const good = await tracegate(root, ["import", "good.jsonl", "--strict"]);
    expect(good.exitCode).toBe(0);
    expect(filesIn(root)).toEqual(["late-fee.json"]);
  });

  test("a file that cannot be read does not keep the others from being imported, and ends with 2", async () => {
    const root = projectDir({
      "good.jsonl": record("late-fee", "Why?"),
      "notes.txt": "A late fee.",
    });
    const { exitCode, stdout, stderr } = await tracegate(root, [
      "import",
      "notes.txt",
      "gone.json",
      "good.jsonl",
    ]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^error SESSIONS_NOT_JSON: notes\.txt/);
    expect(stdout).toContain("Not read\n  notes.txt: is not JSON");
    expect(stdout).toContain("gone.json: there is no such file");
    expect(filesIn(root)).toEqual(["late-fee.json"]);
  });

  test.each([
    ["an empty list", "[]"],
    ["something else", '{"weather": "rain"}'],
  ])("%s is no session, and ends with 2", async (_, text) => {
    const { exitCode, stderr } = await tracegate(projectDir({ "a.json": text }), [
      "import",
      "a.json",
    ]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^error SESSIONS_NONE: No session in 1 file\. First: a\.json/);
  });

  test("patterns of the project are redacted too, and a configuration that is broken stops it", async () => {
    const pattern = "redaction: { patterns: [{ name: library-card, pattern: 'LIB-[0-9]{4}' }] }\n";
    const chats = { "chats.jsonl": record("late-fee", "My card is LIB-4471.") };
    const root = projectDir({ ...chats, "tracegate.yaml": config(pattern) });
    const { stdout } = await tracegate(root, ["import", "chats.jsonl"]);
    expect(stdout).toContain("Redacted: library-card 1");
    expect(readFileSync(join(root, out, "late-fee.json"), "utf8")).not.toContain("LIB-4471");
    const broken = projectDir({ ...chats, "tracegate.yaml": config("redaction: 7\n") });
    const refused = await tracegate(broken, ["import", "chats.jsonl"]);
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain("error PROJECT_INVALID");
    expect(filesIn(broken)).toEqual([]);
  });

  test("Ctrl-C leaves whole files only, and says how far it came", async () => {
    // Few and long: some hundred are written before the first progress is shown, however slow the disk is.
    const lines = Array.from({ length: 2_000 }, (_, index) =>
      record(`s${index}`, "late fee ".repeat(1_000)),
    );
    const root = projectDir({ "chats.jsonl": lines.join("\n") });
    const { exitCode, stderr } = await tracegate(root, ["import", "chats.jsonl"], {
      terminalColumns: 80,
      interruptAt: /reading \d+ %/,
    });
    expect(exitCode).toBe(130);
    expect(stderr).toMatch(/Interrupted: [\d,]+ sessions were read whole before\.\n$/);
    const names = filesIn(root);
    expect(names.length).toBeGreaterThan(0);
    expect(names.length).toBeLessThan(lines.length);
    expect(names.filter((name) => !/^s\d+\.json$/.test(name))).toEqual([]);
    for (const name of names.slice(-3)) {
      expect(JSON.parse(readFileSync(join(root, out, name), "utf8"))).toHaveProperty("turns");
    }
  });
});
