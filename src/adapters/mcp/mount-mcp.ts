import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { ErrorCode } from "@modelcontextprotocol/sdk/types.js";
import type { OfferedTools, ToolMount } from "../../ports/offered-tools.ts";
import { mcpServer } from "./mcp-server.ts";

/** An agent that connects anew for each call is served; one that never lets go is not. */
const mostConnections = 1000;

/** An MCP server over streamable HTTP, for any number of clients. */
export function mountMcp(open: () => OfferedTools): ToolMount {
  const mount = new McpMount(open);
  return {
    serve: (request, response) => mount.serve(request, response),
    close: () => mount.close(),
  };
}

class McpMount {
  readonly #open: () => OfferedTools;
  readonly #connections = new Map<string, StreamableHTTPServerTransport>();

  constructor(open: () => OfferedTools) {
    this.#open = open;
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const id = request.headers["mcp-session-id"];
    if (id === undefined) return this.#connect(request, response);
    const known = typeof id === "string" ? this.#connections.get(id) : undefined;
    // A client that is told this opens a new session, says the protocol.
    if (known === undefined)
      return refuse(response, 404, "There is no such MCP session (any more).");
    await known.handleRequest(request, response);
  }

  async close(): Promise<void> {
    const open = [...this.#connections.values()];
    this.#connections.clear();
    await Promise.all(open.map((connection) => connection.close()));
  }

  /** The first request of a client, which must be `initialize`: the transport refuses any other. */
  async #connect(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.#connections.size >= mostConnections) {
      return refuse(response, 503, `There are ${mostConnections} MCP sessions open already.`);
    }
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      onsessioninitialized: (id) => void this.#connections.set(id, transport),
      onsessionclosed: (id) => void this.#connections.delete(id),
      // One answer to one call: nothing is ever streamed.
      enableJsonResponse: true,
    });
    await mcpServer(this.#open()).connect(transport);
    await transport.handleRequest(request, response);
    if (transport.sessionId === undefined) await transport.close();
  }
}

function refuse(response: ServerResponse, status: number, message: string): void {
  const error = { code: ErrorCode.InvalidRequest, message };
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify({ jsonrpc: "2.0", error, id: null }));
}
