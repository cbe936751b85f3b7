import { proposalPrefix } from "../../core/intake/proposal-marker.ts";
import type { CommandResult } from "../../core/report/intake/command-answer.ts";
import type { ConversationHost } from "../../ports/conversation-host.ts";
import type { ProposalHost } from "../../ports/proposal-host.ts";
import type { RepoFiles } from "../../ports/repo-files.ts";
import type { ReviewHost } from "../../ports/review-host.ts";
import { mustComment } from "./must-comment.ts";
import { issueOf } from "./report-of-case.ts";

export type CloseRequest = {
  /** The report, or the pull request that was made of it. */
  readonly number: number;
  readonly isPullRequest: boolean;
  /** The report in whose favour it is closed. */
  readonly duplicateOf?: number;
};

export type ClosePorts = {
  readonly conversations: ConversationHost;
  readonly proposals: ProposalHost;
  readonly files: RepoFiles;
  readonly reviews: ReviewHost;
};

/**
 * Closes a report without a case: its pull requests, their branches, then the report itself. What is closed already stays so.
 *
 * @throws UserError where the host refuses.
 */
export async function closeReport(
  { number, isPullRequest, duplicateOf }: CloseRequest,
  ports: ClosePorts,
): Promise<CommandResult> {
  const { conversations, proposals, files } = ports;
  const issue = isPullRequest ? await reportOf(number, ports) : number;
  if (typeof issue === "string") return { kind: "impossible", reason: issue };
  const open = await proposals.openProposals(proposalPrefix);
  if (duplicateOf !== undefined) {
    if (duplicateOf === issue)
      return { kind: "impossible", reason: "a report is no duplicate of itself" };
    const other = await conversations.issue(duplicateOf);
    if (other === undefined || other.isPullRequest)
      return { kind: "impossible", reason: "there is no report of that number" };
  }
  const own = open.filter(
    ({ branch, author }) => issueOf(branch) === issue && author === conversations.author,
  );
  for (const { number: pull, branch } of own) {
    await proposals.closeProposal(pull);
    await files.deleteBranch(branch);
  }
  if (duplicateOf !== undefined) {
    const marker = "<!-- tracegate:duplicate -->";
    const body = `${marker}\nClosed as a duplicate of #${duplicateOf}, where it goes on.\n`;
    await mustComment(issue, { marker, body }, conversations);
  }
  await conversations.closeIssue(issue, "not_planned");
  return { kind: "done" };
}

/** The report that a pull request of ours was opened for, or why it cannot be closed by it. A clause. */
async function reportOf(
  number: number,
  { reviews, conversations }: ClosePorts,
): Promise<number | string> {
  const { state, branch, author } = await reviews.change(number);
  const issue = author === conversations.author ? issueOf(branch) : undefined;
  if (issue === undefined) return "this is no pull request that I opened for a report";
  return state === "merged"
    ? "the pull request is merged, and its cases are in the dataset"
    : issue;
}
