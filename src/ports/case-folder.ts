/** A dataset's folder that cases are added to. */
export interface CaseFolder {
  /**
   * Writes a case and the session that answers its tools, both or neither; nothing that is there is ever overwritten.
   *
   * @returns where the case was written, or `taken` where a case, a scenario or a session of this name is there.
   * @throws UserError `FILE_UNWRITABLE` where the disk refuses.
   */
  add(id: string, files: { readonly caseText: string; readonly sessionText?: string }): AddedCase;
}

export type AddedCase =
  | { readonly kind: "added"; readonly path: string }
  | { readonly kind: "taken" };
