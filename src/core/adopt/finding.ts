/** What was found of one thing that has to be in place. */
export type Finding = {
  /** What was looked at, in a word or two. */
  readonly subject: string;
  /** `unknown`: nobody could look, and `fix` says what is missing for that. */
  readonly state: "ok" | "warning" | "failed" | "unknown";
  readonly said: string;
  /** Given unless `ok`. */
  readonly fix?: string;
};

/** All is well with a subject. */
export function ok(subject: string, said: string): Finding {
  return { subject, state: "ok", said };
}

/** Something is worth mending, and keeps nothing from working. */
export function warning(subject: string, said: string, fix: string): Finding {
  return { subject, state: "warning", said, fix };
}

/** Something keeps the gate from working, or from being worth anything. */
export function failed(subject: string, said: string, fix: string): Finding {
  return { subject, state: "failed", said, fix };
}

/** Nobody could look, for want of what the fix names. */
export function notLookedAt(subject: string, said: string, fix: string): Finding {
  return { subject, state: "unknown", said, fix };
}
