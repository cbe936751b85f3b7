import type { JsonValue } from "../../src/core/trace/json.ts";
import type { Message, Span, ToolAnswer } from "../../src/core/trace/span.ts";

/** Makes the spans of one trace; each begins a second after the one before it and takes half of one. */
export class TraceBuilder {
  readonly spans: Span[] = [];
  readonly #traceId: string;
  #seconds: number;

  /** @param start when the trace begins, in seconds; later traces begin later. */
  constructor(traceId = "trace-1", start = 1_000) {
    this.#traceId = traceId;
    this.#seconds = start;
  }

  /** Any span; its id is its place in the trace. */
  add(span: Partial<Span> & Pick<Span, "kind">): Span {
    const startedAtMs = this.#seconds * 1_000;
    this.#seconds += 1;
    const built: Span = {
      name: span.kind,
      traceId: this.#traceId,
      spanId: `${this.#traceId}.${this.spans.length + 1}`,
      startedAtMs,
      endedAtMs: startedAtMs + 500,
      ...span,
    };
    this.spans.push(built);
    return built;
  }

  model(input: readonly Message[], output: Message, more: Partial<Span> = {}): Span {
    return this.add({ kind: "model", name: "chat", input, output: [output], ...more });
  }

  tool(
    name: string,
    values: JsonValue,
    more: Partial<Span> & { readonly callId?: string } = {},
  ): Span {
    const { callId, ...rest } = more;
    const toolCall = { ...(callId !== undefined && { callId }), name, arguments: values };
    return this.add({ kind: "tool", name: `execute_tool ${name}`, toolCall, ...rest });
  }
}

export function says(text: string): Message {
  return { role: "assistant", text };
}

export function asks(text: string): Message {
  return { role: "user", text };
}

export function instructs(text: string): Message {
  return { role: "system", text };
}

/** A message that calls one tool. */
export function calls(name: string, values: JsonValue, callId?: string): Message {
  const call = { ...(callId !== undefined && { callId }), name, arguments: values };
  return { role: "assistant", toolCalls: [call] };
}

export function answers(
  result: JsonValue,
  callId?: string,
  more: Partial<ToolAnswer> = {},
): Message {
  const answer = { ...(callId !== undefined && { callId }), result, ...more };
  return { role: "tool", toolResults: [answer] };
}
