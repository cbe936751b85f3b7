import type { JsonValue } from "../../json.ts";
import type { StepError, ToolRequest } from "../../session.ts";
import { parseArguments } from "../embedded-value.ts";
import type { Fields } from "../fields.ts";
import { dropOddTexts, dropOtherFields, idField, isFields, textField } from "../fields.ts";
import { childPlace, type DropList, type Place } from "../imported.ts";
import type { ChatMessage, ToolMessage } from "../messages/chat-message.ts";
import { readContentText, readToolResult, typeOf } from "../messages/parts.ts";

const callTypes = new Set(["function_call", "custom_tool_call"]);
const outputTypes = new Set(["function_call_output", "custom_tool_call_output"]);
/** Tools that the provider runs: one item is the call and its result. */
const hostedCall =
  /^(?:web_search|file_search|code_interpreter|computer|image_generation|local_shell|shell|apply_patch|mcp|tool_search)_call$/;
const hostedOutput = /^(?:computer|local_shell|shell|apply_patch|tool_search)_(?:call_)?output$/;
const messageParts = /^(?:input_text|output_text|input_image|input_file|refusal|summary_text)$/;

/** Items that hold no words, calls or results of their own, and what is told of each. */
const otherItems: ReadonlyMap<string, string> = new Map([
  ["item_reference", "item that is only referred to: what it said is not here"],
  ["mcp_list_tools", "list of a server's tools: no message"],
  ["mcp_approval_request", "request to approve a call: no message"],
  ["mcp_approval_response", "answer to a request to approve a call: no message"],
  ["compaction", "earlier messages that are encrypted"],
]);

const outputKeys = ["id", "type", "call_id", "name", "output", "status", "error"] as const;
const callKeys = ["id", "type", "call_id", "name", "status", "arguments", "input"] as const;
const reasoningKeys = ["id", "type", "status", "summary", "content", "encrypted_content"] as const;
const messageKeys = ["id", "type", "status", "role", "content", "phase"] as const;

/** What items say about themselves that a session has no place for and nobody misses. */
const hostedFields = ["id", "type", "status", "call_id", "name", "arguments", "output", "error"];

/** Whether a value is an item of OpenAI's Responses API, and could not be a chat message. */
export function isResponseItem(value: Fields): boolean {
  const type = typeOf(value);
  if (callTypes.has(type) || outputTypes.has(type) || hostedCall.test(type)) return true;
  if (hostedOutput.test(type) || otherItems.has(type)) return true;
  if (type === "reasoning") return Array.isArray(value["summary"]) || "encrypted_content" in value;
  const { content } = value;
  return (
    typeof value["role"] === "string" &&
    Array.isArray(content) &&
    content.some((part) => messageParts.test(typeOf(part)))
  );
}

/** Reads one item of the Responses API. What an agent says item by item are parts of one answer. */
export function readResponseItem(
  item: Fields,
  place: Place,
  drops: DropList,
): readonly ChatMessage[] {
  const type = typeOf(item);
  const other = otherItems.get(type);
  if (other !== undefined) {
    drops.add(place, other);
    return [];
  }
  if (type === "reasoning") return [readReasoning(item, place, drops)];
  if (callTypes.has(type)) return readCall(item, place, drops);
  if (outputTypes.has(type) || hostedOutput.test(type)) return [readOutput(item, place, drops)];
  if (hostedCall.test(type)) return readHostedCall(item, type, { place, drops });
  return readMessageItem(item, place, drops);
}

function readMessageItem(item: Fields, place: Place, drops: DropList): readonly ChatMessage[] {
  dropOtherFields(item, messageKeys, place, drops);
  const text = readContentText(item["content"], childPlace(place, "content"), drops);
  const said = text === undefined ? {} : { text };
  switch ((textField(item, "role") ?? "").toLowerCase()) {
    case "system":
    case "developer":
      return [{ kind: "policy", ...said }];
    case "user":
      return [{ kind: "user", ...said }];
    case "assistant":
      return [{ kind: "agent", ...said, ...endOf(item), isPart: true }];
    default:
      drops.add(place, "message of an unknown role");
      return [];
  }
}

/** An item that was cut off says so, as a model call does that ended for want of tokens. */
function endOf(item: Fields): { readonly finishReason?: string } {
  return item["status"] === "incomplete" ? { finishReason: "incomplete" } : {};
}

