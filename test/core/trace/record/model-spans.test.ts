import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { modelApis } from "../../../../src/core/trace/record/model-api.ts";
import { ModelSpans } from "../../../../src/core/trace/record/model-spans.ts";
import type { WireCall } from "../../../../src/core/trace/record/wire-call.ts";
import type { Span } from "../../../../src/core/trace/span.ts";
import { spanSchemaProblems } from "../../../support/recorder/span-problems.ts";

const origin = { traceId: "a".repeat(32), spanId: "b".repeat(16) };

function exchange(api: WireCall["api"], parts: Partial<WireCall>): WireCall {
  return { api, startedAtMs: 1000, endedAtMs: 1250, ...parts };
}

function answered(body: unknown, status = 200): NonNullable<WireCall["response"]> {
  return { status, body: { kind: "text", text: JSON.stringify(body) } };
}

function streamed(events: readonly unknown[]): NonNullable<WireCall["response"]> {
  const texts = events.map((event) => (typeof event === "string" ? event : JSON.stringify(event)));
  return { status: 200, body: { kind: "events", events: texts } };
}

function spanOf(given: WireCall): Span {
  const [span] = new ModelSpans(() => undefined).read(given, origin);
  if (span === undefined) throw new Error("a call gives a span");
  return span;
}

/** Pieces of streams, as the providers write them. */
function called(index: number, given: object): object {
  return { tool_calls: [{ index, ...given }] };
}

function pieceOfCall(index: number, text: string, id?: string): object {
  const call = { ...(id && { id }), function: { ...(id && { name: "refund" }), arguments: text } };
  return { choices: [{ index: 0, delta: called(index, call) }] };
}

function chatDelta(delta: object, finish: string | null = null): object {
  const choices = [{ index: 0, delta, finish_reason: finish }];
  return { id: "chatcmpl-7", model: "gpt-5-mini-2025-08-07", choices };
}

function blockStart(index: number, block: object): object {
  return { type: "content_block_start", index, content_block: block };
}

function blockDelta(index: number, delta: object): object {
  return { type: "content_block_delta", index, delta };
}

const tools = [{ type: "function", function: { name: "lookup_order", parameters: {} } }];
const asked = { callId: "call_1", name: "lookup_order", arguments: { order_id: "1001" } };
const chatRequest = JSON.stringify({
  model: "gpt-5-mini",
  tools,
  messages: [
    { role: "system", content: "You are a shop's support agent." },
    { role: "user", content: "Where is my parcel?" },
    {
      role: "assistant",
      content: null,
      tool_calls: [
        {
          id: "call_0",
          type: "function",
          function: { name: "lookup_order", arguments: '{"order_id":"1000"}' },
        },
      ],
    },
    { role: "tool", tool_call_id: "call_0", content: '{"status":"unknown"}' },
  ],
});
const chatUsage = {
  prompt_tokens: 120,
  completion_tokens: 30,
  prompt_tokens_details: { cached_tokens: 100 },
  completion_tokens_details: { reasoning_tokens: 20 },
};

