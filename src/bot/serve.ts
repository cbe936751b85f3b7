import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createNodeMiddleware, type Probot } from "probot";
import { tracegateApp } from "./app.ts";
import type { BotSettings } from "./settings.ts";

/** Where webhooks arrive, as Probot has it. */
export const webhookPath = "/api/github/webhooks";

/** GitHub sends no event that is larger. */
const mostBytes = 25 * 1024 * 1024;

export type Listener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** What answers one request: webhooks whose signature is right, alerts with the shared secret, and `/healthz`. */
export async function botListener(
  probot: Probot,
  settings: BotSettings,
  alertSecret?: string,
): Promise<Listener> {
  const middleware = await createNodeMiddleware(tracegateApp(settings, alertSecret), {
    probot,
    webhooksPath: webhookPath,
  });
  return async (request, response) => {
    if (request.method === "GET" && request.url === "/healthz") {
      response.writeHead(200, { "content-type": "text/plain" }).end("ok\n");
      return;
    }
    // GitHub names the length; what does not is read by nobody, since its signature is only known at the end.
    if (isWebhook(request) && !(lengthOf(request) <= mostBytes)) {
      response.writeHead(413, { "content-type": "text/plain" }).end("too large\n");
      return;
    }
    if (await middleware(request, response)) return;
    response.writeHead(404, { "content-type": "text/plain" }).end("not found\n");
  };
}

function isWebhook({ url }: IncomingMessage): boolean {
  return url?.split("?", 1)[0] === webhookPath;
}

/** NaN where none is named. */
function lengthOf({ headers }: IncomingMessage): number {
  return Number(headers["content-length"] ?? Number.NaN);
}

export type BotServer = { readonly url: string; readonly close: () => Promise<void> };

/** Listens until it is closed; requests in flight are answered first. */
export async function serveBot(
  listener: Listener,
  place: { readonly host: string; readonly port: number },
): Promise<BotServer> {
  const server = createServer((request, response) => {
    listener(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.listen(place.port, place.host);
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : place.port;
  return {
    url: `http://${place.host}:${port}`,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeIdleConnections();
      await closed;
    },
  };
}
