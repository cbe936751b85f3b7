import { createServer } from "node:http";
import { PassThrough } from "node:stream";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { describe, expect, onTestFinished, test } from "vitest";
import { mcpServer } from "../../../src/adapters/mcp/mcp-server.ts";
import { offerSessionTools } from "../../../src/adapters/mcp/offer-session-tools.ts";
import { serveMcpOverHttp, serveMcpOverStreams } from "../../../src/adapters/mcp/serve-mcp.ts";
import type { Fault } from "../../../src/core/dataset/faults-field.ts";
import { openSessionTools } from "../../../src/core/replay/open-session-tools.ts";
import type { Session } from "../../../src/core/trace/session.ts";
import type { OfferedTools } from "../../../src/ports/offered-tools.ts";
import { aFault, caseTools } from "../../support/replay.ts";
import { called, failedCall, oneTurn } from "../../support/sessions.ts";

const lateFee = oneTurn("Is there a late fee?", [
  called("search_policies", { query: "late fee invoice" }, { documents: [{ title: "Late fees" }] }),
  called("read_policy", { id: "late-fees" }, "The late fee is 6.50 EUR."),
  failedCall("lookup_order", { order_id: "4471" }, "There is no order 4471."),
]);

function offered(
  session: Session,
  more: { faults?: readonly Fault[]; gaps?: string[] } = {},
): OfferedTools {
  const tools = caseTools(session, { faults: more.faults ?? [] });
  const opened = openSessionTools(tools, { caseId: "late-fee", runIndex: 0 });
  return offerSessionTools(opened, (reason) => more.gaps?.push(reason));
}

/** A client of the SDK, connected to the tools without a wire. */
async function clientOf(tools: OfferedTools): Promise<Client> {
  const [mine, theirs] = InMemoryTransport.createLinkedPair();
  await mcpServer(tools).connect(theirs);
  return connected(mine);
}

async function connected(transport: Parameters<Client["connect"]>[0]): Promise<Client> {
  const client = new Client({ name: "agent", version: "1" });
  await client.connect(transport);
  onTestFinished(() => client.close());
  return client;
}

async function served(tools: () => OfferedTools): Promise<string> {
  const server = await serveMcpOverHttp(tools, 0);
  onTestFinished(() => server.close());
  return server.url;
}

describe("an MCP server of a recorded session", () => {
  test("offers a tool for each that was called, with the arguments that were seen", async () => {
    const client = await clientOf(offered(lateFee));
    const { tools } = await client.listTools();
    expect(tools).toEqual([
      {
        name: "search_policies",
        inputSchema: { type: "object", properties: { query: { type: "string" } } },
      },
      {
        name: "read_policy",
        inputSchema: { type: "object", properties: { id: { type: "string" } } },
      },
      {
        name: "lookup_order",
        inputSchema: { type: "object", properties: { order_id: { type: "string" } } },
      },
    ]);
  });

  test("offers the catalog as it was, where it was captured", async () => {
    const toolCatalog = [
      {
        name: "search_policies",
        description: "Searches our policies.",
        parameters: {
          type: "object",
          properties: { query: { type: "string" } },
          required: ["query"],
        },
      },
      { name: "give_up" },
    ];
    const client = await clientOf(offered({ ...lateFee, agent: { toolCatalog } }));
    const { tools } = await client.listTools();
    expect(tools).toEqual([
      {
        name: "search_policies",
        description: "Searches our policies.",
        inputSchema: toolCatalog[0]?.parameters,
      },
      { name: "give_up", inputSchema: { type: "object" } },
    ]);
  });

  test("answers with the recorded results, and with recorded failures as failures", async () => {
    const client = await clientOf(offered(lateFee));
    const search = { name: "search_policies", arguments: { query: "invoice, late fee" } };
    expect(await client.callTool(search)).toEqual({
      content: [{ type: "text", text: '{"documents":[{"title":"Late fees"}]}' }],
    });
    expect(await client.callTool({ name: "read_policy", arguments: { id: "late-fees" } })).toEqual({
      content: [{ type: "text", text: "The late fee is 6.50 EUR." }],
    });
    expect(
      await client.callTool({ name: "lookup_order", arguments: { order_id: "4471" } }),
    ).toEqual({
      content: [{ type: "text", text: "There is no order 4471." }],
      isError: true,
    });
  });

  test("gives a result that an MCP client recorded in the form that it had", async () => {
    const recorded = {
      content: [{ type: "text", text: "6.50 EUR" }],
      structuredContent: { fee: 6.5 },
    };
    const client = await clientOf(offered(oneTurn("Fee?", [called("fee", {}, recorded)])));
    expect(await client.callTool({ name: "fee", arguments: {} })).toEqual(recorded);
  });

  test("refuses a call that was not recorded, and tells whose session it is", async () => {
    const gaps: string[] = [];
    const client = await clientOf(offered(lateFee, { gaps }));
    const refund = { name: "issue_refund", arguments: { amount: 5 } };
    await expect(client.callTool(refund)).rejects.toThrow(/`issue_refund` was called and is not/);
    expect(gaps).toHaveLength(1);
  });

  test("fails as planned", async () => {
    const faults = [
      aFault({ tool: "search_policies", fault: "rate-limit", call: 1 }),
      aFault({ tool: "read_policy", fault: "slow", delayMs: 5 }),
    ];
    const client = await clientOf(offered(lateFee, { faults }));
    const search = { name: "search_policies", arguments: { query: "late fee invoice" } };
    expect(await client.callTool(search)).toMatchObject({ isError: true });
    expect(await client.callTool(search)).not.toHaveProperty("isError");
    expect(await client.callTool({ name: "read_policy", arguments: { id: "late-fees" } })).toEqual({
      content: [{ type: "text", text: "The late fee is 6.50 EUR." }],
    });
  });
});