describe("chat completions", () => {
  const whole = {
    id: "chatcmpl-7",
    model: "gpt-5-mini-2025-08-07",
    choices: [
      {
        index: 0,
        finish_reason: "tool_calls",
        message: {
          role: "assistant",
          content: "One moment.",
          tool_calls: [
            {
              id: "call_1",
              type: "function",
              function: { name: "lookup_order", arguments: '{"order_id":"1001"}' },
            },
          ],
        },
      },
    ],
    usage: chatUsage,
  };
  const expected = {
    kind: "model",
    name: "chat gpt-5-mini-2025-08-07",
    ...origin,
    scope: "tracegate.recorder",
    startedAtMs: 1000,
    endedAtMs: 1250,
    model: "gpt-5-mini-2025-08-07",
    responseId: "chatcmpl-7",
    finishReason: "tool_calls",
    usage: { inputTokens: 120, outputTokens: 30, cachedInputTokens: 100, reasoningTokens: 20 },
    toolDefinitions: tools,
    input: [
      { role: "system", text: "You are a shop's support agent." },
      { role: "user", text: "Where is my parcel?" },
      {
        role: "assistant",
        text: "",
        toolCalls: [{ callId: "call_0", name: "lookup_order", arguments: { order_id: "1000" } }],
      },
      { role: "tool", toolResults: [{ callId: "call_0", result: { status: "unknown" } }] },
    ],
    output: [{ role: "assistant", text: "One moment.", toolCalls: [asked] }],
  };

  test("a call is a span with all that was sent and answered", () => {
    const given = exchange("chat-completions", {
      request: chatRequest,
      response: answered(whole),
    });
    expect(spanOf(given)).toEqual(expected);
  });

  test("streamed it is the same span", () => {
    const given = exchange("chat-completions", {
      request: chatRequest,
      response: streamed([
        chatDelta({ role: "assistant", content: "" }),
        chatDelta({ content: "One " }),
        chatDelta({ content: "moment." }),
        chatDelta(called(0, { id: "call_1", function: { name: "lookup_order", arguments: "" } })),
        chatDelta(called(0, { function: { arguments: '{"order_id":' } })),
        chatDelta(called(0, { function: { arguments: '"1001"}' } })),
        chatDelta({}, "tool_calls"),
        { id: "chatcmpl-7", choices: [], usage: chatUsage },
        "[DONE]",
      ]),
    });
    expect(spanOf(given)).toEqual(expected);
  });

  test("two calls whose pieces come mixed stay two calls", () => {
    const given = exchange("chat-completions", {
      response: streamed([
        pieceOfCall(1, '{"eur":', "b"),
        pieceOfCall(0, '{"eur":', "a"),
        pieceOfCall(1, "2}"),
        pieceOfCall(0, "1}"),
      ]),
    });
    expect(spanOf(given).output?.[0]?.toolCalls).toEqual([
      { callId: "a", name: "refund", arguments: { eur: 1 } },
      { callId: "b", name: "refund", arguments: { eur: 2 } },
    ]);
  });

  test("a stream that was cut is told as far as it came", () => {
    const given = exchange("chat-completions", {
      response: streamed([{ choices: [{ index: 0, delta: { content: "Your parcel is" } }] }]),
      failure: { type: "connection", message: "hung up" },
    });
    expect(spanOf(given)).toMatchObject({
      output: [{ role: "assistant", text: "Your parcel is" }],
      error: { type: "connection" },
    });
  });

  test("usage that a provider makes up is not taken for usage", () => {
    const usage = { prompt_tokens: -1, completion_tokens: 1e300 };
    const given = exchange("chat-completions", { response: answered({ ...whole, usage }) });
    expect(spanOf(given).usage).toBeUndefined();
  });

  test("an answer that is no completion is malformed", () => {
    for (const body of [{}, { choices: [] }, []]) {
      const given = exchange("chat-completions", { response: answered(body) });
      expect(spanOf(given).error?.type).toBe("malformed");
    }
  });
});

test("what a provider sent in place of an answer is quoted without half a secret at its end", () => {
  const token = `ghp_${"a1B2".repeat(9)}`;
  const sent = `${"late fee ".repeat(12)}token=${token}`;
  const [bad, broken] = [200, 500].map((status) => {
    const body = { kind: "text" as const, text: sent.repeat(2) };
    return spanOf(exchange("chat-completions", { response: { status, body } })).error?.message;
  });
  expect(bad).toMatch(/late fee token=…$/);
  expect(broken?.split(token)).toHaveLength(2);
  expect(broken).toMatch(/…$/);
  expect(`${bad}${broken?.replace(token, "")}`).not.toContain("ghp_");
});

