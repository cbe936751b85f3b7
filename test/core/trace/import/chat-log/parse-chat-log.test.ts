import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseChatLog } from "../../../../../src/core/trace/import/chat-log/parse-chat-log.ts";
import type { Session, Step } from "../../../../../src/core/trace/session.ts";
import { fixture } from "../../../../support/chat-log.ts";

function sessionOf(value: unknown): Session {
  const { sessions } = parseChatLog(value, "log.json");
  expect(sessions).toHaveLength(1);
  return sessions[0]!;
}

function toolSteps(value: unknown): readonly Step[] {
  return sessionOf(value).turns.flatMap(({ steps }) => steps.filter(({ kind }) => kind === "tool"));
}

const ask = { role: "user", content: "Where is my parcel?" };
const call = (id: string | undefined, name: string, args: unknown = "{}"): object => ({
  ...(id !== undefined && { id }),
  type: "function",
  function: { name, arguments: args },
});

/** A chat in which a tool answered with the given fields. */
const withContent = (content: object): object[] => [
  ask,
  { role: "assistant", content: null, tool_calls: [call("c1", "search_parcels")] },
  { role: "tool", tool_call_id: "c1", ...content },
];

const answered = (content: unknown, extra: object = {}): Step =>
  toolSteps(withContent({ content, ...extra }))[0]!;

test("a chat becomes turns, and each call stands with its result", () => {
  expect(parseChatLog(fixture("late-fee.json"), "late-fee.json")).toEqual({
    dropped: [],
    sessions: [
      {
        id: "late-fee.json@0a38cce5",
        agent: {
          systemPromptDigest:
            "sha256:7261a7c78e76a3827af25df7fd04f935904b80d71733978207606d73beb8b2a2",
        },
        policy: "You are a library's support agent. Late fees are waived once a year.",
        turns: [
          {
            user: "",
            steps: [{ kind: "model", text: "Welcome to the library." }],
            reply: "Welcome to the library.",
          },
          {
            user: "Why was I charged a late fee?",
            steps: [
              {
                kind: "model",
                text: "",
                toolCalls: [
                  { callId: "call_1", name: "get_loans", arguments: { card: "4471" } },
                  {
                    callId: "call_2",
                    name: "search_policies",
                    arguments: { topic: "late fee", strict: true, since: null },
                  },
                ],
              },
              {
                kind: "tool",
                callId: "call_1",
                name: "get_loans",
                arguments: { card: "4471" },
                status: "ok",
                result: [{ title: "Moby-Dick", due: "2026-10-02" }],
              },
              {
                kind: "tool",
                callId: "call_2",
                name: "search_policies",
                arguments: { topic: "late fee", strict: true, since: null },
                status: "ok",
                result: { documents: [] },
              },
              { kind: "model", text: "Moby-Dick was due on 2026-10-02." },
            ],
            reply: "Moby-Dick was due on 2026-10-02.",
          },
          {
            user: "Can you waive it?",
            steps: [
              {
                kind: "model",
                text: "Let me think.",
                toolCalls: [
                  { callId: "call_1", name: "think", arguments: { thought: "once a year" } },
                ],
              },
              {
                kind: "tool",
                callId: "call_1",
                name: "think",
                arguments: { thought: "once a year" },
                status: "ok",
                result: "",
              },
              {
                kind: "model",
                text: "",
                toolCalls: [{ callId: "call_3", name: "waive_fee", arguments: { card: "4471" } }],
              },
              {
                kind: "tool",
                callId: "call_3",
                name: "waive_fee",
                arguments: { card: "4471" },
                status: "pending",
              },
            ],
          },
        ],
      },
    ],
  });
});

test("a tau-bench record brings its task, run and reward, and says what was left behind", () => {
  const { sessions, dropped } = parseChatLog(fixture("gift-card.tau-bench.json"), "tau.json");
  expect(sessions.map(({ id, task, reward }) => ({ id, task, reward }))).toEqual([
    { id: "tau.json#/0@09fd407c", task: { id: "0", runIndex: 0 }, reward: 1 },
    { id: "tau.json#/1@ba9dc80a", task: { id: "1", runIndex: 0 }, reward: 0 },
    { id: "tau.json#/2@60a8f105", task: { id: "0", runIndex: 1 }, reward: 1 },
    { id: "tau.json#/3@f269e385", task: { id: "1", runIndex: 1 }, reward: 1 },
  ]);
  expect(dropped).toEqual([
    {
      file: "tau.json",
      path: "/0/info",
      reason: "field that a session has no place for",
      count: 4,
    },
  ]);
});

