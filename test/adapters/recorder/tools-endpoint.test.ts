import { describe, expect, test } from "vitest";
import type { AlteredResult } from "../../../src/core/replay/session-tools.ts";
import { directedTools } from "../../support/recorder/directed-tools.ts";
import { aCompletion, aProvider, aRecording, ask } from "../../support/recorder/providers.ts";

const nobody = "http://127.0.0.1:9";
const lookUp = { name: "lookup_order", arguments: { order_id: "1001" } };

function asStale(): AlteredResult {
  return { result: { status: "in transit" }, fault: "stale" };
}

type Posted = { readonly status: number; readonly answer: { readonly id?: string } };

async function post(url: string, body: unknown): Promise<Posted> {
  const response = await fetch(url, { method: "POST", body: JSON.stringify(body) });
  const answer: Posted["answer"] = JSON.parse(await response.text());
  return { status: response.status, answer };
}

describe("a call is answered as the session's tools direct", () => {
  test("with a recorded result", async () => {
    const tools = directedTools([{ kind: "result", result: { status: "lost" }, replay: "exact" }]);
    const { env, session } = await aRecording(nobody, { tools });
    const { answer } = await post(`${env("TRACEGATE_TOOLS_URL")}/call`, { ...lookUp, callId: "a" });
    expect(answer).toEqual({ result: { status: "lost" } });
    expect(tools.asked).toEqual([{ ...lookUp, callId: "a" }]);
    expect((await session.endTurn([])).steps).toMatchObject([
      {
        kind: "tool",
        ...lookUp,
        callId: "a",
        status: "ok",
        result: { status: "lost" },
        replay: "exact",
      },
    ]);
  });

  test("with an error that a fault made", async () => {
    const error = { type: "timeout", message: "timed out" };
    const tools = directedTools([{ kind: "error", error, fault: "timeout", delayMs: 5 }]);
    const { env, session } = await aRecording(nobody, { tools });
    expect((await post(`${env("TRACEGATE_TOOLS_URL")}/call`, lookUp)).answer).toEqual({ error });
    expect((await session.endTurn([])).steps).toMatchObject([
      { kind: "tool", ...lookUp, status: "error", error, fault: "timeout" },
    ]);
  });

  test("with a gap, which is the end of the session", async () => {
    const tools = directedTools([{ kind: "gap", reason: "no recorded call of refund" }]);
    const { env, session } = await aRecording(nobody, { tools });
    expect((await post(`${env("TRACEGATE_TOOLS_URL")}/call`, lookUp)).answer).toEqual({
      gap: "no recorded call of refund",
      error: { type: "replay-gap", message: "no recorded call of refund" },
    });
    expect((await session.endTurn([])).failure).toEqual({
      kind: "replay-gap",
      reason: "no recorded call of refund",
    });
  });

  test("with the live tool, whose result is told and seen as it is", async () => {
    const { env, session } = await aRecording(nobody);
    const url = env("TRACEGATE_TOOLS_URL");
    const { answer } = await post(`${url}/call`, lookUp);
    expect(answer).toMatchObject({ live: true, id: expect.any(String) });
    const { id } = answer;
    expect((await post(`${url}/result`, { id, result: [1] })).answer).toEqual({ result: [1] });
    const second = (await post(`${url}/call`, lookUp)).answer;
    const failed = await post(`${url}/result`, { id: second.id, error: "no such order" });
    expect(failed.answer).toEqual({ error: { type: "tool-error", message: "no such order" } });
    expect((await session.endTurn([])).steps).toMatchObject([
      { kind: "tool", ...lookUp, status: "ok", result: [1] },
      { kind: "tool", ...lookUp, status: "error", error: { message: "no such order" } },
    ]);
  });

  test("with the live tool, whose result a fault alters", async () => {
    const { env, session } = await aRecording(nobody, {
      tools: directedTools([{ kind: "live", alter: asStale }]),
    });
    const url = env("TRACEGATE_TOOLS_URL");
    const { id } = (await post(`${url}/call`, lookUp)).answer;
    expect((await post(`${url}/result`, { id, result: { status: "lost" } })).answer).toEqual({
      result: { status: "in transit" },
    });
    expect((await session.endTurn([])).steps).toMatchObject([
      { ...lookUp, result: { status: "in transit" }, fault: "stale" },
    ]);
  });
});

