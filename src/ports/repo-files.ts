/** Branches and files of one repository, read and written through its host. Paths are seen from the repository's root. */
export interface RepoFiles {
  /** The commit that a branch points at; `undefined` where there is no such branch. */
  tipOf(branch: string): Promise<string | undefined>;
  /**
   * The text files at these places of a commit or branch, sorted by path: a place is a file, or a folder, of which all files
   * are read down to `depth` folders below it. What is not there, no text or too large gives no text.
   */
  readTexts(ref: string, places: readonly RepoPlace[]): Promise<readonly RepoText[]>;
  /** Makes a commit that no branch points at yet, so that nobody sees it before it is whole. */
  makeCommit(commit: NewCommit): Promise<string>;
  /** Makes a branch. That is the lock of what it stands for: of several who try, one is told `created`. */
  createBranch(name: string, commit: string): Promise<"created" | "exists">;
  /** Moves a branch to a descendant of the commit that it points at; `lost` where it points elsewhere by now, or is gone. */
  moveBranch(name: string, commit: string): Promise<"moved" | "lost">;
  /** Gone already is as good as deleted. */
  deleteBranch(name: string): Promise<void>;
}

export type RepoPlace = {
  readonly path: string;
  /** 0: the file, or the files directly in the folder. */
  readonly depth: number;
};

export type RepoText = {
  readonly path: string;
  /** Git's own digest of the content, 40 hexadecimal digits. */
  readonly blob: string;
  /** `undefined` where it is no text, or the host does not hand it out whole. */
  readonly text: string | undefined;
};

export type NewCommit = {
  /** Absent for the first commit of a branch that shares nothing with the others. */
  readonly parent?: string;
  readonly message: string;
  /** Every other file stays as the parent has it. */
  readonly files: readonly FileChange[];
};

export type FileChange = {
  readonly path: string;
  /** `undefined` deletes the file. */
  readonly text: string | undefined;
};
