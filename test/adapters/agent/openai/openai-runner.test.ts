import { describe, expect, onTestFinished, test } from "vitest";
import { freePorts } from "../../../../src/adapters/agent/http/free-ports.ts";
import {
  type OpenAiRunnerOptions,
  openaiRunner,
} from "../../../../src/adapters/agent/openai/openai-runner.ts";
import type { SessionTools } from "../../../../src/core/replay/session-tools.ts";
import type { AgentRunner, SessionStart } from "../../../../src/ports/agent-runner.ts";
import { anAgentProject, noAbort } from "../../../support/agent-project.ts";
import { chatEndpoint, json, refuses, says, type Way } from "../../../support/chat-endpoint.ts";
import { outcomeOf } from "../../../support/protocol-agent.ts";

const search = {
  name: "search_policies",
  description: "Searches the shop's policies.",
  parameters: { type: "object", properties: { query: { type: "string" } } },
  headers: {},
  timeoutMs: 2000,
};

async function aRunner(options: Partial<OpenAiRunnerOptions> = {}): Promise<AgentRunner> {
  const root = await anAgentProject({ "prompt.md": "You help the gift shop's customers.\n" });
  const runner = openaiRunner({
    root,
    model: "demo-1",
    baseUrl: "http://127.0.0.1:9/v1",
    apiKeyEnv: "SHOP_KEY",
    environment: { SHOP_KEY: "k-1" },
    parameters: {},
    tools: [],
    maxModelCalls: 5,
    maxRetries: 2,
    turnTimeoutMs: 10_000,
    ...options,
  });
  onTestFinished(() => runner.close());
  await runner.start();
  return runner;
}

const start: SessionStart = { sessionId: "late-fee.0", seed: "late-fee#0" };

/** Asks for a tool, as a chat completion. */
function calls(name: string, args: string): Way {
  return says(null, {
    tool_calls: [{ id: "c1", type: "function", function: { name, arguments: args } }],
  });
}

const replay = (kind: "result" | "error" | "gap"): SessionTools => ({
  catalog: [],
  gap: kind === "gap" ? "nothing like it was recorded" : undefined,
  isReadOnly: () => true,
  answer: () => {
    switch (kind) {
      case "result":
        return { kind, result: { fee: "3.50 EUR" }, replay: "exact" };
      case "error":
        return { kind, error: { type: "timeout", message: "no answer" }, fault: "timeout" };
      case "gap":
        return { kind, reason: "nothing like it was recorded" };
    }
  },
});