describe("the shapes a log may have", () => {
  const chat = [ask, { role: "assistant", content: "In Lyon." }];
  test.each([
    ["a list of messages", chat],
    ["a record", { messages: chat }],
    ["a list of records", [{ messages: chat }]],
    ["a list of lists", [chat]],
    ["one message", ask],
  ])("%s is one session", (_, value) => {
    expect(sessionOf(value).turns[0]?.user).toBe("Where is my parcel?");
  });

  test("a bad record beside good ones is reported, and the good ones are kept", () => {
    const { sessions, dropped } = parseChatLog(
      [{ messages: chat }, null, { messages: "none" }, { messages: chat }],
      "log.json",
    );
    expect(sessions.map(({ id }) => id)).toEqual(["log.json#/0@5357a102", "log.json#/3@5357a102"]);
    expect(dropped).toEqual([
      {
        file: "log.json",
        path: "/1",
        reason: "neither a list of chat messages nor a record that holds one",
        count: 1,
      },
      {
        file: "log.json",
        path: "/2",
        reason: "record without a list under `messages` or `traj`",
        count: 1,
      },
    ]);
  });

  test("a record whose agent never spoke is still a session with its reward", () => {
    expect(sessionOf({ task_id: "late-fee", reward: 0, traj: [] })).toEqual({
      id: "log.json@4f53cda1",
      turns: [],
      reward: 0,
      task: { id: "late-fee", runIndex: 0 },
    });
  });

  test("runs without a number are counted up per task", () => {
    const { sessions } = parseChatLog(
      ["a", "b", "a"].map((id) => ({ task_id: id, messages: chat })),
      "log.json",
    );
    expect(sessions.map(({ task }) => task)).toEqual([
      { id: "a", runIndex: 0 },
      { id: "b", runIndex: 0 },
      { id: "a", runIndex: 1 },
    ]);
  });

  test.each([[1.5], [-1], ["1"], [{}]])("a reward of %j is dropped and named", (reward) => {
    const { sessions, dropped } = parseChatLog({ messages: chat, reward }, "log.json");
    expect(sessions[0]).not.toHaveProperty("reward");
    expect(dropped[0]).toMatchObject({
      path: "/reward",
      reason: "reward that is no number from 0 to 1",
    });
  });
});

describe("which result answers which call", () => {
  test("an id that repeats belongs to the latest call that made it", () => {
    const steps = toolSteps([
      ask,
      { role: "assistant", content: null, tool_calls: [call("c1", "lookup_order")] },
      { role: "assistant", content: null, tool_calls: [call("c1", "search_parcels")] },
      { role: "tool", tool_call_id: "c1", content: "found" },
    ]);
    expect(steps).toMatchObject([
      { name: "lookup_order", status: "pending" },
      { name: "search_parcels", status: "ok", result: "found" },
    ]);
  });

  test("without ids the names pair them, and without names the order", () => {
    const calls = [call(undefined, "lookup_order"), call(undefined, "search_parcels")];
    const byName = toolSteps([
      ask,
      { role: "assistant", tool_calls: calls },
      { role: "tool", name: "search_parcels", content: "second" },
      { role: "tool", name: "lookup_order", content: "first" },
    ]);
    const byOrder = toolSteps([
      ask,
      { role: "assistant", tool_calls: calls },
      { role: "tool", content: "first" },
      { role: "tool", content: "second" },
    ]);
    expect(byOrder).toEqual(byName);
    expect(byName).toMatchObject([
      { name: "lookup_order", result: "first" },
      { name: "search_parcels", result: "second" },
    ]);
  });

  test("a result of another id never answers a call", () => {
    expect(
      toolSteps([
        ask,
        { role: "assistant", content: null, tool_calls: [call("c1", "lookup_order")] },
        { role: "tool", tool_call_id: "c9", name: "lookup_order", content: "of another call" },
      ]),
    ).toMatchObject([
      { callId: "c1", status: "pending" },
      { callId: "c9", name: "lookup_order", status: "ok", result: "of another call" },
    ]);
  });

  test("a result that names no tool and answers no call is kept and reported", () => {
    const { sessions, dropped } = parseChatLog([ask, { role: "tool", content: "found" }], "l.json");
    expect(sessions[0]?.turns[0]?.steps).toEqual([
      { kind: "tool", name: "unknown", status: "ok", result: "found" },
    ]);
    expect(dropped).toMatchObject([{ path: "/1", count: 1 }]);
  });

  test("a late result goes to the turn of its call", () => {
    const { turns } = sessionOf([
      ask,
      { role: "assistant", content: null, tool_calls: [call("c1", "lookup_order")] },
      { role: "user", content: "Hello?" },
      { role: "tool", tool_call_id: "c1", content: "sent" },
    ]);
    expect(turns[0]?.steps[1]).toMatchObject({ status: "ok", result: "sent" });
    expect(turns[1]?.steps).toEqual([]);
  });

  test("the legacy `function_call` is a call like any other", () => {
    expect(
      toolSteps([
        ask,
        {
          role: "assistant",
          content: null,
          function_call: { name: "lookup_order", arguments: '{"order":"A-17"}' },
        },
        { role: "function", name: "lookup_order", content: '{"state":"sent"}' },
      ]),
    ).toEqual([
      {
        kind: "tool",
        name: "lookup_order",
        arguments: { order: "A-17" },
        status: "ok",
        result: { state: "sent" },
      },
    ]);
  });
});

