import type { Dropped } from "../../trace/import/imported.ts";
import { terminalText } from "../wording.ts";

/** Lines of one list on a terminal; the JSON rendering has them all. */
const maxListed = 50;
/** Longest line of a list, in characters. */
const maxRowLength = 400;

/** What did not reach a session, with its place and how often; "" where nothing was dropped. */
export function renderDropped(dropped: readonly Dropped[], title = "Not imported"): string {
  if (dropped.length === 0) return "";
  const rows = dropped.map(({ file, line, path, reason, count: times }) => {
    const place = `${file}${line === undefined ? "" : `:${line}`}${path === "" ? "" : ` ${path}`}`;
    return times === 1 ? `${place}: ${reason}` : `${place}: ${reason} (${times} times, first here)`;
  });
  return `${title}\n${listLines(rows)}`;
}

/** Rows of outside text, indented and safe to print; no more than a screen or two of them. */
export function listLines(rows: readonly string[]): string {
  const shown = rows.slice(0, maxListed).map((row) => `  ${terminalText(row, maxRowLength)}`);
  const more = rows.length - shown.length;
  return [...shown, ...(more > 0 ? [`  … and ${more} more; \`--json\` has them all`] : [])].join(
    "\n",
  );
}
