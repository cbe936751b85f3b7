import { httpFailure, isUnbilled } from "../../agent/provider-failure.ts";
import { printable } from "../../text/printable.ts";
import { DropList } from "../import/imported.ts";
import { MessageLists } from "../import/otlp/message-lists.ts";
import type { JsonValue } from "../json.ts";
import type { StepError, Usage } from "../session.ts";
import type { Message, Span } from "../span.ts";
import {
  readMessagesAnswer,
  readMessagesRequest,
  readMessagesStream,
} from "./anthropic-messages.ts";
import { type PriceOf, usageOfTokens } from "./call-cost.ts";
import { readChatAnswer, readChatRequest, readChatStream } from "./chat-completions.ts";
import type { ModelApi } from "./model-api.ts";
import type { ReadAnswer, ReadRequest } from "./read-call.ts";
import { readResponse, readResponseStream, readResponsesRequest } from "./responses.ts";
import type { ResponseBody, WireCall } from "./wire-call.ts";
import { captured, parseFields, readProviderError } from "./wire-fields.ts";

type Reader = {
  readonly request: (body: Readonly<Record<string, unknown>>) => ReadRequest;
  readonly answer: (body: Readonly<Record<string, unknown>>) => ReadAnswer;
  readonly stream: (events: readonly string[]) => ReadAnswer | undefined;
};

const readers: Readonly<Record<ModelApi, Reader>> = {
  "chat-completions": { request: readChatRequest, answer: readChatAnswer, stream: readChatStream },
  responses: { request: readResponsesRequest, answer: readResponse, stream: readResponseStream },
  messages: {
    request: readMessagesRequest,
    answer: readMessagesAnswer,
    stream: readMessagesStream,
  },
};

/** Where a recorded call stands among the spans of its session. */
export type SpanOrigin = Pick<Span, "traceId" | "spanId" | "parentSpanId" | "sessionId">;

/** Who emitted the spans of the model recorder. */
const scope = "tracegate.recorder";

/**
 * Turns the model calls of one session into spans, in the order in which they are given.
 *
 * Keeps what a provider remembers between calls (`previous_response_id`, `conversation`), so that each span's input is
 * the whole conversation although the request held only its end.
 */
export class ModelSpans {
  readonly #priceOf: PriceOf;
  readonly #remembered = new Map<string, readonly Message[]>();
  readonly #lists = new MessageLists(new DropList(""));
  #tools: { readonly text: string; readonly definitions: JsonValue } | undefined;

  constructor(priceOf: PriceOf) {
    this.#priceOf = priceOf;
  }

  /** The call's span, and one for each tool that the provider itself ran. Never throws for what the bodies hold. */
  read(exchange: WireCall, origin: SpanOrigin): readonly Span[] {
    const reader = readers[exchange.api];
    const sent = exchange.request === undefined ? undefined : parseFields(exchange.request);
    const request = sent && reader.request(sent);
    const answer = readAnswer(reader, exchange);
    const input = request && this.#inputOf(exchange.api, request);
    if (exchange.api === "responses") this.#remember(answer, input);
    const model = answer.model ?? request?.model;
    const usage = this.#usage(exchange, answer, request?.model);
    const times = { startedAtMs: exchange.startedAtMs, endedAtMs: exchange.endedAtMs };
    const span: Span = captured({
      kind: "model" as const,
      name: model === undefined ? exchange.api : `chat ${printable(model, 200)}`,
      ...origin,
      scope,
      ...times,
      provider: exchange.provider,
      model,
      error: exchange.failure ?? answer.error,
      usage,
      finishReason: answer.finishReason,
      responseId: answer.responseId,
      systemInstructions: request?.systemInstructions,
      toolDefinitions: this.#toolsOf(request),
      input,
      output: answer.output && [answer.output],
    });
    const tools = (answer.providerTools ?? []).map(
      ({ request: toolCall, result, error }, index): Span =>
        captured({
          kind: "tool" as const,
          name: `execute_tool ${printable(toolCall.name, 200)}`,
          ...origin,
          spanId: `${origin.spanId}.${index + 1}`,
          parentSpanId: origin.spanId,
          scope,
          ...times,
          toolCall,
          toolResult: result,
          error,
        }),
    );
    return [span, ...tools];
  }

  /** What the call took, as its span would say it; `usage` is absent where it was cut off, and empty where nobody tells. */
  tookOf(exchange: WireCall): "nothing" | { readonly usage?: Usage } {
    const reader = readers[exchange.api];
    const answer = readAnswer(reader, exchange);
    const error = exchange.failure ?? answer.error;
    if (error !== undefined && isUnbilled(error)) return "nothing";
    const sent = exchange.request === undefined ? undefined : parseFields(exchange.request);
    const usage = this.#usage(exchange, answer, sent && reader.request(sent).model);
    if (usage !== undefined) return { usage };
    return error === undefined ? { usage: {} } : {};
  }

  /** The whole conversation; messages that an earlier call was sent too are the same objects. */
  #inputOf(api: ModelApi, { follows, input }: ReadRequest): readonly Message[] {
    const before = follows === undefined ? undefined : this.#remembered.get(follows);
    return this.#lists.share(before === undefined ? input : [...before, ...input], api);
  }

  /** Nearly all calls of a session offer the same tools. */
  #toolsOf(request: ReadRequest | undefined): JsonValue | undefined {
    const { toolDefinitions } = request ?? {};
    if (toolDefinitions === undefined) return undefined;
    const text = JSON.stringify(toolDefinitions);
    if (text !== this.#tools?.text) this.#tools = { text, definitions: toolDefinitions };
    return this.#tools.definitions;
  }

  #remember(
    { responseId, conversation, output }: ReadAnswer,
    input: readonly Message[] = [],
  ): void {
    const whole = output === undefined ? input : [...input, output];
    for (const name of [responseId, conversation])
      if (name !== undefined) this.#remembered.set(name, whole);
  }

  #usage(exchange: WireCall, answer: ReadAnswer, asked?: string): Usage | undefined {
    const { tokens } = answer;
    if (tokens === undefined) return undefined;
    const models = [answer.model, asked].filter((name) => name !== undefined);
    const usage = usageOfTokens(tokens, this.#priceOf(exchange.provider, models));
    return Object.keys(usage).length === 0 ? undefined : usage;
  }
}

function readAnswer(reader: Reader, { response }: WireCall): ReadAnswer {
  if (response === undefined) return {};
  const { status, body } = response;
  if (status < 200 || status > 299) {
    return { error: { type: httpFailure(status), message: errorMessage(body) } };
  }
  switch (body.kind) {
    case "not-captured":
      return {};
    case "events":
      return reader.stream(body.events) ?? { error: malformed(body.events.join(" ")) };
    case "text": {
      const whole = parseFields(body.text);
      if (whole === undefined) return { error: malformed(body.text) };
      const answer = reader.answer(whole);
      const isOne = answer.output !== undefined || answer.error !== undefined;
      return isOne ? answer : { ...answer, error: malformed(body.text) };
    }
  }
}

function errorMessage(body: ResponseBody): string {
  if (body.kind === "not-captured") return body.reason;
  const text = body.kind === "events" ? body.events.join("\n") : body.text;
  const fields = parseFields(text);
  return (fields && readProviderError(fields)?.message) ?? (printable(text) || "no message");
}

function malformed(text: string): StepError {
  const start = printable(text, 120);
  return {
    type: "malformed",
    message: start === "" ? "the answer is empty" : `the answer cannot be read: ${start}`,
  };
}