describe("not captured is not empty", () => {
  test("an answer without content leaves the turn without a reply", () => {
    const { turns } = sessionOf([ask, { role: "assistant" }]);
    expect(turns).toEqual([{ user: "Where is my parcel?", steps: [{ kind: "model" }] }]);
  });

  test("an empty answer is a reply", () => {
    const { turns } = sessionOf([ask, { role: "assistant", content: "" }]);
    expect(turns[0]?.reply).toBe("");
  });

  test("a tool that answered nothing differs from one whose answer was not captured", () => {
    expect(toolSteps(withContent({ content: "" }))[0]).toHaveProperty("result", "");
    expect(toolSteps(withContent({}))[0]).not.toHaveProperty("result");
    expect(toolSteps(withContent({ content: null }))[0]).not.toHaveProperty("result");
  });

  test("a user message without text is reported", () => {
    const { dropped } = parseChatLog([{ role: "user", content: null }], "log.json");
    expect(dropped).toMatchObject([
      { path: "/0", reason: "user message whose text was not captured" },
    ]);
  });
});

describe("what tools answer", () => {
  test.each([
    ['{"documents":[]}', { documents: [] }],
    ["{'documents': []}", { documents: [] }],
    ["[1, 2]", [1, 2]],
    ["255", 255],
    ["255.0", "255.0"],
    ["0042", "0042"],
    ["12345678901234567890", "12345678901234567890"],
    ['{"id":12345678901234567890}', { id: "12345678901234567890" }],
    ["[see the policy]", "[see the policy]"],
    ['"sent"', '"sent"'],
    ["null", null],
    [{ state: "sent" }, { state: "sent" }],
    [[{ type: "text", text: '{"state":"sent"}' }], { state: "sent" }],
    [[{ title: "Late fees" }], [{ title: "Late fees" }]],
  ])("%j is read as %j", (content, result) => {
    expect(answered(content)).toMatchObject({ status: "ok", result });
  });

  test.each([
    ["Error: no such parcel", {}, "Error: no such parcel"],
    ["down", { status: "error" }, "down"],
    ["down", { is_error: true }, "down"],
    [null, { error: "timed out" }, "timed out"],
    [null, { error: { type: "timeout", message: "timed out" } }, "timed out"],
  ])("%j with %j is a failed call", (content, extra, message) => {
    expect(answered(content, extra)).toMatchObject({ status: "error", error: { message } });
  });
});

