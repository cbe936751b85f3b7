import type { ProposalMarker } from "../../core/intake/proposal-marker.ts";
import type { Proposal, ProposalHost } from "../../ports/proposal-host.ts";
import type { RepoFiles } from "../../ports/repo-files.ts";

export type Withdrawal = {
  readonly proposal: Proposal;
  readonly marker: ProposalMarker;
  /** Where a case's file lies, seen from the repository. */
  readonly pathOf: (id: string) => string;
};

/**
 * Closes a proposal of ours and deletes its branch, as where others propose the same. False where people changed what we wrote:
 * then it stays.
 *
 * @throws UserError where the host refuses.
 */
export async function withdrawProposal(
  { proposal, marker, pathOf }: Withdrawal,
  { files, proposals }: { readonly files: RepoFiles; readonly proposals: ProposalHost },
): Promise<boolean> {
  const places = marker.cases.map(({ id }) => ({ path: pathOf(id), depth: 0 }));
  const found = await files.readTexts(proposal.headSha, places);
  const blobs = new Map(found.map(({ path, blob }) => [path, blob]));
  if (marker.cases.some(({ id, blob }) => blobs.get(pathOf(id)) !== blob)) return false;
  await proposals.closeProposal(proposal.number);
  await files.deleteBranch(proposal.branch);
  return true;
}
