import { createServer, type IncomingMessage, type Server } from "node:http";
import type { Socket } from "node:net";
import { gzipSync } from "node:zlib";
import OpenAI from "openai";
import { describe, expect, onTestFinished, test } from "vitest";
import { AnswerTooLarge, cappedFetch } from "../../../src/adapters/llm/capped-fetch.ts";
import {
  type ChatEndpoint,
  chatEndpoint,
  json,
  says,
  text,
  type Way,
} from "../../support/chat-endpoint.ts";

const fine = says("It is kind.");

/** The library as judges, simulators and embeddings use it, waiting next to nothing before it asks again. */
function libraryAt(
  { baseUrl }: Pick<ChatEndpoint, "baseUrl">,
  { maxBytes = 100_000, environment = {}, maxRetries = 0 } = {},
): OpenAI {
  return new OpenAI({
    apiKey: "sk-1",
    baseURL: baseUrl,
    maxRetries,
    logLevel: "off",
    fetch: cappedFetch({ maxBytes, environment }),
  });
}

async function ask(library: OpenAI, signal?: AbortSignal): Promise<string | null | undefined> {
  const messages = [{ role: "user" as const, content: "Is the agent kind? – Grüße 🙂" }];
  const { choices } = await library.chat.completions.create(
    { model: "m", messages },
    signal && { signal },
  );
  return choices[0]?.message.content;
}

const closing: Way = (response, request) => {
  response.setHeader("connection", "close");
  fine(response, request);
};

const inPieces: Way = (response) => {
  response.writeHead(200, { "content-type": "application/json" });
  const body = Buffer.from('{"choices":[{"message":{"content":"Grüße"}}]}');
  const middle = body.indexOf("ü") + 1; // Inside of a character.
  response.write(body.subarray(0, middle), () => response.end(body.subarray(middle)));
};

const cutOff: Way = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "500" });
  response.write('{"choices":[', () => response.destroy());
};

const packed =
  (body: Buffer, encoding: string): Way =>
  (response) => {
    response.writeHead(200, { "content-type": "application/json", "content-encoding": encoding });
    response.end(body);
  };

describe("connections", () => {
  test("are kept: four at a time ask twenty questions over four connections", async () => {
    const connections = new Set<Socket>();
    const endpoint = await chatEndpoint((response, request) => {
      if (response.socket !== null) connections.add(response.socket);
      fine(response, request);
    });
    const library = libraryAt(endpoint);
    const places = Array.from({ length: 4 }, async () => {
      for (let asked = 0; asked < 5; asked++) expect(await ask(library)).toBe("It is kind.");
    });
    await Promise.all(places);
    expect(endpoint.requests).toHaveLength(20);
    expect(connections.size).toBeLessThanOrEqual(4);
  });

  test("that the endpoint closes after each answer are opened anew", async () => {
    const library = libraryAt(await chatEndpoint(closing));
    for (let asked = 0; asked < 3; asked++) expect(await ask(library)).toBe("It is kind.");
  });

  test("that end just as a question is sent lose none: it is asked over another, at once", async () => {
    const answered = new WeakSet<Socket>();
    const endpoint = await chatEndpoint((response, request) => {
      const { socket } = response;
      if (socket === null || answered.has(socket)) return void response.destroy();
      answered.add(socket);
      return fine(response, request);
    });
    const library = libraryAt(endpoint);
    for (let asked = 0; asked < 10; asked++) expect(await ask(library)).toBe("It is kind.");
  });

  test("that end before their first answer are told, and not tried for ever", async () => {
    const endpoint = await chatEndpoint((response) => void response.destroy());
    await expect(ask(libraryAt(endpoint))).rejects.toThrow(OpenAI.APIConnectionError);
    expect(endpoint.requests).toHaveLength(1);
  });

  test("that an endpoint switches to another protocol are no answer", async () => {
    const endpoint = await chatEndpoint(({ socket }) => {
      socket?.write(
        "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n",
      );
    });
    await expect(ask(libraryAt(endpoint))).rejects.toThrow(OpenAI.APIConnectionError);
  });

  test("what is sent arrives whole, with its length and the key", async () => {
    const endpoint = await chatEndpoint(fine);
    await ask(libraryAt(endpoint));
    expect(endpoint.requests).toMatchObject([
      {
        authorization: "Bearer sk-1",
        body: { messages: [{ content: "Is the agent kind? – Grüße 🙂" }] },
        headers: { "content-type": "application/json", "content-length": expect.any(String) },
      },
    ]);
  });
});

