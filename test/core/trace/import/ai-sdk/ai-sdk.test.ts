import { expect, test } from "vitest";
import { importSpans, onlyStep, onlyTurn } from "../../../../support/imported-spans.ts";
import { otlpSpan } from "../../../../support/otlp.ts";

const call = {
  "ai.operationId": "ai.generateText.doGenerate",
  "ai.model.id": "gpt-5-mini",
  "ai.model.provider": "openai.chat",
};

function history(...messages: readonly object[]): string {
  return JSON.stringify([
    { role: "user", content: [{ type: "text", text: "Late fee?" }] },
    ...messages,
  ]);
}

test("a model call has what it was sent, answered, used and was offered", () => {
  const attributes = {
    ...call,
    "ai.prompt.messages": history(),
    "ai.prompt.tools": ['{"type":"function","name":"fee","inputSchema":{"type":"object"}}'],
    "ai.response.text": "",
    "ai.response.reasoning": "Fees…",
    "ai.response.toolCalls": '[{"toolCallId":"c1","toolName":"fee","args":"{\\"id\\":7}"}]',
    "ai.response.finishReason": "tool-calls",
    "ai.usage.promptTokens": 50,
    "ai.usage.completionTokens": 10,
    "ai.usage.cachedInputTokens": 40,
    "ai.usage.reasoningTokens": 4,
    "gen_ai.system": "openai",
  };
  const { sessions, dropped } = importSpans(otlpSpan({ attributes }));
  expect(dropped).toEqual([]);
  expect(sessions[0]).toMatchObject({
    agent: {
      model: "gpt-5-mini",
      toolCatalog: [{ name: "fee", parameters: { type: "object" } }],
    },
    turns: [
      {
        user: "Late fee?",
        steps: [
          {
            text: "",
            reasoning: "Fees…",
            finishReason: "tool-calls",
            toolCalls: [{ callId: "c1", name: "fee", arguments: { id: 7 } }],
            usage: { inputTokens: 50, outputTokens: 10, cachedInputTokens: 40, reasoningTokens: 4 },
          },
          { name: "fee", status: "pending" },
        ],
      },
    ],
  });
});

test.each([
  ["json", { type: "json", value: { eur: 3 } }, { status: "ok", result: { eur: 3 } }],
  ["text", { type: "text", value: "3 EUR" }, { status: "ok", result: "3 EUR" }],
  [
    "an error as text",
    { type: "error-text", value: "no parcel" },
    { status: "error", result: "no parcel" },
  ],
  ["an error as JSON", { type: "error-json", value: { code: 404 } }, { status: "error" }],
])("the result of a tool may be %s", (_, output, step) => {
  const messages = history(
    {
      role: "assistant",
      content: [{ type: "tool-call", toolCallId: "c1", toolName: "fee", input: { id: 7 } }],
    },
    { role: "tool", content: [{ type: "tool-result", toolCallId: "c1", toolName: "fee", output }] },
  );
  const attributes = { ...call, "ai.prompt.messages": messages, "ai.response.text": "3 EUR" };
  expect(onlyTurn(otlpSpan({ attributes })).steps[1]).toMatchObject(step);
});

test("results of version 4 stand under `result`, with their flag", () => {
  const messages = history(
    {
      role: "assistant",
      content: [{ type: "tool-call", toolCallId: "c1", toolName: "fee", args: {} }],
    },
    {
      role: "tool",
      content: [
        { type: "tool-result", toolCallId: "c1", toolName: "fee", result: "no", isError: true },
      ],
    },
  );
  const attributes = { ...call, "ai.prompt.messages": messages };
  expect(onlyTurn(otlpSpan({ attributes })).steps[1]).toMatchObject({
    status: "error",
    result: "no",
  });
});

test("a tool's span", () => {
  const attributes = {
    "ai.operationId": "ai.toolCall",
    "ai.toolCall.name": "fee",
    "ai.toolCall.id": "c1",
    "ai.toolCall.args": '{"id":7}',
    "ai.toolCall.result": '{"eur":3}',
  };
  expect(onlyStep(otlpSpan({ attributes }))).toMatchObject({
    kind: "tool",
    name: "fee",
    callId: "c1",
    arguments: { id: 7 },
    result: { eur: 3 },
  });
});

test("the call around it is the agent, and says what was asked where no model call does", () => {
  const attributes = {
    "ai.operationId": "ai.streamText",
    "ai.telemetry.functionId": "support",
    "ai.telemetry.metadata.sessionId": "anna",
    "ai.prompt": '{"system":"Be kind.","prompt":"Late fee?"}',
    "ai.response.text": "3 EUR",
    "ai.usage.promptTokens": 50,
  };
  const { sessions, dropped } = importSpans(otlpSpan({ attributes }));
  expect(dropped).toEqual([]);
  expect(sessions).toMatchObject([
    {
      id: "anna",
      agent: { name: "support" },
      policy: "Be kind.",
      turns: [{ user: "Late fee?", reply: "3 EUR", steps: [] }],
    },
  ]);
});

test("parts that a session has no place for, and messages that are none, are reported", () => {
  const messages = JSON.stringify([
    { role: "user", content: [{ type: "image", image: "aGk=" }] },
    { role: "user" },
    { role: "judge", content: "x" },
    7,
    { role: "assistant", content: [{ type: "tool-call" }] },
  ]);
  const { reasons } = importSpans(
    otlpSpan({ attributes: { ...call, "ai.prompt.messages": messages } }),
  );
  expect(reasons).toEqual([
    "part of a message without text",
    "message without content",
    "message of an unknown role",
    "tool call without a name",
  ]);
});
