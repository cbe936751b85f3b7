import type { Dropped } from "../core/trace/import/imported.ts";
import type { Session } from "../core/trace/session.ts";

/** Files of foreign sessions, read one session at a time. */
export interface SessionSource {
  /**
   * Reads the sessions of one file in order, and at its end what was dropped.
   *
   * @throws UserError where the file cannot be read, is too large, or is in no way JSON.
   */
  read(file: string): AsyncIterable<SourceItem>;
}

export type SourceItem =
  | { readonly kind: "session"; readonly session: Session }
  | { readonly kind: "dropped"; readonly dropped: readonly Dropped[] };
