import type { Problem } from "../errors.ts";
import { showUnprintable } from "../text/show-unprintable.ts";

/** More would scroll the first ones away; the count at the end names all. */
const maxShown = 200;

/** A stable order for people and for goldens: by file, line and column, then by what is said. */
export function sortProblems(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted(
    (a, b) =>
      compare(a.file, b.file) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0) ||
      compare(a.code, b.code) ||
      compare(a.message, b.message),
  );
}

/**
 * Problems as a terminal shows them, with a count at the end and no line break after it.
 *
 * File names and values come from the files, so what could steer a terminal is shown as an escape.
 */
export function describeProblems(problems: readonly Problem[]): string {
  if (problems.length === 0) return "no problems";
  const sorted = sortProblems(problems);
  const shown = sorted.slice(0, maxShown).map(describeProblem);
  const files = new Set(sorted.map(({ file }) => file)).size;
  const hidden = sorted.length - shown.length;
  const count = `${plural(sorted.length, "problem")} in ${plural(files, "file")}`;
  return [...shown, hidden > 0 ? `${count}; ${hidden} of them are not shown` : count].join("\n\n");
}

function describeProblem(problem: Problem): string {
  const { file, line, column, message, expected, example } = problem;
  const place = [file, line, column].filter((part) => part !== undefined).join(":");
  const lines = [`${showUnprintable(place)}  ${showUnprintable(message)}`];
  if (expected !== undefined) lines.push(`  expected: ${showUnprintable(expected)}`);
  if (example !== undefined) {
    const rows = example.split("\n").map(showUnprintable);
    if (rows.length === 1) lines.push(`  example:  ${rows[0]}`);
    else lines.push("  example:", ...rows.map((row) => `    ${row}`));
  }
  return lines.join("\n");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
