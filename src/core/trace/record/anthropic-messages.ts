import { parseToolContent } from "../import/embedded-value.ts";
import type { Fields } from "../import/fields.ts";
import { isFields, textField } from "../import/fields.ts";
import { DropList } from "../import/imported.ts";
import type { JsonValue } from "../json.ts";
import type { ToolRequest } from "../session.ts";
import type { Message, ToolAnswer } from "../span.ts";
import type { BilledTokens, ProviderToolCall, ReadAnswer, ReadRequest } from "./read-call.ts";
import {
  captured,
  fieldsAt,
  jsonAt,
  listAt,
  parseFields,
  readProviderError,
  tokensAt,
} from "./wire-fields.ts";

/** Reads a request of Anthropic's Messages API. */
export function readMessagesRequest(body: Fields): ReadRequest {
  return captured({
    model: textField(body, "model"),
    systemInstructions: textOf(body["system"]),
    toolDefinitions: jsonAt(body, "tools"),
    input: listAt(body, "messages").flatMap((message) => readMessage(message)),
  });
}

/** Reads a whole message of the model. */
export function readMessagesAnswer(body: Fields): ReadAnswer {
  const blocks = blocksOf(body["content"]);
  const providerTools = readProviderTools(blocks);
  return captured({
    model: textField(body, "model"),
    output: Array.isArray(body["content"]) ? readAssistant(blocks) : undefined,
    finishReason: textField(body, "stop_reason"),
    tokens: readTokens(body),
    error: readProviderError(body),
    responseId: textField(body, "id"),
    providerTools: providerTools.length > 0 ? providerTools : undefined,
  });
}

/** Reads the events of a streamed message, as far as they came; `undefined` where none is one. */
export function readMessagesStream(events: readonly string[]): ReadAnswer | undefined {
  let message: Fields | undefined;
  let error: unknown;
  const blocks = new Map<unknown, Record<string, unknown>>();
  for (const text of events) {
    const event = parseFields(text);
    const key = event?.["index"];
    switch (event?.["type"]) {
      case "message_start":
        message = fieldsAt(event, "message") ?? message;
        break;
      case "content_block_start":
        blocks.set(key, { ...fieldsAt(event, "content_block") });
        break;
      case "content_block_delta":
        addDelta(blocks.get(key), fieldsAt(event, "delta"));
        break;
      case "message_delta":
        message = {
          ...message,
          ...fieldsAt(event, "delta"),
          usage: { ...fieldsAt(message, "usage"), ...fieldsAt(event, "usage") },
        };
        break;
      case "error":
        ({ error } = event ?? {});
        break;
    }
  }
  if (message === undefined && error === undefined) return undefined;
  const content = message === undefined ? undefined : [...blocks.values()].map(withInput);
  return readMessagesAnswer({ ...message, content, error });
}

const pieces: ReadonlyMap<unknown, readonly [field: string, to: string]> = new Map([
  ["text_delta", ["text", "text"]],
  ["thinking_delta", ["thinking", "thinking"]],
  ["input_json_delta", ["partial_json", "inputText"]],
]);

function addDelta(block: Record<string, unknown> | undefined, delta: Fields | undefined): void {
  const [field, to] = pieces.get(delta?.["type"]) ?? [];
  if (block === undefined || delta === undefined || field === undefined || to === undefined) return;
  const piece = delta[field];
  const before = block[to];
  block[to] = (typeof before === "string" ? before : "") + (typeof piece === "string" ? piece : "");
}

/** The input of a call comes in pieces of JSON text; one that was cut stays the text that came. */
function withInput(block: Fields): Fields {
  const { inputText, ...rest } = block;
  if (typeof inputText !== "string" || inputText === "") return block;
  return { ...rest, input: parseFields(inputText) ?? inputText };
}

function readMessage(message: Fields): Message[] {
  const blocks = blocksOf(message["content"]);
  if (textField(message, "role") === "assistant") return [readAssistant(blocks)];
  const answers = blocks.filter(({ type }) => type === "tool_result").map(readResult);
  const rest = blocks.filter(({ type }) => type !== "tool_result");
  const results: Message[] = answers.length > 0 ? [{ role: "tool", toolResults: answers }] : [];
  if (rest.length === 0 && answers.length > 0) return results;
  const role = textField(message, "role") === "system" ? ("system" as const) : ("user" as const);
  return [...results, captured({ role, text: textOf(rest) })];
}

