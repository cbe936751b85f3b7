import { closeSync, openSync, writeSync } from "node:fs";

export type SpanFile = {
  readonly bytes: number;
  readonly turns: number;
  /** Model calls of a turn; all but the last call a tool. */
  readonly calls: number;
  /** Words of the system prompt, and what a tool finds. */
  readonly promptWords: number;
  readonly results: number;
  readonly resultWords: number;
  /** Spans of a line: an exporter sends what has ended since its last batch, of all sessions at once. */
  readonly batch: number;
};

/** Sessions that are held at the same time, of which the spans of a batch take turns. */
const atOnce = 8;

const vocabulary =
  "order parcel refund late fee gift card customer address tracking carrier warehouse please check".split(
    " ",
  );

/**
 * Writes OTLP JSON Lines, as an agent with two tools emits them: every model call sends the whole talk so far, prompt
 * and tools again. The same shape gives the same file.
 */
export function writeSpans(path: string, shape: SpanFile): void {
  const file = openSync(path, "w");
  const made = new Maker(shape);
  let written = 0;
  let batch: string[] = [];
  const flush = (): void => {
    if (batch.length > 0) written += writeSync(file, lineOf(batch));
    batch = [];
  };
  while (written < shape.bytes) {
    const sessions = Array.from({ length: shape.batch === 1 ? 1 : atOnce }, () => made.session());
    for (let index = 0; sessions.some((spans) => index < spans.length); index += 1) {
      for (const span of sessions.flatMap((spans) => spans[index] ?? [])) {
        batch.push(span);
        if (batch.length === shape.batch) flush();
      }
    }
  }
  flush();
  closeSync(file);
}

function lineOf(spans: readonly string[]): string {
  const resource = { attributes: [{ key: "service.name", value: { stringValue: "shop" } }] };
  const [before, after] = JSON.stringify({
    resourceSpans: [{ resource, scopeSpans: [{ scope: { name: "bench" }, spans: [] }] }],
  }).split("[]}");
  return `${before}[${spans.join(",")}]}${after}\n`;
}

class Maker {
  readonly #shape: SpanFile;
  readonly #prompt: string;
  readonly #tools: string;
  #seed = 1;
  #nanos = 1_795_356_875_000_000_000n;

  constructor(shape: SpanFile) {
    this.#shape = shape;
    this.#prompt = JSON.stringify([{ type: "text", content: this.#words(shape.promptWords) }]);
    this.#tools = JSON.stringify(
      ["find_order", "refund"].map((name) => ({
        type: "function",
        name,
        description: this.#words(12),
        parameters: { type: "object", properties: { id: { type: "string" } } },
      })),
    );
  }

  /** All spans of one session. */
  session(): readonly string[] {
    const { turns } = this.#shape;
    const spans: string[] = [];
    const sessionId = this.#hex(12);
    const talk: object[] = [];
    for (let turn = 0; turn < turns; turn += 1) this.#turn(spans, sessionId, talk);
    return spans;
  }

  #turn(spans: string[], sessionId: string, talk: object[]): void {
    const trace = { traceId: this.#hex(32), parentSpanId: this.#hex(16) };
    const startTimeUnixNano = this.#tick();
    talk.push({ role: "user", parts: [{ type: "text", content: this.#words(25) }] });
    for (let call = 1; call < this.#shape.calls; call += 1) {
      const id = `call_${this.#hex(10)}`;
      const args = { id: `#${this.#next() % 1000}` };
      const part = { type: "tool_call", id, name: "find_order", arguments: args };
      spans.push(this.#model(trace, { sessionId, talk, part, finishReason: "tool_call" }));
      const response = this.#result();
      spans.push(this.#tool(trace, { id, args, response }));
      talk.push({ role: "assistant", parts: [part] });
      talk.push({ role: "tool", parts: [{ type: "tool_call_response", id, response }] });
    }
    const part = { type: "text", content: this.#words(60) };
    spans.push(this.#model(trace, { sessionId, talk, part, finishReason: "stop" }));
    talk.push({ role: "assistant", parts: [part] });
    const agent = { "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "support" };
    spans.push(
      this.#span("invoke_agent support", agent, {
        traceId: trace.traceId,
        spanId: trace.parentSpanId,
        startTimeUnixNano,
      }),
    );
  }

  #model(
    trace: object,
    {
      sessionId,
      talk,
      part,
      finishReason,
    }: {
      readonly sessionId: string;
      readonly talk: readonly object[];
      readonly part: object;
      readonly finishReason: string;
    },
  ): string {
    const output = [{ role: "assistant", parts: [part], finish_reason: finishReason }];
    const attributes = {
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": "openai",
      "gen_ai.request.model": "gpt-5-mini",
      "gen_ai.conversation.id": sessionId,
      "gen_ai.system_instructions": this.#prompt,
      "gen_ai.input.messages": JSON.stringify(talk),
      "gen_ai.tool.definitions": this.#tools,
      "gen_ai.response.id": `resp_${this.#hex(12)}`,
      "gen_ai.usage.input_tokens": 500,
      "gen_ai.usage.output_tokens": 60,
      "gen_ai.output.messages": JSON.stringify(output),
    };
    return this.#span("chat gpt-5-mini", attributes, { ...trace, spanId: this.#hex(16) });
  }

  #tool(
    trace: object,
    {
      id,
      args,
      response,
    }: { readonly id: string; readonly args: object; readonly response: object },
  ): string {
    const attributes = {
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": "find_order",
      "gen_ai.tool.call.id": id,
      "gen_ai.tool.call.arguments": JSON.stringify(args),
      "gen_ai.tool.call.result": JSON.stringify(response),
    };
    return this.#span("execute_tool find_order", attributes, { ...trace, spanId: this.#hex(16) });
  }

  #result(): object {
    const { results, resultWords } = this.#shape;
    return {
      orders: Array.from({ length: results }, (_, index) => ({
        id: `#${index}`,
        total: 12.5 + index,
        status: "delayed",
        note: this.#words(resultWords),
      })),
    };
  }

  #span(name: string, attributes: Readonly<Record<string, string | number>>, more: object): string {
    const start = this.#tick();
    const span = {
      startTimeUnixNano: start,
      ...more,
      name,
      kind: 1,
      endTimeUnixNano: this.#tick(),
      attributes: Object.entries(attributes).map(([key, value]) => ({
        key,
        value: typeof value === "number" ? { intValue: `${value}` } : { stringValue: value },
      })),
      status: { code: 0 },
    };
    return JSON.stringify(span);
  }

  #tick(): string {
    this.#nanos += 1_000_000n;
    return String(this.#nanos);
  }

  #words(count: number): string {
    return Array.from(
      { length: count },
      () => vocabulary[this.#next() % vocabulary.length] ?? "",
    ).join(" ");
  }

  #hex(digits: number): string {
    return Array.from({ length: digits }, () => (this.#next() % 16).toString(16)).join("");
  }

  /** Xorshift: the same numbers in every run. */
  #next(): number {
    let seed = this.#seed;
    seed ^= seed << 13;
    seed ^= seed >>> 17;
    seed ^= seed << 5;
    this.#seed = seed;
    return seed >>> 8;
  }
}
