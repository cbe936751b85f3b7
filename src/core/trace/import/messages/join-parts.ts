import type { Place } from "../imported.ts";
import type { AgentMessage, ChatMessage } from "./chat-message.ts";

/** A message and where it stands. */
export type PlacedMessage = { readonly message: ChatMessage; readonly place: Place };

/**
 * Puts answers that are written item by item together: neighbouring parts become one message of the agent, and the
 * tools that the provider ran meanwhile answer after it.
 */
export function joinParts(messages: readonly PlacedMessage[]): readonly PlacedMessage[] {
  const whole: PlacedMessage[] = [];
  let open:
    | { agent: AgentMessage; readonly place: Place; readonly answers: PlacedMessage[] }
    | undefined;
  const close = (): void => {
    if (open === undefined) return;
    const { isPart: _, ...agent } = open.agent;
    whole.push({ message: agent, place: open.place }, ...open.answers);
    open = undefined;
  };
  for (const { message, place } of messages) {
    if (message.kind === "agent" && message.isPart) {
      if (open === undefined) open = { agent: message, place, answers: [] };
      else open.agent = joined(open.agent, message);
    } else if (message.kind === "tool" && message.isPart) {
      const { isPart: _, ...answer } = message;
      (open?.answers ?? whole).push({ message: answer, place });
    } else {
      close();
      whole.push({ message, place });
    }
  }
  close();
  return whole;
}

/** Two items of one answer: words and thoughts behind each other, and all calls. */
function joined(first: AgentMessage, second: AgentMessage): AgentMessage {
  const text = joinedText(first.text, second.text);
  const reasoning = joinedText(first.reasoning, second.reasoning);
  const calls = [...(first.toolCalls ?? []), ...(second.toolCalls ?? [])];
  return {
    ...first,
    ...second,
    ...(text !== undefined && { text }),
    ...(reasoning !== undefined && { reasoning }),
    ...(calls.length > 0 && { toolCalls: calls }),
  };
}

function joinedText(first: string | undefined, second: string | undefined): string | undefined {
  const texts = [first, second].filter((text) => text !== undefined && text !== "");
  return texts.length === 0 ? (first ?? second) : texts.join("\n");
}
