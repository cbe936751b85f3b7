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
