/** What the tested tree says about itself. */
export interface Repository {
  /** The commit checked out, 40 hex digits; `undefined` outside git or before the first commit. */
  headCommit(): Promise<string | undefined>;
  /**
   * A digest of every tracked file as it stands in the working tree, edits included.
   *
   * `undefined` outside git or before the first commit.
   */
  trackedTreeDigest(): Promise<string | undefined>;
}
