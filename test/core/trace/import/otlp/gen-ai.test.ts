import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Session } from "../../../../../src/core/trace/session.ts";
import { importSpans, onlyStep, onlyTurn } from "../../../../support/imported-spans.ts";
import { otlpSpan } from "../../../../support/otlp.ts";

type Part = Readonly<Record<string, unknown>>;

function chat(
  attributes: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  return {
    "gen_ai.operation.name": "chat",
    "gen_ai.request.model": "gpt-5-mini",
    "gen_ai.input.messages": JSON.stringify([
      message("user", { type: "text", content: "Late fee?" }),
    ]),
    ...attributes,
  };
}

function message(role: string, ...parts: readonly Part[]): object {
  return { role, parts };
}

/** The step of a model that answered with the given parts. */
function answered(...parts: readonly Part[]): ReturnType<typeof importSpans> {
  const output = JSON.stringify([message("assistant", ...parts)]);
  return importSpans(otlpSpan({ attributes: chat({ "gen_ai.output.messages": output }) }));
}

function stepsOf({ sessions }: { readonly sessions: readonly Session[] }): readonly object[] {
  return sessions.flatMap(({ turns }) => turns.flatMap(({ steps }) => steps));
}

describe("parts of messages", () => {
  test.each([
    ["text", { type: "text", content: "3 EUR" }, { text: "3 EUR" }],
    ["reasoning", { type: "reasoning", content: "Fees…" }, { reasoning: "Fees…" }],
    ["a part of any other type with text", { type: "refusal", content: "No." }, { text: "No." }],
    [
      "a call with arguments as an object",
      { type: "tool_call", id: "c1", name: "fee", arguments: { id: 7 } },
      { text: "", toolCalls: [{ callId: "c1", name: "fee", arguments: { id: 7 } }] },
    ],
    [
      "a call with arguments as JSON text",
      { type: "tool_call", id: "c1", name: "fee", arguments: '{"id":7}' },
      { toolCalls: [{ callId: "c1", name: "fee", arguments: { id: 7 } }] },
    ],
    [
      "a call without an id or arguments",
      { type: "tool_call", id: null, name: "fee", arguments: null },
      { toolCalls: [{ name: "fee" }] },
    ],
    [
      "a call that the provider runs",
      {
        type: "server_tool_call",
        id: "c1",
        name: "web",
        server_tool_call: { type: "x", q: "fee" },
      },
      { toolCalls: [{ callId: "c1", name: "web", arguments: { type: "x", q: "fee" } }] },
    ],
  ])("%s", (_, part, step) => {
    const read = answered(part);
    expect(read.reasons).toEqual([]);
    expect(stepsOf(read)[0]).toMatchObject(step);
  });

  test("several texts are one, a line each", () => {
    const read = answered({ type: "text", content: "3" }, { type: "text", content: "EUR" });
    expect(stepsOf(read)[0]).toMatchObject({ text: "3\nEUR" });
  });

  test("what the provider's own tool answered is the call's result", () => {
    const read = answered(
      { type: "server_tool_call", id: "c1", name: "web", server_tool_call: { type: "x" } },
      {
        type: "server_tool_call_response",
        id: "c1",
        server_tool_call_response: { type: "x", n: 1 },
      },
      { type: "text", content: "3 EUR" },
    );
    expect(stepsOf(read)).toMatchObject([
      { kind: "model", text: "3 EUR" },
      { kind: "tool", name: "web", result: { type: "x", n: 1 } },
    ]);
  });

  test.each([
    ["blob", { type: "blob", modality: "image", content: "aGk=" }],
    ["file", { type: "file", modality: "image", file_id: "f1" }],
    ["uri", { type: "uri", modality: "image", uri: "https://shop.example/receipt.png" }],
    ["one without text", { type: "audio" }],
  ])("%s is reported: a session has no place for it", (_, part) => {
    const read = answered({ type: "text", content: "See:" }, part);
    expect(stepsOf(read)[0]).toMatchObject({ text: "See:" });
    expect(read.dropped).toMatchObject([
      {
        path: "/resourceSpans/0/scopeSpans/0/spans/0",
        reason: "part of a message without text",
        count: 1,
      },
    ]);
  });

  test.each(["response", "result"])("a tool's answer may stand under `%s`", (key) => {
    const history = [
      message("user", { type: "text", content: "Late fee?" }),
      message("assistant", { type: "tool_call", id: "c1", name: "fee", arguments: {} }),
      message("tool", { type: "tool_call_response", id: "c1", [key]: '{"eur":3}' }),
    ];
    const output = [message("assistant", { type: "text", content: "3 EUR" })];
    const turn = onlyTurn(
      otlpSpan({
        attributes: chat({
          "gen_ai.input.messages": JSON.stringify(history),
          "gen_ai.output.messages": JSON.stringify(output),
        }),
      }),
    );
    expect(turn.steps[1]).toMatchObject({ name: "fee", status: "ok", result: { eur: 3 } });
  });

  test("messages may be OTLP's own structure instead of JSON text", () => {
    const turn = onlyTurn(
      otlpSpan({
        attributes: chat({
          "gen_ai.input.messages": [message("user", { type: "text", content: "Late fee?" })],
          "gen_ai.output.messages": [message("assistant", { type: "text", content: "3 EUR" })],
        }),
      }),
    );
    expect(turn).toMatchObject({ user: "Late fee?", reply: "3 EUR" });
  });

  test("messages without parts are read as chat messages", () => {
    const turn = onlyTurn(
      otlpSpan({
        attributes: chat({
          "gen_ai.input.messages": '[{"role":"user","content":"Late fee?"}]',
          "gen_ai.output.messages": '[{"role":"assistant","content":"3 EUR"}]',
        }),
      }),
    );
    expect(turn).toMatchObject({ user: "Late fee?", reply: "3 EUR" });
  });

  test.each([
    ["no JSON", "Late fee?", "messages that are no JSON list"],
    ["cut off", '[{"role":"user","parts":[', "messages that are no JSON list"],
    ["no list", '{"role":"user"}', "messages that are no JSON list"],
    ["no messages", "[7]", "message without a role or parts"],
    ["of an unknown role", '[{"role":"judge","parts":[]}]', "message of an unknown role"],
  ])("messages that are %s are reported", (_, text, reason) => {
    const attributes = chat({ "gen_ai.output.messages": text });
    expect(importSpans(otlpSpan({ attributes })).reasons).toEqual([reason]);
  });
});

