/** The caches of GitHub Actions whose keys begin like this, of all branches. @throws UserError where it cannot be asked. */
export type ListCaches = (prefix: string) => Promise<readonly ListedCache[]>;

export type ListedCache = {
  readonly key: string;
  /** Where the job ran that wrote it, such as `refs/heads/main` or `refs/pull/7/merge`. */
  readonly ref: string;
  /** ISO 8601. */
  readonly createdAt: string;
};
