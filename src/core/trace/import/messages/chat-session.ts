import { describeAgent, type SeenAgent } from "../../agent-facts.ts";
import type { Session } from "../../session.ts";
import { idOfPlace, type SessionPlace } from "./place-id.ts";
import type { ChatTurns } from "./turn-builder.ts";

/**
 * A session of messages, with what stood around them about the agent.
 *
 * @param id the one that it brought, else where it stands.
 */
export function chatSession(
  id: string | SessionPlace,
  { policy, model, turns }: ChatTurns,
  seen: Omit<SeenAgent, "systemPrompt"> = {},
): Session {
  const agent = describeAgent({
    ...(model !== undefined && { model }),
    ...seen,
    ...(policy !== undefined && { systemPrompt: policy }),
  });
  return {
    id: typeof id === "string" ? id : idOfPlace(id, turns),
    ...(agent !== undefined && { agent }),
    ...(policy !== undefined && { policy }),
    turns,
  };
}
