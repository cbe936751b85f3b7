/** The project's files as the branch has them that changes are merged into. */
export interface BaseFiles {
  /** The commit that the working tree's changes start from; `undefined` outside git, or where no base is known. */
  base(): Promise<BaseCommit | undefined>;
  /** Paths below a folder of the project that the base has and the working tree has otherwise, or no longer. */
  editedBelow(folder: string): Promise<readonly string[]>;
  /** A file's text at the base; `undefined` where the base has none. */
  read(path: string): Promise<string | undefined>;
}

export type BaseCommit = {
  readonly sha: string;
  /** The branch that it was found by, such as `origin/main`. */
  readonly branch: string;
};
