import type { CaseUser } from "../dataset/dataset.ts";
import type { Turn } from "../trace/session.ts";

/** What the user does next. */
export type Move = { readonly kind: "say"; readonly message: string } | { readonly kind: "stop" };

/**
 * What the user of a case says after the turns so far, or that the session is over.
 *
 * A scripted user stops early once a reply contains one of its phrases, whatever their letter case. A turn
 * without a reply ends every session: a user cannot go on from nothing.
 */
export function nextMove(user: CaseUser, turns: readonly Turn[]): Move {
  const last = turns.at(-1);
  if (last !== undefined && (last.reply === undefined || isContent(user, last.reply))) {
    return stop;
  }
  const message = user.turns[turns.length];
  return message === undefined ? stop : { kind: "say", message };
}

const stop: Move = { kind: "stop" };

function isContent(user: CaseUser, reply: string): boolean {
  if (user.kind !== "scripted" || user.stopWhenReplyContains.length === 0) return false;
  const said = reply.toLowerCase();
  return user.stopWhenReplyContains.some((phrase) => said.includes(phrase.toLowerCase()));
}
