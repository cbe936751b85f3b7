import { botConfig } from "../../core/config/bot-config.ts";
import type { Config } from "../../core/config/config-file.ts";
import { UserError } from "../../core/errors.ts";
import { type Alert, traceText } from "../../core/intake/alert.ts";
import { reportDigest } from "../../core/intake/report-digest.ts";
import { hasRoomInIssue, renderReportIssue } from "../../core/report/intake/report-issue.ts";
import { canonicalJson } from "../../core/trace/canonical-json.ts";
import type { IssueHost } from "../../ports/issue-host.ts";
import type { Redactor, TextRedactor } from "../../ports/redactor.ts";
import { datasetAt } from "../project/dataset-at.ts";
import { type AnsweredReport, answerReport, type ReportPorts } from "./answer-report.ts";
import { redactedSessions } from "./redacted-sessions.ts";

export type AlertPorts = ReportPorts & { readonly issues: IssueHost };

export type TakenAlert = {
  readonly issue: number;
  readonly url: string;
  readonly answered: AnsweredReport;
};

/**
 * Takes an alert in as a report: files an issue for it, labels it, and answers it. The same alert again is the same issue.
 *
 * @throws UserError where the branch has no configuration that can be read, or the host refuses.
 */
export async function takeAlert(
  alert: Alert,
  base: string,
  ports: AlertPorts,
): Promise<TakenAlert> {
  const config = await configAt(base, ports);
  const { label } = config.bot ?? botConfig.parse({});
  const redactor = await ports.redactorFor(config.redaction);
  const raw = traceText(alert);
  const marker = `<!-- tracegate:alert ${reportDigest([canonicalJson({ ...alert })])} -->`;
  const { title, body } = await issueOf(alert, { raw, redactor, ports, marker });
  const result = await ports.issues.upsertIssue({ marker, title, body });
  if (result.kind === "not-published") {
    throw new UserError("ALERT_NOT_FILED", result.reason, result.fix);
  }
  if (result.kind === "absent") throw new Error("an alert's issue was not to be opened");
  const issue = Number(/\/(\d+)$/.exec(result.url)?.[1]);
  await ports.conversations.addLabels(issue, [label]);
  const { cluster } = alert;
  const given =
    raw === undefined ? undefined : { trace: raw, ...(cluster !== undefined && { cluster }) };
  const answered = await answerReport(
    { issue, base, ...(given !== undefined && { given }) },
    ports,
  );
  return { issue, url: result.url, answered };
}

async function configAt(base: string, ports: ReportPorts): Promise<Config> {
  const { readings } = await datasetAt(ports, base);
  if (readings.config.config !== undefined) return readings.config.config;
  throw new UserError(
    "PROJECT_INVALID",
    `${ports.place.configPath} of ${base} is missing or has problems, so nothing was filed.`,
    "Run `tracegate validate` on that branch, and send the alert again.",
  );
}

type Filing = {
  readonly raw: string | undefined;
  readonly redactor: Redactor & TextRedactor;
  readonly ports: ReportPorts;
  readonly marker: string;
};

async function issueOf(
  alert: Alert,
  { raw, redactor, ports, marker }: Filing,
): Promise<{ readonly title: string; readonly body: string }> {
  const clean = async (text = ""): Promise<string> => (await redactor.redactText(text)).text;
  const sessions = raw === undefined ? undefined : await redactedSessions(raw, redactor, ports);
  const trace = sessions === undefined ? undefined : JSON.stringify(sessions);
  const isInside = trace !== undefined && hasRoomInIssue(trace);
  const fields = {
    asked: await clean(alert.asked),
    wrong: await clean(alert.wrong),
    expected: await clean(alert.expected),
    dimension: alert.dimension ?? "",
    severity: alert.severity ?? "",
    place: await clean(alert.url ?? alert.path),
  };
  const report = { title: await clean(alert.title), fields };
  return renderReportIssue({ ...report, ...(isInside && { trace }) }, marker);
}