test("what every call of a session repeats is kept once", () => {
  const spans = new ModelSpans(() => undefined);
  const longer = JSON.parse(chatRequest);
  longer.messages.push({ role: "user", content: "And the late fee?" });
  const [first] = spans.read(exchange("chat-completions", { request: chatRequest }), origin);
  const [second] = spans.read(
    exchange("chat-completions", { request: JSON.stringify(longer) }),
    origin,
  );
  expect(
    second?.input?.slice(0, 4).every((message, index) => message === first?.input?.[index]),
  ).toBe(true);
  expect(second?.input).toHaveLength(5);
  expect(second?.toolDefinitions).toBe(first?.toolDefinitions);
});

describe("Responses API", () => {
  const completed = {
    id: "resp_1",
    model: "gpt-5",
    status: "completed",
    output: [
      { type: "reasoning", summary: [{ type: "summary_text", text: "Look it up." }] },
      {
        type: "message",
        role: "assistant",
        content: [{ type: "output_text", text: "One moment." }],
      },
      {
        type: "function_call",
        call_id: "call_1",
        name: "lookup_order",
        arguments: '{"order_id":"1001"}',
      },
    ],
    usage: {
      input_tokens: 50,
      output_tokens: 9,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens_details: { reasoning_tokens: 4 },
    },
  };
  const request = JSON.stringify({
    model: "gpt-5",
    instructions: "You are a shop's support agent.",
    input: "Where is my parcel?",
    tools: [{ type: "function", name: "lookup_order" }],
  });

  test("what was said, thought and called in one answer is one message", () => {
    const given = exchange("responses", { request, response: answered(completed) });
    expect(spanOf(given)).toMatchObject({
      systemInstructions: "You are a shop's support agent.",
      input: [{ role: "user", text: "Where is my parcel?" }],
      output: [
        { role: "assistant", text: "One moment.", reasoning: "Look it up.", toolCalls: [asked] },
      ],
      finishReason: "completed",
      usage: { inputTokens: 50, outputTokens: 9, cachedInputTokens: 0, reasoningTokens: 4 },
    });
  });

  test("the last event of a stream is the whole answer", () => {
    const response = streamed([
      { type: "response.created", response: { id: "resp_1", model: "gpt-5" } },
      { type: "response.output_text.delta", delta: "One" },
      { type: "response.completed", response: completed },
    ]);
    const direct = exchange("responses", { request, response: answered(completed) });
    expect(spanOf(exchange("responses", { request, response }))).toEqual(spanOf(direct));
  });

  test("a cut stream tells the items that were done and the words that had come", () => {
    const response = streamed([
      { type: "response.created", response: { id: "resp_1", model: "gpt-5" } },
      { type: "response.output_item.done", item: completed.output[2] },
      { type: "response.output_text.delta", delta: "Your par" },
      { type: "response.output_text.delta", delta: "cel" },
    ]);
    expect(spanOf(exchange("responses", { response })).output).toEqual([
      { role: "assistant", text: "Your parcel", toolCalls: [asked] },
    ]);
  });

  test.each(["queued", "in_progress"])(
    "an answer that is %s was not captured, which is no error",
    (status) => {
      const response = answered({ ...completed, status, output: [] });
      const span = spanOf(exchange("responses", { request, response }));
      expect(span).toMatchObject({ model: completed.model, finishReason: status });
      expect(span).not.toHaveProperty("output");
      expect(span).not.toHaveProperty("error");
    },
  );

  test("state at the provider is chained: the input of a later call holds the whole conversation", () => {
    const spans = new ModelSpans(() => undefined);
    spans.read(exchange("responses", { request, response: answered(completed) }), origin);
    const [second] = spans.read(
      exchange("responses", {
        request: JSON.stringify({
          model: "gpt-5",
          previous_response_id: "resp_1",
          input: [{ type: "function_call_output", call_id: "call_1", output: '{"status":"lost"}' }],
        }),
        response: answered({ ...completed, id: "resp_2", output: [] }),
      }),
      { ...origin, spanId: "c".repeat(16) },
    );
    expect(second?.input?.map(({ role }) => role)).toEqual(["user", "assistant", "tool"]);
    expect(second?.input?.at(-1)).toEqual({
      role: "tool",
      toolResults: [{ callId: "call_1", result: { status: "lost" } }],
    });
  });

  test("a tool that ran at the provider is a tool span below the call", () => {
    const given = exchange("responses", {
      response: answered({
        ...completed,
        output: [
          {
            type: "web_search_call",
            id: "ws_1",
            status: "completed",
            action: { query: "late fee" },
          },
          { type: "mcp_call", id: "mcp_1", name: "get_fee", arguments: "{}", output: '{"eur":3}' },
          { type: "message", role: "assistant", content: [{ type: "output_text", text: "3 EUR" }] },
        ],
      }),
    });
    const [call, ...provider] = new ModelSpans(() => undefined).read(given, origin);
    expect(call?.output).toEqual([{ role: "assistant", text: "3 EUR" }]);
    expect(provider).toMatchObject([
      {
        kind: "tool",
        parentSpanId: origin.spanId,
        toolCall: { callId: "ws_1", name: "web_search", arguments: { query: "late fee" } },
      },
      { kind: "tool", toolCall: { name: "get_fee" }, toolResult: { eur: 3 } },
    ]);
    expect(provider[0]).not.toHaveProperty("toolResult");
  });
});

