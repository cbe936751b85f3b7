import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { openJournal } from "../../../src/adapters/journal/journal-file.ts";
import { UserError } from "../../../src/core/errors.ts";
import { ExperimentFold } from "../../../src/core/plan/fold-experiment.ts";
import { renderRunLine } from "../../../src/core/plan/run-record.ts";
import type { JournalHeader, OpenedJournal } from "../../../src/ports/journal.ts";
import { aFolder, aHeader, runsIn } from "../../support/run-loop/journals.ts";
import { aPlannedCase, aRecord, aSubject, aVerdict } from "../../support/run-loop/planned-cases.ts";

const fillJournal = fileURLToPath(
  new URL("../../support/run-loop/fill-journal.ts", import.meta.url),
);
const lateFee = aPlannedCase();

type Opening = { readonly resume?: boolean; readonly header?: Partial<JournalHeader> };

async function open(
  path: string,
  { resume = false, header }: Opening = {},
): Promise<OpenedJournal & { readonly fold: ExperimentFold }> {
  const fold = new ExperimentFold(aSubject(), [lateFee]);
  const opened = await openJournal({
    path,
    header: aHeader([lateFee], header),
    resume,
    onRecord: (record) => fold.add(record),
    onAgain: (again) => fold.addAgain(again),
  });
  return { ...opened, fold };
}

/** A closed journal with so many runs. */
async function aJournal(path: string, runs: number): Promise<string> {
  const { journal } = await open(path);
  for (let runIndex = 0; runIndex < runs; runIndex++) journal.append(aRecord({ runIndex }));
  await journal.close();
  return readFileSync(path, "utf8");
}

describe("appending", () => {
  test("a run is in the file once the event loop has turned, before anything is closed", async () => {
    const path = join(aFolder(), "journal.jsonl");
    const { journal } = await open(path);
    journal.append(aRecord({ runIndex: 0 }));
    journal.append(aRecord({ runIndex: 1 }));
    expect(runsIn(path)).toEqual([]);
    await turnOfTheLoop();
    expect(runsIn(path)).toEqual(["late-fee.0", "late-fee.1"]);
    await journal.close();
  });

  test("a loop that never turns still writes every 64 KB", async () => {
    const path = join(aFolder(), "journal.jsonl");
    const { journal } = await open(path);
    const turns = [{ user: "Hi", steps: [], reply: "x".repeat(70_000) }];
    journal.append(aRecord({ session: { id: "late-fee.0", turns } }));
    expect(runsIn(path)).toEqual(["late-fee.0"]);
    await journal.close();
  });

  test("runs of all sizes keep their order, however many end in one turn of the loop", async () => {
    const path = join(aFolder(), "journal.jsonl");
    const { journal } = await open(path);
    const runs = Array.from({ length: 400 }, (_, runIndex) => {
      const reply = "€".repeat(runIndex % 7 === 0 ? 30_000 : runIndex * 5);
      const session = { id: `late-fee.${runIndex}`, turns: [{ user: "Hi", steps: [], reply }] };
      return aRecord({ runIndex, session });
    });
    for (const run of runs) journal.append(run);
    await journal.close();
    expect(readFileSync(path, "utf8").split("\n").slice(1, -1)).toEqual(runs.map(renderRunLine));
  });

  test("a fresh journal keeps the one that was there", async () => {
    const path = join(aFolder(), "journal.jsonl");
    const before = await aJournal(path, 3);
    await aJournal(path, 1);
    expect(runsIn(path)).toEqual(["late-fee.0"]);
    expect(readFileSync(`${path}.previous`, "utf8")).toBe(before);
  });
});

