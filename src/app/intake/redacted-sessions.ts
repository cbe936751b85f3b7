import { UserError } from "../../core/errors.ts";
import type { Session } from "../../core/trace/session.ts";
import type { Redactor } from "../../ports/redactor.ts";
import type { SessionSource } from "../../ports/session-source.ts";
import { importSessions } from "../sessions/import-sessions.ts";
import { sessionsInMemory } from "./sessions-in-memory.ts";

/**
 * The sessions in a text of any format that can be imported, redacted.
 *
 * @throws UserError `SESSIONS_NONE` where it holds none.
 */
export async function redactedSessions(
  text: string,
  redactor: Redactor,
  {
    sessionsIn,
  }: { readonly sessionsIn: (texts: ReadonlyMap<string, Uint8Array>) => SessionSource },
): Promise<readonly Session[]> {
  const { sessions, store } = sessionsInMemory();
  const texts = new Map([["trace", Buffer.from(text, "utf8")]]);
  await importSessions(
    { files: ["trace"], isStrict: false, signal: new AbortController().signal },
    {
      source: sessionsIn(texts),
      redactor,
      store,
    },
  );
  if (sessions.length > 0) return sessions;
  throw new UserError(
    "SESSIONS_NONE",
    "The trace holds no session that can be read.",
    "Send it in a format that `tracegate import --dry-run` can read.",
  );
}
