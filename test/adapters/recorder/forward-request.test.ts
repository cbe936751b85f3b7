import { once } from "node:events";
import {
  type ClientRequest,
  createServer,
  request as httpRequest,
  type IncomingMessage,
} from "node:http";
import { buffer } from "node:stream/consumers";
import { brotliCompressSync, gzipSync, zstdCompressSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  aCompletion,
  aProvider,
  aRecording,
  ask,
  bodyOf,
  serve,
} from "../../support/recorder/providers.ts";

/** One exchange without any client library, so that every byte of it is seen. */
async function exchangeRaw(
  url: string,
  {
    headers = {},
    body = "{}",
  }: { headers?: Record<string, string | string[]>; body?: Buffer | string } = {},
) {
  const request = httpRequest(url, { method: "POST", headers });
  request.end(body);
  const response = await answerTo(request);
  return {
    status: response.statusCode,
    message: response.statusMessage,
    headers: response.rawHeaders,
    body: await buffer(response),
  };
}

function answerTo(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.on("response", resolve).on("error", reject);
  });
}

const manyHeaders = [
  ["Content-Type", "application/json"],
  ["Content-Encoding", "gzip"],
  ["X-Request-ID", "req_1"],
  ["Set-Cookie", "a=1"],
  ["Set-Cookie", "b=2"],
  ["x-ratelimit-remaining-tokens", "17"],
].flat();

const ofConnection = /^(connection|keep-alive|transfer-encoding|date)$/i;

function pairs(raw: readonly string[]): readonly string[] {
  return raw.flatMap((name, at) =>
    at % 2 === 0 && !ofConnection.test(name) ? [`${name}: ${raw[at + 1]}`] : [],
  );
}

