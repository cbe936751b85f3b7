import type { UserError } from "../core/errors.ts";
import type { Dropped, FoundFormat } from "../core/trace/import/imported.ts";
import type { Session } from "../core/trace/session.ts";

/** Files of foreign sessions, read one session at a time. */
export interface SessionSource {
  /**
   * Reads files in order, and their sessions as soon as they are whole. Those that stand in several files, such as
   * the spans and the logs of one trace, come after the last; then comes what was dropped of them.
   *
   * A file that cannot be read ends nothing: it is one of the items, and the next file is read.
   */
  read(...files: readonly string[]): AsyncIterable<SourceItem>;
}

export type SourceItem =
  /** `file` is left out where the session stands in several. */
  | { readonly kind: "session"; readonly session: Session; readonly file?: string }
  | { readonly kind: "dropped"; readonly dropped: readonly Dropped[] }
  /** The end of a file, and the formats that its values had. */
  | { readonly kind: "read"; readonly file: string; readonly formats: readonly FoundFormat[] }
  /** The file cannot be read, or is in no way JSON. What was read of it before stands. */
  | { readonly kind: "unreadable"; readonly file: string; readonly error: UserError };
