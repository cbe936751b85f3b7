import type { Session } from "../core/trace/session.ts";

/**
 * Takes secrets and personal data out of a session, before any of it is written or shown.
 *
 * One redactor serves one import: the same value becomes the same surrogate in all that it is given.
 */
export interface Redactor {
  /**
   * The session with every found value replaced by a surrogate of the same form, and nothing else changed.
   *
   * @throws UserError where the session cannot be searched; the message holds none of its text, and the caller must
   * write nothing of it.
   */
  redact(session: Session): Promise<Redacted>;
}

/** The same for texts that are no session: an issue, a comment, a file. */
export interface TextRedactor {
  /** As `Redactor.redact` does, and with the same surrogates. */
  redactText(text: string): Promise<RedactedText>;
  /** What a text that is about to be written still holds; empty where it may be. Throws as `redactText` does. */
  findLeaks(text: string): Promise<readonly FoundKind[]>;
}

/** A session without what was found in it, and how often each kind of value was replaced. */
export type Redacted = {
  readonly session: Session;
  /** One entry a kind that was found, sorted by kind; empty where nothing was. */
  readonly found: readonly FoundKind[];
};

export type RedactedText = { readonly text: string; readonly found: readonly FoundKind[] };

/** How many values of one kind, such as `email`, were found. */
export type FoundKind = { readonly kind: string; readonly count: number };
