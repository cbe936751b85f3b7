import { request as httpRequest } from "node:http";
import OpenAI from "openai";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import type { ScriptedModelServer } from "../../../src/adapters/scripted-model/scripted-model-server.ts";
import { startScriptedModel } from "../../../src/adapters/scripted-model/scripted-model-server.ts";
import type { ScriptedModel } from "../../../src/core/simulation/scripted-model.ts";
import { aScript, says } from "../../support/scripted.ts";

let server: ScriptedModelServer | undefined;
afterEach(() => server?.close());

/** Says which call of the session it is, so that calls can be told apart. */
const counting = aScript(...[1, 2, 3, 4].map((call) => says(`call ${call}`, { call })));

async function serve(script: ScriptedModel): Promise<ScriptedModelServer> {
  server = await startScriptedModel(script);
  return server;
}

async function baseUrl(script: ScriptedModel, sessionId = "late-fee#0"): Promise<string> {
  return (await serve(script)).baseUrlFor(sessionId, sessionId);
}

function clientOf(baseURL: string): OpenAI {
  return new OpenAI({ baseURL, apiKey: "none", maxRetries: 0 });
}

const question = {
  model: "any",
  messages: [{ role: "user" as const, content: "How high is the late fee?" }],
};

/** Sends a raw request. */
function post(url: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, { method: "POST", body, headers });
}

const completion = z.object({
  choices: z.tuple([z.object({ message: z.object({ content: z.string() }) })]),
});
const failure = z.object({ error: z.object({ message: z.string() }) });

/** The text that a raw question is answered with. */
async function ask(
  base: string,
  headers: Record<string, string> = {},
  content = "hello",
): Promise<string> {
  const body = JSON.stringify({ messages: [{ role: "user", content }] });
  const response = await post(`${base}/chat/completions`, body, headers);
  return completion.parse(await response.json()).choices[0].message.content;
}

describe("through the openai package", () => {
  test("a completion, and the list of models", async () => {
    const client = clientOf(await baseUrl(aScript(says("6.50 EUR"))));
    const answer = await client.chat.completions.create(question);
    expect(answer.choices[0]?.message.content).toBe("6.50 EUR");
    const models = await client.models.list();
    expect(models.data.map(({ id }) => id)).toEqual(["scripted-model"]);
  });

  test("a stream gives what the completion gives", async () => {
    const script = aScript({
      answers: [
        { say: "Let me look.", call: [{ tool: "search", arguments: { query: "{{user}}" } }] },
      ],
    });
    const asked = {
      ...question,
      tools: [{ type: "function" as const, function: { name: "search" } }],
    };
    const client = clientOf(await baseUrl(script));
    const streamed = await client.chat.completions
      .stream({ ...asked, stream_options: { include_usage: true } })
      .finalChatCompletion();
    const fresh = clientOf(server?.baseUrlFor("again", "late-fee#0") ?? "");
    const whole = await fresh.chat.completions.create(asked);
    expect(streamed.choices[0]?.message.content).toBe("Let me look.");
    expect(streamed.choices[0]?.message.tool_calls?.[0]).toMatchObject({
      id: whole.choices[0]?.message.tool_calls?.[0]?.id,
      function: { name: "search", arguments: '{"query":"How high is the late fee?"}' },
    });
    expect(streamed.usage).toEqual(whole.usage);
  });

  test("a request that no rule answers is an error of status 422, which is not tried again", async () => {
    const script = aScript(says("hello", { call: 9 }, "the ninth call"));
    const client = new OpenAI({ baseURL: await baseUrl(script), apiKey: "none", maxRetries: 3 });
    await expect(client.chat.completions.create(question)).rejects.toMatchObject({
      status: 422,
      code: "no-rule",
      message: expect.stringContaining("model call 1,"),
    });
    await expect(client.chat.completions.create(question)).rejects.toThrow("model call 2,");
  });
});

