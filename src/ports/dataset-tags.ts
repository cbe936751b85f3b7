/** The tags of the repository, and what may be tagged. */
export interface DatasetTags {
  /**
   * The commit checked out, 40 hex digits.
   *
   * @throws UserError where there is no repository, no commit or only part of the history.
   */
  head(): Promise<string>;
  /**
   * Makes sure that these files and folders of the project are what the commit holds.
   *
   * @throws UserError `TREE_DIRTY` where tracked files are edited or hidden, or where one of these paths holds anything else.
   */
  mustBeCommitted(paths: readonly string[]): Promise<void>;
  /** All tags that begin like this, of this repository. */
  tags(prefix: string): Promise<readonly FoundTag[]>;
  /** Names of the tags that begin like this, of the remote `origin`. @throws UserError where it cannot be asked. */
  remoteTags(prefix: string): Promise<readonly string[]>;
  /** Makes an annotated tag at a commit. @throws UserError `TAG_FAILED`. */
  create(tag: NewTag): Promise<void>;
  /** Takes a tag of this repository away. */
  remove(name: string): Promise<void>;
  /** Sends a tag to the remote `origin`. @throws UserError `PUSH_FAILED`. */
  push(name: string): Promise<void>;
}

export type FoundTag = {
  readonly name: string;
  /** Whether the commit checked out is the tagged one or comes after it. */
  readonly isReachable: boolean;
};

export type NewTag = { readonly name: string; readonly commit: string; readonly message: string };
