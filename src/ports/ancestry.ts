/** What a change stands on. */
export interface Ancestry {
  /** The commit that it is merged into, and its branch where that is known; `undefined` where nobody knows. */
  base(): Promise<{ readonly sha: string; readonly branch?: string } | undefined>;
  /** The names of the tags that begin like this. */
  tags(prefix: string): Promise<readonly string[]>;
  /** The commit that a tag stands on; `undefined` where there is no such tag. */
  commitOf(tag: string): Promise<string | undefined>;
}
