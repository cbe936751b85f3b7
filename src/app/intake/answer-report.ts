import { botConfig } from "../../core/config/bot-config.ts";
import { UserError } from "../../core/errors.ts";
import { parseIssueForm } from "../../core/intake/parse-issue-form.ts";
import { reportOf } from "../../core/intake/report.ts";
import { reportDigest } from "../../core/intake/report-digest.ts";
import {
  type ReportAnswer,
  type ReportOutcome,
  renderReportAnswer,
} from "../../core/report/intake/report-answer.ts";
import type { Comment, ConversationHost, Issue } from "../../ports/conversation-host.ts";
import type { ProposalHost } from "../../ports/proposal-host.ts";
import { type DatasetSource, datasetAt } from "../project/dataset-at.ts";
import { type DraftPorts, draftProposal, stoppedBy } from "./draft-proposal.ts";
import { lookAtProposals } from "./look-at-proposals.ts";
import type { ReportRequest, ReportScene } from "./report-scene.ts";
import { answerMarker, mayCommand, truthIn } from "./report-words.ts";

export type ReportPorts = DatasetSource &
  DraftPorts & {
    readonly conversations: ConversationHost;
    readonly proposals: ProposalHost;
  };

/** What was done about a report. */
export type AnsweredReport =
  | { readonly kind: "answered"; readonly outcome: ReportOutcome }
  /** Nothing was edited since it was answered. */
  | { readonly kind: "unchanged" }
  | {
      readonly kind: "ignored";
      readonly why: "other-label" | "not-labelled" | "gone" | "not-allowed";
    };

/** Others may write at the same time as we; then all is looked at again. */
const mostRounds = 5;

/**
 * Answers a report: reads what it says and its trace, proposes cases in one pull request, and says all of it in one comment.
 *
 * Everything is derived from what the host shows, so doing it again, twice at once, or after half of it was done ends the same.
 *
 * @throws UserError where the host refuses, or where others write all the time. That we may not write is said below the report too.
 */
export async function answerReport(
  request: ReportRequest,
  ports: ReportPorts,
): Promise<AnsweredReport> {
  for (let round = 0; round < mostRounds; round += 1) {
    const answered = await answerOnce(request, ports);
    if (answered !== "again") return answered;
  }
  throw new UserError(
    "REPORT_BUSY",
    `Issue #${request.issue} is written to by others all the time.`,
    "Comment `/tracegate retry` once it is quiet.",
  );
}

async function answerOnce(
  request: ReportRequest,
  ports: ReportPorts,
): Promise<AnsweredReport | "again"> {
  const { conversations } = ports;
  const tip = await ports.files.tipOf(request.base);
  if (tip === undefined) return { kind: "ignored", why: "gone" };
  const dataset = await datasetAt(ports, tip);
  const { label } = dataset.readings.config.config?.bot ?? botConfig.parse({});
  if (request.label !== undefined && request.label !== label)
    return { kind: "ignored", why: "other-label" };
  // The branch is looked at before the text is read: who writes an older text over a newer one is then refused.
  const proposals = await lookAtProposals(request.issue, {
    host: ports.proposals,
    author: conversations.author,
  });
  const issue = await conversations.issue(request.issue);
  if (issue === undefined || issue.isPullRequest) return { kind: "ignored", why: "gone" };
  if (!issue.labels.includes(label) && request.isForced !== true)
    return { kind: "ignored", why: "not-labelled" };
  if (!(await mayAsk(request, issue, conversations)))
    return { kind: "ignored", why: "not-allowed" };
  const comments = issue.hasComments ? await conversations.comments(request.issue) : [];
  const truth = await truthIn(comments, conversations);
  const digest = reportDigest([issue.title, issue.body, truth ?? ""]);
  if (request.isForced !== true && isAnswered(comments, conversations.author, digest))
    return { kind: "unchanged" };
  const form = parseIssueForm(issue.body);
  const reported = reportOf(issue.title, form, issue.body);
  const report = truth === undefined ? reported : { ...reported, expected: truth };
  const said = ours(comments, conversations.author).at(-1)?.body ?? "";
  const scene = { request, issue, report, form, digest, dataset, tip, proposals, said };
  const answer = await draftProposal(scene, ports).catch(async (error: unknown) => {
    // Whoever reported is told as well; where even that is forbidden, what is told is why the draft failed.
    if (error instanceof UserError && error.code === "GITHUB_FORBIDDEN")
      await say(scene, stoppedBy(scene, error), conversations).catch(() => {});
    throw error;
  });
  if (answer === "again" || (await isProposedBefore(scene, answer, ports))) return "again";
  await say(scene, answer, conversations);
  return { kind: "answered", outcome: answer.outcome };
}

/** Whether another pull request held a session before the one that was just opened: another replica was faster. */
async function isProposedBefore(
  { request, proposals }: ReportScene,
  { outcome, plan }: ReportAnswer,
  { proposals: host, conversations: { author } }: ReportPorts,
): Promise<boolean> {
  if (outcome.kind !== "proposed" || proposals.open !== undefined) return false;
  const { elsewhere } = await lookAtProposals(request.issue, { host, author });
  return (plan?.cases ?? []).some(({ sessionDigest }) => elsewhere.has(sessionDigest));
}

/** A label counts where somebody with write gave it; an edit also where it is the reporter's own. */
async function mayAsk(
  { sender, label }: ReportRequest,
  { author }: Issue,
  conversations: ConversationHost,
): Promise<boolean> {
  if (sender === undefined) return true;
  if (sender.endsWith("[bot]")) return false;
  const isOwnEdit = label === undefined && sender.toLowerCase() === author.toLowerCase();
  return isOwnEdit || mayCommand(await conversations.roleOf(sender));
}

/** Second line of our comment: what it answered. */
function answeredLine(digest: string): string {
  return `<!-- answers ${digest} -->`;
}

function isAnswered(comments: readonly Comment[], author: string, digest: string): boolean {
  const head = `${answerMarker}\n${answeredLine(digest)}`;
  return ours(comments, author).some(({ body }) => body.replaceAll("\r\n", "\n").startsWith(head));
}

function ours(comments: readonly Comment[], author: string): readonly Comment[] {
  return comments.filter(
    (one) => one.author.toLowerCase() === author.toLowerCase() && one.body.startsWith(answerMarker),
  );
}

/** What asks to be tried again is not kept as an answer, so that the next event tries again. */
async function say(
  { issue, digest }: ReportScene,
  answer: ReportAnswer,
  conversations: ConversationHost,
): Promise<void> {
  const isSettled = answer.outcome.kind !== "stopped";
  const line = answeredLine(isSettled ? digest : "nothing");
  const body = `${answerMarker}\n${line}\n${renderReportAnswer(answer)}`;
  const result = await conversations.upsertComment(issue.number, { marker: answerMarker, body });
  if (result.kind === "not-published")
    throw new UserError("ANSWER_NOT_PUBLISHED", result.reason, result.fix);
}
