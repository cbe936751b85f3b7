import type { Dropped } from "../../trace/import/imported.ts";
import { countOf } from "../numbers.ts";
import { terminalText } from "../wording.ts";
import { renderDropped } from "./dropped-lines.ts";

export type ExportedCounts = {
  readonly sessions: number;
  readonly spans: number;
  readonly redacted: readonly { readonly kind: string; readonly count: number }[];
  readonly dropped: readonly Dropped[];
  /** Spans that a backend did not take, and why. */
  readonly rejected: number;
  readonly reasons: readonly string[];
};

/**
 * What was exported, redacted, refused and left out, as plain text for a terminal.
 *
 * @param place where the spans went, in words or as a path.
 */
export function renderExportSummary(counts: ExportedCounts, place: string): string {
  const { sessions, spans, redacted, dropped, rejected, reasons } = counts;
  const kinds = redacted.map(({ kind, count }) => `${terminalText(kind)} ${count}`);
  const why = reasons.map((reason) => `: ${terminalText(reason)}`).join("");
  const parts = [
    `${countOf(sessions, "session")}, ${countOf(spans, "span")} exported to ${terminalText(place, 400)}`,
    kinds.length === 0 ? "Redacted: nothing was found" : `Redacted: ${kinds.join(", ")}`,
    rejected > 0 ? `The backend did not take ${countOf(rejected, "span")}${why}` : "",
    rejected === 0 && reasons.length > 0 ? `The backend says${why}` : "",
    renderDropped(dropped, "Left out"),
  ];
  return `${parts.filter((part) => part !== "").join("\n")}\n`;
}
