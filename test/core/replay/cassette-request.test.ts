import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { comparableRequest, requestKey } from "../../../src/core/replay/cassette-request.ts";
import type { JsonObject } from "../../../src/core/trace/json.ts";
import { asks } from "../../support/cassettes.ts";

const chat = "/v1/chat/completions";

function keyOf(body: JsonObject, path = chat): string {
  return requestKey(comparableRequest(path, body));
}

/** Two turns with a tool call between them, under ids that a client made up. */
function asksAfterSearch(callId: string, args: string): JsonObject {
  return {
    model: "gpt-5-mini",
    messages: [
      { role: "user", content: "Is there a late fee?" },
      {
        role: "assistant",
        content: null,
        tool_calls: [
          { id: callId, type: "function", function: { name: "search_policies", arguments: args } },
        ],
      },
      { role: "tool", tool_call_id: callId, content: "[]" },
    ],
  };
}

describe("two requests are the same", () => {
  test.each([
    ["who asks", { user: "maria", metadata: { desk: "1" }, safety_identifier: "x" }],
    ["how the answer is sent", { stream: true, stream_options: { include_usage: true } }],
    ["where it is kept", { store: true, prompt_cache_key: "k", service_tier: "flex" }],
    ["the provider's dice", { seed: 7 }],
    ["fields that say nothing", { temperature: null, tools: [] }],
  ])("whatever they say of %s", (_, more) => {
    expect(keyOf(asks("Is there a late fee?", more))).toBe(keyOf(asks("Is there a late fee?")));
  });

  test("under other ids of calls, and arguments written another way", () => {
    expect(keyOf(asksAfterSearch("call_1", '{"query":"late fee","area":"NO"}'))).toBe(
      keyOf(asksAfterSearch("toolu_xyz", '{ "area": "NO", "query": "late fee" }')),
    );
  });

  test("with a text in one part or in several", () => {
    const parts = [
      { type: "text", text: "Is there " },
      { type: "text", text: "a late fee?" },
    ];
    const whole = { messages: [{ role: "user", content: "Is there a late fee?" }] };
    expect(keyOf({ messages: [{ role: "user", content: parts }] })).toBe(keyOf(whole));
  });

  test("at another address of the same protocol", () => {
    const body = asks("Is there a late fee?");
    const azure = "/openai/deployments/mini/chat/completions?api-version=2026-01-01";
    expect(keyOf(body, azure)).toBe(keyOf(body, chat));
    expect(comparableRequest("/v1beta/rerank/", {}).path).toBe("/rerank");
  });

  test("with tools in another order, and marks for the provider's cache", () => {
    const search = { name: "search_policies", input_schema: { type: "object" } };
    const refund = { name: "refund", input_schema: { type: "object" } };
    const marked = { ...search, cache_control: { type: "ephemeral" } };
    expect(keyOf({ tools: [search, refund] })).toBe(keyOf({ tools: [refund, marked] }));
  });

  test("in the Responses API, as a bare text or as a message, with ids or without", () => {
    const path = "/v1/responses";
    const items = [
      {
        type: "message",
        id: "msg_1",
        status: "completed",
        role: "user",
        content: [{ type: "input_text", text: "Is there a late fee?" }],
      },
    ];
    const bare = keyOf({ input: "Is there a late fee?" }, path);
    expect(keyOf({ input: [{ role: "user", content: "Is there a late fee?" }] }, path)).toBe(bare);
    expect(keyOf({ input: items }, path)).toBe(
      keyOf({ input: [{ ...items[0], id: "msg_2" }] }, path),
    );
  });
});

/** A message that holds one call of a tool. */
function call(id: string): JsonObject {
  return { id, type: "function", function: { name: "search" } };
}

/** A message in which Claude looks an order up. */
function used(id: string): JsonObject {
  return {
    messages: [
      {
        role: "assistant",
        content: [{ type: "tool_use", id: "t1", name: "order", input: { id } }],
      },
    ],
  };
}

/** Two calls and the result of one of them. */
function answered(id: string): JsonObject {
  return {
    messages: [
      { role: "assistant", tool_calls: [call("a"), call("b")] },
      { role: "tool", tool_call_id: id, content: "[]" },
    ],
  };
}

describe("two requests differ", () => {
  const asked = asks("Is there a late fee?");
  test.each([
    ["model", { model: "gpt-5" }],
    ["temperature", { temperature: 0.7 }],
    ["tools", { tools: [{ type: "function", function: { name: "refund" } }] }],
    ["messages", asks("Is there an early fee?")],
  ])("in their %s", (_, more) => {
    expect(keyOf({ ...asked, ...more })).not.toBe(keyOf(asked));
  });

  test("in what a tool was given, though the field is called id", () => {
    expect(keyOf(used("4471"), "/v1/messages")).not.toBe(keyOf(used("4472"), "/v1/messages"));
  });

  test("where a result belongs to another call", () => {
    expect(keyOf(answered("a"))).not.toBe(keyOf(answered("b")));
  });

  test("where only one of them has a field that names no prototype", () => {
    const odd: JsonObject = JSON.parse('{"__proto__": {"model": "x"}}');
    expect(keyOf(odd)).not.toBe(keyOf({}));
  });
});

test("the form of a form is the form itself", () => {
  const paths = fc.constantFrom(chat, "/v1/responses", "/v1/messages", "/v1/rerank", "/a/v1/b");
  const part = fc.dictionary(
    fc.constantFrom("role", "content", "id", "type", "text", "arguments", "input", "call_id"),
    fc.oneof(
      fc.constantFrom("text", "message", "user", '{"a":1}', '"5"', "#2", ""),
      fc.jsonValue({ maxDepth: 2 }),
    ),
  );
  const body = fc.record(
    {
      model: fc.string(),
      messages: fc.array(part, { maxLength: 4 }),
      input: fc.oneof(fc.string(), fc.array(part, { maxLength: 4 })),
      previous_response_id: fc.constant("resp_1"),
      tools: fc.array(part, { maxLength: 3 }),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(paths, body, (path, asked) => {
      const text: JsonObject = JSON.parse(JSON.stringify(asked));
      const once = comparableRequest(path, text);
      expect(comparableRequest(once.path, once.body)).toEqual(once);
    }),
  );
});
