import { settleReportAnswer } from "../../core/report/intake/report-answer.ts";
import { renderMerged } from "../../core/report/intake/report-news.ts";
import type { ConversationHost } from "../../ports/conversation-host.ts";
import type { ReviewHost } from "../../ports/review-host.ts";
import { type DatasetSource, datasetAt } from "../project/dataset-at.ts";
import { mustComment } from "./must-comment.ts";
import { inRepository } from "./proposed-cases.ts";
import { issueOfCase } from "./report-of-case.ts";
import { answerMarker } from "./report-words.ts";

export type MergePorts = DatasetSource & {
  readonly conversations: ConversationHost;
  readonly reviews: ReviewHost;
};

const marker = "<!-- tracegate:merged -->";

/**
 * Tells the reports that a merged pull request was made of where their cases stand now. Nothing happens where it was closed
 * without being merged, or holds no case of a report.
 *
 * @throws UserError where the host refuses.
 */
export async function followMerge(number: number, ports: MergePorts): Promise<void> {
  const { reviews, conversations, place } = ports;
  const change = await reviews.change(number);
  if (change.state !== "merged") return;
  const changed = await reviews.changedFiles(number);
  if (changed.kind === "incomplete") return;
  const paths = new Set(changed.paths);
  const { readings } = await datasetAt(ports, change.baseRef);
  const merged = (readings.dataset?.cases ?? []).filter(({ document }) =>
    paths.has(inRepository(document.file, place)),
  );
  const byIssue = Map.groupBy(merged, ({ source }) => issueOfCase(source));
  for (const [issue, cases] of byIssue) {
    if (issue === undefined) continue;
    const report = await conversations.issue(issue);
    if (report === undefined || report.isPullRequest) continue;
    const told = cases.map(({ source: { id, status } }) => ({ id, status }));
    const body = renderMerged(told, { marker, number });
    await settleAnswer(issue, number, conversations);
    await mustComment(issue, { marker, body }, conversations);
  }
}

/** Our answer under the report says no more what it still needs. */
async function settleAnswer(
  issue: number,
  number: number,
  conversations: ConversationHost,
): Promise<void> {
  const author = conversations.author.toLowerCase();
  const answer = (await conversations.comments(issue)).find(
    (one) => one.author.toLowerCase() === author && one.body.startsWith(answerMarker),
  );
  if (answer === undefined) return;
  const body = settleReportAnswer(answer.body, number);
  if (body !== answer.body) await mustComment(issue, { marker: answerMarker, body }, conversations);
}