test("a fault that could not reach the agent makes the run worthless", async () => {
  const { env, session } = await aRecording(nobody, {
    tools: directedTools([{ kind: "live", alter: asStale }]),
  });
  await post(`${env("TRACEGATE_TOOLS_URL")}/call`, lookUp);
  expect((await session.endTurn([])).failure).toMatchObject({
    kind: "infra-error",
    reason: expect.stringContaining("FAULT_NOT_APPLIED"),
  });
});

test.each([
  ["/call", "no JSON", 400],
  ["/call", {}, 400],
  ["/call", { name: "" }, 400],
  ["/result", { result: 1 }, 400],
  ["/result", { id: "unknown", result: 1 }, 409],
  ["/calls", lookUp, 404],
])("%s with %j is refused in words", async (path, body, status) => {
  const { env } = await aRecording(nobody);
  const refused = await post(`${env("TRACEGATE_TOOLS_URL")}${path}`, body);
  expect(refused).toEqual({
    status,
    answer: { error: { type: "bad-request", message: expect.any(String) } },
  });
});

test("arguments that nest too deep are refused, not followed", async () => {
  const { env } = await aRecording(nobody);
  const body = `{"name":"f","arguments":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
  const response = await fetch(`${env("TRACEGATE_TOOLS_URL")}/call`, { method: "POST", body });
  expect(response.status).toBe(400);
});

const history = (content: string) => [
  { role: "user", content: "Where is my parcel?" },
  {
    role: "assistant",
    content: null,
    tool_calls: [
      {
        id: "call_1",
        type: "function",
        function: { name: "lookup_order", arguments: '{"order_id":"1001"}' },
      },
    ],
  },
  { role: "tool", tool_call_id: "call_1", content },
];

async function aModel(): Promise<{ origin: string; bodies: string[] }> {
  const bodies: string[] = [];
  const origin = await aProvider((request, response) => {
    request.setEncoding("utf8");
    let body = "";
    request.on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      bodies.push(body);
      response.end(JSON.stringify(aCompletion("It is on its way.")));
    });
  });
  return { origin, bodies };
}

const send = async (baseUrl: string, messages: unknown): Promise<Response> =>
  ask(baseUrl, { body: JSON.stringify({ model: "gpt-5-mini", messages }) });

describe("on the wire, for tools that only read", () => {
  test("the model is sent the recorded result, in every later call the same, and the step says so", async () => {
    const { origin, bodies } = await aModel();
    const result = { status: "in transit" };
    const tools = directedTools([{ kind: "result", result, replay: "exact" }], ["lookup_order"]);
    const { env, session } = await aRecording(origin, { tools });
    for (const content of ["live", "live"]) await send(env("OPENAI_BASE_URL"), history(content));
    const sent = JSON.stringify({ model: "gpt-5-mini", messages: history(JSON.stringify(result)) });
    expect(bodies).toEqual([sent, sent]);
    expect(tools.asked).toHaveLength(1);
    expect((await session.endTurn([])).steps).toContainEqual(
      expect.objectContaining({ kind: "tool", callId: "call_1", result, replay: "exact" }),
    );
  });

  test("a tool that is not declared so keeps its live result, byte for byte", async () => {
    const { origin, bodies } = await aModel();
    const tools = directedTools([{ kind: "result", result: "recorded" }]);
    const { env } = await aRecording(origin, { tools });
    await send(env("OPENAI_BASE_URL"), history("live"));
    expect(bodies).toEqual([JSON.stringify({ model: "gpt-5-mini", messages: history("live") })]);
    expect(tools.asked).toEqual([]);
  });

  test("a call that was answered before it ran is not answered twice", async () => {
    const { origin, bodies } = await aModel();
    const tools = directedTools(
      [
        { kind: "result", result: "recorded" },
        { kind: "result", result: "the next one" },
      ],
      ["lookup_order"],
    );
    const { env } = await aRecording(origin, { tools });
    await post(`${env("TRACEGATE_TOOLS_URL")}/call`, lookUp);
    await send(env("OPENAI_BASE_URL"), history("recorded"));
    expect(tools.asked).toHaveLength(1);
    expect(bodies[0]).toContain('"content":"recorded"');
  });

  test("a gap ends the session before the model is asked", async () => {
    const { origin, bodies } = await aModel();
    const tools = directedTools([{ kind: "gap", reason: "not recorded" }], ["lookup_order"]);
    const { env, session } = await aRecording(origin, { tools });
    const answer = await send(env("OPENAI_BASE_URL"), history("live"));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { code: "REPLAY_GAP" } });
    expect(bodies).toEqual([]);
    expect((await session.endTurn([])).failure).toEqual({
      kind: "replay-gap",
      reason: "not recorded",
    });
  });
});