describe("the loop", () => {
  test("prompt, tools, parameters and history go to the model; steps carry usage and facts", async () => {
    const endpoint = await chatEndpoint(
      calls("search_policies", `{"query":"late fee"}`),
      json(200, {
        model: "demo-1-2026",
        choices: [{ message: { role: "assistant", content: "3.50 EUR" } }],
        usage: { prompt_tokens: 30, completion_tokens: 4 },
      }),
    );
    const tool = await chatEndpoint(json(200, { fee: "3.50 EUR" }));
    const runner = await aRunner({
      baseUrl: endpoint.baseUrl,
      systemPrompt: "prompt.md",
      parameters: { temperature: 0.2 },
      tools: [{ ...search, url: tool.baseUrl, headers: { "x-shop": "${SHOP_KEY}" } }],
    });
    const session = await runner.open(start);
    expect(await session.send("What is the late fee?", noAbort)).toEqual({
      kind: "replied",
      turn: {
        user: "What is the late fee?",
        steps: [
          expect.objectContaining({
            kind: "model",
            toolCalls: [
              { callId: "c1", name: "search_policies", arguments: { query: "late fee" } },
            ],
          }),
          expect.objectContaining({
            kind: "tool",
            name: "search_policies",
            arguments: { query: "late fee" },
            status: "ok",
            result: { fee: "3.50 EUR" },
          }),
          expect.objectContaining({
            kind: "model",
            model: "demo-1-2026",
            text: "3.50 EUR",
            usage: { inputTokens: 30, outputTokens: 4 },
          }),
        ],
        reply: "3.50 EUR",
        startedAtMs: expect.any(Number),
        durationMs: expect.any(Number),
      },
      policy: "You help the gift shop's customers.",
      agent: {
        model: "demo-1",
        systemPromptDigest: expect.stringMatching(/^sha256:/),
        toolCatalog: [expect.objectContaining({ name: "search_policies" })],
        toolCatalogDigest: expect.stringMatching(/^sha256:/),
      },
    });
    expect(endpoint.requests.map(({ authorization }) => authorization)).toEqual([
      "Bearer k-1",
      "Bearer k-1",
    ]);
    expect(endpoint.requests[1]?.body).toEqual({
      model: "demo-1",
      temperature: 0.2,
      messages: [
        { role: "system", content: "You help the gift shop's customers." },
        { role: "user", content: "What is the late fee?" },
        {
          role: "assistant",
          content: null,
          tool_calls: [
            {
              id: "c1",
              type: "function",
              function: { name: "search_policies", arguments: `{"query":"late fee"}` },
            },
          ],
        },
        { role: "tool", tool_call_id: "c1", content: `{"fee":"3.50 EUR"}` },
      ],
      tools: [
        {
          type: "function",
          function: {
            name: "search_policies",
            description: "Searches the shop's policies.",
            parameters: search.parameters,
          },
        },
      ],
    });
    expect(tool.requests[0]).toMatchObject({
      headers: { "x-shop": "k-1" },
      body: {
        name: "search_policies",
        arguments: { query: "late fee" },
        session: "late-fee.0",
      },
    });
    await session.send("Thanks", noAbort);
    expect(endpoint.requests[2]?.body["messages"]).toHaveLength(6);
  });

  test("what a tool did wrong is told to the model, which may go on", async () => {
    for (const [args, url, told] of [
      [`{"query":`, undefined, /^Error: the arguments are no JSON$/],
      [`{}`, (await chatEndpoint(refuses(500, "no index"))).baseUrl, /^Error: 500: .*no index/],
    ] as const) {
      const endpoint = await chatEndpoint(calls("search_policies", args), says("I don't know."));
      const runner = await aRunner({ baseUrl: endpoint.baseUrl, tools: [{ ...search, url }] });
      const answer = await (await runner.open(start)).send("fee?", noAbort);
      expect(outcomeOf(answer)).toBe("I don't know.");
      const messages = endpoint.requests[1]?.body["messages"];
      expect(messages).toMatchObject([
        {},
        {},
        { role: "tool", content: expect.stringMatching(told) },
      ]);
    }
  });

  test("a tool that nobody declared is an error of the call", async () => {
    const endpoint = await chatEndpoint(calls("refund", "{}"), says("I cannot."));
    const runner = await aRunner({ baseUrl: endpoint.baseUrl });
    const answer = await (await runner.open(start)).send("refund me", noAbort);
    expect(answer).toMatchObject({
      kind: "replied",
      turn: {
        steps: [
          {},
          { name: "refund", status: "error", error: { message: "there is no tool refund" } },
          {},
        ],
      },
    });
  });

  test("has an end", async () => {
    const { baseUrl } = await chatEndpoint(calls("search_policies", "{}"));
    const runner = await aRunner({ baseUrl, tools: [search], maxModelCalls: 3 });
    const session = await runner.open({ ...start, tools: replay("result") });
    const answer = await session.send("fee?", noAbort);
    expect(outcomeOf(answer)).toBe(
      "agent-error: the model was called 3 times in one turn and gave no answer (agent.maxModelCalls)",
    );
    expect(answer.kind === "agent-error" && answer.steps).toHaveLength(6);
  });

  test("a model that says nothing is an agent-error", async () => {
    const { baseUrl } = await chatEndpoint(says(""));
    const runner = await aRunner({ baseUrl });
    expect(outcomeOf(await (await runner.open(start)).send("fee?", noAbort))).toBe(
      "agent-error: the model gave neither a text nor a tool call",
    );
  });

  test("an aborted turn ends at once, and the session with it", async () => {
    const { baseUrl } = await chatEndpoint(() => {});
    const runner = await aRunner({ baseUrl });
    const session = await runner.open(start);
    expect(outcomeOf(await session.send("fee?", AbortSignal.timeout(100)))).toMatch(
      /^agent-error: the agent had not answered/,
    );
    expect(outcomeOf(await session.send("fee?", noAbort))).toMatch(/^agent-error: /);
  });
});

async function askWith(tools: SessionTools | undefined, url?: string): Promise<string[]> {
  const { baseUrl } = await chatEndpoint(calls("search_policies", "{}"), says("3.50 EUR"));
  const runner = await aRunner({ baseUrl, tools: [{ ...search, url }] });
  const session = await runner.open({ ...start, ...(tools && { tools }) });
  const answer = await session.send("fee?", noAbort);
  const steps = answer.kind === "replied" ? answer.turn.steps : answer.steps;
  const marks = steps.flatMap((step) =>
    step.kind === "tool" ? [`${step.status} ${step.replay ?? ""}${step.fault ?? ""}`.trim()] : [],
  );
  return [outcomeOf(answer), ...marks];
}

