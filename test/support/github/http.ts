// A loopback HTTP server that stops at once and for good.

import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Answer } from "./answers.ts";
import { shaped } from "./shaped.ts";

export type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse };
export type LoopbackServer = { readonly url: string; readonly close: () => Promise<void> };

const requestLimit = 32 * 1024 * 1024;

/** Listens on a free port of 127.0.0.1; `serve` must not reject. */
export async function listen(
  serve: (exchange: Exchange) => Promise<void>,
): Promise<LoopbackServer> {
  const server = createServer((request, response) => void serve({ request, response }));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  let closed: Promise<unknown> | undefined;
  const { port } = shaped<AddressInfo>(server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      if (closed === undefined) {
        closed = once(server, "close");
        server.close();
        server.closeAllConnections();
      }
      await closed;
    },
  };
}

/** The whole body; above 32 MiB it throws. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > requestLimit) throw new Error("The request body is above 32 MiB");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export type Sendable = Answer & { readonly isCut?: boolean };

/** Sends an answer; one that is cut ends after half of its body. */
export function send(response: ServerResponse, { status, headers, body, isCut }: Sendable): void {
  const isBytes = Buffer.isBuffer(body);
  const bytes = body === undefined ? Buffer.alloc(0) : isBytes ? body : JSON.stringify(body);
  response.writeHead(status, {
    ...(body === undefined || isBytes ? {} : { "content-type": "application/json; charset=utf-8" }),
    "content-length": Buffer.byteLength(bytes),
    ...headers,
  });
  if (isCut !== true) {
    response.end(bytes);
    return;
  }
  response.write(bytes.slice(0, Math.ceil(bytes.length / 2)), () => response.destroy());
}
