/** Where results of the main branch are kept: a text under each name. Written by jobs of the main branch only. */
export interface BaselineStore {
  readonly source: "branch" | "cache" | "folder";
  /**
   * What is kept under a name, such as `commits/9a77…`; `undefined` where nothing is.
   *
   * @throws UserError `BASELINE_UNAVAILABLE` where the store cannot be asked, `BASELINE_REFUSED` where what it has was not
   *   put there by the main branch or is larger than any text of ours.
   */
  read(name: string): Promise<string | undefined>;
  /**
   * Puts one text under all names: what `change` makes of the text under the first. Where somebody else was faster it is
   * made again of theirs, so that nobody's runs are lost.
   *
   * @throws UserError `BASELINE_UNWRITABLE`.
   */
  update(names: readonly string[], change: ChangeText): Promise<void>;
}

/** The new text for what is kept now; called again where that changed meanwhile. */
export type ChangeText = (kept: string | undefined) => string;
