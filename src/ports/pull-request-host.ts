/** The place where pull requests live. Every method is about one repository. */
export interface PullRequestHost {
  /** Throws `UserError` where it does not exist or may not be read. */
  pullRequest(number: number): Promise<PullRequest>;
  /** The open pull requests whose head is exactly this commit. */
  pullRequestsAt(head: HeadCommit): Promise<readonly PullRequest[]>;
  /** Paths that the pull request touches, old names of renames included; `incomplete` beyond what the host lists. */
  changedFiles(number: number): Promise<ChangedFiles>;
  /** The text of a file at a commit or branch; `undefined` where there is none. */
  fileAt(path: string, ref: string): Promise<string | undefined>;
  /** As `fileAt`, for many files in few questions: for each commit the texts by path, without the files that are not there. */
  filesAt(commits: readonly FilesAtCommit[]): Promise<readonly ReadonlyMap<string, string>[]>;
  /**
   * Writes the one comment that carries this marker, or brings it up to date.
   *
   * Never rejects for what the host answers: the decision must not depend on a comment.
   */
  upsertComment(number: number, comment: StickyComment): Promise<CommentResult>;
  /** Publishes the decision on a commit. Never rejects for what the host answers. */
  setStatus(status: CommitStatus): Promise<PublishResult>;
}

export type PullRequest = {
  readonly number: number;
  readonly isOpen: boolean;
  readonly headSha: string;
  readonly baseSha: string;
  readonly baseRef: string;
};

export type FilesAtCommit = { readonly ref: string; readonly paths: readonly string[] };

export type HeadCommit = {
  readonly sha: string;
  /** Owner and branch of the head repository, as the event names them. */
  readonly owner: string;
  readonly branch: string;
};

export type ChangedFiles =
  | { readonly kind: "complete"; readonly paths: readonly string[] }
  | { readonly kind: "incomplete" };

export type StickyComment = {
  /** Hidden first line that tells our comment from others. */
  readonly marker: string;
  /** The whole text; starts with the marker. */
  readonly body: string;
  /** Written over one that is there; where there is none, none is made. */
  readonly isOptional?: true;
  /** All projects of a repository share one comment, and this is the section of one of them. */
  readonly isSection?: true;
  /** Written right after another one on the same pull request: the comments that were listed for that are not listed again. */
  readonly isNext?: true;
  /** Login that our comments carry, where the token cannot say it itself: an App's, such as `acme-gate[bot]`. */
  readonly author?: string;
};

export type CommentResult =
  | { readonly kind: "created" | "updated"; readonly url: string }
  /** There was none, and none was to be made. */
  | { readonly kind: "absent" }
  | NotPublished;

export type PublishResult = { readonly kind: "published" } | NotPublished;

/** Nothing was written; says why and what to do. */
export type NotPublished = {
  readonly kind: "not-published";
  readonly reason: string;
  readonly fix: string;
};

export type CommitStatus = {
  readonly sha: string;
  readonly state: "success" | "failure" | "error";
  /** At most 140 characters are shown. */
  readonly description: string;
  readonly context: string;
};
