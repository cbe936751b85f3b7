import { describe, expect, test } from "vitest";
import { fixtureValues, importValue, importValues } from "../../../../support/import-files.ts";

const annotations = [
  {
    name: "faithfulness",
    by: "human",
    annotator: "maria",
    value: "made up",
    explanation: "No policy says 30 days.",
    at: { turn: 1, step: 3 },
  },
  { name: "helpful", by: "model", value: true },
];

describe("scores", () => {
  test("of a trace's download are annotations, and those of people are a human's", () => {
    const { sessions, dropped } = importValues([fixtureValues("langfuse-trace.json")]);
    expect(sessions[0]?.annotations).toEqual(annotations);
    expect(dropped).toEqual([]);
  });

  test.each([
    ["after", ["langfuse-blob.jsonl", "langfuse-blob-scores.jsonl"]],
    ["before", ["langfuse-blob-scores.jsonl", "langfuse-blob.jsonl"]],
  ])(
    "of an export to blob storage come in a file of their own, %s the observations",
    (_, names) => {
      const { sessions } = importValues(names.map(fixtureValues));
      expect(sessions[0]?.annotations).toEqual(annotations);
    },
  );

  test("of what is not among the records are reported", () => {
    const { sessions, dropped } = importValues([fixtureValues("langfuse-blob-scores.jsonl")]);
    expect(sessions).toEqual([]);
    expect(dropped).toMatchObject([
      { line: 1, reason: "judgement of something that is in no session that was read", count: 2 },
    ]);
  });

  test.each([
    [{ dataType: "NUMERIC", value: 0.25 }, 0.25],
    [{ dataType: "BOOLEAN", value: 0, stringValue: "False" }, false],
    [{ dataType: "CATEGORICAL", value: 1, stringValue: "good" }, "good"],
  ])("%j is the value %j", (fields, value) => {
    const score = { id: "s", name: "tone", source: "API", configId: null, traceId: "trace-1" };
    const { sessions } = importValues([
      [...fixtureValues("langfuse-blob.jsonl"), { ...score, ...fields }],
    ]);
    expect(sessions[0]?.annotations).toEqual([{ name: "tone", by: "code", value }]);
  });
});

const observation = {
  id: "o1",
  traceId: "t1",
  type: "GENERATION",
  startTime: "2026-10-02T09:00:00Z",
  endTime: "2026-10-02T09:00:01Z",
  input: [{ role: "user", content: "Late fee?" }],
  output: "3 EUR.",
};

describe("records", () => {
  test.each([
    ["a page of the API", { data: [observation], meta: { page: 1 } }],
    [
      "a download",
      {
        trace: { id: "t1", timestamp: "2026-10-02T09:00:00Z", input: null, userId: null },
        observations: [observation],
      },
    ],
    ["a list", [observation]],
    ["text for input and output", { ...observation, input: "Late fee?" }],
    ["JSON text", { ...observation, input: JSON.stringify(observation.input) }],
  ])("%s", (_, value) => {
    const { sessions, dropped } = importValue(value);
    expect(dropped).toEqual([]);
    expect(sessions).toMatchObject([{ turns: [{ user: "Late fee?", reply: "3 EUR." }] }]);
  });

  test("of one session are one, whatever their traces, and two traces without are two", () => {
    const other = {
      ...observation,
      id: "o2",
      traceId: "t2",
      startTime: "2026-10-02T09:01:00Z",
      input: [{ role: "user", content: "Why?" }],
    };
    const inSession = [observation, other].map((one) => ({ ...one, sessionId: "chat-7" }));
    expect(importValue(inSession).sessions).toMatchObject([
      { id: "chat-7", turns: [{ user: "Late fee?" }, { user: "Why?" }] },
    ]);
    expect(importValue([observation, other]).sessions.map(({ id }) => id)).toEqual(["t1", "t2"]);
  });

  test("a session holds its traces, and gives them its id", () => {
    const trace = {
      id: "t1",
      timestamp: "2026-10-02T09:00:00Z",
      input: "Late fee?",
      output: "3 EUR.",
      userId: "u",
      observations: [observation],
    };
    const { sessions } = importValue({
      id: "chat-9",
      createdAt: "2026-10-02",
      projectId: "p",
      traces: [trace],
    });
    expect(sessions.map(({ id }) => id)).toEqual(["chat-9"]);
  });

  test("an observation of level ERROR is one that failed", () => {
    const { sessions } = importValue({
      ...observation,
      output: null,
      level: "ERROR",
      statusMessage: "rate limited",
    });
    expect(sessions[0]?.turns[0]?.steps).toMatchObject([{ error: { message: "rate limited" } }]);
    expect(sessions[0]?.turns[0]).not.toHaveProperty("reply");
  });

  test("fields that a session has no place for are named as the record names them", () => {
    const { dropped } = importValue({ ...observation, metadata: { region: "eu" } });
    expect(dropped).toMatchObject([
      { path: "/metadata", reason: "field that a session has no place for" },
    ]);
  });
});

