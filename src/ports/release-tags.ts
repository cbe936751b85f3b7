/** The tags of a repository, some of which are releases. */
export interface ReleaseTags {
  /** The names of the tags that begin like this. */
  tags(prefix: string): Promise<readonly string[]>;
  /** The commit that a tag stands on; `undefined` where there is no such tag. */
  commitOf(tag: string): Promise<string | undefined>;
}