describe("hostile input", () => {
  test("`__proto__` is a field like any other", () => {
    const args = '{"__proto__": {"isAdmin": true}}';
    for (const text of [args, args.replaceAll('"', "'").replace("true", "True")]) {
      const [step] = toolSteps([
        ask,
        { role: "assistant", content: null, tool_calls: [call("c1", "lookup_order", text)] },
      ]);
      expect(JSON.stringify(step)).toContain('"__proto__":{"isAdmin":true}');
      expect(step).not.toHaveProperty("arguments.isAdmin");
    }
  });

  test("values that nest too deep are dropped or stay text", () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    const value: unknown = JSON.parse(deep);
    const { sessions, dropped } = parseChatLog(
      [
        ask,
        { role: "tool", name: "as_text", content: deep },
        { role: "tool", name: "as_value", content: { value } },
        { role: "user", content: value },
      ],
      "log.json",
    );
    expect(sessions[0]?.turns[0]?.steps).toEqual([
      { kind: "tool", name: "as_text", status: "ok", result: deep },
      { kind: "tool", name: "as_value", status: "ok" },
    ]);
    expect(dropped.map(({ path }) => path)).toEqual(["/2/content", "/3/content/0", "/3"]);
    expect(parseChatLog(value, "log.json").sessions).toEqual([]);
  });

  test("whatever JSON a file holds, the import answers and accounts for it", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const { sessions, dropped } = parseChatLog(value, "log.json");
        expect(sessions.length + dropped.length).toBeGreaterThan(0);
      }),
    );
  });

  test("whatever stands in the fields of messages, the import answers", () => {
    const junk = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom("c1", "c2", "search_parcels", "{'a': (1,)}", "{"),
      fc.array(fc.record({ id: fc.constantFrom("c1", "c2"), function: fc.jsonValue() })),
    );
    const message = fc.record(
      {
        role: fc.constantFrom("system", "user", "assistant", "tool", "function", "narrator", 7),
        content: junk,
        tool_calls: junk,
        function_call: junk,
        tool_call_id: junk,
        name: junk,
        error: junk,
        usage: junk,
      },
      { requiredKeys: ["role"] },
    );
    fc.assert(
      fc.property(fc.array(message), (messages) => {
        const { sessions, dropped } = parseChatLog({ messages }, "log.json");
        expect(sessions).toHaveLength(1);
        const users = messages.filter(({ role }) => role === "user").length;
        const { turns } = sessions[0]!;
        expect(turns.length - users).toBeOneOf([0, 1]);
        for (const { count, path } of dropped) {
          expect(count).toBeGreaterThan(0);
          expect(path).toMatch(/^\//);
        }
      }),
    );
  });
});

test("a log of many calls that nobody answers is read in time that grows with its length", () => {
  const calls = Array.from({ length: 20_000 }, (_, index) => ({
    role: "assistant",
    content: null,
    tool_calls: [call(`c${index}`, "lookup_order")],
  }));
  const results = calls.map((_, index) => ({ role: "tool", tool_call_id: `other-${index}` }));
  const { turns } = sessionOf([ask, ...calls, ...results]);
  expect(turns[0]?.steps).toHaveLength(60_000);
});

test.each([
  ["timestamp", "2026-10-02T09:00:00Z"],
  ["created_at", 1790931600],
  ["createdAt", "2026-10-02 09:00:00"],
])("a message's `%s` says when it was sent", (key, value) => {
  const { sessions, dropped } = parseChatLog(
    [
      { ...ask, [key]: value },
      { role: "assistant", content: "In the depot.", [key]: value },
      { role: "user", content: "Since when?", [key]: "a while ago" },
    ],
    "log.json",
  );
  const startedAtMs = Date.UTC(2026, 9, 2, 9);
  expect(sessions[0]?.turns).toMatchObject([{ startedAtMs, steps: [{ startedAtMs }] }, {}]);
  expect(sessions[0]?.turns[1]).not.toHaveProperty("startedAtMs");
  expect(dropped).toMatchObject([{ path: `/2/${key}`, count: 1 }]);
});

test('an id of "" is none: results go by their names, and the session is named by its place', () => {
  const { id, turns } = sessionOf({
    id: "",
    messages: [
      ask,
      {
        role: "assistant",
        content: null,
        tool_calls: [call("", "search_parcels"), call("", "get_depot")],
      },
      { role: "tool", tool_call_id: "", name: "get_depot", content: "Bonn" },
      { role: "tool", tool_call_id: "", name: "search_parcels", content: "one" },
    ],
  });
  expect(id).toMatch(/^log\.json@/);
  expect(turns[0]?.steps.slice(1)).toEqual([
    { kind: "tool", name: "search_parcels", arguments: {}, status: "ok", result: "one" },
    { kind: "tool", name: "get_depot", arguments: {}, status: "ok", result: "Bonn" },
  ]);
});
