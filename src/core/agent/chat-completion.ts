import { printable } from "../text/printable.ts";
import { readToolCatalog } from "../trace/agent-facts.ts";
import type { JsonValue } from "../trace/json.ts";
import type { StepError, ToolDefinition, ToolRequest, Usage } from "../trace/session.ts";
import type { ModelCall } from "./agent.ts";
import { captureJson } from "./capture-json.ts";

/**
 * The model call that a chat-completions response body tells of.
 *
 * Reads nothing but what it knows, from the first choice. A body that is no completion becomes a
 * call with an error; it never throws.
 */
export function readCompletion(body: string): ModelCall {
  const json = parseRecord(body);
  if (json === undefined) return { error: malformed(body) };
  const error = readProviderError(json);
  if (error !== undefined) return { error };
  const message = recordAt(firstOf(json["choices"]), "message");
  if (message === undefined) return { ...readModelName(json), error: malformed(body) };
  const toolCalls = listAt(message, "tool_calls").flatMap((call) => readToolCall(call));
  return {
    ...readModelName(json),
    text: readContent(message),
    ...(toolCalls.length > 0 ? { toolCalls } : {}),
    ...readUsage(json),
  };
}

/**
 * The system prompt in a chat-completions request body: its system and developer messages, joined.
 *
 * `undefined` where there is none, or the body is no such request.
 */
export function readSystemPrompt(body: string): string | undefined {
  const json = parseRecord(body);
  if (json === undefined) return undefined;
  const texts = listAt(json, "messages")
    .filter(isFields)
    .filter(({ role }) => role === "system" || role === "developer")
    .map(readContent)
    .filter((text) => text !== "");
  return texts.length === 0 ? undefined : texts.join("\n\n");
}

/** The tools that a chat-completions request body offers; `undefined` where it offers none, or is no such request. */
export function readOfferedTools(body: string): readonly ToolDefinition[] | undefined {
  return readToolCatalog(parseRecord(body)?.["tools"]);
}

/** As `readCompletion`, from the text of a server-sent-events stream, whole or cut anywhere. */
export function readCompletionStream(stream: string): ModelCall {
  const draft: StreamDraft = { text: "", calls: new Map() };
  let chunks = 0;
  for (const line of stream.split(/\r\n|\n|\r/)) {
    const chunk = line.startsWith("data:") ? parseRecord(line.slice(5)) : undefined;
    if (chunk === undefined) continue;
    chunks += 1;
    const error = readProviderError(chunk);
    if (error !== undefined) draft.error = error;
    Object.assign(draft, readModelName(chunk), readUsage(chunk));
    const delta = recordAt(firstOf(chunk["choices"]), "delta");
    if (delta !== undefined) addDelta(draft, delta);
  }
  if (chunks === 0) return { error: malformed(stream) };
  const { calls, ...call } = draft;
  const toolCalls = [...calls.values()].map((parts) => toolRequest(parts));
  return toolCalls.length > 0 ? { ...call, toolCalls } : call;
}

/** What a body says of the error behind a status that is no success; its text where it says nothing. */
export function readErrorMessage(body: string): string {
  const json = parseRecord(body);
  return (json && readProviderError(json)?.message) || printable(body);
}

type CallParts = { id: string; name: string; arguments: string };
type StreamDraft = {
  text: string;
  model?: string;
  usage?: Usage;
  error?: StepError;
  readonly calls: Map<number, CallParts>;
};

function addDelta(draft: StreamDraft, delta: Fields): void {
  draft.text += readContent(delta);
  for (const [position, part] of listAt(delta, "tool_calls").entries()) {
    if (!isFields(part)) continue;
    const index = typeof part["index"] === "number" ? part["index"] : position;
    const parts = draft.calls.get(index) ?? { id: "", name: "", arguments: "" };
    const called = recordAt(part, "function");
    parts.id ||= textAt(part, "id");
    parts.name += called === undefined ? "" : textAt(called, "name");
    parts.arguments += called === undefined ? "" : textAt(called, "arguments");
    draft.calls.set(index, parts);
  }
}

