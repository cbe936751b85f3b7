import { printable } from "../../text/printable.ts";
import { DropList } from "../import/imported.ts";
import { MessageLists } from "../import/otlp/message-lists.ts";
import type { JsonValue } from "../json.ts";
import type { Usage } from "../session.ts";
import type { Message, Span } from "../span.ts";
import type { PriceOf } from "./call-cost.ts";
import type { ModelApi } from "./model-api.ts";
import type { ReadAnswer, ReadRequest } from "./read-call.ts";
import type { WireCall } from "./wire-call.ts";
import { captured } from "./wire-fields.ts";
import { readWireAnswer, readWireRequest } from "./wire-readers.ts";
import { tookOf, usageOfCall } from "./wire-step.ts";

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
    const request = requestOf(exchange);
    const answer = readWireAnswer(exchange);
    const input = request && this.#inputOf(exchange.api, request);
    if (exchange.api === "responses") this.#remember(answer, input);
    const model = answer.model ?? request?.model;
    const usage = usageOfCall(exchange, answer, { priceOf: this.#priceOf, asked: request?.model });
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
    const answer = readWireAnswer(exchange);
    const asked = requestOf(exchange)?.model;
    const usage = usageOfCall(exchange, answer, { priceOf: this.#priceOf, asked });
    const error = exchange.failure ?? answer.error;
    return tookOf(captured({ provider: exchange.provider, usage, error }));
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
}

function requestOf({ api, request }: WireCall): ReadRequest | undefined {
  return request === undefined ? undefined : readWireRequest(api, request);
}