describe("tools", () => {
  test("are answered by what was recorded, without a live one", async () => {
    expect(await askWith(replay("result"))).toEqual(["3.50 EUR", "ok exact"]);
  });

  test("fail as planned", async () => {
    expect(await askWith(replay("error"))).toEqual(["3.50 EUR", "error timeout"]);
  });

  test("without a recorded answer end the run as replay-gap", async () => {
    expect(await askWith(replay("gap"))).toEqual([
      "replay-gap: nothing like it was recorded",
      "error",
    ]);
  });

  test("without an address and without a recording are a replay-gap that says what to add", async () => {
    const [outcome] = await askWith(undefined);
    expect(outcome).toMatch(
      /^replay-gap: the tool search_policies has no url, .* add `url` .* `tools: recorded`/,
    );
  });

  test("whose backend is down are the infrastructure's failure", async () => {
    const [port] = await freePorts(1);
    const [outcome] = await askWith(undefined, `http://127.0.0.1:${port}/tool`);
    expect(outcome).toMatch(
      /^infra-error: the tool search_policies was not reached at http:\/\/127\.0\.0\.1:\d+: .*ECONNREFUSED/,
    );
  });
});

async function askThrough(...ways: Way[]): Promise<{ outcome: string; requests: number }> {
  const endpoint = await chatEndpoint(...ways);
  const runner = await aRunner({ baseUrl: endpoint.baseUrl });
  const answer = await (await runner.open(start)).send("fee?", noAbort);
  return { outcome: outcomeOf(answer), requests: endpoint.requests.length };
}

describe("a provider that fails", () => {
  test("is asked again when it says, and the attempts are steps", async () => {
    const endpoint = await chatEndpoint(
      refuses(429, "slow down", { "retry-after": "0.3" }),
      refuses(503, "busy", { "retry-after-ms": "10" }),
      says("3.50 EUR"),
    );
    const runner = await aRunner({ baseUrl: endpoint.baseUrl });
    const answer = await (await runner.open(start)).send("fee?", noAbort);
    expect(answer).toMatchObject({
      kind: "replied",
      turn: {
        reply: "3.50 EUR",
        steps: [
          { kind: "model", error: { type: "http-429" } },
          { kind: "model", error: { type: "http-503" } },
          { kind: "model", text: "3.50 EUR" },
        ],
      },
    });
    const [first, second] = endpoint.requests;
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(295);
  });

  test("and goes on failing is an infra-error", async () => {
    expect(await askThrough(refuses(503, "busy", { "retry-after-ms": "1" }))).toEqual({
      outcome: "infra-error: the model answered 503",
      requests: 3,
    });
  });

  test("and asks for more time than the turn has is given up at once", async () => {
    expect(await askThrough(refuses(429, "slow down", { "retry-after": "30" }))).toEqual({
      outcome: "infra-error: the model answered 429",
      requests: 1,
    });
  });

  test("is not the agent's failure where the key is wrong, and is where the request is", async () => {
    expect((await askThrough(refuses(401, "wrong key"))).outcome).toBe(
      "infra-error: the model answered 401 (see agent.baseUrl, agent.model and agent.apiKeyEnv)",
    );
    expect((await askThrough(refuses(400, "too long"))).outcome).toBe(
      "agent-error: the model answered 400",
    );
  });

  test("or is not there is an infra-error", async () => {
    const [port] = await freePorts(1);
    const runner = await aRunner({ maxRetries: 1, baseUrl: `http://127.0.0.1:${port}/v1` });
    const answer = await (await runner.open(start)).send("fee?", noAbort);
    expect(outcomeOf(answer)).toMatch(/^infra-error: the model was not reached: .*ECONNREFUSED/);
  });

  test("answers with something else", async () => {
    expect((await askThrough(json(200, { hello: "world" }))).outcome).toMatch(
      /^agent-error: the model failed: the answer cannot be read: /,
    );
  });
});

describe("before the first run", () => {
  test("a prompt that is not there", async () => {
    await expect(aRunner({ systemPrompt: "gone.md" })).rejects.toMatchObject({
      code: "AGENT_PROMPT_MISSING",
    });
  });

  test("a key is needed, but not on loopback or where the session's model is ours", async () => {
    const runner = await aRunner({ baseUrl: "https://api.openai.com/v1", environment: {} });
    await expect(runner.open(start)).rejects.toMatchObject({ code: "AGENT_KEY_MISSING" });
    await runner.open({ ...start, modelBaseUrl: "http://127.0.0.1:9/v1" });
    await (await aRunner({ environment: {} })).open(start);
  });
});
