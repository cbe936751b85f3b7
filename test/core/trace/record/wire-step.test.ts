import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { modelApis } from "../../../../src/core/trace/record/model-api.ts";
import type { WireCall } from "../../../../src/core/trace/record/wire-call.ts";
import { readWireRequest } from "../../../../src/core/trace/record/wire-readers.ts";
import { policyOf, tookOf, wireStep } from "../../../../src/core/trace/record/wire-step.ts";

function stepOf(body: unknown, more: Partial<WireCall> = {}, price?: number) {
  const response = { status: 200, body: { kind: "text" as const, text: JSON.stringify(body) } };
  const call = { api: "chat-completions" as const, startedAtMs: 1000, response, ...more };
  return wireStep(call, {
    priceOf: () => (price === undefined ? undefined : { input: price, output: price }),
    asked: "gpt-5-mini",
  });
}

function costOf(api: WireCall["api"], body: object): number | undefined {
  return stepOf(body, { api }, 1_000_000).usage?.costUsd;
}

const hm = { choices: [{ message: { content: "hm" } }] };
const usage = { prompt_tokens: 3, completion_tokens: 1 };

describe("a model call as a step", () => {
  test("arguments that are no JSON stay what the model wrote", () => {
    const calls = [{ function: { name: "look", arguments: "{plan:" } }];
    expect(stepOf({ choices: [{ message: { content: "hm", tool_calls: calls } }] })).toEqual({
      kind: "model",
      model: "gpt-5-mini",
      text: "hm",
      toolCalls: [{ name: "look", arguments: "{plan:" }],
      startedAtMs: 1000,
    });
  });

  test("tokens that the provider did not count are absent, not 0", () => {
    const half = { prompt_tokens: 3, completion_tokens: null };
    expect(stepOf({ ...hm, usage: half }).usage).toEqual({ inputTokens: 3 });
  });

  test("an error in the middle of a stream is the call's, with the text until then", () => {
    const events = [
      { choices: [{ delta: { content: "It is" } }] },
      { error: { message: "overloaded", code: 503 } },
    ].map((event) => JSON.stringify(event));
    expect(
      stepOf({}, { response: { status: 200, body: { kind: "events", events } } }),
    ).toMatchObject({ text: "It is", error: { type: "http-503", message: "overloaded" } });
  });

  test("whatever a provider sends, reading it ends in a step", () => {
    const bodies = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record({
          choices: fc.array(fc.record({ message: fc.jsonValue(), delta: fc.jsonValue() })),
          output: fc.array(fc.record({ type: fc.jsonValue(), content: fc.jsonValue() })),
          content: fc.array(fc.jsonValue()),
          usage: fc.jsonValue(),
          error: fc.jsonValue(),
        })
        .map((body) => JSON.stringify(body)),
    );
    fc.assert(
      fc.property(bodies, fc.constantFrom(...modelApis), fc.boolean(), (text, api, isStream) => {
        const body = isStream
          ? { kind: "events" as const, events: [text] }
          : { kind: "text" as const, text };
        expect(stepOf({}, { api, response: { status: 200, body } }).kind).toBe("model");
      }),
    );
  });
});

describe("what a call costs that took more than tokens", () => {
  const message = { content: [{ type: "text", text: "hm" }] };
  const took = { input_tokens: 10, output_tokens: 1 };
  const said = { type: "message", content: [{ type: "output_text", text: "hm" }] };

  test.each([
    ["a search at the provider", { server_tool_use: { web_search_requests: 1 } }, undefined],
    ["a cache that lasts an hour", { cache_creation: { ephemeral_1h_input_tokens: 4 } }, undefined],
    ["a page that was fetched", { server_tool_use: { web_fetch_requests: 1 } }, 11],
    ["no more than its tokens", { server_tool_use: null, cache_creation: {} }, 11],
  ])("Anthropic: %s", (_title, more, cost) => {
    expect(costOf("messages", { ...message, usage: { ...took, ...more } })).toBe(cost);
  });

  test.each([
    ["web_search_call", undefined],
    ["code_interpreter_call", undefined],
    ["mcp_call", 11],
    ["function_call", 11],
  ])("OpenAI: %s", (type, cost) => {
    const output = [{ type, id: "c1", name: "look" }, said];
    expect(costOf("responses", { output, usage: took })).toBe(cost);
  });
});

describe("what a scripted model or a cassette answers", () => {
  const own = { provider: "tracegate" };

  test("costs nothing, whatever it tells of its tokens", () => {
    expect(stepOf({ ...hm, usage }, own).usage).toEqual({
      inputTokens: 3,
      outputTokens: 1,
      costUsd: 0,
    });
    expect(stepOf({ ...hm, usage, service_tier: "flex" }, own).usage?.costUsd).toBe(0);
    expect(stepOf(hm, own).usage).toEqual({ costUsd: 0 });
    expect(stepOf({ ...hm, usage }).usage?.costUsd).toBeUndefined();
    expect(stepOf(hm).usage).toBeUndefined();
  });

  test("has the cost that its answer tells, or that the user's price makes of it", () => {
    expect(stepOf({ ...hm, usage: { ...usage, cost: 0.5 } }, own).usage?.costUsd).toBe(0.5);
    expect(stepOf({ ...hm, usage }, own, 1e6).usage?.costUsd).toBe(4);
  });

  test("and what it fails to answer is not counted, where a provider's is the dearest", () => {
    const error = { type: "http-500", message: "no rule" };
    expect(tookOf({ ...own, error })).toBe("nothing");
    expect(tookOf({ error })).toEqual({});
    expect(tookOf({ error: { type: "http-429", message: "slow down" } })).toBe("nothing");
    expect(tookOf({ error, usage: { costUsd: 1 } })).toEqual({ usage: { costUsd: 1 } });
    expect(tookOf({})).toEqual({ usage: {} });
  });
});

describe("the policy of a request", () => {
  test.each([
    [
      "chat-completions",
      {
        messages: [
          { role: "system", content: "Be brief." },
          { role: "developer", content: [{ type: "text", text: "Fees are fixed." }] },
          { role: "user", content: "Late fee?" },
        ],
      },
    ],
    [
      "responses",
      {
        instructions: "Be brief.",
        input: [
          { role: "developer", content: "Fees are fixed." },
          { role: "user", content: "Late fee?" },
        ],
      },
    ],
    [
      "messages",
      {
        system: [{ type: "text", text: "Be brief.\n\nFees are fixed." }],
        messages: [{ role: "user", content: "Late fee?" }],
      },
    ],
  ] as const)("in %s is what its system messages say", (api, body) => {
    const request = readWireRequest(api, JSON.stringify(body));
    expect(request && policyOf(request)).toBe("Be brief.\n\nFees are fixed.");
    const user = { messages: [{ role: "user", content: "Late fee?" }], input: "Late fee?" };
    const without = readWireRequest(api, JSON.stringify(user));
    expect(without && policyOf(without)).toBeUndefined();
    expect(readWireRequest(api, "no request")).toBeUndefined();
  });
});
