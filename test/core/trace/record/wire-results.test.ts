import { describe, expect, test } from "vitest";
import {
  mayCarryResults,
  replaceResults,
  type WireResult,
  type WireStandIn,
} from "../../../../src/core/trace/record/wire-results.ts";

const stale = { kind: "result", result: { status: "in transit" } } as const;
const answered = new Map();

function exchange(
  api: Parameters<typeof replaceResults>[0],
  body: unknown,
  standIn: (given: WireResult) => WireStandIn = () => stale,
): unknown {
  const changed = replaceResults(api, JSON.stringify(body), { standIn, answered });
  return changed === undefined ? undefined : JSON.parse(changed);
}

const aChat = (content: string) => ({
  messages: [
    {
      role: "assistant",
      tool_calls: [{ id: "a", function: { name: "lookup_order", arguments: '{"id":1}' } }],
    },
    { role: "tool", tool_call_id: "a", content },
  ],
});
const aResponse = (output: string) => ({
  previous_response_id: "resp_1",
  input: [{ type: "function_call_output", call_id: "a", output }],
});
const aMessage = (block: object) => ({
  messages: [
    {
      role: "assistant",
      content: [{ type: "tool_use", id: "a", name: "lookup_order", input: {} }],
    },
    { role: "user", content: [{ type: "tool_result", tool_use_id: "a", ...block }] },
  ],
});
const recorded = () => ({ kind: "result", result: "recorded" }) as const;

describe("a result is exchanged in", () => {
  test("chat completions", () => {
    const seen: WireResult[] = [];
    const changed = exchange("chat-completions", aChat('{"status":"lost"}'), (given) => {
      seen.push(given);
      return stale;
    });
    expect(seen).toEqual([
      {
        request: { callId: "a", name: "lookup_order", arguments: { id: 1 } },
        result: { status: "lost" },
      },
    ]);
    expect(changed).toEqual(aChat('{"status":"in transit"}'));
  });

  test("responses, also for a call that only the provider remembers", () => {
    const known = new Map([["a", { callId: "a", name: "lookup_order" }]]);
    const text = JSON.stringify(aResponse("lost"));
    const changed = replaceResults("responses", text, { standIn: () => stale, answered: known });
    expect(changed).toBe(JSON.stringify(aResponse('{"status":"in transit"}')));
  });

  test("Anthropic's messages, where a failure has a flag", () => {
    const failed = { kind: "error", error: { type: "timeout", message: "timed out" } } as const;
    expect(exchange("messages", aMessage({ content: "lost" }), () => failed)).toEqual(
      aMessage({ content: "Error: timed out", is_error: true }),
    );
    expect(
      exchange("messages", aMessage({ content: [{ type: "text", text: "x" }], is_error: true })),
    ).toEqual(aMessage({ content: '{"status":"in transit"}' }));
  });
});

test("where nothing is exchanged the request goes on as it came", () => {
  const body = {
    messages: [
      { role: "assistant", tool_calls: [{ id: "a", function: { name: "f", arguments: "{}" } }] },
      { role: "tool", tool_call_id: "a", content: "x" },
      { role: "tool", tool_call_id: "nobody asked", content: "y" },
    ],
  };
  expect(exchange("chat-completions", body, () => undefined)).toBeUndefined();
  expect(replaceResults("messages", "no JSON", { standIn: () => stale, answered })).toBeUndefined();
});

test("numbers keep their digits and fields their order", () => {
  const text = `{"seed":12345678901234567890,"temperature":1.0,"messages":[{"role":"assistant","tool_calls":[{"id":"a","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"a","content":"live"}]}`;
  expect(replaceResults("chat-completions", text, { standIn: recorded, answered })).toBe(
    text.replace("live", "recorded"),
  );
});

test("most requests carry no result and are not taken apart", () => {
  expect(mayCarryResults('{"messages":[{"role":"user","content":"hi"}]}')).toBe(false);
  expect(mayCarryResults('{"messages":[{"role": "tool","content":"hi"}]}')).toBe(true);
});
