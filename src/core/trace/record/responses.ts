import { parseArguments, parseToolContent } from "../import/embedded-value.ts";
import type { Fields } from "../import/fields.ts";
import { isFields, textField } from "../import/fields.ts";
import { DropList } from "../import/imported.ts";
import type { ToolRequest } from "../session.ts";
import type { Message, ToolAnswer } from "../span.ts";
import { readTier } from "./chat-completions.ts";
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

/** Reads a request of OpenAI's Responses API. */
export function readResponsesRequest(body: Fields): ReadRequest {
  const { input } = body;
  return captured({
    model: textField(body, "model"),
    systemInstructions: textField(body, "instructions"),
    toolDefinitions: jsonAt(body, "tools"),
    input:
      typeof input === "string"
        ? [{ role: "user" as const, text: input }]
        : readItems(Array.isArray(input) ? input.filter(isFields) : []),
    follows: textField(body, "previous_response_id") ?? conversationOf(body),
  });
}

/** Reads a whole response. */
export function readResponse(body: Fields): ReadAnswer {
  const items = listAt(body, "output");
  const output = readItems(items).find(({ role }) => role === "assistant");
  const providerTools = items.flatMap((item) => readProviderTool(item));
  return captured({
    model: textField(body, "model"),
    output,
    finishReason:
      (fieldsAt(body, "incomplete_details") &&
        textField(fieldsAt(body, "incomplete_details") ?? {}, "reason")) ??
      textField(body, "status"),
    tokens: readTokens(body),
    error: readProviderError(body),
    providerTools: providerTools.length > 0 ? providerTools : undefined,
    responseId: textField(body, "id"),
    conversation: conversationOf(body),
  });
}

/**
 * Reads the events of a streamed response. The last one holds all of it; where the stream was cut, what had come by
 * then is put together. `undefined` where no event is one of a response.
 */
export function readResponseStream(events: readonly string[]): ReadAnswer | undefined {
  let begun: Fields | undefined;
  const items: Fields[] = [];
  let open = "";
  for (const text of events) {
    const event = parseFields(text);
    if (event === undefined) continue;
    const response = fieldsAt(event, "response");
    switch (event["type"]) {
      case "response.completed":
      case "response.incomplete":
      case "response.failed":
        if (response !== undefined) return readResponse(response);
        break;
      case "error":
        return readResponse({ ...begun, output: items, error: fieldsAt(event, "error") ?? event });
      case "response.output_text.delta":
        open += typeof event["delta"] === "string" ? event["delta"] : "";
        break;
      case "response.output_item.done":
        open = "";
        if (isFields(event["item"])) items.push(event["item"]);
        break;
      default:
        begun ??= response;
    }
  }
  if (begun === undefined && items.length === 0) return undefined;
  const said = open === "" ? [] : [{ type: "message", role: "assistant", content: open }];
  return readResponse({ ...begun, status: undefined, output: [...items, ...said] });
}

function conversationOf(body: Fields): string | undefined {
  const { conversation } = body;
  return isFields(conversation) ? textField(conversation, "id") : textField(body, "conversation");
}

type AssistantDraft = { text?: string; reasoning?: string; calls: ToolRequest[] };

/** Items as messages: what the model said, thought and called in one go is one message, as are the results of its calls. */
function readItems(items: readonly Fields[]): Message[] {
  const messages: Message[] = [];
  let draft: AssistantDraft | undefined;
  const close = (): void => {
    if (draft === undefined) return;
    const { text, reasoning, calls } = draft;
    const toolCalls = calls.length > 0 ? calls : undefined;
    const said = text ?? (toolCalls === undefined ? undefined : "");
    messages.push(captured({ role: "assistant" as const, text: said, reasoning, toolCalls }));
    draft = undefined;
  };
  for (const item of items) {
    const type = textField(item, "type") ?? "message";
    const answer = readResult(item, type);
    if (answer !== undefined) {
      close();
      const last = messages.at(-1);
      if (last?.role === "tool")
        messages[messages.length - 1] = {
          role: "tool",
          toolResults: [...(last.toolResults ?? []), answer],
        };
      else messages.push({ role: "tool", toolResults: [answer] });
      continue;
    }
    const role = type === "message" ? (textField(item, "role") ?? "assistant") : "assistant";
    if (role !== "assistant") {
      close();
      const ours = role === "user" ? "user" : "system";
      messages.push(captured({ role: ours, text: textOf(item["content"]) } as const));
      continue;
    }
    draft = addToAssistant(draft ?? { calls: [] }, item, type);
  }
  close();
  return messages;
}

