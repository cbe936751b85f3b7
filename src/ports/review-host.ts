import type { ChangedFiles, CommitStatus } from "./pull-request-host.ts";

/** What people did on the pull requests of one repository. Rejects with `UserError` where the host refuses. */
export interface ReviewHost {
  change(number: number): Promise<ReviewedChange>;
  /** Open pull requests that are to be merged into a branch, by number. */
  openChanges(baseRef: string): Promise<readonly number[]>;
  /** Paths that the pull request touches, old names of renames included. */
  changedFiles(number: number): Promise<ChangedFiles>;
  /** Logins of whoever wrote or committed one of its commits; `unknown` beyond what the host lists. */
  authorsOf(number: number): Promise<ChangeAuthors>;
  /** All reviews, oldest first. */
  reviews(number: number): Promise<readonly Review[]>;
  /** All comments, oldest first. */
  comments(number: number): Promise<readonly DatedComment[]>;
  /** Writes a comment that is never edited again; the one with this marker that is there already is as good. */
  commentOnce(
    number: number,
    comment: { readonly marker: string; readonly body: string },
  ): Promise<void>;
  /** When we first published a status of this name on a commit; ISO 8601, `undefined` where we never did. */
  firstStatusAt(sha: string, context: string): Promise<string | undefined>;
  setStatus(status: CommitStatus): Promise<void>;
  /** Whether somebody belongs to `organisation/team`; `unknown` where the token may not ask. */
  isInTeam(team: string, login: string): Promise<boolean | "unknown">;
}

export type ReviewedChange = {
  readonly number: number;
  readonly state: "open" | "closed" | "merged";
  readonly url: string;
  readonly author: string;
  readonly headSha: string;
  /** The branch that holds the change. */
  readonly branch: string;
  /** Whether that branch lies in another repository, where we cannot write. */
  readonly isFork: boolean;
  /** The branch that it is merged into. */
  readonly baseRef: string;
  /** The tip of that branch as the pull request last saw it. */
  readonly baseSha: string;
};

export type ChangeAuthors =
  | { readonly kind: "known"; readonly logins: readonly string[] }
  | { readonly kind: "unknown" };

export type Review = {
  readonly login: string;
  readonly state: "approved" | "changes-requested" | "dismissed" | "commented";
  /** The commit that was looked at; empty where the host does not say. */
  readonly commit: string;
  /** ISO 8601. */
  readonly at: string;
};

export type DatedComment = {
  readonly id: number;
  /** Empty where the account is gone. */
  readonly author: string;
  readonly body: string;
  /** ISO 8601. */
  readonly at: string;
  /** Whether anybody changed it after it was made. */
  readonly isEdited: boolean;
};
