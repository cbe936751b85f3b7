import { describe, expect, test } from "vitest";
import { importValue, importValues } from "../../../../support/import-files.ts";

const user = (content: string) => ({ role: "user", content });
const asking = {
  role: "assistant",
  content: null,
  tool_calls: [{ id: "c1", type: "function", function: { name: "get_fee", arguments: "{}" } }],
};
const fee = { role: "tool", tool_call_id: "c1", content: "3 EUR" };
const said = (content: string) => ({ role: "assistant", content });

/** A logged call of chat completions. */
function logged(id: string, messages: readonly unknown[], message: unknown): unknown {
  const choices = [{ index: 0, finish_reason: "stop", message }];
  return {
    request: { model: "gpt-5-mini", messages },
    response: { id, object: "chat.completion", created: 1790931600, model: "gpt-5-mini", choices },
  };
}

describe("logs of model calls", () => {
  test("calls that repeat one another are one session, and a turn goes on until the user speaks", () => {
    const first = [user("What do I owe?")];
    const second = [...first, asking, fee];
    const third = [...second, said("3 EUR."), user("Why?")];
    const { sessions, dropped, formats } = importValues([
      [
        logged("r1", first, asking),
        logged("x1", [user("Hello")], said("Hi")),
        logged("r2", second, said("3 EUR.")),
        logged("r3", third, said("It was late.")),
      ],
    ]);
    expect({ dropped, formats: formats.map(({ format }) => format) }).toEqual({
      dropped: [],
      formats: ["chat-log"],
    });
    expect(sessions.map(({ id, turns }) => ({ id, turns: turns.length }))).toEqual([
      { id: "r1", turns: 2 },
      { id: "x1", turns: 1 },
    ]);
    expect(sessions[0]?.turns).toMatchObject([
      {
        user: "What do I owe?",
        reply: "3 EUR.",
        steps: [{ kind: "model" }, { kind: "tool", result: "3 EUR" }, { text: "3 EUR." }],
      },
      { user: "Why?", reply: "It was late." },
    ]);
  });

  test("the same question of two people is two sessions", () => {
    const one = logged("r1", [user("Late fee?")], said("3 EUR."));
    const other = logged("r2", [user("Late fee?")], said("4 EUR."));
    expect(importValues([[one, other]]).sessions.map(({ id }) => id)).toEqual(["r1", "r2"]);
  });

  test("calls may stand in several files", () => {
    const first = logged("r1", [user("What do I owe?")], said("3 EUR."));
    const second = logged(
      "r2",
      [user("What do I owe?"), said("3 EUR."), user("Why?")],
      said("Late."),
    );
    const { sessions } = importValues([[first], [second]]);
    expect(sessions).toMatchObject([
      { id: "r1", turns: [{ reply: "3 EUR." }, { reply: "Late." }] },
    ]);
  });

  test("an answer of OpenAI's batches is found in its wrapper", () => {
    const { sessions } = importValue({
      id: "batch_req_1",
      custom_id: "late-fee",
      response: {
        status_code: 200,
        body: { id: "r1", choices: [{ message: said("3 EUR."), finish_reason: "stop" }] },
      },
    });
    expect(sessions).toMatchObject([{ id: "r1", turns: [{ reply: "3 EUR." }] }]);
  });

  test("an answer of Anthropic beside what was sent", () => {
    const { sessions, formats } = importValue({
      request: {
        model: "claude-sonnet-4-5",
        system: [{ type: "text", text: "You work for a library." }],
        messages: [user("What do I owe?")],
        metadata: { session_id: "desk-4" },
      },
      response: {
        id: "msg_1",
        type: "message",
        role: "assistant",
        model: "claude-sonnet-4-5-20250929",
        content: [{ type: "text", text: "3 EUR." }],
        stop_reason: "end_turn",
        usage: { input_tokens: 10, cache_read_input_tokens: 90, output_tokens: 4 },
      },
    });
    expect(formats).toMatchObject([{ format: "anthropic" }]);
    expect(sessions).toMatchObject([
      {
        id: "desk-4",
        agent: { model: "claude-sonnet-4-5-20250929" },
        policy: "You work for a library.",
        turns: [
          {
            user: "What do I owe?",
            reply: "3 EUR.",
            steps: [
              {
                finishReason: "end_turn",
                provider: "anthropic",
                usage: { inputTokens: 100, cachedInputTokens: 90, outputTokens: 4 },
              },
            ],
          },
        ],
      },
    ]);
  });

  test("a call that goes on from an answer that is not there says so", () => {
    const { sessions, dropped } = importValue({
      id: "resp_9",
      object: "response",
      previous_response_id: "resp_8",
      output: [
        { type: "message", role: "assistant", content: [{ type: "output_text", text: "Yes." }] },
      ],
    });
    expect(sessions).toMatchObject([{ id: "resp_8", turns: [{ reply: "Yes." }] }]);
    expect(dropped).toContainEqual({
      file: "1.jsonl",
      line: 1,
      path: "",
      reason: "previous response that is not among the calls before: what was said is unknown",
      count: 1,
    });
  });

  test("a response that broke off is an error", () => {
    const { sessions } = importValue({
      id: "resp_1",
      object: "response",
      status: "incomplete",
      incomplete_details: { reason: "max_output_tokens" },
      output: [],
      input: "Late fee?",
    });
    expect(sessions[0]?.turns[0]?.steps).toMatchObject([
      { kind: "model", error: { type: "max_output_tokens" } },
    ]);
  });
});