function readReasoning(item: Fields, place: Place, drops: DropList): ChatMessage {
  dropOtherFields(item, reasoningKeys, place, drops);
  const parts = ["summary", "content"].flatMap((key) => {
    const text = readContentText(item[key], childPlace(place, key), drops);
    return text === undefined || text === "" ? [] : [text];
  });
  if (parts.length === 0 && typeof item["encrypted_content"] === "string") {
    drops.add(childPlace(place, "encrypted_content"), "thoughts that are encrypted");
  }
  const reasoning = parts.length === 0 ? {} : { reasoning: parts.join("\n") };
  return { kind: "agent", isPart: true, ...reasoning, ...endOf(item) };
}

function readCall(item: Fields, place: Place, drops: DropList): readonly ChatMessage[] {
  const name = textField(item, "name");
  if (name === undefined) {
    drops.add(place, "tool call without a name");
    return [];
  }
  dropOtherFields(item, callKeys, place, drops);
  dropOddTexts(item, ["call_id", "id"], place, drops);
  const key = item["arguments"] === undefined ? "input" : "arguments";
  const values = parseArguments(item[key], childPlace(place, key), drops);
  const callId = idField(item, "call_id") ?? idField(item, "id");
  const request: ToolRequest = {
    ...(callId !== undefined && { callId }),
    name,
    ...(values !== undefined && { arguments: values }),
  };
  return [{ kind: "agent", isPart: true, text: "", toolCalls: [request], ...endOf(item) }];
}

function readOutput(item: Fields, place: Place, drops: DropList): ToolMessage {
  dropOtherFields(item, outputKeys, place, drops);
  dropOddTexts(item, ["call_id"], place, drops);
  const callId = idField(item, "call_id");
  const result = readToolResult(item["output"], childPlace(place, "output"), drops);
  const error = errorIn(item, result);
  return {
    kind: "tool",
    ...(callId !== undefined && { callId }),
    ...(result !== undefined && { result }),
    ...(error !== undefined && { error }),
  };
}

function errorIn(item: Fields, result: JsonValue | undefined): StepError | undefined {
  const { error } = item;
  if (typeof error === "string" && error !== "") return { type: "tool-error", message: error };
  if (isFields(error)) {
    const message = textField(error, "message") ?? JSON.stringify(error);
    return { type: textField(error, "type") ?? textField(error, "code") ?? "tool-error", message };
  }
  const isSaid = typeof result === "string" && /^\s*error:/i.test(result);
  if (isSaid) return { type: "tool-error", message: result };
  const isFailed = item["status"] === "failed" || item["status"] === "incomplete";
  return isFailed ? { type: "tool-error", message: String(item["status"]) } : undefined;
}

/** `web_search_call` and its like: what it was asked and what it found stand in fields of their own. */
function readHostedCall(
  item: Fields,
  type: string,
  { place, drops }: { readonly place: Place; readonly drops: DropList },
): readonly ChatMessage[] {
  const name = textField(item, "name") ?? type.replace(/_call$/, "");
  const callId = idField(item, "call_id") ?? idField(item, "id");
  const asked = ["arguments", "action", "queries", "code", "operation"].find(
    (key) => item[key] !== undefined && item[key] !== null,
  );
  const found = ["output", "results", "outputs", "result"].find(
    (key) => item[key] !== undefined && item[key] !== null,
  );
  const values =
    asked === undefined ? undefined : parseArguments(item[asked], childPlace(place, asked), drops);
  dropOtherFields(item, [...hostedFields, asked ?? "", found ?? ""], place, drops);
  const id = callId === undefined ? {} : { callId };
  const request = { ...id, name, ...(values !== undefined && { arguments: values }) };
  const result =
    found === undefined ? undefined : readToolResult(item[found], childPlace(place, found), drops);
  const error = errorIn(item, result);
  const isPending = found === undefined && error === undefined && item["status"] !== "completed";
  const answer: ToolMessage = {
    kind: "tool",
    ...id,
    name,
    ...(result !== undefined && { result }),
    ...(error !== undefined && { error }),
    isPart: true,
  };
  return [
    { kind: "agent", isPart: true, text: "", toolCalls: [request] },
    ...(isPending ? [] : [answer]),
  ];
}
