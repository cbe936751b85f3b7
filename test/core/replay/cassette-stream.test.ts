import { describe, expect, test } from "vitest";
import { objectsAt } from "../../../src/core/replay/cassette-fields.ts";
import { answerOfStream, streamOfAnswer } from "../../../src/core/replay/cassette-stream.ts";
import { type StreamEvent, streamEnd } from "../../../src/core/replay/cassette-stream-event.ts";
import type { JsonObject } from "../../../src/core/trace/json.ts";
import { callsSearch, saysLateFee } from "../../support/cassettes.ts";

const responses: JsonObject = {
  id: "resp_1",
  object: "response",
  model: "gpt-5-mini",
  status: "completed",
  output: [
    { type: "reasoning", id: "rs_1", summary: [] },
    {
      type: "message",
      id: "msg_1",
      role: "assistant",
      status: "completed",
      content: [{ type: "output_text", text: "There is none.", annotations: [] }],
    },
    {
      type: "function_call",
      id: "fc_1",
      call_id: "call_1",
      name: "search_policies",
      arguments: '{"query":"late fee"}',
      status: "completed",
    },
  ],
  usage: { input_tokens: 12, output_tokens: 5 },
};

const message: JsonObject = {
  id: "msg_1",
  type: "message",
  role: "assistant",
  model: "claude",
  content: [
    { type: "thinking", thinking: "Look it up.", signature: "c2ln" },
    { type: "text", text: "Let me look." },
    { type: "tool_use", id: "toolu_1", name: "search_policies", input: { query: "late fee" } },
  ],
  stop_reason: "tool_use",
  stop_sequence: null,
  usage: { input_tokens: 12, output_tokens: 5 },
};

const { usage: _, ...withoutUsage } = saysLateFee("There is none.");

describe("an answer sent as a stream and joined again is the answer", () => {
  test.each([
    ["a chat completion", "/chat/completions", withoutUsage, {}],
    [
      "one with its usage",
      "/chat/completions",
      saysLateFee("There is none."),
      { stream_options: { include_usage: true } },
    ],
    ["one that calls a tool", "/chat/completions", callsSearch("late fee"), {}],
    ["an answer of the Responses API", "/responses", responses, {}],
    ["one that ran into its limit", "/responses", { ...responses, status: "incomplete" }, {}],
    ["an answer of Anthropic's", "/messages", message, {}],
  ])("%s", (_title, path, answer, asked) => {
    const events = streamOfAnswer(path, answer, asked) ?? [];
    expect(answerOfStream(path, events)).toEqual(answer);
  });

  test("several choices and the fields of other providers are kept", () => {
    const [choice = {}] = objectsAt(withoutUsage, "choices");
    const reasoned = {
      index: 1,
      message: { role: "assistant", content: "No.", reasoning_content: "Look it up." },
      finish_reason: "length",
    };
    const answer = { ...withoutUsage, choices: [choice, reasoned] };
    const events = streamOfAnswer("/chat/completions", answer, {}) ?? [];
    expect(answerOfStream("/chat/completions", events)).toEqual(answer);
  });
});

describe("what cannot be streamed or joined is said", () => {
  test("a path of no known protocol, and a body that is no answer", () => {
    expect(streamOfAnswer("/embeddings", { data: [] }, {})).toBeUndefined();
    expect(streamOfAnswer("/chat/completions", { error: {} }, {})).toBeUndefined();
    expect(streamOfAnswer("/responses", { error: {} }, {})).toBeUndefined();
    expect(streamOfAnswer("/messages", { error: {} }, {})).toBeUndefined();
    expect(streamOfAnswer("/messages", "busy", {})).toBeUndefined();
    expect(answerOfStream("/embeddings", [])).toBeUndefined();
  });

  test.each([
    ["/chat/completions", saysLateFee("There is none.")],
    ["/responses", responses],
    ["/messages", message],
  ])("a stream on %s that broke off, at whatever event", (path, answer) => {
    const events = (streamOfAnswer(path, answer, {}) ?? []).filter(
      ({ data }) => data !== streamEnd,
    );
    for (let length = 0; length < events.length; length += 1) {
      expect(answerOfStream(path, events.slice(0, length))).toBeUndefined();
    }
    expect(answerOfStream(path, events)).toBeDefined();
  });

  test("a stream that ends in an error", () => {
    const failed: StreamEvent = { data: { type: "error", error: { message: "overloaded" } } };
    for (const [path, answer] of [
      ["/chat/completions", saysLateFee("None.")],
      ["/messages", message],
    ] as const) {
      const events = streamOfAnswer(path, answer, {}) ?? [];
      expect(
        answerOfStream(path, [...events.slice(0, 2), failed, ...events.slice(2)]),
      ).toBeUndefined();
    }
  });

  test("a tool's input that is no JSON", () => {
    const events = streamOfAnswer("/messages", message, {}) ?? [];
    const broken = events.map(({ data, event }): StreamEvent => {
      const text = JSON.stringify(data).replace(/"partial_json":"[^}]*}"/, '"partial_json":"{"');
      return { ...(event !== undefined && { event }), data: JSON.parse(text) };
    });
    expect(answerOfStream("/messages", broken)).toBeUndefined();
  });
});
