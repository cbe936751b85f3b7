import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { expect, onTestFinished, test } from "vitest";
import { composeRecorder } from "../../src/compose/compose-recorder.ts";
import { openSessionTools, type RunTools } from "../../src/core/replay/open-session-tools.ts";
import type { RecorderEndpoint, RecorderSession } from "../../src/ports/recorder.ts";
import { caseTools } from "../support/replay.ts";
import { called, oneTurn } from "../support/sessions.ts";

const fee = { name: "read_policy", arguments: { id: "late-fees" } };

function recorded(answer: string): RunTools {
  const session = oneTurn("Late fee?", [called(fee.name, fee.arguments, answer)]);
  return openSessionTools(caseTools(session), { caseId: "late-fee", runIndex: 0 });
}

async function anEndpoint(): Promise<RecorderEndpoint> {
  const recorder = await composeRecorder({ environment: {} });
  onTestFinished(() => recorder.close());
  return recorder.openEndpoint();
}

function open(endpoint: RecorderEndpoint, tools?: RunTools): RecorderSession {
  const start = { sessionId: "late-fee.0", seed: "late-fee#0" };
  return endpoint.openSession(tools === undefined ? start : { ...start, tools });
}

async function aClient({ environment }: RecorderEndpoint): Promise<Client> {
  const client = new Client({ name: "agent", version: "1" });
  const url = new URL(environment["TRACEGATE_MCP_URL"] ?? "none:");
  await client.connect(new StreamableHTTPClientTransport(url));
  onTestFinished(() => client.close());
  return client;
}

test("an agent's MCP client is offered the open session's tools, and its calls are steps of it", async () => {
  const endpoint = await anEndpoint();
  const session = open(endpoint, recorded("6.50 EUR"));
  const client = await aClient(endpoint);
  expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(["read_policy"]);
  expect(await client.callTool(fee)).toEqual({ content: [{ type: "text", text: "6.50 EUR" }] });
  expect((await session.endTurn([])).steps).toMatchObject([
    { kind: "tool", ...fee, result: "6.50 EUR", replay: "exact" },
  ]);
});

test("a client that stays is offered the tools of whatever session is open", async () => {
  const endpoint = await anEndpoint();
  const client = await aClient(endpoint);
  expect((await client.listTools()).tools).toEqual([]);
  await expect(client.callTool(fee)).rejects.toThrow("no session of tracegate is open");
  for (const answer of ["6.50 EUR", "7.00 EUR"]) {
    const session = open(endpoint, recorded(answer));
    expect(await client.callTool(fee)).toEqual({ content: [{ type: "text", text: answer }] });
    await session.close();
  }
});

test("a call without a recorded answer is refused, and ends the session as a gap", async () => {
  const endpoint = await anEndpoint();
  const session = open(endpoint, recorded("6.50 EUR"));
  const client = await aClient(endpoint);
  await expect(client.callTool({ name: "issue_refund", arguments: {} })).rejects.toThrow(
    "`issue_refund` was called and is not in the recorded session",
  );
  expect((await session.endTurn([])).failure).toMatchObject({ kind: "replay-gap" });
});

test("where all tools are live nothing is offered, and a call is refused without a trace in the session", async () => {
  const endpoint = await anEndpoint();
  const session = open(endpoint);
  const client = await aClient(endpoint);
  expect((await client.listTools()).tools).toEqual([]);
  await expect(client.callTool(fee)).rejects.toThrow("read_policy runs live and is not offered");
  expect((await session.endTurn([])).steps).toEqual([]);
});
