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