describe("Anthropic messages", () => {
  const request = JSON.stringify({
    model: "claude-sonnet-4",
    system: [{ type: "text", text: "You are a shop's support agent." }],
    tools: [{ name: "lookup_order", input_schema: {} }],
    messages: [
      { role: "user", content: "Where is my parcel?" },
      {
        role: "assistant",
        content: [
          { type: "tool_use", id: "toolu_0", name: "lookup_order", input: { order_id: "1" } },
        ],
      },
      {
        role: "user",
        content: [
          { type: "tool_result", tool_use_id: "toolu_0", content: "no such order", is_error: true },
          { type: "text", text: "It is 1001." },
        ],
      },
    ],
  });
  const whole = {
    id: "msg_1",
    model: "claude-sonnet-4-20250514",
    stop_reason: "tool_use",
    content: [
      { type: "thinking", thinking: "Look it up." },
      { type: "text", text: "One moment." },
      { type: "tool_use", id: "call_1", name: "lookup_order", input: { order_id: "1001" } },
    ],
    usage: {
      input_tokens: 10,
      cache_read_input_tokens: 80,
      cache_creation_input_tokens: 5,
      output_tokens: 7,
    },
  };
  const expected = {
    systemInstructions: "You are a shop's support agent.",
    model: "claude-sonnet-4-20250514",
    finishReason: "tool_use",
    input: [
      { role: "user", text: "Where is my parcel?" },
      {
        role: "assistant",
        toolCalls: [{ callId: "toolu_0", name: "lookup_order", arguments: { order_id: "1" } }],
      },
      {
        role: "tool",
        toolResults: [{ callId: "toolu_0", result: "no such order", isError: true }],
      },
      { role: "user", text: "It is 1001." },
    ],
    output: [
      { role: "assistant", text: "One moment.", reasoning: "Look it up.", toolCalls: [asked] },
    ],
    usage: { inputTokens: 95, outputTokens: 7, cachedInputTokens: 80 },
  };

  test("a call is a span; tokens from and into the cache are part of the input", () => {
    const given = exchange("messages", { request, response: answered(whole) });
    expect(spanOf(given)).toMatchObject(expected);
  });

  test("streamed it is the same span", () => {
    const { content: _, stop_reason: __, ...head } = whole;
    const response = streamed([
      {
        type: "message_start",
        message: { ...head, content: [], usage: { ...head.usage, output_tokens: 1 } },
      },
      blockStart(0, { type: "thinking", thinking: "" }),
      blockDelta(0, { type: "thinking_delta", thinking: "Look it " }),
      blockDelta(0, { type: "thinking_delta", thinking: "up." }),
      blockStart(1, { type: "text", text: "" }),
      { type: "ping" },
      blockDelta(1, { type: "text_delta", text: "One moment." }),
      blockStart(2, { type: "tool_use", id: "call_1", name: "lookup_order", input: {} }),
      blockDelta(2, { type: "input_json_delta", partial_json: '{"order_id":' }),
      blockDelta(2, { type: "input_json_delta", partial_json: '"1001"}' }),
      { type: "message_delta", delta: { stop_reason: "tool_use" }, usage: { output_tokens: 7 } },
      { type: "message_stop" },
    ]);
    expect(spanOf(exchange("messages", { request, response }))).toMatchObject(expected);
  });

  test("an overloaded provider in the middle of a stream is an error of the call", () => {
    const response = streamed([
      { type: "message_start", message: { model: "claude-sonnet-4", content: [] } },
      { type: "error", error: { type: "overloaded_error", message: "Overloaded" } },
    ]);
    expect(spanOf(exchange("messages", { response })).error).toEqual({
      type: "provider",
      message: "Overloaded",
    });
  });
});

