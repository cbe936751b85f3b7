import { UserError } from "../../core/errors.ts";
import type { Session } from "../../core/trace/session.ts";
import type { Redactor } from "../../ports/redactor.ts";
import type { SessionSource } from "../../ports/session-source.ts";

/**
 * The first session of a file of any format, with secrets and personal data replaced.
 *
 * @throws UserError `SESSIONS_NONE` where the file holds none; as the source and the redactor throw.
 */
export async function readFirstSession(
  path: string,
  { source, redactor }: { readonly source: SessionSource; readonly redactor: Redactor },
): Promise<Session> {
  for await (const item of source.read(path)) {
    if (item.kind === "unreadable") throw item.error;
    if (item.kind === "session") return (await redactor.redact(item.session)).session;
  }
  throw new UserError(
    "SESSIONS_NONE",
    `${path} holds no session.`,
    "Look at what is read of it with `tracegate import <file> --dry-run`.",
  );
}
