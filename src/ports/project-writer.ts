/** Writes files of the project, below a root that nothing leaves. Paths are relative to the root, with `/`. */
export interface ProjectWriter {
  /**
   * Writes a file whole or not at all; makes the folders above it.
   *
   * @throws UserError where the path leads outside of the project, or the disk refuses.
   */
  write(path: string, text: string): void;
}