function addToAssistant(draft: AssistantDraft, item: Fields, type: string): AssistantDraft {
  if (type === "message") {
    const text = textOf(item["content"]);
    return text === undefined ? draft : { ...draft, text: (draft.text ?? "") + text };
  }
  if (type === "reasoning") {
    const thought = textOf(item["summary"]) || textOf(item["content"]);
    return thought ? { ...draft, reasoning: (draft.reasoning ?? "") + thought } : draft;
  }
  const isCall = type === "function_call" || type === "custom_tool_call";
  const name = textField(item, "name");
  if (!isCall || name === undefined) return draft;
  const request = captured({
    callId: textField(item, "call_id") ?? textField(item, "id"),
    name,
    arguments: parseArguments(item["arguments"] ?? item["input"], { path: "" }, new DropList("")),
  });
  return { ...draft, calls: [...draft.calls, request] };
}

function readResult(item: Fields, type: string): ToolAnswer | undefined {
  if (type !== "function_call_output" && type !== "custom_tool_call_output") return undefined;
  const { output } = item;
  const content = Array.isArray(output) ? (textOf(output) ?? output) : output;
  return captured({
    callId: textField(item, "call_id"),
    result: parseToolContent(content, { path: "" }, new DropList("")),
  });
}

/** Tools that ran at the provider leave their call, and of some their result, in the answer itself. */
function readProviderTool(item: Fields): ProviderToolCall[] {
  const type = textField(item, "type") ?? "";
  if (!type.endsWith("_call") || type === "function_call" || type === "custom_tool_call") return [];
  const callId = textField(item, "id");
  const failed = item["error"] ?? undefined;
  const error =
    failed !== undefined || item["status"] === "failed"
      ? {
          type: "provider-tool",
          message: typeof failed === "string" ? failed : JSON.stringify(failed ?? "failed"),
        }
      : undefined;
  const asked =
    item["arguments"] ?? item["action"] ?? item["queries"] ?? item["code"] ?? item["input"];
  const found = item["output"] ?? item["results"] ?? item["outputs"] ?? undefined;
  const drops = new DropList("");
  return [
    captured({
      request: captured({
        callId,
        name:
          type === "mcp_call" ? (textField(item, "name") ?? type) : type.slice(0, -"_call".length),
        arguments: asked === undefined ? undefined : parseArguments(asked, { path: "" }, drops),
      }),
      result: found === undefined ? undefined : parseToolContent(found, { path: "" }, drops),
      error,
    }),
  ];
}

function textOf(content: unknown): string | undefined {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return undefined;
  const texts = content
    .filter(isFields)
    .map((part) => textField(part, "text") ?? textField(part, "refusal"))
    .filter((text) => text !== undefined);
  return texts.length === 0 && content.length > 0 ? undefined : texts.join("\n");
}

function readTokens(body: Fields): BilledTokens | undefined {
  const usage = fieldsAt(body, "usage");
  if (usage === undefined) return undefined;
  return captured({
    input: tokensAt(usage, "input_tokens"),
    output: tokensAt(usage, "output_tokens"),
    cacheRead: tokensAt(fieldsAt(usage, "input_tokens_details"), "cached_tokens"),
    reasoning: tokensAt(fieldsAt(usage, "output_tokens_details"), "reasoning_tokens"),
    tier: readTier(body) ?? (listAt(body, "output").some(isBilledTool) ? "tools" : undefined),
  });
}

/** Calls that cost something beside their tokens. */
const billedTools: ReadonlySet<unknown> = new Set([
  "web_search_call",
  "file_search_call",
  "code_interpreter_call",
  "image_generation_call",
  "shell_call",
]);

function isBilledTool({ type }: Fields): boolean {
  return billedTools.has(type);
}
