import type { NotPublished } from "./pull-request-host.ts";

/** The issues of one repository. */
export interface IssueHost {
  /**
   * Writes the one open issue of ours that carries this marker, or opens it.
   *
   * Never rejects for what the host answers: what was found must not depend on where it is told.
   */
  upsertIssue(issue: StickyIssue): Promise<IssueResult>;
}

export type StickyIssue = {
  /** Hidden first line that tells our issue from others. */
  readonly marker: string;
  readonly title: string;
  /** The whole text; starts with the marker. */
  readonly body: string;
  /** Makes the new body of the one that stands there, where people may have edited it; `body` where left out. */
  readonly revise?: (body: string) => string;
  /** There is nothing to do any more: an open issue is written over and closed, and none is opened. */
  readonly isSettled?: true;
};

export type IssueResult =
  | { readonly kind: "created" | "updated" | "closed"; readonly url: string }
  /** There was none, and none was to be opened. */
  | { readonly kind: "absent" }
  | NotPublished;
