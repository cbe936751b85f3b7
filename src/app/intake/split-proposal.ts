import { pathInRepository } from "../../core/event/relevance.ts";
import { gitBlob } from "../../core/intake/git-blob.ts";
import { judgesNamed } from "../../core/intake/judges-named.ts";
import {
  type ProposalMarker,
  proposalBranch,
  readProposalMarker,
} from "../../core/intake/proposal-marker.ts";
import type { CommandResult } from "../../core/report/intake/command-answer.ts";
import { renderPartBody, renderSplitBody } from "../../core/report/intake/proposal-body.ts";
import type { ProposalHost } from "../../ports/proposal-host.ts";
import type { FileChange } from "../../ports/repo-files.ts";
import { datasetAt } from "../project/dataset-at.ts";
import { publishSignOff } from "./check-sign-off.ts";
import { type ProposedCaseFile, proposedCases } from "./proposed-cases.ts";
import { issueOf } from "./report-of-case.ts";
import type { SignOffPorts } from "./sign-off-evidence.ts";

export type SplitPorts = SignOffPorts & { readonly proposals: ProposalHost };

/**
 * Gives each case of a pull request of ours but the first a pull request of its own, then takes them out of it.
 *
 * Each step can be done again: what was opened before a crash is found, and nothing is taken out before it stands elsewhere.
 *
 * @throws UserError where the host refuses.
 */
export async function splitProposal(
  { number, base }: { readonly number: number; readonly base: string },
  ports: SplitPorts,
): Promise<CommandResult> {
  const { files, proposals, conversations } = ports;
  const found = await proposedCases(number, ports);
  if (typeof found === "string") return { kind: "impossible", reason: found };
  const { change } = found;
  const issue = change.author === conversations.author ? issueOf(change.branch) : undefined;
  if (issue === undefined)
    return { kind: "impossible", reason: "this is no pull request that I opened for a report" };
  const proposal = await proposals.proposalOf(change.branch);
  const marker = readProposalMarker(proposal?.body ?? "");
  const [first, ...others] = inOrder(found.cases, marker);
  if (first === undefined || others.length === 0)
    return { kind: "impossible", reason: "the pull request has one case only" };
  const tip = (await files.tipOf(base)) ?? change.baseSha;
  const { dataset, evaluators: read } = (await datasetAt(ports, tip)).readings;
  const experts = dataset?.dataset?.value.experts ?? [];
  const evaluators = [...(read?.evaluators.values() ?? [])];
  const gone: FileChange[] = [];
  const parts: number[] = [];
  for (const [index, one] of others.entries()) {
    const own = await filesOf(one, change.headSha, ports);
    const branch = `${proposalBranch(issue)}-part-${index + 2}`;
    const commit = await files.makeCommit({
      parent: tip,
      message: `Add case ${one.id} (#${issue})\n`,
      files: own,
    });
    await files.createBranch(branch, commit);
    const entry = marker?.cases.find(({ id }) => id === one.id);
    const marked =
      marker !== undefined && entry !== undefined
        ? { marker: { ...marker, cases: [{ ...entry, blob: gitBlob(one.text) }] } }
        : {};
    const opened = await proposals.openProposal({
      branch,
      base,
      title: partTitle(issue, one.id),
      body: renderPartBody(
        { ...marked, from: number, issue, id: one.id },
        { experts, judges: judgesNamed(one.document.source.expectations, evaluators) },
      ),
    });
    parts.push(opened.number);
    gone.push(...own.map(({ path }) => ({ path, text: undefined })));
    await publishSignOff(opened.number, ports);
  }
  const commit = await files.makeCommit({
    parent: change.headSha,
    message: `Give ${others.length} cases pull requests of their own\n`,
    files: gone,
  });
  if ((await files.moveBranch(change.branch, commit)) === "lost")
    return { kind: "impossible", reason: "somebody pushed meanwhile; try again" };
  if (proposal !== undefined && marker !== undefined)
    await proposals.updateProposal(number, {
      title: partTitle(issue, first.id),
      body: renderSplitBody(
        proposal.body,
        { ...marker, cases: marker.cases.filter(({ id }) => id === first.id) },
        { id: first.id, parts },
      ),
    });
  await publishSignOff(number, ports);
  return { kind: "done" };
}

/** The case that the report is about comes first, as it does in the description. */
function inOrder(
  cases: readonly ProposedCaseFile[],
  marker: ProposalMarker | undefined,
): readonly ProposedCaseFile[] {
  const places = new Map(marker?.cases.map(({ id }, index) => [id, index]));
  const placeOf = ({ id }: ProposedCaseFile): number => places.get(id) ?? places.size;
  return cases.toSorted((a, b) => placeOf(a) - placeOf(b));
}

function partTitle(issue: number, id: string): string {
  return `Add case ${id} (from #${issue})`;
}

/** The case's file and its session, as they stand at a commit. */
async function filesOf(
  { file, session }: ProposedCaseFile,
  ref: string,
  { files, pullRequests, place }: SplitPorts,
): Promise<readonly FileChange[]> {
  const places = [file, session].map((path) => ({ path: pathInRepository(path, place), depth: 0 }));
  const read: FileChange[] = [];
  for (const { path, text } of await files.readTexts(ref, places)) {
    const whole = text ?? (await pullRequests.fileAt(path, ref));
    if (whole !== undefined) read.push({ path, text: whole });
  }
  return read;
}
