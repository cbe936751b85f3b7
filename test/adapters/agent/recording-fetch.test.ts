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
      { type: "malformed", message: 'the answer is no chat completion: {"hello":1}' },
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
    expect(turn.steps()).toMatchObject([{ error: { type: "connection" } }]);
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
});