describe("over streamable HTTP", () => {
  test("each client that connects begins the session anew", async () => {
    const url = await served(() => offered(lateFee));
    for (const _ of [1, 2]) {
      const client = await connected(new StreamableHTTPClientTransport(new URL(url)));
      const { content } = await client.callTool({
        name: "read_policy",
        arguments: { id: "late-fees" },
      });
      expect(content).toEqual([{ type: "text", text: "The late fee is 6.50 EUR." }]);
    }
  });

  test("a client that ends its session cannot go on with it", async () => {
    const url = await served(() => offered(lateFee));
    const transport = new StreamableHTTPClientTransport(new URL(url));
    const client = await connected(transport);
    await transport.terminateSession();
    await expect(client.listTools()).rejects.toThrow("Server not initialized");
  });

  test.each([
    [
      "a first request that is no initialize",
      { method: "tools/list", id: 1, jsonrpc: "2.0" },
      {},
      400,
    ],
    [
      "a session that is not there",
      { method: "tools/list", id: 1, jsonrpc: "2.0" },
      { "mcp-session-id": "x" },
      404,
    ],
    ["a page of the web", {}, { origin: "https://shop.example" }, 403],
    ["something that is no JSON-RPC", [], {}, 400],
  ])("%s is refused", async (_, body, headers, status) => {
    const url = await served(() => offered(lateFee));
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        ...headers,
      },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(status);
  });

  test("only /mcp is served", async () => {
    const url = await served(() => offered(lateFee));
    expect((await fetch(url.replace("/mcp", "/"))).status).toBe(404);
  });

  test("a port that is taken is the system's error", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void other.close());
    await new Promise((resolve) => other.once("listening", resolve));
    const address = other.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    await expect(serveMcpOverHttp(() => offered(lateFee), port)).rejects.toThrow(/EADDRINUSE/);
  });
});

test("over a pair of streams it ends with its input", async () => {
  const input = new PassThrough();
  const output = new PassThrough();
  const server = await serveMcpOverStreams(offered(lateFee), { input, output });
  const hello = {
    protocolVersion: "2025-06-18",
    capabilities: {},
    clientInfo: { name: "agent", version: "1" },
  };
  input.write(
    `${JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params: hello })}\n`,
  );
  const [answer] = await new Promise<string[]>((resolve) =>
    output.once("data", (chunk: Buffer) => resolve(chunk.toString().split("\n"))),
  );
  expect(JSON.parse(answer ?? "")).toMatchObject({
    id: 1,
    result: { serverInfo: { name: "tracegate" } },
  });
  input.end();
  await server.ended;
  await server.close();
});
