import { keyValues } from "./otlp.ts";

/** What every document of `exportedDocuments` tells, once or more often. */
export const toldWords = {
  asked: "May a torn gift card be refunded?",
  found: "refunds within thirty days",
  reply: "Yes, for thirty days.",
  callId: "call_torn_1",
} as const;

const { asked, found, reply, callId } = toldWords;
const query = '{"query":"torn card"}';
const rule = JSON.stringify({ rule: found });
const tool = { name: "search_policies", arguments: query };
const traceId = "5b8efff798038103d269b633813fc60c";

const question = { role: "user", content: asked };
const calling = {
  role: "assistant",
  content: "",
  tool_calls: [{ id: callId, type: "function", function: tool }],
};
const answer = { role: "tool", tool_call_id: callId, content: rule };
const chat = [question, calling, answer, { role: "assistant", content: reply }] as const;

const askedParts = { role: "user", parts: [{ type: "text", content: asked }] };
const callParts = { role: "assistant", parts: [{ type: "tool_call", id: callId, ...tool }] };
const answerParts = {
  role: "tool",
  parts: [{ type: "tool_call_response", id: callId, response: rule }],
};
const replyParts = { role: "assistant", parts: [{ type: "text", content: reply }] };

type Attributes = Readonly<Record<string, unknown>>;

/** Spans below one root, each a second after the other. */
function spansOf(name: string, list: readonly Attributes[]): object {
  const spans = [{}, ...list].map((attributes, index) => ({
    traceId,
    spanId: `${index + 1}`.repeat(16),
    ...(index > 0 && { parentSpanId: "1".repeat(16) }),
    name: index === 0 ? "request" : "call",
    startTimeUnixNano: `${1_795_000_000 + index}000000000`,
    endTimeUnixNano: `${1_795_000_001 + (index === 0 ? list.length + 1 : index)}000000000`,
    attributes: keyValues(attributes),
    status: { code: 0 },
  }));
  return { resourceSpans: [{ resource: {}, scopeSpans: [{ scope: { name }, spans }] }] };
}

function logsOf(
  events: readonly (readonly [name: string, span: number, body: Attributes])[],
): object {
  const logRecords = events.map(([name, span, body], index) => ({
    traceId,
    spanId: `${span + 1}`.repeat(16),
    timeUnixNano: `${1_795_000_000 + span}00000000${index}`,
    attributes: keyValues({ "event.name": name }),
    body: { kvlistValue: { values: keyValues(body) } },
  }));
  return { resourceLogs: [{ scopeLogs: [{ scope: { name: "openai" }, logRecords }] }] };
}

const chatCall = { "gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-5-mini" };

function flat(side: string, messages: readonly Attributes[]): Attributes {
  return Object.fromEntries(
    messages.flatMap((message, at) =>
      Object.entries(message).map(([key, value]) => [`${side}.${at}.${key}`, value] as const),
    ),
  );
}

const openInference = "llm.input_messages";
const inferenceTalk = [
  { "message.role": "user", "message.content": asked },
  {
    "message.role": "assistant",
    "message.tool_calls.0.tool_call.id": callId,
    "message.tool_calls.0.tool_call.function.name": tool.name,
    "message.tool_calls.0.tool_call.function.arguments": query,
  },
  { "message.role": "tool", "message.tool_call_id": callId, "message.content": rule },
  { "message.role": "assistant", "message.content": reply },
] as const;
const legacyTalk = [
  { role: "user", content: asked },
  {
    role: "assistant",
    "tool_calls.0.id": callId,
    "tool_calls.0.name": tool.name,
    "tool_calls.0.arguments": query,
  },
  { role: "tool", tool_call_id: callId, content: rule },
  { role: "assistant", content: reply, finish_reason: "stop" },
] as const;

const times = (second: number): Attributes => ({
  startTime: `2026-10-02T09:00:0${second}Z`,
  endTime: `2026-10-02T09:00:0${second + 1}Z`,
});
const runTimes = (second: number): Attributes => ({
  start_time: `2026-10-02T09:00:0${second}Z`,
  end_time: `2026-10-02T09:00:0${second + 1}Z`,
});

/**
 * One conversation as each tool exports it: the values of each of its files. Spans repeat what was said before; what a
 * tool found stands in its own span or in messages, never in both, so that none of both can speak against the other.
 */
