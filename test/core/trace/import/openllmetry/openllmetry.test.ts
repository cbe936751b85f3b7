import { expect, test } from "vitest";
import { importSpans, onlyStep, onlyTurn } from "../../../../support/imported-spans.ts";
import { otlpSpan } from "../../../../support/otlp.ts";

const call = {
  "llm.request.type": "chat",
  "gen_ai.system": "OpenAI",
  "gen_ai.request.model": "gpt-5-mini",
  "gen_ai.prompt.0.role": "system",
  "gen_ai.prompt.0.content": "Be kind.",
  "gen_ai.prompt.1.role": "user",
  "gen_ai.prompt.1.content": '[{"type":"text","text":"Late fee?"}]',
};

test("a model call: prompts and completions by their numbers", () => {
  const attributes = {
    ...call,
    "gen_ai.completion.0.role": "assistant",
    "gen_ai.completion.0.finish_reason": "tool_calls",
    "gen_ai.completion.0.tool_calls.0.id": "c1",
    "gen_ai.completion.0.tool_calls.0.name": "fee",
    "gen_ai.completion.0.tool_calls.0.arguments": '{"id":7}',
    "gen_ai.usage.prompt_tokens": 50,
    "gen_ai.usage.completion_tokens": 10,
    "llm.request.functions.0.name": "fee",
    "llm.request.functions.0.parameters": '{"type":"object"}',
    "traceloop.association.properties.session_id": "anna",
  };
  const { sessions, dropped } = importSpans(otlpSpan({ attributes }));
  expect(dropped).toEqual([]);
  expect(sessions).toMatchObject([
    {
      id: "anna",
      policy: "Be kind.",
      agent: { toolCatalog: [{ name: "fee", parameters: { type: "object" } }] },
      turns: [
        {
          user: "Late fee?",
          steps: [
            {
              finishReason: "tool_calls",
              text: "",
              toolCalls: [{ callId: "c1", name: "fee", arguments: { id: 7 } }],
              usage: { inputTokens: 50, outputTokens: 10 },
            },
            { name: "fee", status: "pending" },
          ],
        },
      ],
    },
  ]);
});

test("a tool's answer in a prompt belongs to its call", () => {
  const attributes = {
    ...call,
    "gen_ai.prompt.2.role": "assistant",
    "gen_ai.prompt.2.tool_calls.0.id": "c1",
    "gen_ai.prompt.2.tool_calls.0.name": "fee",
    "gen_ai.prompt.3.role": "tool",
    "gen_ai.prompt.3.tool_call_id": "c1",
    "gen_ai.prompt.3.content": '{"eur":3}',
    "gen_ai.completion.0.role": "assistant",
    "gen_ai.completion.0.content": "3 EUR",
  };
  const turn = onlyTurn(otlpSpan({ attributes }));
  expect(turn).toMatchObject({ reply: "3 EUR", steps: [{}, { result: { eur: 3 } }, {}] });
});

test.each([
  ["keywords", '{"args":[],"kwargs":{"id":7}}', { id: 7 }],
  ["one object", '{"args":[{"id":7}],"kwargs":{}}', { id: 7 }],
  ["places", '{"args":[7,8],"kwargs":{}}', { args: [7, 8], kwargs: {} }],
  ["inputs", '{"inputs":{"id":7}}', { id: 7 }],
  ["plain", '{"id":7}', { id: 7 }],
])("a tool whose arguments are written as %s", (_, input, expected) => {
  const attributes = {
    "traceloop.span.kind": "tool",
    "traceloop.entity.name": "fee.tool",
    "traceloop.entity.input": input,
    "traceloop.entity.output": '{"eur":3}',
  };
  expect(onlyStep(otlpSpan({ attributes }))).toMatchObject({
    kind: "tool",
    name: "fee",
    arguments: expected,
    result: { eur: 3 },
  });
});

test("a workflow or an agent says what was asked and answered, where no model call does", () => {
  const told = { user: "Late fee?", reply: "3 EUR" };
  const asked = '{"args":["Late fee?"],"kwargs":{}}';
  for (const kind of ["workflow", "agent"]) {
    const attributes = {
      "traceloop.span.kind": kind,
      "traceloop.entity.name": "support",
      "traceloop.entity.input": asked,
      "traceloop.entity.output": '"3 EUR"',
    };
    expect(importSpans(otlpSpan({ attributes })).sessions[0]?.turns).toMatchObject([told]);
  }
});
