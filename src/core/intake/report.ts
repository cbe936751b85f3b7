import { withoutFence } from "./fences.ts";
import { type Severity, severities, unknownDimension } from "./issue-form.ts";
import type { IssueForm } from "./parse-issue-form.ts";

/** What a report says, in whatever way it came. All texts are untrusted; "" where nothing was said. */
export type Report = {
  readonly title: string;
  readonly asked: string;
  readonly wrong: string;
  /** The truth: what should have happened. */
  readonly expected: string;
  readonly dimension?: string;
  readonly severity?: Severity;
};

/** The report that a form holds; an issue that is no form says all that it says in `wrong`. */
export function reportOf(title: string, form: IssueForm, body: string): Report {
  const short = title.replace(/^\s*\[agent\]\s*/i, "").trim();
  if (form.kind === "none") {
    return { title: short, asked: "", wrong: withoutCode(body), expected: "" };
  }
  const { dimension, severity } = form.fields;
  // What scripts file stands in code blocks.
  const [asked, wrong, expected] = [form.fields.asked, form.fields.wrong, form.fields.expected].map(
    withoutFence,
  );
  const known = severities.find((one) => one === severity.trim().toLowerCase());
  const named = withoutFence(dimension).trim();
  return {
    title: short,
    asked: asked ?? "",
    wrong: wrong ?? "",
    expected: expected ?? "",
    ...(named !== "" && named !== unknownDimension && { dimension: named }),
    ...(known !== undefined && { severity: known }),
  };
}

/** A trace in a code block is read as a trace, and is no prose. */
function withoutCode(body: string): string {
  return body
    .replaceAll("\r\n", "\n")
    .replaceAll(/^ {0,3}(`{3,}|~{3,})[\s\S]*?^ {0,3}\1[`~]*[^\S\n]*$/gm, "")
    .trim();
}
