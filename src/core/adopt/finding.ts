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

export function ok(subject: string, said: string): Finding {
  return { subject, state: "ok", said };
}

export function warning(subject: string, said: string, fix: string): Finding {
  return { subject, state: "warning", said, fix };
}

export function failed(subject: string, said: string, fix: string): Finding {
  return { subject, state: "failed", said, fix };
}

export function notLookedAt(subject: string, said: string, fix: string): Finding {
  return { subject, state: "unknown", said, fix };
}