describe("calls that failed", () => {
  test.each([
    [429, { error: { message: "Rate limit reached" } }, "http-429", "Rate limit reached"],
    [500, { error: "down for maintenance" }, "http-500", "down for maintenance"],
    [503, { detail: "no capacity" }, "http-503", '{"detail":"no capacity"}'],
  ])("status %d", (status, body, type, message) => {
    for (const api of modelApis) {
      const given = exchange(api, { request: chatRequest, response: answered(body, status) });
      expect(spanOf(given).error).toEqual({ type, message });
    }
  });

  test("a provider that was not reached leaves a span that says what was asked", () => {
    const failure = { type: "connection", message: "ECONNREFUSED" };
    const span = spanOf(exchange("chat-completions", { request: chatRequest, failure }));
    expect(span).toMatchObject({ model: "gpt-5-mini", error: failure });
    expect(span).not.toHaveProperty("output");
  });

  test("a body that was too long is not captured, which is not empty", () => {
    const body = { kind: "not-captured", reason: "too long" } as const;
    const span = spanOf(exchange("responses", { response: { status: 200, body } }));
    expect(span).not.toHaveProperty("input");
    expect(span).not.toHaveProperty("output");
    expect(span).not.toHaveProperty("error");
  });
});

test("whatever is on the wire becomes spans that sessions can hold", () => {
  const keys =
    "id model choices index message delta content tool_calls function name arguments type role input \
output text tool_use_id tool_call_id call_id usage prompt_tokens input_tokens error message status tools system messages \
conversation previous_response_id item response".split(" ");
  const { body } = fc.letrec<{ body: unknown; value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(null, true, 0, -1, 1e300, "", "assistant", "tool", "function_call", "[1"),
      fc.string(),
      fc.array(tie("value"), { maxLength: 3 }),
      tie("body"),
    ),
    body: fc.dictionary(fc.constantFrom(...keys), tie("value"), { maxKeys: 6 }),
  }));
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    body.map((value) => JSON.stringify(value)),
  );
  const response = fc.record({
    status: fc.constantFrom(200, 201, 404, 500),
    body: fc.oneof(
      fc.record({ kind: fc.constant("text" as const), text }),
      fc.record({ kind: fc.constant("events" as const), events: fc.array(text) }),
    ),
  });
  const exchanges = fc.record(
    {
      api: fc.constantFrom(...modelApis),
      request: text,
      response,
      startedAtMs: fc.constant(0),
      endedAtMs: fc.constant(1),
    },
    { requiredKeys: ["api", "startedAtMs", "endedAtMs"] },
  );
  fc.assert(
    fc.property(exchanges, (given) => {
      const spans = new ModelSpans(() => undefined).read(given, origin);
      expect(spanSchemaProblems(spans)).toEqual([]);
    }),
  );
});