describe("calls are counted by session", () => {
  test("each session counts its own, whatever the others do", async () => {
    const { baseUrlFor } = await serve(counting);
    const [first, second] = [baseUrlFor("late-fee#0", "a"), baseUrlFor("late-fee#1", "a")];
    expect(await ask(first)).toBe("call 1");
    expect(await ask(second)).toBe("call 1");
    expect(await ask(first)).toBe("call 2");
    expect(baseUrlFor("late-fee#0", "a")).toBe(first);
  });

  test("the same request again is another call: agents may sample twice", async () => {
    const base = await baseUrl(counting);
    expect([await ask(base), await ask(base)]).toEqual(["call 1", "call 2"]);
  });

  test("a retry of the SDK is the same call", async () => {
    const base = await baseUrl(counting);
    const first = await ask(base, { "x-stainless-retry-count": "0" });
    const again = await ask(base, { "x-stainless-retry-count": "1" });
    const next = await ask(base, { "x-stainless-retry-count": "0" }, "and then?");
    expect([first, again, next]).toEqual(["call 1", "call 1", "call 2"]);
  });

  test("a retry whose first attempt never arrived is a call of its own", async () => {
    const base = await baseUrl(counting);
    expect(await ask(base, { "x-stainless-retry-count": "1" })).toBe("call 1");
    expect(await ask(base, { "x-stainless-retry-count": "2" })).toBe("call 1");
  });

  test("requests with one idempotency key are one call", async () => {
    const base = await baseUrl(counting);
    const key = { "idempotency-key": "refund-4502" };
    expect([await ask(base, key), await ask(base, key), await ask(base)]).toEqual([
      "call 1",
      "call 1",
      "call 2",
    ]);
  });

  test("a session that has ended is not answered, and starts anew when it is opened again", async () => {
    const { baseUrlFor, endSession } = await serve(counting);
    const base = baseUrlFor("late-fee#0", "a");
    await ask(base);
    endSession("late-fee#0");
    const { status } = await post(`${base}/chat/completions`, "{}");
    expect(status).toBe(404);
    expect(await ask(baseUrlFor("late-fee#0", "a"))).toBe("call 1");
  });
});

describe("hostile and broken requests", () => {
  test("without the session's token there is nothing, on the loopback interface only", async () => {
    const base = new URL(await baseUrl(counting));
    expect(base.hostname).toBe("127.0.0.1");
    expect(base.pathname).toMatch(/^\/[\w-]{22}\/v1$/);
    for (const path of ["/", "/v1/chat/completions", "/x/v1/chat/completions", "/../v1/models"]) {
      expect((await post(`${base.origin}${path}`, "{}")).status).toBe(404);
    }
    expect((await fetch(`${base.href}/chat/completions`)).status).toBe(404);
    expect((await post(`${base.href}/embeddings`, "{}")).status).toBe(404);
  });

  test.each([
    ["no JSON", "{", "request: "],
    ["an empty body", "", "request: "],
    ["a list", "[]", "request: "],
    ["no messages", "{}", "messages: "],
    ["an unknown role", '{"messages":[{"role":"robot"}]}', "messages.0.role: "],
    ["deep nesting", "[".repeat(100_000), "request: "],
  ])("%s is refused with the place of the mistake, and is no call", async (_, body, message) => {
    const base = await baseUrl(counting);
    const refused = await post(`${base}/chat/completions`, body);
    expect(refused.status).toBe(400);
    expect(failure.parse(await refused.json()).error.message.startsWith(message)).toBe(true);
    expect(await ask(base)).toBe("call 1");
  });

  test("a body above the cap is refused, and the server goes on", async () => {
    const base = await baseUrl(counting);
    const status = await new Promise<number | undefined>((resolve) => {
      const sent = httpRequest(`${base}/chat/completions`, { method: "POST" }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.on("error", () => resolve(undefined));
      sent.write(Buffer.alloc(9 * 1024 * 1024, "x"));
    });
    expect(status).toBe(413);
    expect(await ask(base)).toBe("call 1");
  });

  test("a client that goes away in the middle does no harm", async () => {
    const base = await baseUrl(counting);
    await new Promise<void>((resolve) => {
      const sent = httpRequest(`${base}/chat/completions`, { method: "POST" });
      sent.on("error", () => resolve());
      sent.write("{", () => sent.destroy(new Error("gone")));
    });
    expect(await ask(base)).toBe("call 1");
  });
});

describe("closing", () => {
  test("does not wait for connections that are kept alive, nor for half a request", async () => {
    const open = await serve(counting);
    const base = open.baseUrlFor("late-fee#0", "a");
    await ask(base);
    const half = httpRequest(`${base}/chat/completions`, { method: "POST" });
    half.on("error", () => {});
    await new Promise<void>((resolve) => half.write("{", () => resolve()));
    const started = performance.now();
    await open.close();
    await open.close();
    expect(performance.now() - started).toBeLessThan(1000);
    await expect(fetch(`${base}/models`)).rejects.toThrow("fetch failed");
  });
});
