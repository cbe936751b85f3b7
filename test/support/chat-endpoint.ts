import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { onTestFinished } from "vitest";

/** One request as the endpoint saw it. */
export type SeenRequest = {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: Record<string, unknown>;
  readonly atMs: number;
};

/** How the endpoint answers the n-th request (from 0); the last way serves all that follow. */
export type Way = (response: ServerResponse, request: SeenRequest) => void;

export type ChatEndpoint = { readonly baseUrl: string; readonly requests: readonly SeenRequest[] };

/** An OpenAI-compatible endpoint on loopback that answers in the given ways, and closes with the test. */
export async function chatEndpoint(...ways: readonly Way[]): Promise<ChatEndpoint> {
  const requests: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const sent = Buffer.concat(chunks).toString("utf8");
      const { url = "", headers } = request;
      const seen: SeenRequest = {
        path: url,
        authorization: headers.authorization,
        headers,
        body: sent === "" ? {} : JSON.parse(sent),
        atMs: performance.now(),
      };
      const way = ways[Math.min(requests.length, ways.length - 1)];
      requests.push(seen);
      way?.(response, seen);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { baseUrl: `http://127.0.0.1:${address.port}/v1`, requests };
}

/** Says one thing, as a chat completion. */
export function says(content: string | null, message: object = {}): Way {
  return json(200, {
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 0,
    model: "judge-2026-01",
    choices: [
      { index: 0, finish_reason: "stop", message: { role: "assistant", content, ...message } },
    ],
  });
}

/** Answers with a status and JSON. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Way {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  };
}

/** Answers with a status and any text. */
export function text(status: number, body: string, type = "text/plain"): Way {
  return (response) => {
    response.writeHead(status, { "content-type": type });
    response.end(body);
  };
}

/** An error as OpenAI words it. */
export function refuses(
  status: number,
  message: string,
  headers: Record<string, string> = {},
): Way {
  return json(status, { error: { message, type: "error", param: null, code: null } }, headers);
}
