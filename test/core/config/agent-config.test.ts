import { describe, expect, test } from "vitest";
import { agentConfig } from "../../../src/core/config/agent-config.ts";

const accepts = (agent: object): boolean => agentConfig.safeParse(agent).success;

const http = { runner: "http", url: "http://127.0.0.1:8080/chat" };
const started = {
  runner: "http",
  url: "http://127.0.0.1:${PORT}/chat",
  start: { command: ["node", "server.mjs"] },
};
const openai = { runner: "openai", model: "gpt-5-mini" };

test("an http agent needs no more than its address", () => {
  expect(agentConfig.parse(http)).toMatchObject({
    instances: 1,
    request: {
      method: "POST",
      headers: {},
      body: { message: "{{message}}", session: "{{session}}", turn: "{{turn}}" },
    },
    response: { reply: "/reply" },
    capture: { otlp: true, model: true },
  });
});

test("a service that is started may have several instances, each with a port of its own", () => {
  expect(accepts({ ...started, instances: 4 })).toBe(true);
  expect(accepts({ ...http, instances: 4 })).toBe(false);
  expect(accepts({ ...started, url: "http://127.0.0.1:8080/chat", instances: 4 })).toBe(false);
  expect(accepts({ ...http, url: started.url })).toBe(false);
});

describe("an http agent is refused", () => {
  test.each([
    ["a placeholder that stands for nothing", { request: { body: { text: "{{mesage}}" } } }],
    ["one in a header", { request: { headers: { "x-chat": "{{chat}}" } } }],
    ["one in the address", { url: "http://127.0.0.1/{{chat}}" }],
    ["the user's words in a header", { request: { headers: { "x-q": "{{ message }}" } } }],
    ["a header that is none", { request: { headers: { "x chat": "1" } } }],
    ["a line break in a header", { request: { headers: { "x-chat": "a\r\nb: c" } } }],
    ["a pointer that is none", { response: { reply: "reply.text" } }],
    ["a wrong escape in a pointer", { response: { reply: "/a~2b" } }],
    ["two places of the session", { response: { session: "/id", sessionHeader: "x-id" } }],
    ["another protocol", { url: "ftp://127.0.0.1/chat" }],
    ["an address that is none", { url: "http://[/chat" }],
    ["a readiness probe elsewhere", { start: { command: ["node"], ready: "http://h/" } }],
  ])("for %s", (_, changes) => {
    expect(accepts({ ...http, ...changes })).toBe(false);
  });
});

test("an openai agent needs no more than its model", () => {
  expect(agentConfig.parse(openai)).toMatchObject({
    baseUrl: "https://api.openai.com/v1",
    apiKeyEnv: "OPENAI_API_KEY",
    tools: [],
    maxModelCalls: 20,
  });
});

describe("an openai agent is refused", () => {
  const tool = { name: "search_policies", description: "Searches the policies." };
  test.each([
    ["a tool that is declared twice", { tools: [tool, tool] }],
    ["a tool's name that no model takes", { tools: [{ ...tool, name: "search policies" }] }],
    ["a tool that says nothing of itself", { tools: [{ name: "search_policies" }] }],
    ["parameters that are the runner's", { parameters: { stream: true } }],
    ["capture: its calls are ours", { capture: { otlp: true } }],
  ])("for %s", (_, changes) => {
    expect(accepts({ ...openai, ...changes })).toBe(false);
  });
});

test("a process may be left uncaptured, in part or whole", () => {
  const agent = { runner: "process", command: ["python3", "agent.py"] };
  expect(agentConfig.parse({ ...agent, capture: { model: false } })).toMatchObject({
    capture: { otlp: true, model: false },
  });
});
