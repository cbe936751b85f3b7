import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical-json.ts";
import type { Session } from "./session.ts";

/**
 * Digest of all that a session holds except its id, as `sha256:` and 64 hex digits.
 *
 * The id is left out because importers make one from the place of the record, so that the same session read from
 * two files is known again.
 */
export function digestSession(session: Session): string {
  const { id: _, ...content } = session;
  return `sha256:${createHash("sha256").update(canonicalJson(content)).digest("hex")}`;
}
