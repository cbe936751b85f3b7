import { codeName } from "../markdown.ts";
import { commentBudgetBytes } from "./comment.ts";

/** What one project of the repository says in the comment that all of them share. */
export type CommentSection = {
  /** Its hidden first line; the same for every run of the project. */
  readonly marker: string;
  /** The whole section, which starts with the marker and a heading. */
  readonly body: string;
};

/** A line of its own, at the start of each section. */
const markerLine = /^<!-- tracegate:gate:[0-9a-z]{1,64} -->$/;

/** The gravest first: who has two minutes reads from the top. */
const icons = ["⛔", "❔", "⚠️", "⏳", "✅", "➖"];

/** Whether a comment is one of sections: its first line is the marker of one. */
export function isSectioned(comment: string): boolean {
  return markerLine.test(comment.split(/\r?\n/, 1)[0]?.trimEnd() ?? "");
}

/** The sections of a comment, in their order; none where it is another comment. */
export function sectionsOf(comment: string): readonly CommentSection[] {
  if (!isSectioned(comment)) return [];
  const sections: { marker: string; lines: string[] }[] = [];
  for (const line of comment.split(/\r?\n/)) {
    if (markerLine.test(line.trimEnd())) sections.push({ marker: line.trimEnd(), lines: [] });
    sections.at(-1)?.lines.push(line.trimEnd() === sections.at(-1)?.marker ? line.trimEnd() : line);
  }
  return sections.map(({ marker, lines }) => ({ marker, body: `${lines.join("\n").trimEnd()}\n` }));
}

/**
 * The comment with one project's section in it, in place of that project's older one. All other sections stay.
 *
 * Sections are sorted by gravity, then by their headings. Above the budget the longest sections of projects that pass
 * keep their heading alone, then the longest of the others, and last the new one: it says where the whole is.
 *
 * @param found comments of sections, the one that is written over first.
 */
export function joinSections(
  found: readonly string[],
  section: CommentSection,
  budgetBytes = commentBudgetBytes,
): string {
  const others = new Map<string, string>();
  for (const { marker, body } of found.flatMap(sectionsOf))
    if (marker !== section.marker && !others.has(marker)) others.set(marker, body);
  const own = { ...section, body: unmistakable(section) };
  const all = [own, ...[...others].map(([marker, body]) => ({ marker, body }))].toSorted(byGravity);
  return fit(all, section.marker, budgetBytes)
    .map(({ body }) => body)
    .join("\n");
}

/** A section with the project's name in its heading; the body as it is where there is none. */
export function nameSection(body: string, name: string | undefined): string {
  return name === undefined
    ? body
    : body.replace(/^(### \S+ )/m, (start) => `${start}${codeName(name)}: `);
}

/** A quoted line that looks like a marker begins no section: something that nobody sees stands before it. */
function unmistakable({ marker, body }: CommentSection): string {
  const [first = "", ...rest] = body.split("\n");
  const quoted = rest.map((line) => (markerLine.test(line.trim()) ? `\u200B${line}` : line));
  return [first === marker ? first : `${marker}\n${first}`, ...quoted].join("\n");
}

function byGravity(one: CommentSection, other: CommentSection): number {
  const [a, b] = [headingOf(one), headingOf(other)];
  return gravity(a) - gravity(b) || (a < b ? -1 : 1);
}

function gravity(heading: string): number {
  return icons.findIndex((icon) => heading.includes(icon));
}

function headingOf({ body }: CommentSection): string {
  return body.split("\n").find((line) => line.startsWith("### ")) ?? "";
}

function fit(
  sections: readonly CommentSection[],
  own: string,
  budgetBytes: number,
): readonly CommentSection[] {
  const bytes = (all: readonly CommentSection[]): number =>
    all.reduce((sum, { body }) => sum + Buffer.byteLength(body) + 1, 0);
  const cost = (one: CommentSection): number =>
    (one.marker === own ? 2 : headingOf(one).includes("✅") ? 0 : 1) * 1e9 -
    Buffer.byteLength(one.body);
  let kept = sections;
  for (const one of sections.toSorted((a, b) => cost(a) - cost(b))) {
    if (bytes(kept) <= budgetBytes) break;
    const short = `${one.marker}\n${headingOf(one)}\nThere was no room for the rest: the summary of its job has it.\n`;
    kept = kept.map((each) => (each === one ? { ...one, body: short } : each));
  }
  return kept;
}