function readAssistant(blocks: readonly Fields[]): Message {
  const calls = blocks.filter(({ type }) => type === "tool_use").map(readCall);
  const thoughts = blocks.filter(({ type }) => type === "thinking");
  const texts = blocks.filter(({ type }) => type === "text");
  return captured({
    role: "assistant" as const,
    text: texts.map((block) => textField(block, "text") ?? "").join(""),
    reasoning:
      thoughts.length > 0
        ? thoughts.map((block) => textField(block, "thinking") ?? "").join("\n")
        : undefined,
    toolCalls: calls.length > 0 ? calls : undefined,
  });
}

function readCall(block: Fields): ToolRequest {
  return captured({
    callId: textField(block, "id"),
    name: textField(block, "name") ?? "unknown",
    arguments: jsonAt(block, "input"),
  });
}

function readResult(block: Fields): ToolAnswer {
  return captured({
    callId: textField(block, "tool_use_id"),
    result: contentOf(block["content"]),
    isError: block["is_error"] === true ? true : undefined,
  });
}

/** What a tool gave back: text as the tool's own JSON where it is some; "" where there is none. */
function contentOf(content: unknown): JsonValue | undefined {
  if (content === undefined || content === null) return "";
  return parseToolContent(textOf(content) ?? content, { path: "" }, new DropList(""));
}

/** Tools that ran at the provider: call and result are both blocks of the answer. */
function readProviderTools(blocks: readonly Fields[]): ProviderToolCall[] {
  return blocks
    .filter(({ type }) => type === "server_tool_use" || type === "mcp_tool_use")
    .map((block) => {
      const request = readCall(block);
      const answer = blocks.find(
        ({ type, tool_use_id: id }) =>
          String(type).endsWith("_tool_result") && id !== undefined && id === request.callId,
      );
      const failed = fieldsAt(answer, "content");
      const isFailed =
        answer?.["is_error"] === true || String(failed?.["type"]).endsWith("_tool_result_error");
      return captured({
        request,
        result: jsonAt(answer, "content"),
        error: isFailed
          ? {
              type: "provider-tool",
              message: (failed && textField(failed, "error_code")) ?? "the tool failed",
            }
          : undefined,
      });
    });
}

function blocksOf(content: unknown): readonly Fields[] {
  if (typeof content === "string") return [{ type: "text", text: content }];
  return Array.isArray(content) ? content.filter(isFields) : [];
}

function textOf(content: unknown): string | undefined {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return undefined;
  const texts = content
    .filter(isFields)
    .filter(({ type }) => type === "text")
    .map((block) => textField(block, "text") ?? "");
  return texts.length === 0 && content.length > 0 ? undefined : texts.join("\n");
}

/** Anthropic counts the tokens from and into its cache beside the input; here they are part of it. */
function readTokens(body: Fields): BilledTokens | undefined {
  const usage = fieldsAt(body, "usage");
  if (usage === undefined) return undefined;
  const fresh = tokensAt(usage, "input_tokens");
  const cacheRead = tokensAt(usage, "cache_read_input_tokens");
  const cacheWrite = tokensAt(usage, "cache_creation_input_tokens");
  const tier = textField(usage, "service_tier");
  return captured({
    input: fresh === undefined ? undefined : fresh + (cacheRead ?? 0) + (cacheWrite ?? 0),
    output: tokensAt(usage, "output_tokens"),
    cacheRead,
    cacheWrite,
    tier: tier !== undefined && tier !== "standard" ? tier : billedBeside(usage),
  });
}

/** To fetch a page costs its tokens alone. */
const billedTools = ["web_search_requests", "code_execution_requests"];

/** What costs more than tokens of the list do: the cache that lasts an hour, and tools that ran at the provider. */
function billedBeside(usage: Fields): string | undefined {
  if (tokensAt(fieldsAt(usage, "cache_creation"), "ephemeral_1h_input_tokens")) return "cache-1h";
  const tools = fieldsAt(usage, "server_tool_use");
  const isBilled = billedTools.some((key) => tokensAt(tools, key));
  return isBilled ? "tools" : undefined;
}
