import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { importValue, importValues } from "../../../../support/import-files.ts";

const real = "../shared/data/langsmith-shape";
const run = {
  id: "r1",
  name: "ChatOpenAI",
  run_type: "llm",
  trace_id: "r1",
  start_time: "2026-10-02T09:00:00",
  end_time: "2026-10-02T09:00:01.500",
  inputs: { messages: [{ role: "user", content: "Late fee?" }] },
  outputs: {
    choices: [{ message: { role: "assistant", content: "3 EUR." }, finish_reason: "stop" }],
  },
};

test.skipIf(!existsSync(real))(
  `a batch of the SDK is one run in two pieces (needs ${real})`,
  () => {
    const value: unknown = JSON.parse(
      readFileSync(`${real}/langsmith_py_wrap_openai_.json`, "utf8"),
    );
    const { sessions, dropped } = importValue(value);
    expect(dropped).toEqual([]);
    expect(sessions).toMatchObject([
      {
        id: "d0d84d31-923d-4cb5-94a8-40a0a0087578",
        agent: { model: "gpt-4o-mini-2024-07-18", version: "v0.1.82-381-g03d9e1a-dirty" },
        turns: [
          {
            user: "howdy",
            reply: "Howdy! How can I assist you today?",
            startedAtMs: 1728680303298,
            steps: [
              {
                kind: "model",
                provider: "openai",
                finishReason: "stop",
                usage: {
                  inputTokens: 9,
                  outputTokens: 9,
                  cachedInputTokens: 0,
                  reasoningTokens: 0,
                },
              },
            ],
          },
        ],
      },
    ]);
  },
);

describe("runs", () => {
  test("pieces of a run meet, whatever lies between them", () => {
    const { end_time: _end, outputs: _outputs, ...post } = run;
    const patch = { id: "r1", trace_id: "r1", end_time: run.end_time, outputs: run.outputs };
    const { sessions } = importValues([
      [{ post: [post] }, { ...run, id: "r2", trace_id: "r2" }, { patch: [patch] }],
    ]);
    expect(sessions.map(({ id }) => id).toSorted()).toEqual(["r1", "r2"]);
    expect(sessions.map(({ turns }) => turns[0]?.reply)).toEqual(["3 EUR.", "3 EUR."]);
  });

  test("a run that was exported twice counts once, and is reported", () => {
    const { sessions, dropped } = importValues([[run, run]]);
    expect(sessions).toHaveLength(1);
    expect(sessions[0]?.turns).toHaveLength(1);
    expect(dropped).toMatchObject([{ reason: "span that was exported more than once", count: 1 }]);
  });

  test("the session is in the metadata; at the top `session_id` is the project", () => {
    const named = { ...run, session_id: "project-1", extra: { metadata: { thread_id: "chat-7" } } };
    expect(importValue({ ...run, session_id: "project-1" }).sessions[0]?.id).toBe("r1");
    expect(importValue(named).sessions[0]?.id).toBe("chat-7");
  });

  test("an error names its type, and the turn has no reply", () => {
    const failed = { ...run, outputs: {}, error: "RateLimitError('slow down')\n\nTraceback" };
    const { sessions } = importValue(failed);
    expect(sessions[0]?.turns[0]).not.toHaveProperty("reply");
    expect(sessions[0]?.turns[0]?.steps).toMatchObject([{ error: { type: "RateLimitError" } }]);
  });

  test("feedback in the app is a person's, and of a run that is not there is reported", () => {
    const feedback = {
      id: "f1",
      run_id: "r1",
      key: "correct",
      score: 0,
      comment: "No.",
      feedback_source: { type: "app" },
    };
    const { sessions, dropped } = importValues([[run], [feedback, { ...feedback, run_id: "r9" }]]);
    expect(sessions[0]?.annotations).toEqual([
      { name: "correct", by: "human", value: 0, explanation: "No." },
    ]);
    expect(dropped).toMatchObject([{ file: "2.jsonl", line: 2, count: 1 }]);
  });

  test("a retriever's documents are what it found", () => {
    const root = {
      id: "root",
      name: "support",
      run_type: "chain",
      start_time: run.start_time,
      end_time: run.end_time,
      inputs: { question: "Late fee?" },
      outputs: { answer: "3 EUR." },
    };
    const retriever = {
      id: "x",
      name: "kb",
      run_type: "retriever",
      parent_run_id: "root",
      trace_id: "root",
      start_time: "2026-10-02T09:00:00.200",
      end_time: "2026-10-02T09:00:00.400",
      inputs: { query: "late fee" },
      outputs: { documents: [] },
    };
    const { sessions } = importValue({ runs: [root, retriever] });
    expect(sessions).toMatchObject([
      {
        turns: [
          {
            user: "Late fee?",
            reply: "3 EUR.",
            steps: [
              {
                kind: "tool",
                name: "kb",
                isRetrieval: true,
                arguments: { query: "late fee" },
                result: { documents: [] },
              },
            ],
          },
        ],
      },
    ]);
  });
});