export const exportedDocuments: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  "gen_ai spans": [
    [
      spansOf("gen_ai", [
        {
          ...chatCall,
          "gen_ai.input.messages": JSON.stringify([askedParts]),
          "gen_ai.output.messages": JSON.stringify([callParts]),
        },
        {
          ...chatCall,
          "gen_ai.input.messages": JSON.stringify([askedParts, callParts, answerParts]),
          "gen_ai.output.messages": JSON.stringify([replyParts]),
        },
      ]),
    ],
  ],
  "gen_ai logs": [
    [spansOf("openai", [chatCall, chatCall])],
    [
      logsOf([
        ["gen_ai.user.message", 1, { content: asked }],
        [
          "gen_ai.choice",
          1,
          { index: 0, finish_reason: "tool_calls", message: { tool_calls: calling.tool_calls } },
        ],
        ["gen_ai.user.message", 2, { content: asked }],
        ["gen_ai.assistant.message", 2, { tool_calls: calling.tool_calls }],
        ["gen_ai.tool.message", 2, { id: callId, content: rule }],
        ["gen_ai.choice", 2, { index: 0, finish_reason: "stop", message: { content: reply } }],
      ]),
    ],
  ],
  OpenInference: [
    [
      spansOf("openinference", [
        {
          "openinference.span.kind": "LLM",
          ...flat(openInference, inferenceTalk.slice(0, 1)),
          ...flat("llm.output_messages", inferenceTalk.slice(1, 2)),
        },
        {
          "openinference.span.kind": "LLM",
          ...flat(openInference, inferenceTalk.slice(0, 3)),
          ...flat("llm.output_messages", inferenceTalk.slice(3)),
        },
      ]),
    ],
  ],
  "AI SDK": [
    [
      spansOf("ai", [
        {
          "ai.operationId": "ai.generateText.doGenerate",
          ...chatCall,
          "ai.prompt.messages": JSON.stringify([
            { role: "user", content: [{ type: "text", text: asked }] },
          ]),
          "ai.response.toolCalls": JSON.stringify([
            { toolCallId: callId, toolName: tool.name, input: query },
          ]),
        },
        {
          "ai.operationId": "ai.toolCall",
          "ai.toolCall.name": tool.name,
          "ai.toolCall.id": callId,
          "ai.toolCall.args": query,
          "ai.toolCall.result": rule,
        },
        {
          "ai.operationId": "ai.generateText.doGenerate",
          ...chatCall,
          "ai.prompt.messages": JSON.stringify([
            { role: "user", content: [{ type: "text", text: asked }] },
          ]),
          "ai.response.text": reply,
        },
      ]),
    ],
  ],
  OpenLLMetry: [
    [
      spansOf("traceloop", [
        {
          ...chatCall,
          ...flat("gen_ai.prompt", legacyTalk.slice(0, 1)),
          ...flat("gen_ai.completion", legacyTalk.slice(1, 2)),
        },
        {
          ...chatCall,
          ...flat("gen_ai.prompt", legacyTalk.slice(0, 3)),
          ...flat("gen_ai.completion", legacyTalk.slice(3)),
        },
      ]),
    ],
  ],
  Langfuse: [
    [
      {
        id: "g1",
        traceId: "t",
        type: "GENERATION",
        ...times(1),
        input: [question],
        output: calling,
      },
      {
        id: "g2",
        traceId: "t",
        type: "GENERATION",
        ...times(3),
        input: chat.slice(0, 3),
        output: chat[3],
      },
    ],
  ],
  LangSmith: [
    [
      {
        id: "r0",
        run_type: "chain",
        name: "shop",
        trace_id: "r0",
        ...runTimes(0),
        child_runs: [
          {
            id: "r1",
            run_type: "llm",
            parent_run_id: "r0",
            trace_id: "r0",
            ...runTimes(1),
            inputs: { messages: [question] },
            outputs: { choices: [{ message: calling }] },
          },
          {
            id: "r3",
            run_type: "llm",
            parent_run_id: "r0",
            trace_id: "r0",
            ...runTimes(3),
            inputs: { messages: chat.slice(0, 3) },
            outputs: { choices: [{ message: chat[3] }] },
          },
        ],
      },
    ],
  ],
  "chat messages": [[{ messages: chat }]],
  "tau2-bench": [
    [
      {
        info: {},
        simulations: [
          {
            id: "s1",
            task_id: "torn",
            trial: 0,
            termination_reason: "user_stop",
            reward_info: { reward: 1 },
            messages: chat,
          },
        ],
      },
    ],
  ],
  ATIF: [
    [
      {
        schema_version: "ATIF-v1.4",
        session_id: "a1",
        agent: { name: "shop" },
        steps: [
          { step_id: 1, source: "user", message: asked },
          {
            step_id: 2,
            source: "agent",
            message: "",
            tool_calls: [
              { tool_call_id: callId, function_name: tool.name, arguments: { query: "torn card" } },
            ],
            observation: { results: [{ source_call_id: callId, content: rule }] },
          },
          { step_id: 3, source: "agent", message: reply },
        ],
      },
    ],
  ],
  "Responses API": [
    [
      {
        request: { input: asked },
        response: {
          id: "resp_1",
          object: "response",
          output: [{ type: "function_call", call_id: callId, ...tool }],
        },
      },
      {
        request: {
          previous_response_id: "resp_1",
          input: [{ type: "function_call_output", call_id: callId, output: rule }],
        },
        response: {
          id: "resp_2",
          object: "response",
          previous_response_id: "resp_1",
          output: [
            { type: "message", role: "assistant", content: [{ type: "output_text", text: reply }] },
          ],
        },
      },
    ],
  ],
  Anthropic: [
    [
      {
        messages: [
          { role: "user", content: asked },
          {
            role: "assistant",
            content: [
              { type: "tool_use", id: callId, name: tool.name, input: { query: "torn card" } },
            ],
          },
          {
            role: "user",
            content: [
              { type: "tool_result", tool_use_id: callId, content: [{ type: "text", text: rule }] },
            ],
          },
          { role: "assistant", content: [{ type: "text", text: reply }] },
        ],
      },
    ],
  ],
  "SWE-agent": [
    [
      {
        trajectory: [],
        history: [
          { ...question, message_type: "observation" },
          { ...calling, message_type: "action" },
          { role: "tool", content: rule, message_type: "observation", tool_call_ids: [callId] },
          { role: "assistant", content: reply, message_type: "thought" },
        ],
      },
    ],
  ],
};
