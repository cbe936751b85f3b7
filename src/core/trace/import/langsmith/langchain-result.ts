import type { JsonValue } from "../../json.ts";
import { isFields, textField } from "../fields.ts";
import { childPlace, type DropList, type Place } from "../imported.ts";
import { readToolResult } from "../messages/parts.ts";
import { asChatMessage } from "./langchain-message.ts";

/** What a tool answered, and what the message in which LangChain may have wrapped it says of the call. */
export type LangChainResult = {
  readonly result?: JsonValue;
  readonly callId?: string;
  readonly isError: boolean;
};

/** Reads what a tool of LangChain gave back: the content of its message, else the value itself. */
export function readLangChainResult(
  value: unknown,
  place: Place,
  drops: DropList,
): LangChainResult {
  const message = isFields(value) ? asChatMessage(value) : undefined;
  const content = message === undefined ? value : message["content"];
  const at = message === undefined ? place : childPlace(place, "content");
  const result = readToolResult(content, at, drops);
  const callId = message === undefined ? undefined : textField(message, "tool_call_id");
  return {
    ...(result !== undefined && { result }),
    ...(callId !== undefined && callId !== "" && { callId }),
    isError: message !== undefined && message["status"] === "error",
  };
}
