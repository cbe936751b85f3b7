/** The files that people's labels are written to, one label at a time. Paths are relative to the project's root. */
export interface LabelStore {
  /** The names of the sessions below a dataset's folder, without `.json`, sorted; none where there is no such folder. */
  sessions(datasetFolder: string): readonly string[];
  /**
   * Appends one line to a file; on the disk when it returns. Makes the file, and ends a line that a crash cut off.
   *
   * @throws UserError where the path leads out of the project, or the disk refuses.
   */
  append(path: string, line: string): void;
  /** Takes the last line away if it is this one; false, and nothing is changed, where it is not. */
  takeBack(path: string, line: string): boolean;
}
