import { UserError } from "../../core/errors.ts";
import type { ConversationHost, ThreadComment } from "../../ports/conversation-host.ts";

/**
 * Writes the one comment of ours that carries this marker, or brings it up to date.
 *
 * @throws UserError `COMMENT_FAILED` where the host refuses: whoever sends the event again gets it written then.
 */
export async function mustComment(
  number: number,
  comment: ThreadComment,
  conversations: ConversationHost,
): Promise<void> {
  const result = await conversations.upsertComment(number, comment);
  if (result.kind === "not-published")
    throw new UserError("COMMENT_FAILED", result.reason, result.fix);
}