function usageOf(fields: object): unknown {
  const { sessions } = importValue({ ...observation, ...fields });
  const [step] = sessions[0]?.turns[0]?.steps ?? [];
  return step?.kind === "model" ? step.usage : undefined;
}

describe("tokens", () => {
  test("of every kind are counted apart by Langfuse, and are the input and the output together", () => {
    const usageDetails = {
      input: 100,
      input_cached_tokens: 80,
      output: 20,
      output_reasoning_tokens: 5,
      total: 205,
    };
    const whole = { inputTokens: 180, cachedInputTokens: 80, outputTokens: 25, reasoningTokens: 5 };
    expect(usageOf({ usageDetails })).toEqual(whole);
    expect(usageOf({ usageDetails: { ...usageDetails, total: undefined } })).toEqual(whole);
  });

  test("from a cache are no further input where the total says so", () => {
    const usageDetails = { input: 100, input_cached_tokens: 80, output: 20, total: 120 };
    const whole = { inputTokens: 100, cachedInputTokens: 80, outputTokens: 20 };
    expect(usageOf({ usageDetails })).toEqual(whole);
  });

  test("of Anthropic's caches are input too, once", () => {
    const usageDetails = {
      input: 10,
      cache_read_input_tokens: 70,
      cache_creation_input_tokens: 20,
      output: 4,
    };
    expect(usageOf({ usageDetails })).toEqual({
      inputTokens: 100,
      cachedInputTokens: 70,
      outputTokens: 4,
    });
  });

  test("and money may be text, as databases export them", () => {
    expect(
      usageOf({ usageDetails: { input: "100", output: "20" }, costDetails: { total: "0.0012" } }),
    ).toEqual({ inputTokens: 100, outputTokens: 20, costUsd: 0.0012 });
  });
});

describe("spans and events that are typed as nothing else", () => {
  const u = { role: "user", content: "Late fee?" };
  const lookup = {
    type: "function",
    id: "c1",
    function: { name: "lookup", arguments: '{"id":7}' },
  };
  const asked = {
    ...observation,
    input: [u],
    output: { role: "assistant", content: null, tool_calls: [lookup] },
  };
  const work = {
    ...observation,
    id: "o2",
    type: "SPAN",
    name: "lookup",
    startTime: "2026-10-02T09:00:02Z",
    endTime: "2026-10-02T09:00:03Z",
    input: { id: 7 },
    output: { fee: 3 },
  };

  test.each([
    ["an object", { id: 7 }],
    ["named arguments of a decorated function", { args: [], kwargs: { id: 7 } }],
    ["arguments of a decorated function by place", { args: [7], kwargs: {} }],
  ])("are the tool that a model asked for, with %s", (_, input) => {
    const { sessions, dropped } = importValues([[asked, { ...work, input }]]);
    expect(dropped).toEqual([]);
    expect(sessions[0]?.turns[0]?.steps).toMatchObject([
      { kind: "model" },
      {
        kind: "tool",
        spanId: "o2",
        callId: "c1",
        arguments: { id: 7 },
        status: "ok",
        result: { fee: 3 },
      },
    ]);
    expect(sessions[0]?.turns[0]?.steps).toHaveLength(2);
  });

  test("fail as the tool that they are", () => {
    const { sessions } = importValues([
      [asked, { ...work, output: null, level: "ERROR", statusMessage: "no such loan" }],
    ]);
    expect(sessions[0]?.turns[0]?.steps[1]).toMatchObject({
      status: "error",
      error: { message: "no such loan" },
    });
  });

  test("are reported where no model asked for them and no step lies inside", () => {
    const { startTime } = observation;
    const outer = { ...work, id: "o3", name: "handle", startTime, output: "3 EUR." };
    const { sessions, dropped } = importValues([
      [
        outer,
        { ...observation, parentObservationId: "o3" },
        { ...work, id: "o4", name: "audit", parentObservationId: "o3" },
        { ...work, id: "o5", type: "EVENT", name: "tick", input: null, output: null },
      ],
    ]);
    expect(sessions[0]?.turns[0]?.steps).toHaveLength(1);
    expect(dropped).toMatchObject([
      { line: 3, path: "", reason: "work that no model asked for: no step", count: 1 },
    ]);
  });
});