describe("what the SDK traces as a chain", () => {
  const tool_calls = [
    { id: "c1", type: "function", function: { name: "lookup", arguments: '{"id":7}' } },
  ];
  const root = { ...run, id: "root", trace_id: "root", run_type: "chain", name: "agent" };
  const inside = { trace_id: "root", parent_run_id: "root" };
  const model = {
    ...run,
    ...inside,
    outputs: { choices: [{ message: { role: "assistant", content: null, tool_calls } }] },
  };
  const later = { start_time: "2026-10-02T09:00:02", end_time: "2026-10-02T09:00:03" };
  const work = { ...inside, ...later, id: "r2", run_type: "chain" };

  test("is the tool that a model asked for", () => {
    const lookup = { ...work, name: "lookup", inputs: { id: 7 }, outputs: { fee: 3 } };
    const { sessions, dropped } = importValues([[root, model, lookup]]);
    expect(dropped).toEqual([]);
    expect(sessions[0]?.turns[0]?.steps).toMatchObject([
      { kind: "model" },
      { kind: "tool", spanId: "r2", callId: "c1", status: "ok", result: { fee: 3 } },
    ]);
  });

  test("is reported where it is no step and holds none, whether it ended well or not", () => {
    const parser = {
      ...work,
      name: "parse",
      run_type: "parser",
      inputs: {},
      error: "ValueError()",
    };
    const prompt = { ...work, id: "r3", name: "prompt", run_type: "prompt", inputs: { q: "Fee?" } };
    const { dropped } = importValues([[root, model, parser, prompt]]);
    expect(dropped).toMatchObject([
      { line: 3, reason: "work that no model asked for: no step", count: 2 },
    ]);
  });
});

test("costs are decimals as text, and an answer that cannot be read is none", () => {
  const message = { role: "narrator", content: "3 EUR." };
  const { sessions, dropped } = importValue({
    ...run,
    prompt_tokens: 12,
    total_cost: "0.00125",
    outputs: { choices: [{ message }] },
  });
  expect(sessions[0]?.turns[0]).not.toHaveProperty("reply");
  expect(sessions[0]?.turns[0]?.steps).toMatchObject([
    { usage: { inputTokens: 12, costUsd: 0.00125 } },
  ]);
  expect(sessions[0]?.turns[0]?.steps[0]).not.toHaveProperty("text");
  expect(dropped).toMatchObject([{ path: "/outputs/choices/0/message" }]);
});

test("a run that embeds text is a model step without words", () => {
  const embedding = {
    ...run,
    id: "r2",
    run_type: "embedding",
    name: "OpenAIEmbeddings",
    parent_run_id: "r1",
    dotted_order: undefined,
    inputs: { texts: ["Late fee?"] },
    outputs: { embeddings: [[0.1, 0.2]], usage: { prompt_tokens: 3 } },
    extra: { metadata: { ls_model_name: "text-embedding-3-small" } },
  };
  const { sessions, dropped } = importValues([[run, embedding]]);
  expect(sessions).toHaveLength(1);
  expect(sessions[0]?.turns[0]?.steps).toMatchObject([
    { kind: "model", text: "3 EUR." },
    { kind: "model", model: "text-embedding-3-small", usage: { inputTokens: 3 } },
  ]);
  expect(JSON.stringify(sessions)).not.toContain("0.1");
  expect(dropped).toEqual([]);
});

test("what stands beside the messages is told", () => {
  const { dropped } = importValue({
    ...run,
    inputs: { ...run.inputs, temperature: 0, chat_history: "none", stream: true },
    outputs: {
      generations: [
        [{ text: "3 EUR.", generation_info: { finish_reason: "stop", logprobs: [1] } }],
      ],
      llm_output: {},
      warnings: ["slow"],
    },
  });
  expect(dropped.map(({ path }) => path)).toEqual([
    "/inputs/chat_history",
    "/outputs/generations/0/0/generation_info/logprobs",
    "/outputs/warnings",
  ]);
});
