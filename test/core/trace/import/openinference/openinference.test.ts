import { describe, expect, test } from "vitest";
import { parseDuration } from "../../../../../src/core/trace/import/openinference/duration.ts";
import { importSpans, onlyStep, onlyTurn } from "../../../../support/imported-spans.ts";
import { otlpSpan } from "../../../../support/otlp.ts";

const llm = {
  "openinference.span.kind": "LLM",
  "llm.model_name": "gpt-5-mini",
  "llm.provider": "openai",
  "llm.input_messages.0.message.role": "user",
  "llm.input_messages.0.message.content": "Late fee?",
  "llm.output_messages.0.message.role": "assistant",
  "llm.output_messages.0.message.content": "3 EUR",
};

describe("flat attributes", () => {
  test("a model call", () => {
    const attributes = {
      ...llm,
      "llm.token_count.prompt": 50,
      "llm.token_count.completion": 10,
      "llm.token_count.prompt_details.cache_read": 40,
      "llm.token_count.completion_details.reasoning": 4,
      "llm.cost.total": 0.5,
      "llm.tools.0.tool.json_schema": '{"type":"function","function":{"name":"fee"}}',
    };
    const { sessions, dropped } = importSpans(otlpSpan({ attributes }));
    expect(dropped).toEqual([]);
    expect(sessions).toMatchObject([
      {
        agent: { model: "gpt-5-mini", toolCatalog: [{ name: "fee" }] },
        turns: [
          {
            user: "Late fee?",
            reply: "3 EUR",
            steps: [
              {
                provider: "openai",
                usage: {
                  inputTokens: 50,
                  outputTokens: 10,
                  cachedInputTokens: 40,
                  reasoningTokens: 4,
                  costUsd: 0.5,
                },
              },
            ],
          },
        ],
      },
    ]);
  });

  test("messages stand in the order of their numbers, not of their keys", () => {
    const attributes = Object.fromEntries(
      [10, 2, 1].flatMap((place) => [
        [`llm.input_messages.${place}.message.role`, "user"],
        [`llm.input_messages.${place}.message.content`, `message ${place}`],
      ]),
    );
    const { sessions } = importSpans(
      otlpSpan({ attributes: { "openinference.span.kind": "LLM", ...attributes } }),
    );
    expect(sessions[0]?.turns.map(({ user }) => user)).toEqual([
      "message 1",
      "message 2",
      "message 10",
    ]);
  });

  test("parts of contents, several calls, and a tool's answer", () => {
    const input = "llm.input_messages";
    const call = `${input}.1.message.tool_calls`;
    const attributes = {
      "openinference.span.kind": "LLM",
      [`${input}.0.message.role`]: "user",
      [`${input}.0.message.contents.0.message_content.type`]: "text",
      [`${input}.0.message.contents.0.message_content.text`]: "Late fee?",
      [`${input}.0.message.contents.1.message_content.type`]: "image",
      [`${call}.0.tool_call.id`]: "c1",
      [`${call}.0.tool_call.function.name`]: "fee",
      [`${call}.0.tool_call.function.arguments`]: '{"id":7}',
      [`${call}.1.tool_call.function.name`]: "think",
      [`${input}.1.message.role`]: "assistant",
      [`${input}.2.message.role`]: "tool",
      [`${input}.2.message.tool_call_id`]: "c1",
      [`${input}.2.message.content`]: '{"eur":3}',
    };
    const { sessions, reasons } = importSpans(otlpSpan({ attributes }));
    expect(reasons).toEqual(["part of a message without text"]);
    expect(sessions[0]?.turns[0]).toMatchObject({
      user: "Late fee?",
      steps: [
        {},
        { callId: "c1", arguments: { id: 7 }, result: { eur: 3 } },
        { name: "think", status: "pending" },
        {},
      ],
    });
  });

  test("a model call that only has `input.value` and `output.value`", () => {
    const attributes = {
      "openinference.span.kind": "LLM",
      "input.value": '{"messages":[{"role":"user","content":"Late fee?"}]}',
      "output.value": "3 EUR",
    };
    expect(onlyTurn(otlpSpan({ attributes }))).toMatchObject({ user: "Late fee?", reply: "3 EUR" });
  });

  test("a tool, and one of LangChain that answers with a message", () => {
    const tool = {
      "openinference.span.kind": "TOOL",
      "tool.name": "fee",
      "input.value": '{"id":7}',
    };
    expect(
      onlyStep(otlpSpan({ attributes: { ...tool, "output.value": '{"eur":3}' } })),
    ).toMatchObject({
      kind: "tool",
      name: "fee",
      arguments: { id: 7 },
      result: { eur: 3 },
    });
    const answer = {
      lc: 1,
      type: "constructor",
      id: ["langchain_core", "messages", "ToolMessage"],
    };
    const kwargs = { content: "3 EUR", tool_call_id: "c1" };
    const attributes = {
      ...tool,
      "input.value": '{"input":"{\\"id\\":7}"}',
      "output.value": JSON.stringify({ output: { ...answer, kwargs } }),
    };
    expect(onlyStep(otlpSpan({ attributes }))).toMatchObject({
      callId: "c1",
      arguments: { id: 7 },
      result: "3 EUR",
    });
  });

  test("a retrieval has its documents; one that found none has an empty list only where that was captured", () => {
    const asked = { "openinference.span.kind": "RETRIEVER", "input.value": "late fee" };
    const found = {
      ...asked,
      "retrieval.documents.0.document.id": "doc-1",
      "retrieval.documents.0.document.content": "Late fees…",
      "retrieval.documents.0.document.score": 0.5,
      "retrieval.documents.0.document.metadata": '{"page":3}',
    };
    expect(onlyStep(otlpSpan({ name: "faq", attributes: found }))).toMatchObject({
      kind: "tool",
      name: "faq",
      isRetrieval: true,
      arguments: { query: "late fee" },
      result: [{ id: "doc-1", content: "Late fees…", score: 0.5, metadata: { page: 3 } }],
    });
    const none = onlyStep(
      otlpSpan({ attributes: { ...asked, "output.value": '{"documents":[]}' } }),
    );
    expect(none).toMatchObject({ result: { documents: [] } });
    expect(onlyStep(otlpSpan({ attributes: asked }))).not.toHaveProperty("result");
  });

  test("evaluations are annotations, and those of people are labels", () => {
    const attributes = {
      ...llm,
      "evaluations.0.evaluation.name": "polite",
      "evaluations.0.evaluation.label": "yes",
      "evaluations.0.evaluation.annotator_kind": "HUMAN",
      "evaluations.1.evaluation.name": "correct",
      "evaluations.1.evaluation.score": 0.5,
      "evaluations.1.evaluation.annotator_kind": "LLM",
      "evaluations.1.evaluation.explanation": "No sum.",
      "evaluations.2.evaluation.name": "short",
      "evaluations.2.evaluation.score": 1,
      "evaluations.2.evaluation.annotator_kind": "CODE",
    };
    expect(importSpans(otlpSpan({ attributes })).sessions[0]?.annotations).toEqual([
      { name: "polite", by: "human", value: "yes", at: { turn: 1, step: 1 } },
      {
        name: "correct",
        by: "model",
        value: 0.5,
        explanation: "No sum.",
        at: { turn: 1, step: 1 },
      },
      { name: "short", by: "code", value: 1, at: { turn: 1, step: 1 } },
    ]);
  });

  test("one span may speak the current conventions too: they win", () => {
    const attributes = {
      ...llm,
      "gen_ai.operation.name": "chat",
      "gen_ai.request.model": "gpt-5",
      "gen_ai.usage.input_tokens": 51,
      "llm.token_count.prompt": 50,
      "llm.token_count.completion": 10,
    };
    expect(onlyStep(otlpSpan({ attributes }))).toMatchObject({
      model: "gpt-5",
      text: "3 EUR",
      usage: { inputTokens: 51, outputTokens: 10 },
    });
  });
});

