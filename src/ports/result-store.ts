/** Where the files of one run lie: journal, experiment, decision, comment. */
export interface RunFolder {
  /** Absolute path. */
  readonly path: string;
  /** Writes a file whole or not at all. */
  write(name: string, text: string): void;
  /** `undefined` where it is not there. Throws `RESULT_TOO_LARGE` beyond the cap, `RESULT_UNREADABLE` where it is no file. */
  read(name: string): string | undefined;
  /** Takes a file away, if it is there. */
  remove(name: string): void;
  /** Takes a file away, and the folder too where nothing else is in it. */
  discard(name: string): void;
}

/** The runs kept below one folder; none is ever overwritten. */
export interface RunFolders {
  /** Makes a new folder named by time and experiment key. */
  create(startedAtMs: number, key: string): RunFolder;
  /** The one that was begun last; `undefined` where there is none. */
  newest(): RunFolder | undefined;
}
