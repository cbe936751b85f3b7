import type { ImportSummary } from "../../plan/import-summary.ts";
import { countOf, listText } from "../numbers.ts";
import { terminalText } from "../wording.ts";
import { listLines, renderDropped } from "./dropped-lines.ts";

/**
 * What an import read, redacted, wrote and left out, as plain text for a terminal.
 *
 * @param folder where the sessions were written, as the user would type it.
 */
export function renderImportSummary(summary: ImportSummary, folder: string): string {
  const parts = [
    renderRead(summary),
    renderRedacted(summary),
    renderWritten(summary, folder),
    renderUnreadable(summary),
    renderDropped(summary.dropped),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function renderRead({ files, sessions }: ImportSummary): string {
  const turns = sessions.reduce((sum, session) => sum + session.turns, 0);
  const steps = sessions.reduce((sum, session) => sum + session.steps, 0);
  const names = [...new Set(files.flatMap(({ formats }) => formats.map(({ format }) => format)))];
  const formats = names.length === 0 ? "" : ` (${names.join(", ")})`;
  return `${countOf(sessions.length, "session")} from ${countOf(files.length, "file")}${formats}: ${countOf(turns, "turn")}, ${countOf(steps, "step")}`;
}

function renderRedacted({ redacted, sessions }: ImportSummary): string {
  if (sessions.length === 0) return "";
  if (redacted.length === 0) return "Redacted: nothing was found";
  const kinds = redacted.map(({ kind, count }) => `${terminalText(kind)} ${count}`);
  return `Redacted: ${kinds.join(", ")}`;
}

function renderWritten({ sessions, written }: ImportSummary, folder: string): string {
  if (sessions.length === 0) return "";
  const place = terminalText(folder, 400);
  if (written === "dry-run")
    return `Nothing was written: with \`--dry-run\` left out they go to ${place}`;
  if (written === "refused") return "Nothing was written: with `--strict` nothing may be left out";
  const beside = sessions.filter(({ outcome }) => outcome === "beside");
  const unchanged = sessions.filter(({ outcome }) => outcome === "unchanged").length;
  const notes = [
    unchanged > 0 && `${countOf(unchanged, "file")} there already, with the same content`,
    beside.length > 0 &&
      `${countOf(beside.length, "session")} written beside another one of the same id: ${listText(beside.map(({ name = "" }) => name))}`,
  ].filter((note) => note !== false);
  const [first] = sessions;
  return [
    `Written to ${place}: ${countOf(sessions.length - unchanged, "file")}`,
    ...notes.map((note) => `  ${note}`),
    ...(first?.name === undefined ? [] : [`  Look at one: tracegate view ${place}/${first.name}`]),
  ].join("\n");
}

function renderUnreadable({ unreadable }: ImportSummary): string {
  if (unreadable.length === 0) return "";
  return `Not read\n${listLines(unreadable.map(({ message, fix }) => `${message} ${fix}`))}`;
}
