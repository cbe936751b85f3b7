/** All that an action may touch of its runner, so that tests can pass their own. */
export type ActionIo = {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The input as the workflow gives it, trimmed; "" where it gives none. */
  input(name: string): string;
  output(name: string, value: string): void;
  /** Adds Markdown to the step's summary. */
  summarise(markdown: string): Promise<void>;
  annotate(level: "error" | "warning" | "notice", annotation: Annotation): void;
  /** Writes to the job's log. Text from outside goes only through `quoted`. */
  log(text: string): void;
  /**
   * Runs some work during which nothing that is printed can command the runner.
   *
   * GitHub's runner obeys commands in a step's output until `stop-commands` names a word; it listens
   * again when that word comes back. The word is 128 random bits, so that no agent can say it.
   */
  quoted<T>(work: () => Promise<T>): Promise<T>;
};

export type Annotation = {
  readonly message: string;
  readonly title?: string;
  /** From the repository's root. */
  readonly file?: string;
};
