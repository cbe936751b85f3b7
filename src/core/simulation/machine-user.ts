import type { CaseUser, MachineUser } from "../dataset/dataset.ts";
import type { BranchCondition } from "../dataset/user-field.ts";
import { stopState } from "../dataset/user-field.ts";
import type { Turn } from "../trace/session.ts";
import { isEmptyResult } from "../trace/tool-result.ts";
import type { Move, SimulationState } from "./move.ts";
import type { MatchPattern } from "./reply-patterns.ts";
import { seededDraw } from "./seeded-draw.ts";

/**
 * What a user of states says next: the way from the start is walked anew along the turns, so nothing is remembered.
 *
 * The session ends where a branch leads to `stop`, and after `maxTurns` turns.
 */
export function machineMove(
  user: MachineUser,
  { turns, seed, matches }: Pick<SimulationState, "turns" | "seed" | "matches">,
): Move {
  let place = user.start;
  for (const turn of turns) {
    const state = stateNamed(user, place);
    const branch = state.next.find(({ when }) => when === undefined || holds(when, turn, matches));
    // `validate` holds every state to a last branch that always fits.
    place = branch?.go ?? stopState;
    if (place === stopState) return { kind: "stop" };
  }
  if (turns.length >= user.maxTurns) return { kind: "stop" };
  const { say } = stateNamed(user, place);
  const message = say[Math.floor(seededDraw(`${seed}#user`, turns.length) * say.length)];
  if (message === undefined) throw new Error(`the state ${place} says nothing`);
  return { kind: "say", message };
}

/** Whether a user has a branch that asks for a pattern. */
export function hasPatterns(user: CaseUser): boolean {
  return (
    user.kind === "machine" &&
    Object.values(user.states).some(({ next }) =>
      next.some(({ when }) => when?.replyMatches !== undefined),
    )
  );
}

function stateNamed({ states }: MachineUser, name: string): MachineUser["states"][string] {
  const state = Object.hasOwn(states, name) ? states[name] : undefined;
  if (state === undefined) throw new Error(`there is no state ${name}`);
  return state;
}

function holds(
  { replyContains, replyMatches, calls, callsNot, emptyResult, failedCall }: BranchCondition,
  turn: Turn,
  matches: MatchPattern | undefined,
): boolean {
  const reply = turn.reply ?? "";
  const tools = turn.steps.flatMap((step) => (step.kind === "tool" ? [step] : []));
  const lower = reply.toLowerCase();
  return (
    (replyContains === undefined ||
      replyContains.some((phrase) => lower.includes(phrase.toLowerCase()))) &&
    (replyMatches === undefined || mustMatch(matches)(replyMatches, reply)) &&
    (calls === undefined || tools.some(({ name }) => name === calls)) &&
    (callsNot === undefined || tools.every(({ name }) => name !== callsNot)) &&
    (emptyResult === undefined ||
      tools.some(
        ({ name, status, result }) =>
          name === emptyResult && status === "ok" && isEmptyResult(result),
      )) &&
    (failedCall === undefined ||
      tools.some(({ name, status }) => name === failedCall && status === "error"))
  );
}

function mustMatch(matches: MatchPattern | undefined): MatchPattern {
  if (matches === undefined) throw new Error("the engine of patterns was not loaded");
  return matches;
}
