import type { CaseUser } from "../dataset/dataset.ts";
import type { Turn } from "../trace/session.ts";
import { machineMove } from "./machine-user.ts";
import { modelMove } from "./model-user.ts";
import type { MatchPattern } from "./reply-patterns.ts";
import type { SimulatorErrorKind } from "./simulator-error.ts";
import type { SimulatorAnswer, SimulatorQuestion } from "./simulator-question.ts";

/** What the user does next. */
export type Move =
  | { readonly kind: "say"; readonly message: string }
  | { readonly kind: "stop" }
  /** The model that plays the user is to be asked; its answer comes back as the state's `answer`. */
  | { readonly kind: "ask-model"; readonly question: SimulatorQuestion }
  /** The user played badly, or could not be played: says nothing about the agent. */
  | {
      readonly kind: "simulator-error";
      readonly error: SimulatorErrorKind;
      readonly reason: string;
    };

/** All that the user's next move depends on. */
export type SimulationState = {
  readonly user: CaseUser;
  readonly turns: readonly Turn[];
  /** The same for the same case and run index: key of all that is drawn. */
  readonly seed: string;
  /** What the model answered to the question of this move; absent until it was asked. */
  readonly answer?: SimulatorAnswer;
  /** Needed where a machine's branch has a pattern (`hasPatterns`). */
  readonly matches?: MatchPattern;
};

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
