import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openJournal } from "../../src/adapters/journal/journal-file.ts";
import { parseRunRecord } from "../../src/core/plan/parse-result.ts";
import type { RunRecord } from "../../src/core/plan/run-record.ts";
import type { Journal } from "../../src/ports/journal.ts";
import { aFolder, aHeader, MemoryJournal } from "../support/run-loop/journals.ts";
import { notJson } from "../support/run-loop/not-json.ts";
import { aPlannedCase, aRecord } from "../support/run-loop/planned-cases.ts";

type Opened = { readonly journal: Journal; readonly records: () => readonly RunRecord[] };

const journals: readonly (readonly [string, () => Promise<Opened>])[] = [
  [
    "in memory",
    () => {
      const journal = new MemoryJournal();
      return Promise.resolve({ journal, records: () => journal.records });
    },
  ],
  [
    "in a file",
    async () => {
      const path = join(aFolder(), "journal.jsonl");
      const { journal } = await openJournal({
        path,
        header: aHeader([aPlannedCase()]),
        resume: false,
        onRecord: () => "foreign",
      });
      const records = (): RunRecord[] =>
        readFileSync(path, "utf8")
          .split("\n")
          .slice(1, -1)
          .map((line) => parseRunRecord(line, path));
      return { journal, records };
    },
  ],
];

describe.each(journals)("a journal %s", (_, open) => {
  test("holds what was appended, in its order", async () => {
    const { journal, records } = await open();
    const runs = [2, 0, 1].map((runIndex) => aRecord({ runIndex }));
    for (const run of runs) expect(journal.append(run)).toEqual({ kind: "appended" });
    await journal.close();
    expect(records()).toEqual(runs);
  });

  test("refuses a session that is no JSON, says why, and goes on", async () => {
    const { journal, records } = await open();
    const finalState = notJson({ order: 4471n });
    const session = { id: "late-fee.0", turns: [], finalState };
    expect(journal.append(aRecord({ session }))).toMatchObject({
      kind: "refused",
      reason: expect.stringContaining("cannot be written as JSON"),
    });
    journal.append(aRecord({ runIndex: 1 }));
    await journal.close();
    expect(records().map(({ runIndex }) => runIndex)).toEqual([1]);
  });

  test("refuses a session that is too large for a line", async () => {
    const { journal, records } = await open();
    const turns = [{ user: "Hi", steps: [], reply: "€".repeat(17 * 1024 * 1024) }];
    const appended = journal.append(aRecord({ session: { id: "late-fee.0", turns } }));
    expect(appended.kind).toBe("refused");
    await journal.close();
    expect(records()).toEqual([]);
  });

  test("can be closed twice, and takes nothing afterwards", async () => {
    const { journal } = await open();
    await journal.close();
    await journal.close();
    expect(() => journal.append(aRecord())).toThrow("closed");
  });
});
