import { isAnthropicMessage, readAnthropicMessage } from "../anthropic/anthropic-message.ts";
import { readChatMessage } from "../chat-log/chat-message.ts";
import type { Fields } from "../fields.ts";
import { isFields } from "../fields.ts";
import type { DropList, Place } from "../imported.ts";
import { asChatMessage } from "../langsmith/langchain-message.ts";
import { isResponseItem, readResponseItem } from "../openai-responses/response-item.ts";
import { joinParts, type PlacedMessage } from "./join-parts.ts";

/** How a message is written. Logs mix them, so each message is asked. */
export type Dialect = "chat" | "anthropic" | "responses" | "langchain";

/** In what way a value is a message: one that says whose it is, or an item of an answer. `undefined` where it is none. */
export function dialectOf(value: unknown): Dialect | undefined {
  if (!isFields(value)) return undefined;
  if (isResponseItem(value)) return "responses";
  if (typeof value["role"] !== "string") {
    return asChatMessage(value) === undefined ? undefined : "langchain";
  }
  return isAnthropicMessage(value) ? "anthropic" : "chat";
}

/** Reads a list of messages of any dialects; parts of one answer are one message. */
export function readMessages(
  list: readonly unknown[],
  placeOf: (index: number) => Place,
  drops: DropList,
): readonly PlacedMessage[] {
  return joinParts(list.flatMap((value, index) => readMessage(value, placeOf(index), drops)));
}

/** Reads one message of any dialect; empty where it could not be read, which then is in `drops`. */
export function readMessage(
  value: unknown,
  place: Place,
  drops: DropList,
): readonly PlacedMessage[] {
  const dialect = dialectOf(value);
  if (!isFields(value) || dialect === undefined) {
    drops.add(place, "not a chat message: no role");
    return [];
  }
  switch (dialect) {
    case "responses":
      return readResponseItem(value, place, drops).map((message) => ({ message, place }));
    case "anthropic":
      return readAnthropicMessage(value, place, drops);
    case "langchain":
      return readRoleMessage(asChatMessage(value) ?? value, place, drops);
    case "chat":
      return readRoleMessage(value, place, drops);
  }
}

function readRoleMessage(value: Fields, place: Place, drops: DropList): readonly PlacedMessage[] {
  // The content of a LangChain message may be Anthropic's blocks.
  if (isAnthropicMessage(value)) return readAnthropicMessage(value, place, drops);
  const message = readChatMessage(value, place, drops);
  return message === undefined ? [] : [{ message, place }];
}
