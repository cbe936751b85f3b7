/** Pull requests that we open ourselves. Rejects with `UserError` where the host refuses. */
export interface ProposalHost {
  /** The open pull requests of this repository whose branch starts so, oldest first; never those of forks. */
  openProposals(branchPrefix: string): Promise<readonly Proposal[]>;
  /** The newest pull request of a branch, open or not; `undefined` where there never was one. */
  proposalOf(branch: string): Promise<Proposal | undefined>;
  /** Opens one, or gives the one that is open for this branch already. */
  openProposal(proposal: NewProposal): Promise<Proposal>;
  updateProposal(
    number: number,
    change: { readonly title: string; readonly body: string },
  ): Promise<void>;
  closeProposal(number: number): Promise<void>;
}

export type Proposal = {
  readonly number: number;
  readonly url: string;
  readonly branch: string;
  readonly headSha: string;
  readonly baseRef: string;
  readonly state: "open" | "closed" | "merged";
  readonly author: string;
  readonly title: string;
  readonly body: string;
};

export type NewProposal = {
  readonly branch: string;
  readonly base: string;
  readonly title: string;
  readonly body: string;
};