describe("resuming", () => {
  test("gives back every run, then appends to them", async () => {
    const path = join(aFolder(), "journal.jsonl");
    await aJournal(path, 3);
    const { journal, fold, resumed, startedAt } = await open(path, {
      resume: true,
      header: { startedAt: "2026-11-23T08:00:00.000Z" },
    });
    expect({ resumed, startedAt }).toEqual({ resumed: 3, startedAt: "2026-11-22T20:00:00.000Z" });
    expect(fold.recorded).toBe(3);
    journal.append(aRecord({ runIndex: 3 }));
    await journal.close();
    expect(runsIn(path)).toEqual(["late-fee.0", "late-fee.1", "late-fee.2", "late-fee.3"]);
  });

  test("runs that the budget ended are made again, and what they took stays known however often", async () => {
    const path = join(aFolder(), "journal.jsonl");
    const usage = { inputTokens: 900, outputTokens: 100, costUsd: 0.01 };
    const steps = [{ kind: "model" as const, usage }];
    const session = { id: "late-fee.1", turns: [{ user: "Hi", steps, reply: "Hm." }] };
    const stopped = { ...aRecord({ runIndex: 1 }), outcome: "over-budget" as const, session };
    const lost = { ...stopped, reason: "the budget is used up", verdicts: [] };
    const first = await open(path);
    first.journal.append(aRecord({ runIndex: 0 }));
    first.journal.append(lost);
    first.journal.append(aRecord({ runIndex: 2 }));
    await first.journal.close();
    writeFileSync(path, `${readFileSync(path, "utf8")}{"torn`);
    for (const times of [1, 2, 3]) {
      const { journal, fold, resumed, again } = await open(path, { resume: true });
      expect({ resumed, again }).toEqual({ resumed: 2, again: 1 });
      expect(fold.has({ caseId: "late-fee", runIndex: 1 })).toBe(false);
      expect(fold.usage()).toMatchObject({ modelCalls: times, inputTokens: 900 * times });
      journal.append(lost);
      await journal.close();
      expect(runsIn(path)).toEqual(["late-fee.0", "late-fee.2", "late-fee.1"]);
    }
    expect(existsSync(`${path}.again`)).toBe(false);
  });

  test("a journal that was cut anywhere goes on after its last whole line", async () => {
    const path = join(aFolder(), "journal.jsonl");
    const text = await aJournal(path, 2);
    for (let length = 0; length <= text.length; length += 11) {
      writeFileSync(path, text);
      truncateSync(path, length);
      const wholeLines = text.slice(0, length).split("\n").length - 1;
      const { journal, resumed } = await open(path, { resume: true });
      expect(resumed).toBe(Math.max(0, wholeLines - 1));
      journal.append(aRecord({ runIndex: 9 }));
      await journal.close();
      expect(runsIn(path)).toHaveLength(resumed + 1);
      expect(runsIn(path).at(-1)).toBe("late-fee.9");
    }
  });

  test("zeros that a power failure left behind are cut", async () => {
    const path = join(aFolder(), "journal.jsonl");
    const text = await aJournal(path, 2);
    writeFileSync(path, `${text}${"\0".repeat(4096)}`);
    const { journal, resumed } = await open(path, { resume: true });
    await journal.close();
    expect(resumed).toBe(2);
    expect(readFileSync(path, "utf8")).toBe(text);
  });

  test("without a journal a fresh one is begun", async () => {
    const path = join(aFolder(), "deep", "er", "journal.jsonl");
    const { journal, resumed } = await open(path, { resume: true });
    await journal.close();
    expect(resumed).toBe(0);
    expect(readFileSync(path, "utf8")).toContain('"schema":"tracegate.experiment/1"');
  });

  test("a run that stands in it twice counts once", async () => {
    const path = join(aFolder(), "journal.jsonl");
    const text = await aJournal(path, 2);
    writeFileSync(path, `${text}${text.split("\n")[1]}\n`);
    const { journal, resumed, duplicates, fold } = await open(path, { resume: true });
    await journal.close();
    expect({ resumed, duplicates, recorded: fold.recorded }).toEqual({
      resumed: 2,
      duplicates: 1,
      recorded: 2,
    });
  });

  test.each([
    ["another outcome", { outcome: "infra-error", reason: "no route to host", verdicts: [] }],
    [
      "other verdicts",
      {
        verdicts: [{ ...aVerdict(), result: "fail", explanation: "It says 5 USD.", evidence: [] }],
      },
    ],
  ] as const)("a run that stands in it twice with %s is refused by its name", async (_, other) => {
    const path = join(aFolder(), "journal.jsonl");
    const text = await aJournal(path, 3);
    const contradicting = renderRunLine({ ...aRecord({ runIndex: 1 }), ...other });
    const agreeing = renderRunLine(aRecord({ runIndex: 0 }));
    const edited = `${text}${agreeing}\n${contradicting}\n`;
    writeFileSync(path, edited);
    await expect(open(path, { resume: true })).rejects.toMatchObject({
      name: "UserError",
      code: "JOURNAL_CONTRADICTS",
      message: expect.stringMatching(
        /journal\.jsonl:3: run late-fee\.1 is recorded more than once/,
      ),
    });
    expect(readFileSync(path, "utf8")).toBe(edited);
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  test("of three lines of one run, the one in the middle may not differ either", async () => {
    const path = join(aFolder(), "journal.jsonl");
    const text = await aJournal(path, 1);
    const other = renderRunLine(
      aRecord({
        verdicts: [{ ...aVerdict(), result: "fail", explanation: "It says 5 USD.", evidence: [] }],
      }),
    );
    writeFileSync(path, `${text}${other}\n${text.split("\n")[1]}\n`);
    await expect(open(path, { resume: true })).rejects.toMatchObject({
      code: "JOURNAL_CONTRADICTS",
    });
  });

  test("lines in characters of several bytes survive the borders between chunks", async () => {
    const path = join(aFolder(), "journal.jsonl");
    const { journal } = await open(path);
    const reply = `${"€".repeat(99_991)}!`;
    for (let runIndex = 0; runIndex < 5; runIndex++) {
      const turns = [{ user: "Hi", steps: [], reply }];
      journal.append(aRecord({ runIndex, session: { id: `late-fee.${runIndex}`, turns } }));
    }
    await journal.close();
    const replies: (string | undefined)[] = [];
    const again = await openJournal({
      path,
      header: aHeader([lateFee]),
      resume: true,
      onRecord: ({ session }) => {
        replies.push(session.turns[0]?.reply);
        return "passed";
      },
    });
    await again.journal.close();
    expect(replies).toEqual(Array(5).fill(reply));
  });

  test.each([
    [
      "another agent",
      { subject: aSubject({ agent: { runner: "process", digest: `sha256:${"0".repeat(64)}` } }) },
      "the agent changed",
    ],
    ["another plan", aHeader([aPlannedCase({ runs: 40 })]), "20 runs were planned, now 40"],
  ])(
    "with %s is refused, says what changed, and leaves the file alone",
    async (_, header, change) => {
      const path = join(aFolder(), "journal.jsonl");
      const text = await aJournal(path, 2);
      await expect(open(path, { resume: true, header })).rejects.toMatchObject({
        code: "JOURNAL_OTHER_EXPERIMENT",
        message: expect.stringContaining(change),
        fix: expect.stringContaining("without it"),
      });
      expect(readFileSync(path, "utf8")).toBe(text);
      expect(existsSync(`${path}.lock`)).toBe(false);
    },
  );

  test.each([
    ["a line that is not JSON", "oops", "RESULT_UNREADABLE", "not JSON"],
    ["a line of another shape", "{}", "RESULT_INVALID", "caseId"],
    [
      "a run that is not planned",
      renderRunLine(aRecord({ runIndex: 99 })),
      "RESULT_INVALID",
      "run late-fee.99 is not in the plan",
    ],
    [
      "a verdict that no case asks for",
      renderRunLine(aRecord({ verdicts: [aVerdict({ evaluator: "always-passes@1" })] })),
      "RESULT_INVALID",
      "a verdict is not one that its case asks for",
    ],
  ])("%s in the middle is refused with its line", async (_, line, code, words) => {
    const path = join(aFolder(), "journal.jsonl");
    const [header, ...runs] = (await aJournal(path, 2)).split("\n");
    writeFileSync(path, [header, line, ...runs].join("\n"));
    const opening = open(path, { resume: true });
    await expect(opening).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
    await expect(opening).rejects.toThrow("journal.jsonl:2");
  });
});

describe("two processes", () => {
  test("cannot write one journal", async () => {
    const path = join(aFolder(), "journal.jsonl");
    const { journal } = await open(path);
    await expect(open(path, { resume: true })).rejects.toMatchObject({
      code: "JOURNAL_LOCKED",
      message: expect.stringContaining(String(process.pid)),
    });
    await journal.close();
    const again = await open(path, { resume: true });
    await again.journal.close();
  });

  const dead = spawnSync(process.execPath, ["-e", ""]).pid;
  test.each([
    ["of a process that is gone", JSON.stringify({ pid: dead, started: "1" })],
    ["whose number another process has now", JSON.stringify({ pid: process.pid, started: "1" })],
    ["that was never finished", ""],
    ["that is nonsense", "[]"],
  ])("a lock %s is taken over", async (_, lock) => {
    // Start times are known on Linux alone; elsewhere a number in use counts as alive.
    if (process.platform !== "linux" && lock.includes(String(process.pid))) return;
    const path = join(aFolder(), "journal.jsonl");
    writeFileSync(`${path}.lock`, lock);
    const { journal } = await open(path);
    await journal.close();
    expect(existsSync(`${path}.lock`)).toBe(false);
  });
});

describe("a place that cannot be written", () => {
  test.each([
    ["below a file", "taken/journal.jsonl"],
    ["that is a folder", "folder"],
  ])("%s is an error before any run", async (_, name) => {
    const folder = aFolder();
    writeFileSync(join(folder, "taken"), "");
    mkdirSync(join(folder, "folder"));
    await expect(open(join(folder, name))).rejects.toMatchObject({
      name: "UserError",
      code: "JOURNAL_UNWRITABLE",
    });
  });

  test.skipIf(process.platform === "win32")(
    "a disk that fills up stops the appending; the journal ends in a whole line",
    async () => {
      const path = join(aFolder(), "journal.jsonl");
      // A limit on the file's size acts as a full disk does: the last write is cut short.
      const limited = "trap '' XFSZ; ulimit -f 24; exec \"$@\"";
      const { stdout, stderr } = spawnSync(
        "bash",
        ["-c", limited, "bash", process.execPath, fillJournal, path],
        { encoding: "utf8" },
      );
      expect(stderr).toBe("");
      expect(JSON.parse(stdout)).toMatchObject({
        append: "JOURNAL_UNWRITABLE",
        close: "JOURNAL_UNWRITABLE",
      });
      expect(readFileSync(path, "utf8").endsWith("}\n")).toBe(true);
      const { journal, resumed } = await open(path, { resume: true, header: aHeader([lateFee]) });
      await journal.close();
      expect(resumed).toBeGreaterThan(10);
    },
  );
});

test("a UserError names the fix", async () => {
  const path = join(aFolder(), "journal.jsonl");
  mkdirSync(path);
  const error: unknown = await open(path).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  expect(error).toMatchObject({ fix: expect.stringContaining("--out") });
});