describe("rows of Phoenix", () => {
  const row = {
    name: "ChatOpenAI",
    span_kind: "LLM",
    parent_id: null,
    start_time: "2026-11-22T14:14:35.500000+00:00",
    end_time: "2026-11-22T14:14:36.500000+00:00",
    status_code: "OK",
    context: { trace_id: "5b8efff798038103d269b633813fc60c", span_id: "eee19b7ec3c1b174" },
  };
  const told = { user: "Late fee?", reply: "3 EUR", startedAtMs: 1795356875500, durationMs: 1000 };

  test("with unfolded attributes", () => {
    const attributes = {
      llm: {
        input_messages: [{ message: { role: "user", content: "Late fee?" } }],
        output_messages: [{ message: { role: "assistant", content: "3 EUR" } }],
      },
      session: { id: "anna" },
    };
    expect(onlyTurn({ ...row, attributes })).toMatchObject(told);
  });

  test("with columns of a data frame", () => {
    const { context, ...flat } = row;
    const columns = {
      ...flat,
      "context.trace_id": context.trace_id,
      "context.span_id": context.span_id,
      "attributes.llm.input_messages": [{ "message.role": "user", "message.content": "Late fee?" }],
      "attributes.llm.output_messages": [
        { "message.role": "assistant", "message.content": "3 EUR" },
      ],
      "attributes.tool.name": null,
    };
    expect(onlyTurn(columns)).toMatchObject(told);
  });

  test("that failed", () => {
    const failed = { ...row, attributes: {}, status_code: "ERROR", status_message: "rate limit" };
    expect(onlyStep(failed).error).toEqual({ type: "error", message: "rate limit" });
  });
});

