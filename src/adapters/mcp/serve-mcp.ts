import { createServer } from "node:http";
import type { Readable, Writable } from "node:stream";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import type { OfferedTools } from "../../ports/offered-tools.ts";
import { mcpServer } from "./mcp-server.ts";
import { mountMcp } from "./mount-mcp.ts";

/** An MCP server that is up; `ended` resolves when its one client has gone. */
export type ServedMcp = { readonly ended: Promise<void>; close(): Promise<void> };

/** Serves one client over a pair of streams, as standard input and output. */
export async function serveMcpOverStreams(
  tools: OfferedTools,
  { input, output }: { readonly input: Readable; readonly output: Writable },
): Promise<ServedMcp> {
  const server = mcpServer(tools);
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  for (const event of ["end", "close", "error"]) input.once(event, () => resolve());
  output.once("error", () => resolve());
  await server.connect(new StdioServerTransport(input, output));
  return { ended, close: () => server.close() };
}

/** The names of this machine: a page of the web that was led here by its name servers has another one. */
const loopback = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i;

/**
 * Serves any number of clients over streamable HTTP at `/mcp`, on the loopback interface; port 0 takes a free one.
 *
 * @throws the system's error where the port cannot be had.
 */
export async function serveMcpOverHttp(
  open: () => OfferedTools,
  port: number,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const place = mountMcp(open);
  const server = createServer((request, response) => {
    const { host = "", origin } = request.headers;
    const isOurs = loopback.test(host) && (origin === undefined || isLoopback(origin));
    const path = request.url?.split("?", 1)[0];
    if (!isOurs) response.writeHead(403).end("Only this machine is served.\n");
    else if (path !== "/mcp") response.writeHead(404).end("The MCP server is at /mcp.\n");
    else
      place.serve(request, response).catch(() => {
        // The client has gone, or sent what nobody can answer: the connection is all that is left to end.
        response.destroy();
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the server has no port");
  return {
    url: `http://127.0.0.1:${address.port}/mcp`,
    close: async () => {
      await place.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function isLoopback(origin: string): boolean {
  return URL.canParse(origin) && loopback.test(new URL(origin).host);
}
