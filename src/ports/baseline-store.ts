import type { baselineStores } from "../core/config/baseline-config.ts";

/** Where results of the main branch are kept: a text under each name. Written by jobs of the main branch only. */
export interface BaselineStore {
  readonly source: (typeof baselineStores)[number];
  /**
   * What is kept under these names, such as `commits/9a77…`, in their order; `undefined` where nothing is.
   *
   * @throws UserError `BASELINE_UNAVAILABLE` where the store cannot be asked, `BASELINE_REFUSED` where what it has was not
   *   put there by the main branch, `BASELINE_TOO_LARGE` where it is larger than any text of ours.
   */
  read(names: readonly string[]): Promise<readonly (string | undefined)[]>;
  /**
   * Puts a text under each name of `change`'s answer, given what is kept under `asked`. Where somebody else was faster it
   * is made again of theirs, so that nobody's runs are lost.
   *
   * @throws UserError `BASELINE_UNWRITABLE`.
   */
  update(asked: string, change: ChangeTexts): Promise<void>;
}

/** The new texts by name, for what is kept now; called again where that changed meanwhile. */
export type ChangeTexts = (kept: string | undefined) => ReadonlyMap<string, string>;
