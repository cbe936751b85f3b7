import { createHash } from "node:crypto";
import type { CaseDocument } from "../../core/config/check-case.ts";
import { editCase } from "../../core/dataset/edit-case.ts";
import { pathInRepository } from "../../core/event/relevance.ts";
import { type PassingCases, runsToBelieve } from "../../core/plan/passing-cases.ts";
import { renderFixed, renderPromotionProposal } from "../../core/report/intake/report-news.ts";
import type { ConversationHost } from "../../ports/conversation-host.ts";
import type { ProposalHost } from "../../ports/proposal-host.ts";
import type { RepoFiles } from "../../ports/repo-files.ts";
import {
  contentDigestsAt,
  type DatasetAt,
  type DatasetSource,
  datasetAt,
} from "../project/dataset-at.ts";
import { mustComment } from "./must-comment.ts";
import { issueOfCase } from "./report-of-case.ts";

export type PassingPorts = DatasetSource & {
  readonly conversations: ConversationHost;
  readonly proposals: ProposalHost;
  readonly files: RepoFiles;
};

const fixedMarker = "<!-- tracegate:fixed -->";

/**
 * Acts on open cases that the default branch passes: proposes each to guard, in a pull request of its own, and closes the
 * report that it comes from.
 *
 * A case that was changed since it was run, or passed too few runs for how rarely it fails, stays as it is. Doing it again
 * does nothing more: a branch that is there is not made again, and a proposal that somebody closed is not opened again.
 *
 * @throws UserError where the host refuses.
 */
export async function promotePassing(
  { commit, cases }: PassingCases,
  base: string,
  ports: PassingPorts,
): Promise<void> {
  const tip = await ports.files.tipOf(base);
  if (tip === undefined) return;
  const dataset = await datasetAt(ports, tip);
  const ids = new Set(cases.map(({ id }) => id));
  const digests = await contentDigestsAt(ports, dataset, ids);
  for (const { id, digest, passed } of cases) {
    const found = dataset.readings.dataset?.cases.find(({ source }) => source.id === id);
    if (found === undefined || found.source.status !== "open" || digests.get(id) !== digest)
      continue;
    if (passed < runsToBelieve(found.source.provenance?.["reproduced"])) continue;
    const number = await proposeGuard(found, { dataset, base, commit, passed, ports });
    const issue = issueOfCase(found.source);
    if (issue !== undefined && number !== undefined)
      await closeFixed(issue, { id, commit, passed, number }, ports.conversations);
  }
}

type Guarding = {
  readonly dataset: DatasetAt;
  readonly base: string;
  readonly commit: string;
  readonly passed: number;
  readonly ports: PassingPorts;
};

/** The number of the pull request, open or not; `undefined` where the file cannot be edited. */
async function proposeGuard(
  { source, document }: CaseDocument,
  { dataset, base, commit, passed, ports }: Guarding,
): Promise<number | undefined> {
  const { id } = source;
  const { file } = document;
  const { files, proposals, place } = ports;
  const branch = guardBranch(pathInRepository(file, place));
  const known = await proposals.proposalOf(branch);
  if (known !== undefined) return known.number;
  const text = dataset.texts.get(file);
  const edited = text === undefined ? undefined : editCase(text, { status: "guarding" });
  if (edited === undefined) return undefined;
  const made = await files.makeCommit({
    parent: dataset.ref,
    message: `Let ${id} guard\n`,
    files: [{ path: pathInRepository(file, place), text: edited }],
  });
  await files.createBranch(branch, made);
  const opened = await proposals.openProposal({
    branch,
    base,
    title: `Let case ${id} guard`,
    body: renderPromotionProposal({ id, commit, passed, issue: issueOfCase(source) }),
  });
  return opened.number;
}

/** Branches are named by digests, never by texts. */
function guardBranch(path: string): string {
  return `tracegate/guard-${createHash("sha256").update(path).digest("hex").slice(0, 16)}`;
}

async function closeFixed(
  issue: number,
  news: {
    readonly id: string;
    readonly commit: string;
    readonly passed: number;
    readonly number: number;
  },
  conversations: ConversationHost,
): Promise<void> {
  const report = await conversations.issue(issue);
  if (report === undefined || report.isPullRequest || !report.isOpen) return;
  const body = renderFixed(news, fixedMarker);
  await mustComment(issue, { marker: fixedMarker, body }, conversations);
  await conversations.closeIssue(issue, "completed");
}
