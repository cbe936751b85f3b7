import type { ModelUser } from "../../src/core/dataset/dataset.ts";
import { personaField, personaOf } from "../../src/core/dataset/persona-field.ts";
import type { Turn } from "../../src/core/trace/session.ts";

/** A user whom a model plays, with this persona as a file would write it. */
export function aModelUser(
  persona: Record<string, unknown> = {},
  user: Partial<Omit<ModelUser, "persona" | "kind">> = {},
): ModelUser {
  return {
    kind: "model",
    goal: "Learn whether a partly used gift card can be refunded.",
    opening: "Can I get money back on a gift card?",
    maxTurns: 8,
    stopWhenReplyContains: [],
    ...user,
    persona: personaOf(personaField.parse(persona)),
  };
}

/** Turns of what the user said and what the agent replied, one pair each. */
export function talk(...pairs: readonly (readonly [user: string, reply: string])[]): Turn[] {
  return pairs.map(([user, reply]) => ({ user, steps: [], reply }));
}
