/** What a change stands on. */
export interface Ancestry {
  /** The commit that it is merged into; `undefined` where that is not known. */
  base(): Promise<{ readonly sha: string; readonly branch: string } | undefined>;
  /** The tags whose names begin like this, with the commits that they stand on. */
  tags(prefix: string): Promise<readonly TaggedCommit[]>;
}

export type TaggedCommit = { readonly name: string; readonly commit: string };
