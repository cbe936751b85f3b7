import type { CaseUser } from "../dataset/dataset.ts";
import { machineMove } from "./machine-user.ts";
import { modelMove } from "./model-user.ts";
import type { Move, SimulationState } from "./move.ts";

/**
 * What the user does after the turns so far. The same state gives the same move.
 *
 * Every kind of user but a fixed conversation stops early once a reply contains one of its phrases, whatever their
 * letter case. A turn without a reply ends every session: a user cannot go on from nothing.
 */
export function nextMove(state: SimulationState): Move {
  const { user, turns } = state;
  const last = turns.at(-1);
  if (last !== undefined && (last.reply === undefined || isContent(user, last.reply))) {
    return { kind: "stop" };
  }
  switch (user.kind) {
    case "conversation":
    case "scripted": {
      const message = user.turns[turns.length];
      return message === undefined ? { kind: "stop" } : { kind: "say", message };
    }
    case "machine":
      return machineMove(user, state);
    case "model":
      return modelMove(user, state);
  }
}

function isContent(user: CaseUser, reply: string): boolean {
  if (user.kind === "conversation" || user.stopWhenReplyContains.length === 0) return false;
  const said = reply.toLowerCase();
  return user.stopWhenReplyContains.some((phrase) => said.includes(phrase.toLowerCase()));
}
