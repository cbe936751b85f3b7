import { parseCommands } from "../../core/intake/parse-command.ts";
import type { Comment, ConversationHost, Role } from "../../ports/conversation-host.ts";

/** First line of our one comment under a report. */
export const answerMarker = "<!-- tracegate:report -->";

/** Whether somebody of this role may tell the bot what to do. */
export function mayCommand(role: Role): boolean {
  return role === "admin" || role === "maintain" || role === "write";
}

/**
 * The truth that was said last with `/tracegate truth` by somebody who may; `undefined` where nobody said one.
 *
 * Roles are asked for from the end, so that one request is enough in nearly every case.
 */
export async function truthIn(
  comments: readonly Comment[],
  conversations: ConversationHost,
): Promise<string | undefined> {
  for (const { author, body } of comments.toReversed()) {
    const truths = parseCommands(body).flatMap((reading) =>
      reading.kind === "command" && reading.command.name === "truth" ? [reading.command.text] : [],
    );
    const last = truths.at(-1);
    if (last === undefined || author === "" || author.endsWith("[bot]")) continue;
    if (mayCommand(await conversations.roleOf(author))) return last;
  }
  return undefined;
}
