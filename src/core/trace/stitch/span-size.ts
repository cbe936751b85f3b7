import type { JsonValue } from "../json.ts";
import type { Message, Span } from "../span.ts";

/** What an object costs beside its text, in characters. */
const perSpan = 700;
const perMessage = 120;
const perValue = 16;

/** About how much memory a span takes, in characters, without what it was sent. */
export function sizeOfSpan(span: Span): number {
  let size = perSpan + (span.systemInstructions?.length ?? 0);
  for (const message of span.output ?? []) size += sizeOfMessage(message);
  size += sizeOfJson(span.toolCall?.arguments) + sizeOfJson(span.toolResult);
  return size + (span.userText?.length ?? 0) + (span.replyText?.length ?? 0);
}

/** The same for one message. */
export function sizeOfMessage(message: Message): number {
  let size = perMessage + (message.text?.length ?? 0) + (message.reasoning?.length ?? 0);
  for (const call of message.toolCalls ?? []) size += perMessage + sizeOfJson(call.arguments);
  for (const answer of message.toolResults ?? []) size += perMessage + sizeOfJson(answer.result);
  return size;
}

function sizeOfJson(value: JsonValue | undefined): number {
  if (value === undefined) return 0;
  if (typeof value === "string") return perValue + value.length;
  if (typeof value !== "object" || value === null) return perValue;
  let size = perValue;
  if (Array.isArray(value)) {
    for (const item of value) size += sizeOfJson(item);
    return size;
  }
  for (const [key, child] of Object.entries(value)) size += key.length + sizeOfJson(child);
  return size;
}