describe("a tree of nested spans", () => {
  const model = {
    span_id: "b",
    span_name: "ChatOpenAI",
    timestamp: "2026-11-22T14:14:36Z",
    duration: "PT2.5S",
    span_attributes: llm,
    status_code: "Unset",
  };
  const root = {
    span_id: "a",
    span_name: "agent",
    timestamp: "2026-11-22T14:14:35Z",
    duration: "PT1M0.25S",
    span_attributes: { "openinference.span.kind": "AGENT" },
    child_spans: [model],
  };

  test("its spans stand in one another", () => {
    const { sessions, dropped } = importSpans({ trace_id: "t1", spans: [root] });
    expect(dropped).toEqual([]);
    expect(sessions).toMatchObject([
      {
        id: "t1",
        turns: [
          {
            user: "Late fee?",
            startedAtMs: 1795356875000,
            durationMs: 60_250,
            steps: [{ durationMs: 2500 }],
          },
        ],
      },
    ]);
  });

  test("it may have several roots, and parents by id", () => {
    const tool = {
      span_id: "c",
      parent_span_id: "a",
      span_name: "fee",
      timestamp: "2026-11-22T14:14:40Z",
      duration: "PT0S",
      status_code: "Error",
      status_message: "no parcel",
      span_attributes: { "openinference.span.kind": "TOOL", "input.value": '{"id":7}' },
      child_spans: [],
    };
    expect(onlyTurn({ trace_id: "t1", spans: [root, tool] }).steps).toMatchObject([
      { kind: "model" },
      { kind: "tool", name: "fee", status: "error", error: { message: "no parcel" } },
    ]);
  });

  test("a node that is no span is reported with its path, and one that nests without end too", () => {
    const broken = {
      trace_id: "t1",
      spans: [root, 7, { ...root, span_id: "x", child_spans: "none" }],
    };
    expect(importSpans(broken).dropped).toMatchObject([
      { path: "/spans/1", reason: "span without the ids of its trace and its own" },
      { path: "/spans/2/child_spans", reason: "not a list" },
    ]);
    let deep: object = { ...model, span_id: "deep" };
    for (let level = 0; level < 300; level += 1) {
      deep = { ...root, span_id: `n${level}`, child_spans: [deep] };
    }
    expect(importSpans({ trace_id: "t1", spans: [deep] }).reasons).toContain(
      "spans nested deeper than 200",
    );
  });
});

test.each([
  ["PT0.0015S", 1.5],
  ["PT1H2M3S", 3_723_000],
  ["P1DT1S", 86_401_000],
  ["1.5", undefined],
  [7, undefined],
])("the duration %s", (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});
