import { UserError } from "../../core/errors.ts";
import type { Severity } from "../../core/intake/issue-form.ts";
import {
  hasRoomInIssue,
  type ReportIssue,
  renderReportIssue,
} from "../../core/report/intake/report-issue.ts";
import type { ConversationHost, OpenedIssue } from "../../ports/conversation-host.ts";
import type { Redactor, TextRedactor } from "../../ports/redactor.ts";
import type { SessionSource } from "../../ports/session-source.ts";
import { findSession } from "../sessions/find-session.ts";

/** What somebody says of a session that went wrong. */
export type ReportToFile = {
  readonly file: string;
  /** The session, where the file holds several. */
  readonly session?: string;
  readonly title?: string;
  readonly asked?: string;
  readonly wrong: string;
  readonly expected?: string;
  readonly dimension?: string;
  readonly severity?: Severity;
};

/**
 * The issue that reports a session: redacted, and looked through once more.
 *
 * @throws UserError where the session cannot be found or redacted, still holds a secret, or has no room in an issue.
 */
export async function draftReport(
  report: ReportToFile,
  {
    source,
    redactor,
  }: { readonly source: SessionSource; readonly redactor: Redactor & TextRedactor },
): Promise<ReportIssue> {
  const found = await findSession(source, report.file, report.session);
  const { session } = await redactor.redact(found);
  const trace = JSON.stringify(session);
  if (!hasRoomInIssue(trace)) {
    throw new UserError(
      "REPORT_TOO_LARGE",
      `The session has ${trace.length} characters, and an issue has room for fewer than 50,000.`,
      "Commit the redacted session (`tracegate import`), open an issue with the form, and name the file's path in it.",
    );
  }
  const clean = async (text = ""): Promise<string> => (await redactor.redactText(text)).text;
  const asked = report.asked ?? session.turns.findLast(({ user }) => user !== "")?.user ?? "";
  const issue = renderReportIssue({
    title: await clean(report.title ?? report.wrong),
    fields: {
      asked: await clean(asked),
      wrong: await clean(report.wrong),
      expected: await clean(report.expected),
      dimension: report.dimension ?? "",
      severity: report.severity ?? "",
    },
    trace,
  });
  for (const text of [issue.title, issue.body]) {
    if ((await redactor.findLeaks(text)).length === 0) continue;
    throw new UserError(
      "REDACTION_LEAK",
      "What was to be sent still held secrets or personal data after they had been taken out; nothing was sent.",
      "Take them out of the session yourself, or name them under `redaction:` in tracegate.yaml.",
    );
  }
  return issue;
}

/** Opens the issue, and adds the label where one is given. @throws UserError where the host refuses. */
export async function fileReport(
  issue: ReportIssue,
  host: ConversationHost,
  label?: string,
): Promise<OpenedIssue> {
  const opened = await host.openIssue(issue);
  if (label !== undefined) await host.addLabels(opened.number, [label]);
  return opened;
}
