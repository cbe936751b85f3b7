import {
  type ProposalMarker,
  proposalBranch,
  proposalPrefix,
  readProposalMarker,
} from "../../core/intake/proposal-marker.ts";
import type { Proposal, ProposalHost } from "../../ports/proposal-host.ts";
import { issueOf } from "./report-of-case.ts";

/** What GitHub shows of the proposals of one issue and of others. */
export type Proposals = {
  /** The open one of this issue. */
  readonly open?: Proposal;
  /** What the open one says about itself; absent where somebody else opened it, or took it away. */
  readonly marker?: ProposalMarker;
  /** The last one, where none is open. */
  readonly last?: Proposal;
  /**
   * By digest of the session: the number of the open pull request that holds it, of another issue or split off this one's. Of two
   * that hold the same the later one gives way, so that two replicas that propose it at once end with one.
   */
  readonly elsewhere: ReadonlyMap<string, number>;
};

/** Looks at all open proposals, and at those of this issue whatever became of them. */
export async function lookAtProposals(
  issue: number,
  { host, author }: { readonly host: ProposalHost; readonly author: string },
): Promise<Proposals> {
  const branch = proposalBranch(issue);
  const all = await host.openProposals(proposalPrefix);
  const open = all.find((one) => one.branch === branch);
  const marker = open && markerOf(open, author);
  const own = new Set(marker?.cases.map(({ session }) => session));
  const elsewhere = new Map<string, number>();
  for (const one of all.filter((other) => other !== open)) {
    const isLater = open !== undefined && one.number > open.number && issueOf(one.branch) !== issue;
    for (const { session } of markerOf(one, author)?.cases ?? [])
      if (!elsewhere.has(session) && !(isLater && own.has(session)))
        elsewhere.set(session, one.number);
  }
  if (open !== undefined) return { open, elsewhere, ...(marker !== undefined && { marker }) };
  const last = await host.proposalOf(branch);
  return { elsewhere, ...(last !== undefined && { last }) };
}

/** Anybody may write such a line: only ours is believed. */
function markerOf({ body, author: by }: Proposal, author: string): ProposalMarker | undefined {
  return by.toLowerCase() === author.toLowerCase() ? readProposalMarker(body) : undefined;
}
