import type { Session } from "../../core/trace/session.ts";
import type { SourceItem } from "../../ports/session-source.ts";

/** Sessions as a source hands them out, with the file that they are from where they are from one. */
export function asItems(sessions: readonly Session[], file?: string): readonly SourceItem[] {
  const from = file === undefined ? {} : { file };
  return sessions.map((session) => ({ kind: "session", session, ...from }));
}
