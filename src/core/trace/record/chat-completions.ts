import { readChatMessage } from "../import/chat-log/chat-message.ts";
import type { Fields } from "../import/fields.ts";
import { isFields, textField } from "../import/fields.ts";
import { DropList } from "../import/imported.ts";
import type { Message } from "../span.ts";
import type { BilledTokens, ReadAnswer, ReadRequest } from "./read-call.ts";
import {
  captured,
  dollarsAt,
  fieldsAt,
  jsonAt,
  listAt,
  parseFields,
  readProviderError,
  tokensAt,
} from "./wire-fields.ts";

/** Reads a chat-completions request. Parts without text, such as images, have no place in a session. */
export function readChatRequest(body: Fields): ReadRequest {
  return captured({
    model: textField(body, "model"),
    toolDefinitions: jsonAt(body, "tools") ?? jsonAt(body, "functions"),
    input: listAt(body, "messages").flatMap((message) => readMessage(message)),
  });
}

/** Reads a whole chat completion. Of several choices the first is what an agent goes on with. */
export function readChatAnswer(body: Fields): ReadAnswer {
  const [choice] = listAt(body, "choices");
  const message = fieldsAt(choice, "message");
  return captured({
    model: textField(body, "model"),
    output: message && readOutput(message),
    finishReason: choice && textField(choice, "finish_reason"),
    tokens: readTokens(body),
    error: readProviderError(body),
    responseId: textField(body, "id"),
  });
}

/** Reads the events of a streamed chat completion, as far as they came; `undefined` where none is one. */
export function readChatStream(events: readonly string[]): ReadAnswer | undefined {
  const whole: Record<string, unknown> = {};
  const message = new MessageDraft();
  let finishReason: string | undefined;
  let count = 0;
  for (const event of events) {
    const chunk = parseFields(event);
    if (chunk === undefined) continue;
    count += 1;
    for (const key of ["id", "model", "usage", "error", "service_tier"]) {
      if (chunk[key] !== undefined && chunk[key] !== null) whole[key] = chunk[key];
    }
    const choice = listAt(chunk, "choices").find(({ index }) => (index ?? 0) === 0);
    if (choice === undefined) continue;
    finishReason = textField(choice, "finish_reason") ?? finishReason;
    message.add(fieldsAt(choice, "delta") ?? {});
  }
  if (count === 0) return undefined;
  const choices = message.isBegun
    ? [{ message: message.whole(), finish_reason: finishReason }]
    : [];
  return readChatAnswer({ ...whole, choices });
}

/** The message that a stream's deltas make up. */
class MessageDraft {
  isBegun = false;
  readonly #texts = new Map<string, string>();
  readonly #calls = new Map<number, { id: string; name: string; arguments: string }>();

  add(delta: Fields): void {
    for (const key of ["content", "refusal", "reasoning_content", "reasoning"]) {
      const piece = delta[key];
      if (typeof piece !== "string") continue;
      this.isBegun = true;
      this.#texts.set(key, (this.#texts.get(key) ?? "") + piece);
    }
    const legacy = fieldsAt(delta, "function_call");
    const calls = legacy === undefined ? listAt(delta, "tool_calls") : [{ function: legacy }];
    for (const [position, part] of calls.entries()) this.#addCall(part, position);
  }

  whole(): Fields {
    const calls = [...this.#calls].toSorted(([a], [b]) => a - b);
    return {
      ...Object.fromEntries(this.#texts),
      content: this.#texts.get("content") ?? null,
      ...(calls.length > 0 && {
        tool_calls: calls.map(([, { id, ...called }]) => ({ ...(id && { id }), function: called })),
      }),
    };
  }

  #addCall(part: Fields, position: number): void {
    this.isBegun = true;
    const index = typeof part["index"] === "number" ? part["index"] : position;
    const call = this.#calls.get(index) ?? { id: "", name: "", arguments: "" };
    const called = fieldsAt(part, "function") ?? fieldsAt(part, "custom");
    call.id ||= textField(part, "id") ?? "";
    call.name += (called && textField(called, "name")) ?? "";
    call.arguments +=
      (called && (textField(called, "arguments") ?? textField(called, "input"))) ?? "";
    this.#calls.set(index, call);
  }
}

function readOutput(message: Fields): Message | undefined {
  const [read] = readMessage({ role: "assistant", ...message });
  const reasoning = textField(message, "reasoning_content") ?? textField(message, "reasoning");
  return read && captured({ ...read, reasoning });
}

function readMessage(message: Fields): Message[] {
  const read = isFields(message)
    ? readChatMessage(message, { path: "" }, new DropList(""))
    : undefined;
  switch (read?.kind) {
    case undefined:
      return [];
    case "policy":
      return [captured({ role: "system" as const, text: read.text })];
    case "user":
      return [captured({ role: "user" as const, text: read.text })];
    case "agent":
      return [captured({ role: "assistant" as const, text: read.text, toolCalls: read.toolCalls })];
    case "tool": {
      const { callId, name, result, error } = read;
      const isError = error === undefined ? undefined : true;
      return [{ role: "tool", toolResults: [captured({ callId, name, result, isError })] }];
    }
  }
}

function readTokens(body: Fields): BilledTokens | undefined {
  const usage = fieldsAt(body, "usage");
  if (usage === undefined) return undefined;
  return captured({
    input: tokensAt(usage, "prompt_tokens"),
    output: tokensAt(usage, "completion_tokens"),
    cacheRead: tokensAt(fieldsAt(usage, "prompt_tokens_details"), "cached_tokens"),
    reasoning: tokensAt(fieldsAt(usage, "completion_tokens_details"), "reasoning_tokens"),
    costUsd: dollarsAt(usage, "cost"),
    tier: readTier(body),
  });
}

/** The tier that an OpenAI answer was billed by, where that is not the list's. */
export function readTier(body: Fields): string | undefined {
  const tier = textField(body, "service_tier");
  return tier === "default" || tier === "auto" ? undefined : tier;
}
