import type { Fields } from "../fields.ts";
import { isFields, textField } from "../fields.ts";

const roleOfType: ReadonlyMap<string, string> = new Map([
  ["human", "user"],
  ["humanmessage", "user"],
  ["humanmessagechunk", "user"],
  ["ai", "assistant"],
  ["aimessage", "assistant"],
  ["aimessagechunk", "assistant"],
  ["system", "system"],
  ["systemmessage", "system"],
  ["tool", "tool"],
  ["toolmessage", "tool"],
  ["function", "tool"],
  ["functionmessage", "tool"],
]);

/**
 * A LangChain message as the chat message that it stands for; `undefined` where the value is none.
 *
 * Read are its three spellings: serialized (`{lc, type: "constructor", id: […, "AIMessage"], kwargs}`), stored
 * (`{type: "ai", data}`) and plain (`{type: "ai", content}`).
 */
export function asChatMessage(value: Fields): Fields | undefined {
  if (typeof value["role"] === "string") return undefined;
  if (value["lc"] !== undefined && isFields(value["kwargs"])) {
    const path: readonly unknown[] = Array.isArray(value["id"]) ? value["id"] : [];
    return chatMessage(value["kwargs"], String(path.at(-1)));
  }
  const type = textField(value, "type") ?? "";
  if (isFields(value["data"])) return chatMessage(value["data"], type);
  return "content" in value ? chatMessage(value, type) : undefined;
}

/** What a session has no place for and LangChain writes into every message. */
const overhead = new Set([
  "id",
  "type",
  "example",
  "name",
  "additional_kwargs",
  "response_metadata",
  "usage_metadata",
  "invalid_tool_calls",
  "tool_call_chunks",
  "artifact",
]);

function chatMessage(fields: Fields, type: string): Fields | undefined {
  const role = roleOfType.get(type.toLowerCase());
  if (role === undefined) return undefined;
  const more = isFields(fields["additional_kwargs"]) ? fields["additional_kwargs"] : {};
  const about = isFields(fields["response_metadata"]) ? fields["response_metadata"] : {};
  const own = Object.entries(fields).filter(([key]) => !overhead.has(key));
  const ownCalls = fields["tool_calls"];
  const calls = Array.isArray(ownCalls) && ownCalls.length > 0 ? ownCalls : more["tool_calls"];
  const usage = fields["usage_metadata"] ?? about["token_usage"] ?? about["usage"];
  return {
    ...Object.fromEntries(own),
    role,
    ...(role === "tool" && fields["name"] !== undefined && { name: fields["name"] }),
    ...(role === "assistant" && {
      tool_calls: calls ?? undefined,
      function_call: more["function_call"],
      refusal: more["refusal"],
      reasoning_content: more["reasoning_content"],
      model: about["model_name"] ?? about["model"],
      finish_reason: about["finish_reason"] ?? about["stop_reason"],
      usage,
    }),
    ...(type.toLowerCase().startsWith("tool") && { type: undefined }),
  };
}
