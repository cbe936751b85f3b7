import type { JsonValue } from "../trace/json.ts";
import type { Session } from "../trace/session.ts";
import type { BlamedPlace, FactRole } from "./blame.ts";

/** One piece of a session that states facts, in the order of the story. */
export type FactSpan = {
  readonly role: FactRole;
  readonly at: BlamedPlace;
  /** The tool of a result or an argument. */
  readonly tool?: string;
  /** The text, or the value of arguments and results. */
  readonly value: JsonValue;
};

/**
 * The pieces of a session that state facts: the policy, then each turn's message, steps and reply.
 *
 * What was not captured is not there. A reply that a model call has said stands once, as the reply.
 */
export function spansOf(session: Session): readonly FactSpan[] {
  const spans: FactSpan[] = [];
  if (session.policy !== undefined)
    spans.push({ role: "policy", at: { turn: 1 }, value: session.policy });
  for (const [index, { user, steps, reply }] of session.turns.entries()) {
    const turn = index + 1;
    if (user !== "") spans.push({ role: "user", at: { turn }, value: user });
    for (const [place, step] of steps.entries()) {
      const at = { turn, step: place + 1 };
      if (step.kind === "model") {
        if (step.text !== undefined && step.text !== "" && step.text !== reply)
          spans.push({ role: "said", at, value: step.text });
        continue;
      }
      const { name: tool, result, error } = step;
      if (step.arguments !== undefined)
        spans.push({ role: "argument", at, tool, value: step.arguments });
      if (result !== undefined) spans.push({ role: "tool-result", at, tool, value: result });
      else if (error !== undefined)
        spans.push({ role: "tool-result", at, tool, value: error.message });
    }
    if (reply !== undefined && reply !== "")
      spans.push({ role: "reply", at: replyPlace(session, turn), value: reply });
  }
  return spans;
}

/** The model call that a turn's reply came from: its last one; the turn itself where none was captured. */
function replyPlace({ turns }: Session, turn: number): BlamedPlace {
  const index = turns[turn - 1]?.steps.findLastIndex(({ kind }) => kind === "model") ?? -1;
  return index < 0 ? { turn } : { turn, step: index + 1 };
}

/** Whether the agent is the one who states what a piece states. */
export function isOfAgent({ role }: FactSpan): boolean {
  return role === "said" || role === "argument" || role === "reply";
}

/** A place as it is compared: the reply of a turn comes after its steps. */
export function orderOf({ turn, step }: BlamedPlace): number {
  return turn * 1_000_000 + Math.min(step ?? 999_999, 999_999);
}
