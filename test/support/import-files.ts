import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { FormatReaders } from "../../src/core/trace/import/format-readers.ts";
import type { Dropped, FormatChoice, FoundFormat } from "../../src/core/trace/import/imported.ts";
import type { Session } from "../../src/core/trace/session.ts";

export type ImportedValues = {
  readonly sessions: readonly Session[];
  readonly dropped: readonly Dropped[];
  readonly formats: readonly FoundFormat[];
};

/** What files with these values, one list of values each, become. Their names are `1.jsonl` and so on. */
export function importValues(
  files: readonly (readonly unknown[])[],
  choice: FormatChoice = "auto",
): ImportedValues {
  const readers = new FormatReaders(choice);
  const sessions: Session[] = [];
  const dropped: Dropped[] = [];
  const formats: FoundFormat[] = [];
  for (const [index, values] of files.entries()) {
    const reader = readers.open(`${index + 1}.jsonl`);
    for (const [at, value] of values.entries()) {
      sessions.push(...reader.add(value, { line: at + 1, path: "" }));
    }
    sessions.push(...reader.end());
    dropped.push(...reader.dropped());
    formats.push(...reader.found());
  }
  sessions.push(...readers.end());
  dropped.push(...readers.dropped());
  return { sessions, dropped, formats };
}

/** The same for one file that holds one value. */
export function importValue(value: unknown, choice: FormatChoice = "auto"): ImportedValues {
  return importValues([[value]], choice);
}

/** Absolute path of a file below `test/fixtures/import`. */
export function importFixture(name: string): string {
  return fileURLToPath(new URL(`../fixtures/import/${name}`, import.meta.url));
}

/** The values of such a file: its lines, or the one document. */
export function fixtureValues(name: string): readonly unknown[] {
  const text = readFileSync(importFixture(name), "utf8");
  if (!name.endsWith(".jsonl")) return [JSON.parse(text)];
  return text
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
}