describe("what the SDK makes of LangChain", () => {
  const u = { role: "user", content: "Late fee?" };
  const definition = { type: "function", function: { name: "lookup", description: "Looks up." } };
  const called = { id: "c1", type: "function", function: { name: "lookup", arguments: "{}" } };

  test.each([
    ["a list", (list: unknown) => list],
    ["JSON text", (list: unknown) => JSON.stringify(list)],
  ])("tools at the end of the messages are the catalog, as %s", (_, written) => {
    const input = written([u, { role: "tool", content: definition }]);
    const { sessions, dropped } = importValue({ ...observation, input });
    expect(dropped).toEqual([]);
    expect(sessions[0]?.agent?.toolCatalog).toEqual([{ name: "lookup", description: "Looks up." }]);
    expect(sessions[0]?.turns[0]?.steps).toMatchObject([{ kind: "model", text: "3 EUR." }]);
  });

  test("calls that the provider alone knew stand beside the message", () => {
    const more = { additional_kwargs: { tool_calls: [called], refusal: null, seed: 3 } };
    const output = { role: "assistant", content: "", ...more };
    const { sessions, dropped } = importValue({ ...observation, input: [u], output });
    expect(sessions[0]?.turns[0]?.steps).toMatchObject([
      { toolCalls: [{ callId: "c1", name: "lookup" }] },
      { kind: "tool", status: "pending" },
    ]);
    expect(dropped).toMatchObject([{ path: "/output/seed" }]);
  });

  test.each([
    ["success", "ok"],
    ["error", "error"],
  ])("a tool's message of status %s is its result", (status, outcome) => {
    const message = {
      type: "tool",
      content: "no loan",
      tool_call_id: "c1",
      name: "lookup",
      status,
    };
    const tool = { ...observation, id: "o2", type: "TOOL", name: "lookup", input: "{}" };
    const { sessions } = importValues([
      [
        { ...observation, output: { role: "assistant", content: "", tool_calls: [called] } },
        { ...tool, output: message },
      ],
    ]);
    expect(sessions[0]?.turns[0]?.steps[1]).toMatchObject({
      spanId: "o2",
      callId: "c1",
      status: outcome,
      result: "no loan",
    });
  });
});

test("an embedding is a model step without words", () => {
  const about = { traceId: "t", startTime: "2026-10-02T09:00:00Z" };
  const { sessions, dropped } = importValue([
    { ...about, id: "g", type: "GENERATION", input: "Late fee?", output: "3 EUR." },
    {
      ...about,
      id: "e",
      type: "EMBEDDING",
      name: "embed",
      model: "text-embedding-3-small",
      input: ["Late fee?"],
      output: [[0.1]],
      usageDetails: { input: 3 },
      totalCost: 0.25,
    },
  ]);
  expect(sessions[0]?.turns).toMatchObject([
    {
      user: "Late fee?",
      reply: "3 EUR.",
      steps: [
        { kind: "model", text: "3 EUR." },
        { model: "text-embedding-3-small", usage: { inputTokens: 3, costUsd: 0.25 } },
      ],
    },
  ]);
  expect(dropped).toEqual([]);
});