describe("a call that failed", () => {
  const request = { model: "gpt-5-mini", messages: [{ role: "user", content: "Late fee?" }] };
  const answered = {
    request,
    response: { choices: [{ message: { role: "assistant", content: "3 EUR." } }] },
  };
  const slow = { type: "rate_limit", message: "Slow down." };

  test.each([
    ["an error in the answer", { request, response: { error: slow } }, "rate_limit"],
    ["an error as text", { request, response: { error: "Slow down." } }, "error"],
    ["an error without an answer", { request, error: slow }, "rate_limit"],
    ["an answer in a batch", { request, response: { body: { error: slow } } }, "rate_limit"],
    ["Anthropic's error", { request, response: { type: "error", error: slow } }, "rate_limit"],
    [
      "an error of the Responses API",
      { request: { model: "gpt-5-mini", input: "Late fee?" }, response: { error: slow } },
      "rate_limit",
    ],
  ])("is a step with its error: %s", (_, record, type) => {
    const { sessions, dropped } = importValue(record);
    const step = { kind: "model", error: { type, message: "Slow down." } };
    const turns = [{ user: "Late fee?", error: step.error, steps: [step] }];
    expect(sessions).toMatchObject([{ turns }]);
    expect(sessions[0]?.turns[0]).not.toHaveProperty("reply");
    expect(dropped).toEqual([]);
  });

  test("goes on with the one that sends the same again", () => {
    const { sessions } = importValues([
      [{ request, response: { error: slow } }, { request, error: "reset" }, answered, answered],
    ]);
    expect(sessions.map(({ turns }) => turns.map(({ steps }) => steps.length))).toEqual([[3], [1]]);
    expect(sessions[0]?.turns[0]).toMatchObject({
      reply: "3 EUR.",
      steps: [
        { error: slow },
        { error: { message: "reset" }, attempt: 2 },
        { text: "3 EUR.", attempt: 3 },
      ],
    });
  });

  test("is none where nothing is known of what was sent", () => {
    const { sessions, dropped } = importValue({ custom_id: "a", response: { error: slow } });
    expect(sessions).toEqual([]);
    expect(dropped.map(({ reason }) => reason)).toEqual([
      "no format that is known: an object with `custom_id`, `response`",
    ]);
  });
});

test("what stands beside a call is told, settings are not", () => {
  const message = { role: "assistant", content: "3 EUR." };
  const choice = { index: 0, message, finish_reason: "stop", logprobs: { content: [1] } };
  const { sessions, dropped } = importValue({
    timestamp: "2026-10-02T09:00:00Z",
    cost_center: 7,
    request: {
      model: "gpt-5-mini",
      temperature: 0,
      messages: [{ role: "user", content: "Late fee?" }],
      documents: ["fees.md"],
    },
    response: { id: "c1", choices: [choice, { ...choice, logprobs: null }], prompt_logprobs: [1] },
  });
  expect(sessions[0]?.turns[0]?.steps).toMatchObject([
    { startedAtMs: Date.parse("2026-10-02T09:00:00Z"), finishReason: "stop" },
  ]);
  expect(dropped.map(({ path, reason }) => `${path}: ${reason}`)).toEqual([
    "/response/prompt_logprobs: field that a session has no place for",
    "/cost_center: field that a session has no place for",
    "/request/documents: field that a session has no place for",
    "/response/choices/0/logprobs: field that a session has no place for",
    "/response: further choice of a model's answer",
  ]);
});

test("an answer that stands beside what was sent is told apart from it", () => {
  const { sessions, dropped } = importValue({
    model: "gpt-5-mini",
    messages: [{ role: "user", content: "Late fee?" }],
    response: { choices: [{ message: { role: "assistant", content: "3 EUR." } }] },
    reviewer: "maria",
  });
  expect(sessions).toMatchObject([{ turns: [{ user: "Late fee?", reply: "3 EUR." }] }]);
  expect(dropped).toMatchObject([{ path: "/reviewer" }]);
});
