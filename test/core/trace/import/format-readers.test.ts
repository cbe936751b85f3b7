import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { importFormats } from "../../../../src/core/trace/import/imported.ts";
import { sessionSchema } from "../../../../src/core/trace/session-schema.ts";
import { fixtureValues, importValue, importValues } from "../../../support/import-files.ts";

const asked = "Can a partly used gift card be refunded?";

describe("what every tool exports of the same session", () => {
  test.each([
    ["langfuse-trace.json", "langfuse", "chat-7"],
    ["langfuse-blob.jsonl", "langfuse", "chat-7"],
    ["langsmith-tree.json", "langsmith", "chat-7"],
    ["atif.json", "atif", "atif-1"],
    ["responses-chain.jsonl", "openai-responses", "resp_1"],
  ])("%s becomes the same turn", (name, format, id) => {
    const { sessions, formats } = importValues([fixtureValues(name)]);
    expect(formats.map((found) => found.format)).toEqual([format]);
    expect(sessions).toHaveLength(1);
    const [session] = sessions;
    expect(session).toMatchObject({ id, policy: "You work for a gift shop." });
    const [turn] = session!.turns;
    expect(turn).toMatchObject({ user: asked, reply: "You have 30 days." });
    expect(turn?.steps).toMatchObject([
      { kind: "model", usage: { inputTokens: 120, outputTokens: 18 } },
      {
        kind: "tool",
        name: "search_policies",
        callId: "call_1",
        arguments: { query: "gift card refund" },
        status: "ok",
        result: { documents: [] },
      },
      { kind: "model", text: "You have 30 days." },
    ]);
    expect(sessionSchema.safeParse(session).error).toBeUndefined();
  });
});

describe("auto", () => {
  test.each([
    ["a list of messages", [{ role: "user", content: asked }], "chat-log"],
    ["a record", { messages: [{ role: "user", content: asked }] }, "chat-log"],
    ["LangChain messages", [{ type: "human", content: asked }], "chat-log"],
    [
      "content blocks",
      [{ role: "assistant", content: [{ type: "tool_use", id: "t", name: "get" }] }],
      "anthropic",
    ],
    [
      "items",
      [{ type: "function_call", call_id: "c", name: "get", arguments: "{}" }],
      "openai-responses",
    ],
    [
      "parts of items",
      [{ role: "user", content: [{ type: "input_text", text: asked }] }],
      "openai-responses",
    ],
    [
      "an answer of chat completions",
      { choices: [{ message: { role: "assistant", content: "Hi" } }] },
      "chat-log",
    ],
    ["OTLP", { resourceSpans: [] }, "otlp"],
    ["our own session", { id: "a", turns: [] }, "session"],
    [
      "a run of a journal",
      { caseId: "a", runIndex: 0, session: { id: "a.0", turns: [] } },
      "session",
    ],
    ["a run of LangSmith", { id: "r", run_type: "llm" }, "langsmith"],
    ["a simulation", { task_id: "a", messages: [], termination_reason: "user_stop" }, "tau2"],
    [
      "a trajectory",
      { history: [{ role: "user", content: "", message_type: "observation" }] },
      "swe-agent",
    ],
  ])("knows %s by content", (_, value, format) => {
    const { formats } = importValue(value);
    expect(formats).toEqual([{ format, reason: expect.stringMatching(/./), values: 1 }]);
  });

  test("asks each line of a file that mixes formats", () => {
    const { sessions, formats, dropped } = importValues([
      [
        { messages: [{ role: "user", content: "Late fee?" }] },
        ...fixtureValues("atif.json"),
        { weather: "rain" },
        ...fixtureValues("langsmith-tree.json"),
        { messages: [{ role: "user", content: "Lost parcel?" }] },
      ],
    ]);
    expect(formats.map(({ format, values }) => ({ format, values }))).toEqual([
      { format: "chat-log", values: 2 },
      { format: "atif", values: 1 },
      { format: "langsmith", values: 1 },
    ]);
    expect(sessions.map(({ id }) => id)).toEqual([
      "1.jsonl:1@828b59ee",
      "atif-1",
      "1.jsonl:5@4e91229e",
      "chat-7",
    ]);
    expect(dropped).toEqual([
      {
        file: "1.jsonl",
        line: 3,
        path: "",
        reason: "no format that is known: an object with `weather`",
        count: 1,
      },
    ]);
  });

  test.each([
    [null, "null"],
    [7, "a number"],
    ["Late fee?", "a string"],
    [[], "an empty list"],
    [[[7]], "a number"],
    [{}, "an object without fields"],
    [{ schema_version: "ATIF-v2.0", steps: [] }, "(schema_version ATIF-v2.0)"],
    [Object.fromEntries("abcdefghij".split("").map((key) => [key, 1])), "and 2 more"],
  ])("says of %j what was seen", (value, words) => {
    const { sessions, dropped } = importValue(value);
    expect(sessions).toEqual([]);
    expect(dropped).toHaveLength(1);
    expect(dropped[0]?.reason).toContain(words);
  });

  test("says of lists in lists what was seen, however deep they are", () => {
    const { dropped } = importValue(JSON.parse("[".repeat(50_000) + "]".repeat(50_000)));
    expect(dropped.map(({ reason }) => reason)).toEqual([
      "no format that is known: a list of a list of a list of a list",
    ]);
  });

  test("a format that is asked for is not doubted", () => {
    const { formats, dropped } = importValue({ weather: "rain" }, "langfuse");
    expect(formats).toEqual([{ format: "langfuse", reason: "it was asked for", values: 1 }]);
    expect(dropped).toMatchObject([
      {
        file: "1.jsonl",
        reason: "neither an observation, a trace, a session nor a score of Langfuse",
      },
    ]);
  });
});

const fixtures = [
  "langfuse-trace.json",
  "langfuse-blob.jsonl",
  "langfuse-blob-scores.jsonl",
  "langsmith-tree.json",
  "atif.json",
  "responses-chain.jsonl",
  "anthropic.json",
  "tau2-results.json",
  "command-agent.traj",
  "session.json",
].flatMap(fixtureValues);

const junk = fc.jsonValue({ maxDepth: 3 });

/** A fixture in which some values, at any depth, are something else. */
const broken = fc
  .tuple(fc.constantFrom(...fixtures), fc.array(fc.tuple(fc.nat(400), junk), { maxLength: 4 }))
  .map(([value, changes]) => {
    let count = 0;
    const replaced = new Map(changes);
    const text = JSON.stringify(value, (_key, child: unknown) => {
      count += 1;
      return replaced.has(count) ? replaced.get(count) : child;
    });
    return text === undefined ? null : (JSON.parse(text) as unknown);
  });

describe("whatever JSON a file holds", () => {
  const choices = ["auto", ...importFormats] as const;

  test.each(choices)("%s answers, and accounts for it", (choice) => {
    fc.assert(
      fc.property(fc.array(fc.oneof(junk, broken), { minLength: 1, maxLength: 4 }), (values) => {
        const { sessions, dropped } = importValues([values], choice);
        expect(sessions.length + dropped.length).toBeGreaterThan(0);
        for (const { count, file } of dropped) {
          expect(count).toBeGreaterThan(0);
          expect(file).toBe("1.jsonl");
        }
      }),
      { numRuns: 200 },
    );
  });

  test("sessions hold what ours do", () => {
    fc.assert(
      fc.property(broken, (value) => {
        for (const session of importValue(value).sessions) {
          const issues = sessionSchema.safeParse(session).error?.issues ?? [];
          expect(issues.map(({ path, message }) => `${path.join(".")}: ${message}`)).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });
});
