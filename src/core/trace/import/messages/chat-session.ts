import { describeAgent, type SeenAgent } from "../../agent-facts.ts";
import type { Session } from "../../session.ts";
import type { Place } from "../imported.ts";
import type { ChatTurns } from "./turn-builder.ts";

/** A session of messages, with what stood around them about the agent. */
export function chatSession(
  id: string,
  { policy, model, turns }: ChatTurns,
  seen: Omit<SeenAgent, "systemPrompt"> = {},
): Session {
  const agent = describeAgent({
    ...(model !== undefined && { model }),
    ...seen,
    ...(policy !== undefined && { systemPrompt: policy }),
  });
  return {
    id,
    ...(agent !== undefined && { agent }),
    ...(policy !== undefined && { policy }),
    turns,
  };
}

/** An id for a session that brought none: where it stands. */
export function idOfPlace(file: string, { line, path }: Place): string {
  const lineName = line === undefined ? "" : `:${line}`;
  return path === "" ? `${file}${lineName}` : `${file}${lineName}#${path}`;
}
