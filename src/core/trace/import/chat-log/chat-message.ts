import type { JsonValue } from "../../json.ts";
import type { StepError, ToolRequest } from "../../session.ts";
import { parseArguments } from "../embedded-value.ts";
import type { Fields } from "../fields.ts";
import { dropOddTexts, dropOtherFields, idField, isFields, textField } from "../fields.ts";
import type { DropList, Place } from "../imported.ts";
import { childPlace, inside } from "../imported.ts";
import type { AgentMessage, ChatMessage, ToolMessage } from "../messages/chat-message.ts";
import { firstText, readContentText, readToolResult } from "../messages/parts.ts";
import { readTime } from "../messages/read-time.ts";
import { readUsage } from "../messages/usage.ts";

/** Where providers beside OpenAI put what the model thought. */
const reasoningKeys = ["reasoning_content", "reasoning"] as const;

const kindOfRole: ReadonlyMap<string, ChatMessage["kind"]> = new Map([
  ["system", "policy"],
  ["developer", "policy"],
  ["user", "user"],
  ["human", "user"],
  ["assistant", "agent"],
  ["ai", "agent"],
  ["model", "agent"],
  ["tool", "tool"],
  ["function", "tool"],
]);

/** Reads one message; `undefined` where its role is unknown, which is then in `drops`. */
export function readChatMessage(
  value: Fields,
  place: Place,
  drops: DropList,
): ChatMessage | undefined {
  const message = withMoreOfLangChain(value);
  const role = textField(message, "role") ?? "";
  const kind = kindOfRole.get(role.toLowerCase());
  if (kind === "agent") return readAgentMessage(message, place, drops);
  if (kind === "tool") return readToolMessage(message, place, drops);
  if (kind === undefined) {
    drops.add(place, "message of an unknown role");
    return undefined;
  }
  const began = kind === "user" ? timeIn(message) : {};
  const known = kind === "user" ? ["role", "content", began.key ?? ""] : ["role", "content"];
  dropOtherFields(message, known, place, drops);
  const text = readContentText(message["content"], childPlace(place, "content"), drops);
  return { kind, ...(text !== undefined && { text }), ...began.time };
}

/** Tools that log LangChain's messages by role keep apart what the provider alone knows, its tool calls among that. */
function withMoreOfLangChain(message: Fields): Fields {
  const { additional_kwargs: more, ...own } = message;
  if (!isFields(more)) return message;
  const said = Object.entries(more).filter(([key, value]) => value !== null && !(key in own));
  return { ...Object.fromEntries(said), ...own };
}

/** Under what logs write when a message was sent. */
const timeKeys = ["timestamp", "created_at", "createdAt", "created", "time"] as const;

/** When a message was sent, and the field that says so; neither where no field holds a time. */
function timeIn(message: Fields): {
  readonly key?: string;
  readonly time?: { readonly startedAtMs: number };
} {
  for (const key of timeKeys) {
    const startedAtMs = readTime(message[key]);
    if (startedAtMs !== undefined) return { key, time: { startedAtMs } };
  }
  return {};
}

function readAgentMessage(message: Fields, place: Place, drops: DropList): AgentMessage {
  const known = ["role", "content", "refusal", "tool_calls", "function_call", "model", "usage"];
  const sent = timeIn(message);
  const more = [...reasoningKeys, "finish_reason", sent.key ?? ""];
  dropOtherFields(message, [...known, ...more], place, drops);
  const texts = ["refusal", "model", "finish_reason", ...reasoningKeys];
  dropOddTexts(message, texts, place, drops);
  const toolCalls = readToolCalls(message, place, drops);
  const spoken =
    readContentText(message["content"], childPlace(place, "content"), drops) ??
    textField(message, "refusal");
  // `content: null` beside calls is how the API says "no words, only calls"; without calls nothing is known.
  const isSilent = spoken === undefined && message["content"] === null && toolCalls?.length;
  const text = isSilent ? "" : spoken;
  const model = textField(message, "model");
  const reasoning = firstText(message, reasoningKeys);
  const finishReason = textField(message, "finish_reason");
  const usage = readUsage(message["usage"], inside({ place, drops }, "usage"));
  if (usage === undefined && isFields(message["usage"])) {
    drops.add(childPlace(place, "usage"), "usage without token counts");
  }
  return {
    kind: "agent",
    ...(text !== undefined && { text }),
    ...(reasoning !== undefined && { reasoning }),
    ...(toolCalls !== undefined && { toolCalls }),
    ...(finishReason !== undefined && { finishReason }),
    ...(model !== undefined && { model }),
    ...(usage !== undefined && { usage }),
    ...sent.time,
  };
}

