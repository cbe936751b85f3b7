import { createServer, type ServerResponse } from "node:http";
import OpenAI from "openai";
import { describe, expect, onTestFinished, test } from "vitest";
import { recordingFetch } from "../../../src/adapters/agent/recording-fetch.ts";
import { TurnRecorder } from "../../../src/adapters/agent/turn-recorder.ts";
import { describeTurnFailure } from "../../../src/core/agent/provider-failure.ts";
import { fakeMeter } from "../../support/fake-meter.ts";

const completion = {
  id: "c1",
  object: "chat.completion",
  created: 1,
  model: "gpt-demo-2026",
  choices: [
    {
      index: 0,
      finish_reason: "tool_calls",
      message: {
        role: "assistant",
        content: null,
        tool_calls: [
          {
            id: "t1",
            type: "function",
            function: { name: "lookup_fee", arguments: '{"plan":"standard"}' },
          },
        ],
      },
    },
  ],
  usage: { prompt_tokens: 11, completion_tokens: 5, total_tokens: 16 },
};

/** A provider on loopback that answers every request like this. */
async function aProvider(answer: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((request, response) => {
    request.resume().on("end", () => answer(response));
  });
  await new Promise<void>((listening) => {
    server.listen(0, "127.0.0.1", listening);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address?.port}/v1`;
}

function json(status: number, body: unknown): (response: ServerResponse) => void {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  };
}

function aClient(baseURL: string, turn: TurnRecorder, maxRetries = 0): OpenAI {
  return new OpenAI({ baseURL, apiKey: "k", maxRetries, fetch: recordingFetch(() => turn) });
}

const question = { model: "gpt-demo", messages: [{ role: "user" as const, content: "Late fee?" }] };
const times = { startedAtMs: expect.any(Number), durationMs: expect.any(Number) };

function chunk(delta: object, more: object = {}): string {
  return `data: ${JSON.stringify({ model: "gpt-demo", choices: [{ index: 0, delta }], ...more })}\n\n`;
}

describe("the policy of a turn", () => {
  test("is the system prompt of its first model call that has one", async () => {
    const turn = new TurnRecorder();
    const client = aClient(await aProvider(json(200, completion)), turn);
    await client.chat.completions.create(question);
    expect(turn.policy).toBeUndefined();
    const [asked] = question.messages;
    for (const content of ["A late fee is 3.50 EUR.", "Another one."])
      await client.chat.completions.create({
        ...question,
        messages: [{ role: "system", content }, asked!],
      });
    expect(turn.policy).toBe("A late fee is 3.50 EUR.");
  });
});

describe("a recorded chat-completions call", () => {
  test("has model, text, tool calls and tokens, and the client sees the same answer", async () => {
    const turn = new TurnRecorder();
    const client = aClient(await aProvider(json(200, completion)), turn);
    expect(await client.chat.completions.create(question)).toMatchObject(completion);
    expect(turn.steps()).toEqual([
      {
        kind: "model",
        model: "gpt-demo-2026",
        text: "",
        toolCalls: [{ callId: "t1", name: "lookup_fee", arguments: { plan: "standard" } }],
        finishReason: "tool_calls",
        usage: { inputTokens: 11, outputTokens: 5 },
        ...times,
      },
    ]);
  });

  test("that streams reaches the agent chunk by chunk and is put together for the record", async () => {
    const turn = new TurnRecorder();
    const firstRead = Promise.withResolvers<void>();
    const url = await aProvider((response) => {
      const finish = (): void => {
        const start = { index: 0, id: "t1", function: { name: "look", arguments: '{"pl' } };
        const rest = { index: 0, function: { arguments: 'an":1}' } };
        response.write(chunk({ tool_calls: [start] }));
        response.write(chunk({ content: " EUR", tool_calls: [rest] }));
        const usage = { prompt_tokens: 3, completion_tokens: 4 };
        response.end(`${chunk({}, { usage })}data: [DONE]\n\n`);
      };
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(chunk({ content: "It is 5" }));
      // The rest is sent only once the agent has the start: a held-back first byte would hang here.
      void firstRead.promise.then(finish);
    });
    let text = "";
    for await (const part of await aClient(url, turn).chat.completions.create({
      ...question,
      stream: true,
    })) {
      firstRead.resolve();
      text += part.choices[0]?.delta.content ?? "";
    }
    expect(text).toBe("It is 5 EUR");
    expect(turn.steps()).toEqual([
      {
        kind: "model",
        model: "gpt-demo",
        text: "It is 5 EUR",
        toolCalls: [{ callId: "t1", name: "look", arguments: { plan: 1 } }],
        usage: { inputTokens: 3, outputTokens: 4 },
        ...times,
      },
    ]);
  });

  test("that the agent stops reading keeps what was read", async () => {
    const turn = new TurnRecorder();
    const url = await aProvider((response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(`data: ${JSON.stringify({ choices: [{ delta: { content: "Once" } }] })}\n\n`);
    });
    for await (const _ of await aClient(url, turn).chat.completions.create({
      ...question,
      stream: true,
    }))
      break;
    expect(turn.steps()).toMatchObject([{ kind: "model", model: "gpt-demo", text: "Once" }]);
  });

  test.each([
    [
      429,
      { error: { message: "slow down" } },
      { type: "http-429", message: "slow down" },
      "infra-error",
    ],
    [503, "upstream is gone", { type: "http-503", message: '"upstream is gone"' }, "infra-error"],
    [
      400,
      { error: { message: "unknown tool" } },
      { type: "http-400", message: "unknown tool" },
      "agent-error",
    ],
    [
      200,
      { error: { message: "overloaded", code: 529 } },
      { type: "http-529", message: "overloaded" },
      "infra-error",
    ],
    [
      200,
      { hello: 1 },
      { type: "malformed", message: 'the answer cannot be read: {"hello":1}' },
      "agent-error",
    ],
  ])("with status %i and %j is an error of that kind", async (status, body, error, kind) => {
    const turn = new TurnRecorder();
    const url = await aProvider(json(status, body));
    const response = await recordingFetch(() => turn)(`${url}/chat/completions`, {
      method: "POST",
      body: JSON.stringify(question),
    });
    await response.text();
    expect(turn.steps()).toEqual([{ kind: "model", model: "gpt-demo", error, ...times }]);
    expect(describeTurnFailure("no reply", turn.steps()).kind).toBe(kind);
  });

  test("is a step for every attempt, and the one that worked clears the provider", async () => {
    const turn = new TurnRecorder();
    let calls = 0;
    const url = await aProvider((response) => {
      calls += 1;
      json(
        calls < 2 ? 429 : 200,
        calls < 2 ? { error: { message: "slow down" } } : completion,
      )(response);
    });
    await aClient(url, turn, 2).chat.completions.create(question);
    expect(turn.steps()).toMatchObject([{ error: { type: "http-429" } }, { text: "" }]);
    expect(describeTurnFailure("no reply", turn.steps()).kind).toBe("agent-error");
  });

  test("that reaches nobody is the provider's failure; one that the agent gives up is not", async () => {
    const turn = new TurnRecorder();
    const fetch = recordingFetch(() => turn);
    const post = { method: "POST", body: "{}" };
    await expect(fetch("http://127.0.0.1:49151/v1/chat/completions", post)).rejects.toThrow(
      "fetch failed",
    );
    expect(turn.steps()).toMatchObject([
      { error: { type: "connection", message: expect.stringContaining("ECONNREFUSED") } },
    ]);
    expect(describeTurnFailure("no reply", turn.steps()).kind).toBe("infra-error");

    const silent = await aProvider(() => {});
    await expect(
      fetch(`${silent}/chat/completions`, { ...post, signal: AbortSignal.timeout(50) }),
    ).rejects.toThrow("timeout");
    expect(turn.steps()[1]).toMatchObject({ error: { type: "aborted" } });
    expect(describeTurnFailure("no reply", turn.steps()).kind).toBe("agent-error");
  });

  test("that was never sent is the agent's own mistake", async () => {
    const turn = new TurnRecorder();
    const fetch = recordingFetch(() => turn);
    for (const address of ["http://127.0.0.1:9/v1", "nowhere", "ftp://127.0.0.1"]) {
      await expect(fetch(`${address}/chat/completions`, { method: "POST" })).rejects.toThrow(/./);
    }
    expect(turn.steps()).toMatchObject(
      Array.from({ length: 3 }, () => ({ kind: "model", error: { type: "request" } })),
    );
    expect(describeTurnFailure("no reply", turn.steps()).kind).toBe("agent-error");
  });

  test("whose connection breaks in the middle is the provider's failure", async () => {
    const turn = new TurnRecorder();
    const url = await aProvider((response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
      response.write("{");
      setTimeout(() => response.destroy(), 20);
    });
    const response = await recordingFetch(() => turn)(`${url}/chat/completions`, {
      method: "POST",
    });
    await expect(response.text()).rejects.toThrow("terminated");
    const message = `${new URL(url).host} broke off in the middle of its answer`;
    expect(turn.steps()).toMatchObject([{ error: { type: "connection", message } }]);
  });

  test("other requests pass through and leave no step", async () => {
    const turn = new TurnRecorder();
    const url = await aProvider(json(200, { id: 7 }));
    const fetch = recordingFetch(() => turn);
    expect(await (await fetch(new URL(`${url}/orders`), { method: "POST" })).json()).toEqual({
      id: 7,
    });
    expect(await (await fetch(new Request(`${url}/chat/completions`))).json()).toEqual({ id: 7 });
    expect(turn.steps()).toEqual([]);
  });
});

const responseBody = {
  id: "resp_1",
  object: "response",
  model: "gpt-demo-2026",
  status: "completed",
  output: [
    {
      type: "message",
      id: "m1",
      role: "assistant",
      status: "completed",
      content: [{ type: "output_text", text: "It is 5 EUR.", annotations: [] }],
    },
    {
      type: "function_call",
      id: "f1",
      call_id: "t1",
      name: "lookup_fee",
      arguments: '{"plan":"standard"}',
    },
  ],
  usage: { input_tokens: 11, output_tokens: 5, total_tokens: 16 },
};
const messageBody = {
  id: "msg_1",
  type: "message",
  role: "assistant",
  model: "gpt-demo-2026",
  stop_reason: "tool_use",
  content: [
    { type: "text", text: "It is 5 EUR." },
    { type: "tool_use", id: "t1", name: "lookup_fee", input: { plan: "standard" } },
  ],
  usage: { input_tokens: 11, output_tokens: 5 },
};
const streams: Readonly<Record<string, readonly object[]>> = {
  responses: [
    { type: "response.created", response: { ...responseBody, output: [] } },
    { type: "response.output_text.delta", delta: "It is" },
    { type: "response.completed", response: responseBody },
  ],
  messages: [
    {
      type: "message_start",
      message: { ...messageBody, content: [], usage: { input_tokens: 11 } },
    },
    { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
    { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "It is 5 EUR." } },
    {
      type: "content_block_start",
      index: 1,
      content_block: { type: "tool_use", id: "t1", name: "lookup_fee", input: {} },
    },
    {
      type: "content_block_delta",
      index: 1,
      delta: { type: "input_json_delta", partial_json: '{"plan":"standard"}' },
    },
    {
      type: "message_delta",
      delta: { stop_reason: "tool_use" },
      usage: { output_tokens: 5 },
    },
  ],
};

describe.each([
  [
    "responses",
    responseBody,
    { model: "gpt-demo", instructions: "Fees are fixed.", input: "Late fee?" },
    "completed",
  ],
  [
    "messages",
    messageBody,
    {
      model: "gpt-demo",
      max_tokens: 99,
      system: "Fees are fixed.",
      messages: [{ role: "user", content: "Late fee?" }],
    },
    "tool_use",
  ],
])("a recorded call of …/v1/%s", (path, answer, asked, finishReason) => {
  const tools = [{ name: "lookup_fee", parameters: { type: "object" } }];
  const post = { method: "POST", body: JSON.stringify({ ...asked, tools }) };
  const step = {
    kind: "model",
    model: "gpt-demo-2026",
    text: "It is 5 EUR.",
    finishReason,
    toolCalls: [{ callId: "t1", name: "lookup_fee", arguments: { plan: "standard" } }],
    usage: { inputTokens: 11, outputTokens: 5 },
    ...times,
  };

  test("has model, text, tool calls, tokens, policy and tools, whole or streamed", async () => {
    const turn = new TurnRecorder();
    const fetch = recordingFetch(() => turn);
    const url = await aProvider(json(200, answer));
    expect(await (await fetch(`${url}/${path}`, post)).json()).toEqual(answer);
    const streaming = await aProvider((to) => {
      to.writeHead(200, { "content-type": "text/event-stream" });
      for (const event of streams[path] ?? [])
        to.write(`event: some\ndata: ${JSON.stringify(event)}\n\n`);
      to.end();
    });
    await (await fetch(new Request(`${streaming}/${path}`, post))).text();
    expect(turn.steps()).toEqual([step, step]);
    expect(turn.policy).toBe("Fees are fixed.");
    expect(turn.toolCatalog).toEqual(tools);
  });

  test("is counted, and one too many is answered 402 and never sent", async () => {
    const turn = new TurnRecorder();
    let reached = 0;
    const url = await aProvider((to) => {
      reached += 1;
      json(200, answer)(to);
    });
    const meter = fakeMeter(3);
    const fetch = recordingFetch(() => turn, { meter, prices });
    const bytes = { ...post, body: new TextEncoder().encode(post.body) };
    const unread = { ...post, body: new Blob([post.body]) };
    for (const [init, status] of [
      [post, 200],
      [bytes, 200],
      [unread, 200],
      [post, 402],
      [unread, 402],
    ] as const) {
      const answered = await fetch(`${url}/${path}`, init);
      expect(answered.status).toBe(status);
      await answered.text();
    }
    expect(reached).toBe(3);
    const told = { inputTokens: 11, outputTokens: 5, costUsd: 72e-6 };
    expect(meter.counted).toEqual([told, told, told]);
    expect(turn.steps()).toHaveLength(3);
  });

  test("is told apart from another system's address that ends so", async () => {
    const turn = new TurnRecorder();
    const url = await aProvider(json(200, { id: 7 }));
    const fetch = recordingFetch(() => turn, { meter: fakeMeter(0) });
    const desk = `${url}/desk/${path}`;
    for (const body of ["", "no JSON", JSON.stringify({ to: "Ada", text: "Your parcel came." })])
      expect((await fetch(desk, { method: "POST", body })).status).toBe(200);
    const form = { method: "POST", body: new Blob(["model=1"]) };
    expect((await fetch(desk, form)).status).toBe(200);
    expect(turn.steps()).toEqual([]);
  });
});

const prices = {
  load: async () => {},
  priceOf: () => ({ input: 2, output: 10, cachedInput: 0.5 }),
};

describe("calls that are paid for", () => {
  test("have the cost that the prices make of their tokens, unless the answer says its own", async () => {
    const turn = new TurnRecorder();
    const answers = [
      completion,
      { ...completion, usage: { ...completion.usage, cost: 0.5 } },
      {
        ...completion,
        usage: { ...completion.usage, prompt_tokens_details: { cached_tokens: 10 } },
      },
      { ...completion, service_tier: "flex" },
      { ...completion, usage: undefined },
    ];
    let next = 0;
    const url = await aProvider((response) => json(200, answers[next++])(response));
    const fetch = recordingFetch(() => turn, { prices });
    for (const _ of answers)
      await (
        await fetch(`${url}/chat/completions`, { method: "POST", body: JSON.stringify(question) })
      ).json();
    const costs = turn.steps().map((step) => (step.kind === "model" ? step.usage?.costUsd : ""));
    expect(costs).toEqual([72e-6, 0.5, (1 * 2 + 10 * 0.5 + 5 * 10) / 1e6, undefined, undefined]);
  });

  test("are counted as they end; one too many is answered 402, never sent and not recorded", async () => {
    const turn = new TurnRecorder();
    let reached = 0;
    const url = await aProvider((response) => {
      reached += 1;
      json(200, completion)(response);
    });
    const meter = fakeMeter(1);
    const client = new OpenAI({
      baseURL: url,
      apiKey: "k",
      maxRetries: 3,
      fetch: recordingFetch(() => turn, { meter }),
    });
    await client.chat.completions.create(question);
    expect(meter.counted).toEqual([{ inputTokens: 11, outputTokens: 5 }]);
    await expect(client.chat.completions.create(question)).rejects.toMatchObject({
      status: 402,
      message: expect.stringContaining("no model call begin any more: the budget is used up"),
    });
    expect(reached).toBe(1);
    expect(turn.steps()).toHaveLength(1);
  });

  test("cost nothing where a scripted model or a cassette answers them", async () => {
    const turn = new TurnRecorder();
    const url = await aProvider(json(200, completion));
    const meter = fakeMeter(9);
    const fetch = recordingFetch(() => turn, { meter, ownModelUrl: url });
    const post = { method: "POST", body: JSON.stringify(question) };
    await (await fetch(`${url}/chat/completions`, post)).text();
    await (await fetch(`${url.replace("/v1", "/v12")}/chat/completions`, post)).text();
    const told = { inputTokens: 11, outputTokens: 5 };
    expect(meter.counted).toEqual([{ ...told, costUsd: 0 }, told]);
    expect(turn.steps()).toMatchObject([{ provider: "tracegate" }, {}]);
    expect(turn.steps()[1]).not.toHaveProperty("provider");
  });
});
