import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Session } from "../../../src/core/trace/session.ts";
import { fixturePath } from "../../support/chat-log.ts";
import { tracegate } from "../../support/command-line.ts";
import { importFixture } from "../../support/import-files.ts";
import { projectDir } from "../../support/project-dir.ts";
import { called, oneTurn, thought } from "../../support/sessions.ts";

const journal = [
  { schema: "tracegate.experiment/1", planned: 2 },
  ...[0, 1].map((runIndex) => ({
    caseId: "late-fee",
    runIndex,
    outcome: "completed",
    durationMs: 1,
    session: { id: `late-fee.${runIndex}`, turns: [{ user: `Run ${runIndex}?`, steps: [] }] },
    verdicts: [],
  })),
]
  .map((line) => JSON.stringify(line))
  .join("\n");

function saysFee(fee: number): Session {
  const reply = `The late fee is ${fee} crowns.`;
  const steps = [called("search_policies", { query: "late fee" }, [{ fee: 31 }]), thought(reply)];
  return oneTurn("What is the late fee?", steps, reply);
}

describe("tracegate view", () => {
  test("shows a session file, without colour where there is no terminal", async () => {
    const { exitCode, stdout, stderr } = await tracegate("/", [
      "view",
      importFixture("session.json"),
    ]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toBe(
      [
        "late-fee.0",
        "1 turn · 1 step",
        "",
        "Turn 1",
        "  user     Why was I charged?",
        "  1.1    model",
        "  agent    A late fee.",
        "",
      ].join("\n"),
    );
  });

  test("marks the step that seems to have broken a session, and none where nothing failed", async () => {
    const mark = "first bad step? ";
    for (const [fee, isMarked] of [
      [47, true],
      [31, false],
    ] as const) {
      const folder = projectDir({ "session.json": JSON.stringify(saysFee(fee)) });
      const { stdout } = await tracegate(folder, ["view", "session.json"]);
      expect(stdout.includes(mark)).toBe(isMarked);
    }
  });

  test("has colour on a terminal, and none with --no-color", async () => {
    const file = importFixture("session.json");
    const coloured = await tracegate("/", ["view", file], { terminalColumns: 80 });
    const plain = await tracegate("/", ["view", file, "--no-color"], { terminalColumns: 80 });
    expect(coloured.stdout).toContain("\u001b[");
    expect(plain.stdout).not.toContain("\u001b[");
  });

  test("reads every export, and one of many sessions by its id", async () => {
    const { stdout } = await tracegate("/", ["view", importFixture("responses-chain.jsonl")]);
    expect(stdout).toContain("▲ the first search that found nothing");
    const many = fixturePath("lost-parcel.jsonl");
    const chosen = await tracegate("/", ["view", many, "--session", "parcel-1"]);
    expect(chosen.stdout).toContain("Where is my parcel?");
    const asked = await tracegate("/", ["view", many]);
    expect(asked.exitCode).toBe(2);
    expect(asked.stderr).toMatch(/^error SESSION_NOT_CHOSEN: .* holds 2 sessions: parcel-1, /);
    const missing = await tracegate("/", ["view", many, "--session", "x"]);
    expect(missing.stderr).toMatch(
      /^error SESSION_MISSING: .* holds 2 sessions, and none has the id x: /,
    );
    const only = await tracegate("/", ["view", importFixture("session.json"), "--session", "x"]);
    expect(only.stderr).toMatch(/ holds one session, which has not the id x: /);
  });

  test("--json is the whole session", async () => {
    const file = importFixture("session.json");
    const { stdout } = await tracegate("/", ["view", file, "--json"]);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(readFileSync(file, "utf8")));
  });

  test("--run shows a run of the newest run folder, or of a named one", async () => {
    const root = projectDir({
      ".tracegate/runs/20261001-090000-000-aaaaaaaa/journal.jsonl": journal.replaceAll(
        "Run",
        "Old run",
      ),
      ".tracegate/runs/20261002-090000-000-aaaaaaaa/journal.jsonl": journal,
    });
    const newest = await tracegate(root, ["view", "--run", "late-fee.1"]);
    expect(newest.stdout).toContain("Run 1?");
    expect(newest.exitCode).toBe(0);
    const results = ".tracegate/runs/20261001-090000-000-aaaaaaaa";
    const older = await tracegate(root, ["view", "--run", "late-fee.1", "--results", results]);
    expect(older.stdout).toContain("Old run 1?");
    const missing = await tracegate(root, ["view", "--run", "late-fee.7"]);
    expect(missing.stderr).toMatch(/^error SESSION_MISSING: .*late-fee\.0, late-fee\.1/);
  });

  test.each([
    [["view"], /^error VIEW_WHAT/],
    [["view", "a.json", "--run", "late-fee.0"], /^error VIEW_WHAT/],
    [["view", "gone.json"], /^error SESSIONS_UNREADABLE/],
    [["view", "--run", "late-fee.0"], /^error RESULTS_MISSING/],
    [["view", "weather.json"], /^error SESSIONS_NONE: .*no format that is known/],
  ])("%j ends with 2 and a fix", async (argv, words) => {
    const root = projectDir({ "weather.json": '{"weather": "rain"}' });
    const { exitCode, stderr } = await tracegate(root, argv);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(words);
    expect(stderr).toMatch(/\n {2}fix: .+\n$/);
  });
});