function readToolCall(call: unknown): ToolRequest[] {
  const called = recordAt(call, "function");
  if (called === undefined) return [];
  return [
    toolRequest({
      id: isFields(call) ? textAt(call, "id") : "",
      name: textAt(called, "name"),
      arguments: textAt(called, "arguments"),
    }),
  ];
}

function toolRequest(parts: CallParts): ToolRequest {
  return {
    ...(parts.id === "" ? {} : { callId: parts.id }),
    name: parts.name,
    ...(parts.arguments === "" ? {} : { arguments: parseArguments(parts.arguments) }),
  };
}

/** Models write arguments as text; text that is no JSON is what the model wrote and stays as it is. */
function parseArguments(text: string): JsonValue {
  try {
    return captureJson(JSON.parse(text)).value;
  } catch {
    return text;
  }
}

function readContent(message: Fields): string {
  const content = message["content"];
  if (typeof content === "string") return content;
  if (Array.isArray(content)) {
    return content.map((part) => (isFields(part) ? textAt(part, "text") : "")).join("");
  }
  return textAt(message, "refusal");
}

function readModelName(json: Fields): { model?: string } {
  return typeof json["model"] === "string" ? { model: json["model"] } : {};
}

function readUsage(json: Fields): { usage?: Usage } {
  const usage = recordAt(json, "usage");
  if (usage === undefined) return {};
  const inputTokens = amountAt(usage, "prompt_tokens");
  const outputTokens = amountAt(usage, "completion_tokens");
  const cachedInputTokens = amountAt(
    recordAt(usage, "prompt_tokens_details") ?? {},
    "cached_tokens",
  );
  // OpenRouter and LiteLLM state the price of a call here; OpenAI does not.
  const costUsd = amountAt(usage, "cost");
  return {
    usage: {
      ...(inputTokens === undefined ? {} : { inputTokens }),
      ...(outputTokens === undefined ? {} : { outputTokens }),
      ...(cachedInputTokens === undefined ? {} : { cachedInputTokens }),
      ...(costUsd === undefined ? {} : { costUsd }),
    },
  };
}

/** Gateways send errors with status 200 too, in a body or in the middle of a stream. */
function readProviderError(json: Fields): StepError | undefined {
  const error = json["error"];
  if (typeof error === "string") return { type: "provider", message: printable(error) };
  if (!isFields(error)) return undefined;
  const code = error["code"] ?? error["status"];
  const status = typeof code === "number" && code >= 400 && code <= 599 ? code : undefined;
  return {
    type: status === undefined ? "provider" : `http-${status}`,
    message: printable(textAt(error, "message") || textAt(error, "type") || "no message"),
  };
}

function malformed(body: string): StepError {
  const start = printable(body, 120);
  return {
    type: "malformed",
    message: start === "" ? "the answer is empty" : `the answer is no chat completion: ${start}`,
  };
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseRecord(text: string): Fields | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return isFields(json) ? json : undefined;
  } catch {
    // Not JSON, such as the stream's closing `[DONE]`: the callers say what that means.
    return undefined;
  }
}

function recordAt(value: unknown, key: string): Fields | undefined {
  const field = isFields(value) ? value[key] : undefined;
  return isFields(field) ? field : undefined;
}

function firstOf(list: unknown): unknown {
  return Array.isArray(list) ? list[0] : undefined;
}

function listAt(value: Fields, key: string): readonly unknown[] {
  const field = value[key];
  return Array.isArray(field) ? field : [];
}

function textAt(value: Fields, key: string): string {
  const field = value[key];
  return typeof field === "string" ? field : "";
}

function amountAt(value: Fields, key: string): number | undefined {
  const field = value[key];
  return typeof field === "number" && Number.isFinite(field) && field >= 0 ? field : undefined;
}
