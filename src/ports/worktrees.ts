/** Checkouts of other commits, beside the working tree. */
export interface Worktrees {
  /**
   * Checks a commit out into a new folder, with the dependencies of the working tree linked into it.
   *
   * @param ref a commit, tag, branch or anything else that git resolves to a commit.
   * @throws UserError where there is no repository, no such commit, or the project is not in it.
   */
  open(ref: string): Promise<Worktree>;
}

export type Worktree = {
  /** The project's folder in it, absolute. */
  readonly root: string;
  /** 40 hex digits. */
  readonly commit: string;
  /** Paths of the dependency folders that are the working tree's own, relative to the repository. */
  readonly linked: readonly string[];
  /** Lock files of the commit that differ from those of the working tree, relative to the repository. */
  readonly changedLocks: readonly string[];
  /** Runs a command in the project's folder. @throws UserError where it does not end well. */
  setUp(request: SetUp): Promise<void>;
  /** Removes it. Safe to call twice; whatever way this process ends that lets us act, it is removed too. */
  close(): void;
};

export type SetUp = {
  /** Program and arguments. */
  readonly command: readonly string[];
  /** All that it gets of our environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Ends it. */
  readonly signal: AbortSignal;
};