describe("the agent sees what the provider sent", () => {
  test("status, reason, headers and bytes", async () => {
    const body = gzipSync(JSON.stringify(aCompletion("3 EUR")));
    const provider = await aProvider((_request, response) => {
      response.writeHead(202, "Taken", manyHeaders);
      response.end(body);
    });
    const { env } = await aRecording(provider);
    const [direct, recorded] = [
      await exchangeRaw(`${provider}/v1/chat/completions`),
      await exchangeRaw(`${env("OPENAI_BASE_URL")}/chat/completions`),
    ];
    expect(recorded.body.equals(body)).toBe(true);
    expect({ ...recorded, headers: pairs(recorded.headers) }).toEqual({
      ...direct,
      headers: pairs(direct.headers),
    });
  });

  test("whatever the bytes are and however they are cut", { timeout: 20_000 }, async () => {
    let chunks: readonly Uint8Array[] = [];
    const provider = await aProvider((_request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      for (const chunk of chunks) response.write(chunk);
      response.end();
    });
    const { env } = await aRecording(provider);
    const pieces = fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(pieces, async (given) => {
        chunks = given;
        const { body } = await exchangeRaw(`${env("OPENAI_BASE_URL")}/chat/completions`);
        expect(body.equals(Buffer.concat(given))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test("and the provider what the agent sent, but for our own header", async () => {
    let seen: { url?: string | undefined; headers: readonly string[]; body: string } | undefined;
    const provider = await aProvider((request, response) => {
      void bodyOf(request).then((body) => {
        seen = { url: request.url, headers: request.rawHeaders, body };
        return response.end("{}");
      });
    });
    const { env, session } = await aRecording(provider);
    const headers = {
      Authorization: "Bearer sk-live-key",
      "X-Stainless-Retry-Count": "0",
      "content-type": "application/json",
      ...session.headers,
    };
    const body = '{ "model" : "gpt-5-mini", "messages":[ ] }\n';
    await exchangeRaw(`${env("OPENAI_BASE_URL")}/chat/completions?api-version=1`, {
      headers,
      body,
    });
    expect(seen?.url).toBe("/v1/chat/completions?api-version=1");
    expect(seen?.body).toBe(body);
    const given = pairs(seen?.headers ?? []);
    expect(given).toContain("Authorization: Bearer sk-live-key");
    expect(given).toContain("X-Stainless-Retry-Count: 0");
    expect(given).toContain(`traceparent: ${session.headers["traceparent"]}`);
    expect(given.join("\n")).not.toMatch(/tracegate/i);
    expect(given[0]).toBe(`Host: ${new URL(provider).host}`);
  });

  test("everything else below the base URL passes and is no model call", async () => {
    const provider = await aProvider((request, response) => {
      response.end(`${request.method} ${request.url}`);
    });
    const { env, session } = await aRecording(provider);
    const models = await fetch(`${env("OPENAI_BASE_URL")}/models`);
    expect(await models.text()).toBe("GET /v1/models");
    const embeddings = await fetch(`${env("OPENAI_BASE_URL")}/embeddings`, {
      method: "POST",
      body: "{}",
    });
    expect(await embeddings.text()).toBe("POST /v1/embeddings");
    const thread = await fetch(`${env("OPENAI_BASE_URL")}/threads/thread_1/messages`, {
      method: "POST",
      body: '{"role":"user","content":"Late fee?"}',
    });
    expect(await thread.text()).toBe("POST /v1/threads/thread_1/messages");
    expect((await session.endTurn([])).steps).toEqual([]);
  });
});

test("the first byte is not held back, nor any later one", async () => {
  const provider = createServer();
  const origin = await serve(provider);
  const { env } = await aRecording(origin);
  const asked = once(provider, "request");
  const answering = ask(env("OPENAI_BASE_URL"));
  const [, upstream] = await asked;
  upstream.writeHead(200, { "content-type": "text/event-stream" });
  upstream.flushHeaders();
  // Each step would wait for ever if what came before it were kept.
  const answer = await answering;
  const reader = answer.body?.getReader();
  for (const piece of ["data: 1\n", "\n", "data: [DONE]\n\n"]) {
    upstream.write(piece);
    const { value } = (await reader?.read()) ?? {};
    expect(Buffer.from(value ?? []).toString()).toBe(piece);
  }
  upstream.end();
  expect((await reader?.read())?.done).toBe(true);
});

test("a provider is not asked faster than it reads, an agent not answered faster than it reads", async () => {
  const size = 64 * 1024 * 1024;
  let sent = 0;
  const provider = await aProvider((_request, response) => {
    const piece = Buffer.alloc(64 * 1024);
    const more = (): void => {
      while (sent < size) {
        sent += piece.length;
        if (!response.write(piece)) return void response.once("drain", more);
      }
      response.end();
    };
    more();
  });
  const { env } = await aRecording(provider);
  const request = httpRequest(`${env("OPENAI_BASE_URL")}/chat/completions`, { method: "POST" });
  request.end("{}");
  const [response] = await once(request, "response");
  // Nobody reads: the sockets fill, and then the provider has to wait.
  let before = -1;
  while (sent !== before) {
    before = sent;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(sent).toBeLessThan(size);
  expect((await buffer(response)).length).toBe(size);
});

test.each([
  ["gzip", gzipSync],
  ["br", brotliCompressSync],
  ["zstd", zstdCompressSync],
])("a body in %s is recorded as what it says", async (encoding, pack) => {
  const provider = await aProvider((_request, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-encoding": encoding });
    response.end(pack(JSON.stringify(aCompletion("3 EUR"))));
  });
  const { env, session } = await aRecording(provider);
  await exchangeRaw(`${env("OPENAI_BASE_URL")}/chat/completions`);
  expect((await session.endTurn([])).steps).toMatchObject([{ kind: "model", text: "3 EUR" }]);
});

const streamed = 'data: {"choices":[{"index":0,"delta":{"content":"3 EUR"}}]}\n\ndata: [DONE]\n\n';

test.each([
  ["a stream that is called plain text", "text/plain", streamed, { text: "3 EUR" }],
  ["a stream that begins with a comment", "", `: waiting\n\n${streamed}`, { text: "3 EUR" }],
  ["a stream in capitals", "Text/Event-Stream", streamed, { text: "3 EUR" }],
  [
    "an error in JSON that is called a stream",
    "text/event-stream",
    '{"error":{"message":"overloaded"}}',
    { error: { type: "provider", message: "overloaded" } },
  ],
])("%s is recorded as what it is", async (_title, type, body, step) => {
  const provider = await aProvider((_request, response) => {
    response.writeHead(200, type === "" ? {} : { "content-type": type }).end(body);
  });
  const { env, session } = await aRecording(provider);
  expect(await (await ask(env("OPENAI_BASE_URL"))).text()).toBe(body);
  expect((await session.endTurn([])).steps).toMatchObject([{ kind: "model", ...step }]);
});

test("an encoding that nobody knows is not captured, and passes all the same", async () => {
  const provider = await aProvider((_request, response) => {
    response.writeHead(200, { "content-encoding": "snappy" }).end("?");
  });
  const { env, session } = await aRecording(provider);
  const { body } = await exchangeRaw(`${env("OPENAI_BASE_URL")}/chat/completions`);
  expect(body.toString()).toBe("?");
  const [step] = (await session.endTurn([])).steps;
  expect(step).not.toHaveProperty("text");
});

describe("when something breaks", () => {
  test("a provider that is down is a 502 that says so, and an infrastructure failure", async () => {
    const { env, session } = await aRecording("http://127.0.0.1:9");
    const answer = await ask(env("OPENAI_BASE_URL"));
    expect(answer.status).toBe(502);
    expect(await answer.json()).toMatchObject({
      error: {
        code: "UPSTREAM_FAILED",
        message: expect.stringContaining("127.0.0.1:9 could not be reached: "),
      },
    });
    const { steps } = await session.endTurn([]);
    expect(steps).toMatchObject([{ kind: "model", error: { type: "connection" } }]);
  });

  test("a stream that the provider breaks off breaks off for the agent too", async () => {
    const provider = await aProvider((_request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write('data: {"choices":[{"index":0,"delta":{"content":"Your"}}]}\n\n', () =>
        response.destroy(),
      );
    });
    const { env, session } = await aRecording(provider);
    const answer = await ask(env("OPENAI_BASE_URL"));
    await expect(answer.text()).rejects.toThrow("terminated");
    const { host } = new URL(provider);
    const { steps } = await session.endTurn([]);
    const error = { type: "connection", message: `${host} broke off in the middle of its answer` };
    expect(steps).toMatchObject([{ kind: "model", text: "Your", error }]);
  });

  test("an agent that hangs up ends the call at the provider", async () => {
    const provider = createServer();
    const { env, session } = await aRecording(await serve(provider));
    const asked = once(provider, "request");
    const stop = new AbortController();
    const answering = ask(env("OPENAI_BASE_URL"), { signal: stop.signal });
    const [, upstream] = await asked;
    stop.abort();
    await expect(answering).rejects.toThrow("aborted");
    await once(upstream, "close");
    const { steps } = await session.endTurn([]);
    expect(steps).toMatchObject([{ kind: "model", error: { type: "aborted" } }]);
  });

  test("a kept connection that closed just then is opened again, once", async () => {
    let calls = 0;
    const provider = await aProvider((request, response) => {
      calls += 1;
      // The second request comes on the connection of the first, which ends without a word.
      if (calls === 2) request.socket.destroy();
      else void bodyOf(request).then((body) => response.end(JSON.stringify(aCompletion(body))));
    });
    const { env } = await aRecording(provider);
    await (await ask(env("OPENAI_BASE_URL"))).text();
    const answer = await ask(env("OPENAI_BASE_URL"));
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("Late fee?");
    expect(calls).toBe(3);
  });

  test("a new connection that ends without a word is not tried again: the call may have been made", async () => {
    let calls = 0;
    const provider = await aProvider((request) => {
      calls += 1;
      request.socket.destroy();
    });
    const { env } = await aRecording(provider);
    const answer = await ask(env("OPENAI_BASE_URL"));
    expect(answer.status).toBe(502);
    expect(await answer.text()).toContain("closed the connection before it answered");
    expect(calls).toBe(1);
  });

  test("a call that goes on when the turn has ended is told as unfinished, and its end in no later turn", async () => {
    const provider = createServer();
    const { env, session } = await aRecording(await serve(provider));
    const asked = once(provider, "request");
    const answering = ask(env("OPENAI_BASE_URL"));
    const [, upstream] = await asked;
    const { steps } = await session.endTurn([]);
    expect(steps).toMatchObject([{ kind: "model", error: { type: "unfinished" } }]);
    upstream.end(JSON.stringify(aCompletion("3 EUR")));
    await (await answering).text();
    expect((await session.endTurn([])).steps).toEqual([]);
  });
});

test("no header is recorded, so no key", async () => {
  const provider = await aProvider((_request, response) => {
    response.writeHead(200, { "x-secret": "sk-answer" }).end(JSON.stringify(aCompletion("hi")));
  });
  const { env, session, exchanges } = await aRecording(provider);
  const headers = { authorization: "Bearer sk-live", "api-key": "sk-azure" };
  await (await ask(env("OPENAI_BASE_URL"), { headers })).text();
  const recorded = JSON.stringify([
    await session.endTurn([]),
    await session.endRecording(),
    exchanges,
  ]);
  expect(exchanges).toHaveLength(1);
  expect(recorded).toContain("Late fee?");
  expect(recorded).not.toContain("sk-");
});

test("64 agents at once each get their own answer", async () => {
  const provider = await aProvider((request, response) => {
    void bodyOf(request).then((body) => response.end(body));
  });
  const { env, session } = await aRecording(provider);
  const bodies = Array.from({ length: 64 }, (_, index) => JSON.stringify({ model: `m${index}` }));
  const answers = await Promise.all(
    bodies.map(async (body) => (await ask(env("OPENAI_BASE_URL"), { body })).text()),
  );
  expect(answers).toEqual(bodies);
  expect((await session.endRecording()).modelCalls).toBe(64);
});
