// An agent whose tools are an MCP server: in a run of recorded tools it connects to ours.
import { createInterface } from "node:readline";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const address = process.env.TRACEGATE_MCP_URL ?? "http://127.0.0.1:8931/mcp";

/** Connects when a session is open: whose tools are offered depends on it. */
async function connect() {
  const client = new Client({ name: "fees", version: "1" });
  await client.connect(new StreamableHTTPClientTransport(new URL(address)));
  return client;
}

async function callTool(client, name, args) {
  const { content, isError } = await client.callTool({ name, arguments: args });
  const [{ text }] = content;
  if (isError) throw new Error(text);
  return text;
}

async function reply(client) {
  for (let triesLeft = 2; triesLeft > 0; triesLeft--) {
    try {
      const query = "late fee of an invoice";
      const { documents } = JSON.parse(await callTool(client, "search_policies", { query }));
      if (documents.length === 0) return "I don't know.";
      return await callTool(client, "read_policy", { id: documents[0].id });
    } catch {
      // Once more; then a person has to.
    }
  }
  return "I could not look that up, please try again later.";
}

let client;
for await (const line of createInterface({ input: process.stdin })) {
  const { type, session } = JSON.parse(line);
  if (type === "turn") {
    client ??= await connect();
    const text = await reply(client);
    process.stdout.write(`${JSON.stringify({ type: "reply", session, text })}\n`);
  } else if (type === "end") {
    await client?.close();
    client = undefined;
  }
}
