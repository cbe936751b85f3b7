import { UserError } from "../../core/errors.ts";
import type { Dropped } from "../../core/trace/import/imported.ts";
import type { Session } from "../../core/trace/session.ts";
import type { SessionSource } from "../../ports/session-source.ts";

/** Ids that are named where one of many has to be chosen. */
const mostNamed = 5;

/**
 * The one session of a file, or the one that is asked for by its id.
 *
 * @throws UserError where the file cannot be read, holds none, not the one, or several of which none was named.
 */
export async function findSession(
  source: SessionSource,
  file: string,
  id: string | undefined,
): Promise<Session> {
  const ids: string[] = [];
  const dropped: Dropped[] = [];
  let count = 0;
  let found: Session | undefined;
  for await (const item of source.read(file)) {
    if (item.kind === "unreadable") throw item.error;
    if (item.kind === "dropped") dropped.push(...item.dropped);
    if (item.kind !== "session") continue;
    count += 1;
    if (ids.length < mostNamed) ids.push(item.session.id);
    if (id === undefined || item.session.id === id) found ??= item.session;
  }
  if (found !== undefined && (id !== undefined || count === 1)) return found;
  const [first] = dropped;
  if (count === 0) {
    const place = first === undefined || first.path === "" ? "" : `${first.path}: `;
    const why = first === undefined ? "" : ` First: ${place}${first.reason}.`;
    throw new UserError(
      "SESSIONS_NONE",
      `${file} holds no session.${why}`,
      "Name a session file, or an export that `tracegate import` reads; docs/import.md lists them.",
    );
  }
  const named = `${ids.join(", ")}${count > ids.length ? ` and ${count - ids.length} more` : ""}`;
  throw new UserError(
    id === undefined ? "SESSION_NOT_CHOSEN" : "SESSION_MISSING",
    `${file} holds ${count === 1 ? "one session" : `${count} sessions`}${id === undefined ? "" : `, ${count === 1 ? "which has not" : "and none has"} the id ${id}`}: ${named}.`,
    "Choose one with `--session <id>`; `tracegate view --open` shows all of a file.",
  );
}