function readToolMessage(message: Fields, place: Place, drops: DropList): ToolMessage {
  const known = ["role", "content", "tool_call_id", "id", "name", "status", "is_error", "error"];
  dropOtherFields(message, known, place, drops);
  dropOddTexts(message, ["tool_call_id", "id", "name"], place, drops);
  const callId = idField(message, "tool_call_id") ?? idField(message, "id");
  const name = textField(message, "name");
  const result = readToolResult(message["content"], childPlace(place, "content"), drops);
  const error = readToolError(message, result);
  return {
    kind: "tool",
    ...(callId !== undefined && { callId }),
    ...(name !== undefined && { name }),
    ...(result !== undefined && { result }),
    ...(error !== undefined && { error }),
  };
}

function readToolCalls(
  message: Fields,
  place: Place,
  drops: DropList,
): readonly ToolRequest[] | undefined {
  const list = message["tool_calls"];
  const legacy = message["function_call"];
  const calls: ToolRequest[] = [];
  if (Array.isArray(list)) {
    const at = childPlace(place, "tool_calls");
    for (const [index, call] of list.entries()) {
      const request = readToolCall(call, childPlace(at, index), drops);
      if (request !== undefined) calls.push(request);
    }
  } else if (list !== undefined && list !== null) {
    drops.add(childPlace(place, "tool_calls"), "tool calls that are no list");
  }
  if (legacy !== undefined && legacy !== null) {
    const request = readToolCall(legacy, childPlace(place, "function_call"), drops);
    if (request !== undefined) calls.push(request);
  }
  return list === undefined && legacy === undefined ? undefined : calls;
}

/** Reads `{id, function: {name, arguments}}`, `{id, custom: {name, input}}` and the flat `{id, name, arguments}`. */
function readToolCall(call: unknown, place: Place, drops: DropList): ToolRequest | undefined {
  if (!isFields(call)) {
    drops.add(place, "tool call that is no object");
    return undefined;
  }
  const wrapper = ["function", "custom"].find((key) => isFields(call[key]));
  const inner = wrapper === undefined ? undefined : call[wrapper];
  const named = isFields(inner) ? inner : call;
  const innerPlace = wrapper === undefined ? place : childPlace(place, wrapper);
  const argumentsKey = ["arguments", "args", "input"].find((key) => named[key] !== undefined);
  const known = ["id", "type", "index", "name", "function", "custom", "arguments", "args", "input"];
  dropOtherFields(call, known, place, drops);
  dropOddTexts(call, ["id"], place, drops);
  const name = textField(named, "name");
  if (name === undefined) {
    drops.add(place, "tool call without a name");
    return undefined;
  }
  const callId = idField(call, "id");
  const values =
    argumentsKey === undefined
      ? undefined
      : parseArguments(named[argumentsKey], childPlace(innerPlace, argumentsKey), drops);
  return {
    ...(callId !== undefined && { callId }),
    name,
    ...(values !== undefined && { arguments: values }),
  };
}

/**
 * The chat format has no field for a failed tool. Read are the flags that logs add (`status: error`, `is_error`, `error`)
 * and a result text that begins with `Error:`, as tau-bench and most tool loops write it.
 */
function readToolError(message: Fields, result: JsonValue | undefined): StepError | undefined {
  const { error } = message;
  const text = typeof result === "string" ? result : undefined;
  const isFlagged = message["status"] === "error" || message["is_error"] === true;
  const isSaid = text !== undefined && /^\s*error:/i.test(text);
  if (typeof error === "string" && error !== "") return { type: "tool-error", message: error };
  if (isFields(error)) {
    const type = textField(error, "type") ?? "tool-error";
    return { type, message: textField(error, "message") ?? text ?? "" };
  }
  if (!isFlagged && !isSaid) return undefined;
  return {
    type: "tool-error",
    message: text ?? (result === undefined ? "" : JSON.stringify(result)),
  };
}
