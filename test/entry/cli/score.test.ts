import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { tracegate } from "../../support/command-line.ts";
import { projectDir } from "../../support/project-dir.ts";

const fixtures = join(import.meta.dirname, "../../fixtures/chat-log");
const score = ["score", "--format", "chat-log"];

describe("tracegate score", () => {
  test("says what is in recorded sessions, as in the golden file", async () => {
    const { exitCode, stdout, stderr } = await tracegate(fixtures, [
      ...score,
      "gift-card.tau-bench.json",
      "lost-parcel.jsonl",
    ]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    await expect(stdout).toMatchFileSnapshot("../../golden/cli/score-chat-log.txt");
  });

  test("--json is the same as data", async () => {
    const { exitCode, stdout } = await tracegate(fixtures, [...score, "late-fee.json", "--json"]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ format: "chat-log", files: ["late-fee.json"] });
  });

  test.each([
    ["that is not there", "gone.json", /^error \w+: .*gone\.json/],
    ["that is a folder", ".", /^error \w+: /],
    ["that is no JSON", "notes.txt", /^error \w+: .*notes\.txt/],
    ["that holds no session", "empty.json", /^error SESSIONS_NONE: No session in 1 file/],
    ["with control characters in its name", "\u001b[2Jgone.json", /^error \w+: .*gone\.json/],
  ])("a file %s ends with 2 and a fix", async (_case, file, words) => {
    const root = projectDir({ "notes.txt": "A late fee.", "empty.json": "[]" });
    const { exitCode, stdout, stderr } = await tracegate(root, [...score, file]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(words);
    expect(stderr).toMatch(/\n {2}fix: .+\n$/);
    expect(stderr).not.toContain("\u001b");
  });

  test("one bad file among good ones is not passed over", async () => {
    const late = readFileSync(join(fixtures, "late-fee.json"), "utf8");
    const root = projectDir({ "late-fee.json": late, "notes.txt": "A late fee." });
    const { exitCode, stdout } = await tracegate(root, [...score, "late-fee.json", "notes.txt"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  });
});
