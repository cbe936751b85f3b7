/** One thing wrong in one place of a file that the user wrote, with all that is needed to mend it. */
export type Problem = {
  readonly code: string;
  /** Path of the file, relative to the project root, with `/`. */
  readonly file: string;
  /** 1-based; absent where the file could not be read at all. */
  readonly line?: number;
  readonly column?: number;
  /** Path inside the document, such as `expectations[2].evaluator`; empty for the document itself. */
  readonly path?: string;
  readonly message: string;
  readonly expected?: string;
  /** A few lines of YAML or a command that would be right here. */
  readonly example?: string;
};

/**
 * A mistake that the user can mend: says what, where, and the fix.
 *
 * Entries print it without a stack and exit with code 2. Anything else that is thrown is a bug of
 * ours and keeps its stack.
 */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly code: string;
  readonly fix: string;
  readonly problems: readonly Problem[];

  constructor(
    code: string,
    message: string,
    fix: string,
    options: { readonly cause?: unknown; readonly problems?: readonly Problem[] } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.fix = fix;
    this.problems = options.problems ?? [];
  }
}
