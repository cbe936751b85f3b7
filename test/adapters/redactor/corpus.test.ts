import { existsSync, globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { FoundKind } from "../../../src/ports/redactor.ts";
import { aRedactor } from "../../support/redaction/a-redactor.ts";
import { harmlessTexts, plantedTexts } from "../../support/redaction/corpus.ts";

const redactor = aRedactor();
const realData = "../shared/data";

/** Without what may be written between digits, so that a card is found however it is grouped. */
function bare(text: string): string {
  return text.replaceAll(/[\s().-]/g, "").toLowerCase();
}

function print(title: string, rows: readonly string[]): void {
  process.stdout.write(`${[title, ...rows.map((row) => `  ${row}`)].join("\n")}\n`);
}

describe("the corpus", () => {
  test("no planted value is left in any form, and nothing is found a second time", async () => {
    const planted = plantedTexts();
    const leaks: string[] = [];
    const counts = new Map<string, number>();
    for (const { text, values } of planted) {
      const redacted = await redactor.redactText(text);
      for (const { kind, value } of values) {
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
        if (bare(redacted.text).includes(bare(value))) leaks.push(`${kind}: ${value} in ${text}`);
      }
      expect(await redactor.findLeaks(redacted.text)).toEqual([]);
    }
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    print(
      `redaction: ${leaks.length} leaks of ${total} planted values in ${planted.length} texts`,
      Array.from(counts, ([kind, count]) => `${kind}: ${count}`),
    );
    expect(leaks).toEqual([]);
    expect(total).toBeGreaterThan(800);
  });

  test("of the harmless lines hardly any loses a value", async () => {
    const lines = harmlessTexts();
    const wrong: string[] = [];
    for (const text of lines) {
      const { found } = await redactor.redactText(text);
      if (found.length > 0) wrong.push(`${found.map(({ kind }) => kind).join()}: ${text}`);
    }
    print(`redaction: ${wrong.length} of ${lines.length} harmless lines lose a value`, wrong);
    expect(lines.length).toBeGreaterThan(95);
    expect(wrong.length).toBeLessThanOrEqual(2);
  });
});

describe("real sessions", () => {
  const files = ["tau-airline-gpt4o/*.json", "tau-retail-versions/*.json"];
  const isThere = existsSync(realData);

  test.skipIf(!isThere)(
    "of tau-bench, whose only personal data are e-mail addresses, nothing else is taken (skipped without ../shared/data)",
    async () => {
      const found = new Map<string, number>();
      let characters = 0;
      for (const file of files.flatMap((pattern) => globSync(`${realData}/${pattern}`))) {
        const text = readFileSync(file, "utf8");
        characters += text.length;
        for (const { kind, count } of await redactor.findLeaks(text)) {
          found.set(kind, (found.get(kind) ?? 0) + count);
        }
      }
      const rows: readonly FoundKind[] = Array.from(found, ([kind, count]) => ({ kind, count }));
      print(
        `redaction: in ${characters} characters of tau-bench`,
        rows.map(({ kind, count }) => `${kind}: ${count}`),
      );
      expect(characters).toBeGreaterThan(1_000_000);
      expect([...found.keys()]).toEqual(["email"]);
    },
  );
});
