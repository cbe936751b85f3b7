import type { Session } from "../../core/trace/session.ts";
import type { SessionStore } from "../../ports/session-store.ts";

/** A store that keeps sessions in a list, in the order in which they came, and writes nothing. */
export function sessionsInMemory(): {
  readonly sessions: readonly Session[];
  readonly store: SessionStore;
} {
  const sessions: Session[] = [];
  const store: SessionStore = {
    write: (session) => {
      sessions.push(session);
      return { name: session.id, outcome: "written" };
    },
    commit: () => {},
    discard: () => {},
  };
  return { sessions, store };
}
