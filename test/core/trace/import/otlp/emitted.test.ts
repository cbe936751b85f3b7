import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseChatLog } from "../../../../../src/core/trace/import/chat-log/parse-chat-log.ts";
import type { Dropped } from "../../../../../src/core/trace/import/imported.ts";
import { OtlpReader } from "../../../../../src/core/trace/import/otlp/otlp-reader.ts";
import type { Session, Step, Turn } from "../../../../../src/core/trace/session.ts";

const folder = "../shared/data";
const isAbsent = !existsSync(`${folder}/otlp-emitted`);

function read(path: string): unknown {
  return JSON.parse(readFileSync(`${folder}/${path}`, "utf8"));
}

function imported(...files: readonly string[]): {
  readonly sessions: readonly Session[];
  readonly dropped: readonly Dropped[];
} {
  const reader = new OtlpReader();
  const sessions = files.flatMap((file) => reader.add(read(file), { file, path: "" }));
  return { sessions: [...sessions, ...reader.end()], dropped: reader.dropped() };
}

/** What was said and called, without where and when. */
function story({ user, steps, reply }: Turn): {
  readonly user: string;
  readonly steps: readonly object[];
  readonly reply?: string;
} {
  return { user, steps: steps.map(saidOrCalled), ...(reply !== undefined && { reply }) };
}

function saidOrCalled(step: Step): object {
  if (step.kind === "model") {
    return { text: step.text, ...(step.toolCalls !== undefined && { toolCalls: step.toolCalls }) };
  }
  const { callId, name, status } = step;
  return { callId, name, arguments: step.arguments, status, result: step.result };
}

describe.skipIf(isAbsent)(
  "what five instrumentations emit for one talk (needs ../shared/data)",
  () => {
    const messages = isAbsent
      ? undefined
      : parseChatLog(read("otlp-emitted/openai-chat-completions.messages.json"), "messages")
          .sessions[0];

    test.each([
      ["OpenInference", ["otlp-emitted/openai-openinference.otlp.json"]],
      ["Traceloop", ["otlp-emitted/openai-traceloop.otlp.json"]],
      [
        "OpenTelemetry for JS, traces and then logs",
        [
          "otlp-emitted/otel-js-openai.traces.otlp.json",
          "otlp-emitted/otel-js-openai.logs.otlp.json",
        ],
      ],
      [
        "OpenTelemetry for JS, logs and then traces",
        [
          "otlp-emitted/otel-js-openai.logs.otlp.json",
          "otlp-emitted/otel-js-openai.traces.otlp.json",
        ],
      ],
    ])("%s: the session of the chat log, message for message, and nothing dropped", (_, files) => {
      const { sessions, dropped } = imported(...files);
      expect(dropped).toEqual([]);
      expect(sessions).toHaveLength(1);
      expect(sessions[0]!.policy).toBe(messages!.policy);
      expect(sessions[0]!.turns.map(story)).toEqual(messages!.turns.map(story));
    });

    test.each([
      ["AI SDK 7", "otlp-emitted/ai-sdk-genai.otlp.json"],
      ["AI SDK 7 with its legacy telemetry", "otlp-emitted/ai-sdk-legacy.otlp.json"],
    ])("%s: the same beginning, then a call that failed and a second turn", (_, file) => {
      const { sessions, dropped } = imported(file);
      expect(dropped).toEqual([]);
      expect(sessions).toHaveLength(1);
      const { policy, turns, agent } = sessions[0]!;
      const [told, ...others] = messages!.turns.map(story);
      expect(others).toEqual([]);
      expect(policy).toBe(messages!.policy);
      expect(agent).toMatchObject({ name: "support-agent", model: "gpt-5-mini" });
      const failed = { callId: "call_2", name: "get_order", arguments: { id: "#404" } };
      expect(turns.map(story)).toEqual([
        {
          ...told,
          steps: [
            ...told!.steps.slice(0, 2),
            { text: "", toolCalls: [failed] },
            { ...failed, status: "error", result: "Error: order not found" },
            ...told!.steps.slice(2),
          ],
        },
        {
          user: "Then refund it please",
          steps: [
            {
              text: "",
              toolCalls: [
                {
                  callId: "call_3",
                  name: "search_orders",
                  arguments: { email: "ana@example.com" },
                },
              ],
            },
            {
              callId: "call_3",
              name: "search_orders",
              arguments: { email: "ana@example.com" },
              status: "ok",
              result: [],
            },
            { text: "Your refund has been issued." },
          ],
          reply: "Your refund has been issued.",
        },
      ]);
      expect(turns[0]!.steps[3]).toMatchObject({
        error: { type: "Error", message: "order not found" },
      });
    });

    test("traces without their logs keep times, tokens and models, and say that words are missing", () => {
      const { sessions, dropped } = imported("otlp-emitted/otel-js-openai.traces.otlp.json");
      expect(sessions[0]!.turns[0]!.steps).toMatchObject([
        { model: "gpt-5-mini-2025-08-07", usage: { inputTokens: 50, outputTokens: 10 } },
        { finishReason: "stop", startedAtMs: 1795357113943, durationMs: 1.314 },
      ]);
      expect(sessions[0]!.turns[0]!.steps[0]).not.toHaveProperty("text");
      expect(dropped).toEqual([
        {
          file: "otlp-emitted/otel-js-openai.traces.otlp.json",
          path: "/resourceSpans/0/scopeSpans/0/spans/0",
          reason: "user message of a turn: it was not captured",
          count: 1,
        },
      ]);
    });

    test("logs without their traces are reported, each", () => {
      const { sessions, dropped } = imported("otlp-emitted/otel-js-openai.logs.otlp.json");
      expect(sessions).toEqual([]);
      expect(dropped).toMatchObject([
        { reason: "record about a span that was not seen", count: 8 },
      ]);
    });

    test("every file alone knows the agent's prompt by one digest and its tools by one per catalog", () => {
      const agents = [
        "ai-sdk-genai",
        "ai-sdk-legacy",
        "openai-openinference",
        "openai-traceloop",
      ].map((name) => imported(`otlp-emitted/${name}.otlp.json`).sessions[0]!.agent!);
      expect(new Set(agents.map((agent) => agent.systemPromptDigest)).size).toBe(1);
      const [genai, legacy, openinference, traceloop] = agents.map(
        (agent) => agent.toolCatalogDigest,
      );
      expect(genai).toBe(legacy);
      expect(openinference).toBe(traceloop);
    });
  },
);

test.skipIf(isAbsent)(
  "the examples of the specification hold nothing of an agent (needs ../shared/data)",
  () => {
    const files = ["trace", "logs", "events"].map((name) => `otel-spec/otlp-examples/${name}.json`);
    const { sessions, dropped } = imported(...files);
    expect(sessions).toEqual([]);
    expect(dropped.map(({ file, reason, count }) => [file, reason, count])).toEqual([
      ["otel-spec/otlp-examples/logs.json", "log record that is about no call of a model", 1],
      ["otel-spec/otlp-examples/events.json", "log record that is about no call of a model", 1],
      ["otel-spec/otlp-examples/trace.json", "trace in which no agent did anything", 1],
    ]);
  },
);
