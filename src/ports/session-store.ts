import type { Session } from "../core/trace/session.ts";

/** A folder of session files. */
export interface SessionStore {
  /**
   * Writes a session, whole or not at all, under a name that is made of its id.
   *
   * Never overwrites another session: one of the same id and other content is written beside it.
   *
   * @throws UserError where the folder cannot be written.
   */
  write(session: Session): WrittenSession;
  /** Puts what was written where it belongs; before, a store that holds back shows none of it. */
  commit(): void;
  /** Takes away what was written and not committed. Safe to call twice. */
  discard(): void;
}

export type WrittenSession = {
  /** Name of the file in the folder. */
  readonly name: string;
  /** `unchanged`: the file was there with the same content. `beside`: another session has the id's own name. */
  readonly outcome: "written" | "unchanged" | "beside";
};
