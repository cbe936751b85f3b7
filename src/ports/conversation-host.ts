import type { NotPublished } from "./pull-request-host.ts";

/** The issues and pull requests of one repository, as conversations. Rejects with `UserError` where the host refuses. */
export interface ConversationHost {
  /** Who writes with this token, such as `tracegate[bot]`. */
  readonly author: string;
  /** `undefined` where there is no such issue, or it is gone. */
  issue(number: number): Promise<Issue | undefined>;
  /** All comments, oldest first. */
  comments(number: number): Promise<readonly Comment[]>;
  /** Writes the one comment of ours that carries this marker, or brings it up to date. */
  upsertComment(number: number, comment: ThreadComment): Promise<ThreadResult>;
  /** Opens an issue; its number. */
  openIssue(issue: { readonly title: string; readonly body: string }): Promise<OpenedIssue>;
  closeIssue(number: number, reason: "completed" | "not_planned"): Promise<void>;
  addLabels(number: number, labels: readonly string[]): Promise<void>;
  /** Not there is as good as removed. */
  removeLabel(number: number, label: string): Promise<void>;
  /** Adds a reaction to a comment; once, however often it is asked. */
  react(commentId: number, content: Reaction): Promise<void>;
  /** What somebody may do here; `none` for strangers and for whoever is not there. */
  roleOf(login: string): Promise<Role>;
}

export type Role = "admin" | "maintain" | "write" | "triage" | "read" | "none";
export type Reaction = "+1" | "-1" | "eyes" | "rocket" | "confused";

export type Issue = {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  /** Empty where the account is gone. */
  readonly author: string;
  readonly isBot: boolean;
  readonly isOpen: boolean;
  /** Whether it is a pull request, which are issues too. */
  readonly isPullRequest: boolean;
  readonly labels: readonly string[];
  readonly url: string;
  /** Whether there may be comments under it. */
  readonly hasComments: boolean;
};

export type Comment = {
  readonly id: number;
  readonly author: string;
  readonly body: string;
  readonly url: string;
};

export type OpenedIssue = { readonly number: number; readonly url: string };

export type ThreadComment = {
  /** Hidden first line that tells this comment of ours from others. */
  readonly marker: string;
  /** The whole text; starts with the marker. */
  readonly body: string;
};

export type ThreadResult =
  | { readonly kind: "created" | "updated"; readonly url: string }
  | NotPublished;
