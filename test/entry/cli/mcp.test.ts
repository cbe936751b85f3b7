import { createServer } from "node:http";
import { PassThrough } from "node:stream";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { expect, onTestFinished, test } from "vitest";
import { runCli } from "../../../src/cli/program.ts";
import { tracegate } from "../../support/command-line.ts";
import { projectDir } from "../../support/project-dir.ts";
import { called, oneTurn } from "../../support/sessions.ts";

const fee = { name: "read_policy", arguments: { id: "late-fees" } };
const session = oneTurn("Late fee?", [
  called(fee.name, fee.arguments, "6.50 EUR"),
  called("search_policies", { query: "late fee" }, { documents: [] }),
]);

function aFolder(): string {
  return projectDir({ "late-fee.json": JSON.stringify(session) });
}

test("an MCP client starts the command and is answered over standard input and output", async () => {
  const main = new URL("../../../src/cli/main.ts", import.meta.url).pathname;
  const args = [main, "mcp", "--session", "late-fee.json", "--read-only", "search_policies"];
  const transport = new StdioClientTransport({
    command: process.execPath,
    args,
    cwd: aFolder(),
    stderr: "pipe",
  });
  const client = new Client({ name: "agent", version: "1" });
  await client.connect(transport);
  onTestFinished(() => client.close());
  expect(await client.callTool(fee)).toEqual({ content: [{ type: "text", text: "6.50 EUR" }] });
  const search = { name: "search_policies", arguments: { query: "opening hours" } };
  expect(await client.callTool(search)).toMatchObject({ content: [{ text: '{"documents":[]}' }] });
});

test("over HTTP it serves until somebody interrupts it, and says gaps on standard error", async () => {
  const written = { stdout: "", stderr: "" };
  const { promise: isUp, resolve: up } = Promise.withResolvers<string>();
  const interrupts: (() => void)[] = [];
  const ended = runCli(["mcp", "--session", "late-fee.json", "--http", "0"], {
    stdout: { write: (text) => void (written.stdout += text) },
    stderr: {
      write: (text) => {
        written.stderr += text;
        const [url] = /http:\S+\/mcp/.exec(text) ?? [];
        if (url !== undefined) up(url);
      },
    },
    env: {},
    cwd: aFolder(),
    onInterrupt: (listener) => {
      interrupts.push(listener);
      return () => {};
    },
  });
  const url = await isUp;
  const client = new Client({ name: "agent", version: "1" });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  await expect(client.callTool({ name: "issue_refund", arguments: {} })).rejects.toThrow(
    "issue_refund",
  );
  await client.close();
  for (const interrupt of interrupts) interrupt();
  expect(await ended).toBe(0);
  expect(written.stdout).toBe("");
  expect(written.stderr).toMatch(/^Serving 2 tools at http.*\nreplay-gap: `issue_refund` was/);
});

test("it ends with its client", async () => {
  const stdin = new PassThrough();
  stdin.end();
  const ended = runCli(["mcp", "--session", "late-fee.json"], {
    stdout: { write: () => {} },
    stderr: { write: () => {} },
    stdin,
    env: {},
    cwd: aFolder(),
    onInterrupt: () => () => {},
  });
  expect(await ended).toBe(0);
});

test.each([
  [["--session", "lost.json"], "error SESSION_MISSING: `"],
  [["--session", "tracegate.yaml"], "error SESSION_NOT_JSON: `"],
  [["--session", "empty.json"], "error SESSION_WITHOUT_TOOLS: "],
  [["--session", "empty.json", "--http", "70000"], "Give a port from 0 to 65535."],
  [[], "required option '--session <file>' not specified"],
])("mcp %j is a user error", async (args, message) => {
  const folder = projectDir({
    "tracegate.yaml": "version: 1",
    "empty.json": JSON.stringify(oneTurn("Hi", [], "Hello")),
  });
  const { exitCode, stderr } = await tracegate(folder, ["mcp", ...args]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(message) });
});

test("a port that is taken is a user error", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? String(address.port) : "";
  const args = ["mcp", "--session", "late-fee.json", "--http", port];
  const { exitCode, stderr } = await tracegate(aFolder(), args);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(`error PORT_UNUSABLE: Port ${port} cannot be listened on (EADDRINUSE).`);
});