const schemaFile = z.object({
  $defs: z.record(
    z.string(),
    z.object({
      properties: z.record(z.string(), z.object({ const: z.string().optional() })).optional(),
    }),
  ),
});
const schema = "../shared/data/otel-spec/schemas/gen-ai-input-messages.json";

test.skipIf(!existsSync(schema))(
  "no type of part in the conventions' schema is lost silently (needs ../shared/data)",
  () => {
    const { $defs } = schemaFile.parse(JSON.parse(readFileSync(schema, "utf8")));
    const types = Object.values($defs).flatMap(
      ({ properties }) => properties?.["type"]?.const ?? [],
    );
    expect(types.length).toBeGreaterThan(7);
    for (const type of types) {
      const said = {
        content: "said",
        name: "fee",
        id: "c1",
        response: "said",
        uri: "x",
        file_id: "x",
      };
      const read = answered({ type: "text", content: "so" }, { ...said, type });
      const isRead = JSON.stringify(stepsOf(read)).replace('"so"', "").includes("said");
      const hasCall = stepsOf(read).length > 1;
      expect([type, isRead || hasCall || read.dropped.length > 0]).toEqual([type, true]);
    }
  },
);

describe("operations", () => {
  test("a model call has its facts", () => {
    const step = onlyStep(
      otlpSpan({
        attributes: chat({
          "gen_ai.system": "old-name",
          "gen_ai.provider.name": "openai",
          "gen_ai.response.model": "gpt-5-mini-2025",
          "gen_ai.response.finish_reasons": ["stop"],
          "gen_ai.usage.input_tokens": 50,
          "gen_ai.usage.output_tokens": "10",
          "gen_ai.usage.cache_read.input_tokens": 40,
          "gen_ai.usage.reasoning.output_tokens": 4,
          "gen_ai.usage.cost": 0.25,
        }),
      }),
    );
    expect(step).toMatchObject({
      kind: "model",
      provider: "openai",
      model: "gpt-5-mini-2025",
      finishReason: "stop",
      usage: {
        inputTokens: 50,
        outputTokens: 10,
        cachedInputTokens: 40,
        reasoningTokens: 4,
        costUsd: 0.25,
      },
    });
    expect(step).not.toHaveProperty("text");
  });

  test("impossible counts of tokens are not counts", () => {
    const step = onlyStep(
      otlpSpan({ attributes: chat({ "gen_ai.usage.input_tokens": -5, "gen_ai.usage.cost": -1 }) }),
    );
    expect(step).not.toHaveProperty("usage");
  });

  test("a tool that failed has its error from the status, the type and the exception", () => {
    const step = onlyStep(
      otlpSpan({
        name: "execute_tool fee",
        attributes: {
          "gen_ai.operation.name": "execute_tool",
          "gen_ai.tool.call.id": "c1",
          "gen_ai.tool.call.arguments": '{"id":7}',
          "error.type": "TimeoutError",
        },
        status: { code: 2 },
        events: [
          {
            name: "exception",
            attributes: [{ key: "exception.message", value: { stringValue: "5 s" } }],
          },
        ],
      }),
    );
    expect(step).toMatchObject({
      name: "fee",
      callId: "c1",
      arguments: { id: 7 },
      status: "error",
      error: { type: "TimeoutError", message: "5 s" },
    });
    expect(step).not.toHaveProperty("result");
  });

  test("an exception that was dealt with is no failure", () => {
    const attributes = { "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "fee" };
    const events = [{ name: "exception", attributes: [] }];
    const step = onlyStep(otlpSpan({ attributes, status: { code: 1 }, events }));
    expect(step).toMatchObject({ status: "ok" });
  });

  test("a retrieval has its query and its documents", () => {
    const attributes = {
      "gen_ai.operation.name": "retrieval",
      "gen_ai.data_source.id": "faq",
      "gen_ai.retrieval.query.text": "late fee",
      "gen_ai.retrieval.documents": '[{"id":"doc-1","score":0.9}]',
    };
    expect(onlyStep(otlpSpan({ attributes }))).toMatchObject({
      kind: "tool",
      isRetrieval: true,
      name: "faq",
      arguments: { query: "late fee" },
      result: [{ id: "doc-1", score: 0.9 }],
    });
  });

  test("a plan is one, and an embedding has no words", () => {
    const plan = otlpSpan({
      attributes: chat({
        "gen_ai.operation.name": "plan",
        "gen_ai.output.messages": JSON.stringify([
          message("assistant", { type: "text", content: "1." }),
        ]),
      }),
    });
    expect(onlyStep(plan)).toMatchObject({ purpose: "plan", text: "1.", model: "gpt-5-mini" });
    const embedding = otlpSpan({
      attributes: { "gen_ai.operation.name": "embeddings", "gen_ai.request.model": "embed-3" },
    });
    expect(onlyStep(embedding)).toMatchObject({ kind: "model", model: "embed-3" });
    expect(onlyStep(embedding)).not.toHaveProperty("text");
  });

  test("the span of an agent names it and its version, and says what was asked and answered", () => {
    const { sessions } = importSpans(
      otlpSpan({
        name: "invoke_agent support",
        attributes: {
          "gen_ai.operation.name": "invoke_agent",
          "gen_ai.agent.name": "support",
          "gen_ai.agent.version": "1.4",
          "gen_ai.system_instructions": '[{"type":"text","content":"Be kind."}]',
          "gen_ai.input.messages": JSON.stringify([
            message("user", { type: "text", content: "Fee?" }),
          ]),
          "gen_ai.output.messages": JSON.stringify([
            message("assistant", { type: "text", content: "3 EUR" }),
          ]),
        },
      }),
    );
    expect(sessions).toMatchObject([
      {
        agent: { name: "support", version: "1.4" },
        policy: "Be kind.",
        turns: [{ user: "Fee?", reply: "3 EUR", steps: [] }],
      },
    ]);
  });

  test("the version of the service is the agent's where nothing else is said", () => {
    const attributes = chat();
    const resource = { "service.version": "2026.11" };
    expect(importSpans(otlpSpan({ attributes, resource })).sessions[0]?.agent).toMatchObject({
      version: "2026.11",
    });
  });

  test("an MCP call is the call of a tool, unwrapped", () => {
    const attributes = {
      "mcp.method.name": "tools/call",
      "gen_ai.tool.name": "fee",
      "gen_ai.tool.call.arguments": { id: 7 },
      "gen_ai.tool.call.result":
        '{"content":[{"type":"text","text":"{\\"eur\\":3}"}],"isError":false}',
    };
    expect(onlyStep(otlpSpan({ name: "tools/call fee", attributes }))).toMatchObject({
      name: "fee",
      status: "ok",
      result: { eur: 3 },
    });
    const failed = {
      ...attributes,
      "gen_ai.tool.call.result": '{"content":[{"type":"text","text":"no parcel"}],"isError":true}',
    };
    expect(onlyStep(otlpSpan({ attributes: failed }))).toMatchObject({
      status: "error",
      error: { type: "tool-error", message: "no parcel" },
    });
  });

  test("an attribute of the agent that a session has no place for is reported where it stands", () => {
    const { dropped } = importSpans(
      otlpSpan({ attributes: chat({ "gen_ai.memory.records": "[]", "server.port": 443 }) }),
    );
    expect(dropped).toMatchObject([
      {
        path: "/resourceSpans/0/scopeSpans/0/spans/0/attributes/3",
        reason: "attribute that a session has no place for",
        count: 1,
      },
    ]);
  });
});

function sessionIdOf(attributes: object, resource = {}): string | undefined {
  return importSpans(otlpSpan({ attributes: chat({ ...attributes }), resource })).sessions[0]?.id;
}

describe("the session that a span names", () => {
  test.each([
    ["gen_ai.conversation.id"],
    ["session.id"],
    ["langfuse.session.id"],
    ["traceloop.association.properties.session_id"],
    ["ai.telemetry.metadata.sessionId"],
  ])("by %s", (key) => {
    expect(importSpans(otlpSpan({ attributes: chat({ [key]: "anna" }) })).sessions).toMatchObject([
      { id: "anna" },
    ]);
  });

  test("the surest id wins, an empty one does not count, and metadata and the process are asked last", () => {
    expect(sessionIdOf({ "session.id": "b", "gen_ai.conversation.id": "a" })).toBe("a");
    expect(sessionIdOf({ "session.id": "b", "gen_ai.conversation.id": "" })).toBe("b");
    expect(sessionIdOf({ metadata: '{"thread_id":"c"}' }, { "session.id": "d" })).toBe("c");
    expect(sessionIdOf({}, { "session.id": "d" })).toBe("d");
  });
});

test("lists that grow from span to span are decoded once and give the same session as whole ones", () => {
  const history: object[] = [];
  const documents: object[] = [];
  for (let turn = 0; turn < 5; turn += 1) {
    history.push(message("user", { type: "text", content: `Question ${turn}, [odd] "text",` }));
    const answer = message("assistant", { type: "text", content: `Answer ${turn}]` });
    const attributes = chat({
      "session.id": "anna",
      "gen_ai.input.messages": JSON.stringify(history),
      "gen_ai.output.messages": JSON.stringify([answer]),
    });
    documents.push(
      otlpSpan({ attributes, spanId: `s${turn}`, startTimeUnixNano: `154471266${turn}000000000` }),
    );
    history.push(answer);
  }
  const whole = documents.map((document) => importSpans(document).sessions[0]?.turns.at(-1));
  const { sessions } = importSpans(...documents);
  expect(sessions).toHaveLength(1);
  expect(sessions[0]?.turns).toEqual(whole);
});

test("a list that only seems to go on from an earlier one is no list", () => {
  const first = '[{"role":"user","parts":[{"type":"text","content":"Fee?"}]}]';
  const later = `${first.slice(0, -1)},]`;
  const documents = [first, later].map((text, index) =>
    otlpSpan({ attributes: chat({ "gen_ai.input.messages": text }), spanId: `s${index}` }),
  );
  expect(importSpans(...documents).reasons).toEqual(["messages that are no JSON list"]);
});
