/** What people said to a pull request, and what they may do in its repository. Rejects with `UserError` where the host refuses. */
export interface ApprovalHost {
  /** Who wrote the pull request, "" where the account is gone, and the labels that are on it now. */
  about(number: number): Promise<PullRequestFacts>;
  /** Its reviews, oldest first; those of accounts that are gone are left out. */
  reviews(number: number): Promise<readonly Review[]>;
  /** Who put a label there last, and when; `undefined` where nobody did that the host knows of. */
  labelling(number: number, label: string): Promise<Labelling | undefined>;
  /** Whether somebody may write to the repository; strangers may not. */
  mayWrite(login: string): Promise<boolean>;
  /** Whether somebody is in a team, `organisation/team`; `unknown` where the token may not look. */
  isInTeam(team: string, login: string): Promise<boolean | "unknown">;
}

export type PullRequestFacts = { readonly author: string; readonly labels: readonly string[] };

export type Review = {
  readonly login: string;
  readonly isBot: boolean;
  readonly says: "approved" | "changes-requested" | "dismissed" | "something";
  /** The head that it was written at; `undefined` where the host does not say. */
  readonly commit: string | undefined;
};

export type Labelling = {
  readonly login: string;
  readonly isBot: boolean;
  /** ISO 8601. */
  readonly at: string;
};
