import { expect, test } from "vitest";
import { importValue } from "../../../../support/import-files.ts";

const ask = { role: "user", content: [{ type: "input_text", text: "Late fee?" }] };
const answer = {
  type: "message",
  role: "assistant",
  content: [{ type: "output_text", text: "3 EUR.", annotations: [] }],
};

test("what an agent says item by item is one model call", () => {
  const { sessions, dropped } = importValue([
    { role: "developer", content: "Be kind." },
    ask,
    { type: "reasoning", id: "rs_1", summary: [{ type: "summary_text", text: "Look it up." }] },
    { type: "message", role: "assistant", content: [{ type: "output_text", text: "One moment." }] },
    { type: "function_call", call_id: "c1", name: "get_fee", arguments: '{"card":4471}' },
    { type: "function_call", call_id: "c2", name: "get_card", arguments: "{}" },
    { type: "function_call_output", call_id: "c2", output: "Error: no card" },
    { type: "function_call_output", call_id: "c1", output: '{"fee":3}' },
    answer,
  ]);
  expect(dropped).toEqual([]);
  expect(sessions).toMatchObject([
    {
      policy: "Be kind.",
      turns: [
        {
          user: "Late fee?",
          reply: "3 EUR.",
          steps: [
            {
              kind: "model",
              text: "One moment.",
              reasoning: "Look it up.",
              toolCalls: [{ name: "get_fee" }, { name: "get_card" }],
            },
            { name: "get_fee", arguments: { card: 4471 }, status: "ok", result: { fee: 3 } },
            { name: "get_card", status: "error", error: { message: "Error: no card" } },
            { kind: "model", text: "3 EUR." },
          ],
        },
      ],
    },
  ]);
});

test("a tool that the provider runs is a call with its result, inside the answer", () => {
  const { sessions } = importValue([
    ask,
    {
      type: "file_search_call",
      id: "fs_1",
      status: "completed",
      queries: ["late fee"],
      results: [],
    },
    {
      type: "mcp_call",
      id: "mcp_1",
      name: "get_fee",
      arguments: "{}",
      output: null,
      error: "timed out",
    },
    { type: "web_search_call", id: "ws_1", status: "in_progress" },
    answer,
  ]);
  expect(sessions[0]?.turns[0]?.steps).toMatchObject([
    { kind: "model", text: "3 EUR.", toolCalls: [{}, {}, {}] },
    { name: "file_search", arguments: ["late fee"], status: "ok", result: [] },
    { name: "get_fee", status: "error", error: { message: "timed out" } },
    { name: "web_search", status: "pending" },
  ]);
});

test("thoughts that are encrypted are reported, not invented", () => {
  const { sessions, dropped } = importValue([
    ask,
    { type: "reasoning", summary: [], encrypted_content: "gAAAA" },
    answer,
  ]);
  expect(sessions[0]?.turns[0]?.steps).toEqual([{ kind: "model", text: "3 EUR." }]);
  expect(dropped).toMatchObject([
    { path: "/1/encrypted_content", reason: "thoughts that are encrypted" },
  ]);
});

test("what parts and items say beside their words is told", () => {
  const { sessions, dropped } = importValue([
    ask,
    { type: "reasoning", id: "rs_1", summary: [], content: [], agent: "b" },
    { type: "function_call", call_id: "c1", name: "get_fee", arguments: "{}", caller: "b" },
    { type: "function_call_output", call_id: "c1", output: "3", cost: 1 },
    {
      type: "message",
      id: "msg_1",
      status: "completed",
      role: "assistant",
      content: [
        {
          type: "output_text",
          text: "3 EUR.",
          annotations: [{ type: "url_citation", url: "https://shop.example/fees" }],
          logprobs: [{ token: "3", logprob: -0.1 }],
        },
      ],
      author: "b",
    },
  ]);
  expect(sessions).toMatchObject([{ turns: [{ reply: "3 EUR." }] }]);
  expect(dropped.map(({ path }) => path)).toEqual([
    "/1/agent",
    "/2/caller",
    "/3/cost",
    "/4/author",
    "/4/content/0/annotations",
    "/4/content/0/logprobs",
  ]);
});

test.each([
  ["words", { ...answer, status: "incomplete" }],
  [
    "a call",
    { type: "function_call", call_id: "c", name: "get_fee", arguments: "{", status: "incomplete" },
  ],
  ["thoughts", { type: "reasoning", summary: [], status: "incomplete" }],
])("an item that was cut off says so: %s", (_, item) => {
  const { sessions } = importValue([ask, item]);
  expect(sessions[0]?.turns[0]?.steps[0]).toMatchObject({ finishReason: "incomplete" });
});

test.each([
  [
    { type: "item_reference", id: "msg_1" },
    "item that is only referred to: what it said is not here",
  ],
  [{ type: "mcp_list_tools", tools: [] }, "list of a server's tools: no message"],
  [{ type: "mcp_approval_request", name: "pay" }, "request to approve a call: no message"],
  [
    { type: "mcp_approval_response", approve: true },
    "answer to a request to approve a call: no message",
  ],
  [{ type: "compaction", encrypted_content: "x" }, "earlier messages that are encrypted"],
])("%j is no message and is told", (item, reason) => {
  const { sessions, dropped, formats } = importValue([ask, item, answer]);
  expect(sessions[0]?.turns[0]?.steps).toHaveLength(1);
  expect(dropped).toMatchObject([{ path: "/1", reason, count: 1 }]);
  expect(formats).toMatchObject([{ format: "openai-responses" }]);
  const call = { object: "response", output: [item], input: [item] };
  const alone = importValue(call);
  expect(JSON.stringify(alone.sessions)).not.toContain(item.type);
  expect(alone.dropped.map((drop) => drop.path).toSorted()).toEqual(["", "/input/0", "/output/0"]);
});

test("a response that was cut off says so where another tool logged it", () => {
  const { sessions, dropped } = importValue({
    id: "g",
    traceId: "t",
    type: "GENERATION",
    startTime: "2026-10-02T09:00:00Z",
    input: [ask],
    output: {
      object: "response",
      status: "incomplete",
      incomplete_details: { reason: "max_output_tokens" },
      output: [answer],
    },
  });
  expect(sessions[0]?.turns[0]?.steps).toMatchObject([
    { text: "3 EUR.", finishReason: "max_output_tokens" },
  ]);
  expect(dropped).toEqual([]);
});

test("what a tool found is structure, even where each piece holds a text", () => {
  const found = [{ type: "policy", text: "Fees are 3 EUR.", score: 0.9 }];
  const { sessions, dropped } = importValue([
    ask,
    { type: "function_call", call_id: "c1", name: "search_policies", arguments: "{}" },
    { type: "function_call_output", call_id: "c1", output: found },
  ]);
  expect(sessions[0]?.turns[0]?.steps[1]).toMatchObject({ result: found });
  expect(dropped).toEqual([]);
});