describe("answers", () => {
  test("that come in pieces are read whole", async () => {
    expect(await ask(libraryAt(await chatEndpoint(inPieces)))).toBe("Grüße");
  });

  test("that are cut off are asked for again", async () => {
    const endpoint = await chatEndpoint(cutOff, fine);
    expect(await ask(libraryAt(endpoint, { maxRetries: 1 }))).toBe("It is kind.");
    expect(endpoint.requests).toHaveLength(2);
  });

  const words = JSON.stringify({ choices: [{ message: { content: "Small." } }] });

  test("that are packed are unpacked", async () => {
    const endpoint = await chatEndpoint(packed(gzipSync(words), "gzip"));
    expect(await ask(libraryAt(endpoint))).toBe("Small.");
    expect(endpoint.requests).toMatchObject([{ headers: { "accept-encoding": "gzip" } }]);
  });

  test.each<[string, Way, string]>([
    ["are packed in a way that nobody asked for", packed(Buffer.from("x"), "br"), "encoding br"],
    [
      "say that they are packed and are not",
      packed(Buffer.from(words), "gzip"),
      "incorrect header check",
    ],
  ])("that %s are an error", async (_title, way, reason) => {
    const failed = await ask(libraryAt(await chatEndpoint(way))).catch((error) => error);
    expect(String(failed.cause)).toContain(reason);
  });

  test.each<[string, Way]>([
    ["large", text(200, " ".repeat(100_001), "application/json")],
    ["small, and large once unpacked", packed(gzipSync(Buffer.alloc(2_000_000)), "gzip")],
  ])("that are too long are not asked for again: %s", async (_title, way) => {
    const endpoint = await chatEndpoint(way);
    await expect(ask(libraryAt(endpoint, { maxRetries: 3 }))).rejects.toThrow(AnswerTooLarge);
    expect(endpoint.requests).toHaveLength(1);
  });

  test.each([204, 304])("without a body (%i) are none, and no bug of ours", async (status) => {
    const bodiless: Way = (response) => response.writeHead(status).end();
    const fetched = await cappedFetch({ maxBytes: 10 })((await chatEndpoint(bodiless)).baseUrl);
    expect(fetched).toMatchObject({ status, body: null });
  });

  test("that point elsewhere are handed on as they are: nothing follows them", async () => {
    const elsewhere = await chatEndpoint(fine);
    const endpoint = await chatEndpoint(json(308, {}, { location: elsewhere.baseUrl }));
    await expect(ask(libraryAt(endpoint, { maxRetries: 2 }))).rejects.toMatchObject({
      status: 308,
    });
    expect(endpoint.requests).toHaveLength(1);
    expect(elsewhere.requests).toEqual([]);
  });
});

describe("whoever asked and wants no answer any more", () => {
  test.each<[string, Way]>([
    ["before it begins", () => {}],
    [
      "while it comes",
      (response) => {
        response.writeHead(200, { "content-type": "application/json" });
        response.write(" ");
      },
    ],
  ])("hangs up %s", async (_title, way) => {
    const asked = Promise.withResolvers<void>();
    const hungUp = Promise.withResolvers<void>();
    const endpoint = await chatEndpoint((response, request) => {
      response.on("close", () => hungUp.resolve());
      way(response, request);
      asked.resolve();
    });
    const controller = new AbortController();
    const asking = ask(libraryAt(endpoint, { maxRetries: 2 }), controller.signal);
    await asked.promise;
    controller.abort();
    await expect(asking).rejects.toThrow("aborted");
    await hungUp.promise;
    expect(endpoint.requests).toHaveLength(1);
  });

  test("before anything is sent asks nothing", async () => {
    const endpoint = await chatEndpoint(fine);
    const fetching = cappedFetch({ maxBytes: 10 })(endpoint.baseUrl, {
      signal: AbortSignal.abort(),
    });
    await expect(fetching).rejects.toMatchObject({ name: "AbortError" });
    expect(endpoint.requests).toEqual([]);
  });
});

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://127.0.0.1:${address.port}`;
}

describe("proxies", () => {
  test("a plain question goes through the proxy that is named", async () => {
    const seen: string[] = [];
    const proxy = createServer((request: IncomingMessage, response) => {
      seen.push(`${request.method} ${request.url}`);
      response.writeHead(200, { "content-type": "application/json" });
      response.end('{"choices":[{"message":{"content":"Through."}}]}');
    });
    const environment = { HTTP_PROXY: await listening(proxy) };
    const library = libraryAt({ baseUrl: "http://judge.example/v1" }, { environment });
    expect(await ask(library)).toBe("Through.");
    expect(seen).toEqual(["POST http://judge.example/v1/chat/completions"]);
  });

  test("a secure one opens a tunnel, and no word of it is said to the proxy", async () => {
    const tunnels: string[] = [];
    const proxy = createServer().on("connect", (request: IncomingMessage, socket: Socket) => {
      tunnels.push(`${request.url}`);
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    });
    const environment = { HTTPS_PROXY: await listening(proxy) };
    const library = libraryAt({ baseUrl: "https://judge.example/v1" }, { environment });
    await expect(ask(library)).rejects.toThrow("Connection error");
    expect(tunnels).toEqual(["judge.example:443"]);
  });

  test("a model on this machine is asked directly", async () => {
    const endpoint = await chatEndpoint(fine);
    const environment = { HTTP_PROXY: "http://127.0.0.1:1" };
    expect(await ask(libraryAt(endpoint, { environment }))).toBe("It is kind.");
  });
});

test("a server that speaks plainly where TLS is expected is no answer", async () => {
  const { baseUrl } = await chatEndpoint(fine);
  const library = libraryAt({ baseUrl: baseUrl.replace("http:", "https:") });
  await expect(ask(library)).rejects.toThrow("Connection error");
});

test("what cannot be sent as text is refused, not sent as something else", async () => {
  const fetching = cappedFetch({ maxBytes: 10 })("http://127.0.0.1:1", {
    method: "POST",
    body: new Uint8Array([1]),
  });
  await expect(fetching).rejects.toThrow("only texts are sent");
});
