import type { Message } from "../span.ts";

/** Whether a message calls tools. */
export function hasCalls({ toolCalls }: Message): boolean {
  return toolCalls !== undefined && toolCalls.length > 0;
}

/** Whether anything that an agent said, thought or called was captured in a message. */
export function hasContent(message: Message): boolean {
  return message.text !== undefined || message.reasoning !== undefined || hasCalls(message);
}
