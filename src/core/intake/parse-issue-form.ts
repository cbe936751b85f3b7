import { FenceState } from "./fences.ts";
import { type FieldId, formFields, noResponse } from "./issue-form.ts";

/** What a report says, field by field; "" where nothing was given. Line ends are `\n`. */
export type IssueForm = {
  readonly fields: Readonly<Record<FieldId, string>>;
  /** `partial`: some headings are missing, as after an edit by hand. `none`: this is no report of ours. */
  readonly kind: "whole" | "partial" | "none";
  /** A field holds a line that reads like a heading of the form, so that another reading is possible. */
  readonly isAmbiguous: boolean;
};

/** One line of the body that may be the heading of a field. */
type Heading = {
  readonly field: number;
  readonly line: number;
  /** 0 where blank lines stand around it, as GitHub writes them. */
  readonly looseness: number;
};

/** A way to read the body up to some heading. */
type Reading = {
  readonly cost: number;
  readonly ways: number;
  readonly headings: readonly Heading[];
};

/** Leaving a heading out costs more than any number of odd ones. */
const missingCost = 1_000_000;
/** A heading inside of a code block costs more than any number without blank lines around them. */
const fencedCost = 1_000;
/** The form begins with its first heading: text before it costs more than any number of headings in code blocks. */
const preambleCost = 100_000;
/** More than that many lines which read like headings are no form: somebody plays. */
const mostHeadings = 400;

/**
 * Reads the body of an issue that was written by the form.
 *
 * The headings are looked for in the order of the template, and the reading is taken in which most are found, fewest stand
 * inside of code blocks, and most have blank lines around them; of several such the one whose first heading comes first. So a
 * trace that holds `### ` lines is never cut, and a code block that nobody closed swallows no field. Whatever the text,
 * nothing behind the first heading that is taken is lost.
 */
export function parseIssueForm(body: string): IssueForm {
  const lines = body.replaceAll("\r\n", "\n").split("\n");
  const headings = headingsIn(lines);
  const reading = bestReading(lines, headings);
  if (reading === undefined) return { fields: emptyFields(), kind: "none", isAmbiguous: false };
  const fields = emptyFields();
  for (const [index, { field, line }] of reading.headings.entries()) {
    const end = reading.headings[index + 1]?.line ?? lines.length;
    const id = formFields[field]?.id;
    if (id !== undefined) fields[id] = valueOf(lines.slice(line + 1, end));
  }
  return {
    fields,
    kind: reading.headings.length === formFields.length ? "whole" : "partial",
    isAmbiguous: reading.ways > 1 || headings.length > mostHeadings,
  };
}

function emptyFields(): Record<FieldId, string> {
  return {
    asked: "",
    wrong: "",
    expected: "",
    dimension: "",
    severity: "",
    file: "",
    trace: "",
    place: "",
  };
}

function headingsIn(lines: readonly string[]): readonly Heading[] {
  const names = new Map(formFields.map(({ label }, field) => [`### ${label}`, field]));
  return lines.flatMap((text, line) => {
    const field = names.get(text.trimEnd());
    if (field === undefined) return [];
    const isLoose = [lines[line - 1], lines[line + 1]].some(
      (next) => next !== undefined && next.trim() !== "",
    );
    return [{ field, line, looseness: isLoose ? 1 : 0 }];
  });
}

/** Goes through the headings in order, and keeps for each the best reading that ends there. */
function bestReading(lines: readonly string[], all: readonly Heading[]): Reading | undefined {
  const headings = all.slice(0, mostHeadings);
  const upTo = new Map<Heading, Reading>();
  const start = lines.findIndex((line) => line.trim() !== "");
  for (const heading of headings) upTo.set(heading, startAt(heading, heading.line > start));
  for (const [index, before] of headings.entries()) {
    const reached = upTo.get(before);
    if (reached === undefined) continue;
    const fences = new FenceState();
    let line = before.line + 1;
    for (const next of headings.slice(index + 1)) {
      for (; line < next.line; line += 1) fences.pass(lines[line] ?? "");
      if (next.field <= before.field) continue;
      const skipped = (next.field - before.field - 1) * missingCost;
      const cost = reached.cost + skipped + (fences.isOpen ? fencedCost : 0) + next.looseness;
      const known = upTo.get(next);
      if (known !== undefined && known.cost < cost) continue;
      const ways = reached.ways + (known?.cost === cost ? known.ways : 0);
      const isEarlier = known === undefined || known.cost > cost || isBefore(reached, known);
      const kept = isEarlier ? [...reached.headings, next] : known.headings;
      upTo.set(next, { cost, ways, headings: kept });
    }
  }
  const whole = [...upTo.values()].map((reading) => {
    const last = reading.headings.at(-1)?.field ?? 0;
    return { ...reading, cost: reading.cost + (formFields.length - 1 - last) * missingCost };
  });
  const least = Math.min(...whole.map(({ cost }) => cost));
  const best = whole.filter(({ cost }) => cost === least);
  const [first] = best.toSorted((a, b) => (isBefore(a, b) ? -1 : 1));
  return first && { ...first, ways: best.reduce((sum, { ways }) => sum + ways, 0) };
}

function startAt(heading: Heading, hasPreamble: boolean): Reading {
  const skipped = heading.field * missingCost + (hasPreamble ? preambleCost : 0);
  const cost = skipped + heading.looseness;
  return { cost, ways: 1, headings: [heading] };
}

function isBefore(one: Reading, other: Reading): boolean {
  for (const [index, { line }] of one.headings.entries()) {
    const beside = other.headings[index]?.line;
    if (beside === undefined) return false;
    if (line !== beside) return line < beside;
  }
  return true;
}

function valueOf(lines: readonly string[]): string {
  const first = lines.findIndex((line) => line.trim() !== "");
  const last = lines.findLastIndex((line) => line.trim() !== "");
  const value = first === -1 ? "" : lines.slice(first, last + 1).join("\n");
  return value.trim() === noResponse ? "" : value;
}
