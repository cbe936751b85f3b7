import { type FieldId, formFields, noResponse } from "../../intake/issue-form.ts";
import { cutText } from "../../text/cut-text.ts";
import { fencedBlock } from "../markdown.ts";
import { terminalText } from "../wording.ts";

/** A report that we file ourselves. Texts are redacted, and still untrusted. */
export type ReportToFile = {
  readonly title: string;
  readonly fields: Readonly<Partial<Record<FieldId, string>>>;
  /** Sessions as JSON; left out where they are elsewhere, or too long. */
  readonly trace?: string;
};

export type ReportIssue = { readonly title: string; readonly body: string };

/** GitHub takes 65,536 characters; a comment of ours and a later edit want some room. */
const mostCharacters = 60_000;

/** Whether a trace has room in an issue beside the other fields. */
export function hasRoomInIssue(trace: string): boolean {
  return trace.length <= mostCharacters - 12_000;
}

/**
 * An issue with the fields of the form, as if somebody had filled it in. What is more than a plain line stands in a code block,
 * so that nobody is mentioned by what an agent said.
 *
 * @param marker hidden first line, where the issue is to be found again.
 */
export function renderReportIssue(
  { title, fields, trace }: ReportToFile,
  marker?: string,
): ReportIssue {
  const parts = formFields.map(({ id, label }) => {
    const value =
      id === "trace" && trace !== undefined ? jsonBlock(trace) : plain(fields[id] ?? "");
    return `### ${label}\n\n${value === "" ? noResponse : value}`;
  });
  const body = [...(marker === undefined ? [] : [marker]), parts.join("\n\n")].join("\n");
  return { title: `[agent] ${terminalText(title, 200)}`, body: cutText(body, 65_000) };
}

/** Letters, digits, blanks and the signs of a plain sentence link to nothing and mention nobody. */
function plain(text: string): string {
  if (text === "" || /^[\p{L}\p{N} .,;?!'’“”()/%€$+-]{1,500}$/u.test(text)) return text;
  return fencedBlock(text, 8_000);
}

/** JSON on one line begins with a bracket, so that nothing in it ends the block. */
function jsonBlock(trace: string): string {
  return `\`\`\`json\n${trace}\n\`\`\``;
}
