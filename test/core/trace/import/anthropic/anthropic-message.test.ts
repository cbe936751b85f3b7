import { expect, test } from "vitest";
import { fixtureValues, importValue, importValues } from "../../../../support/import-files.ts";

test("blocks become thoughts, words, calls and results, and a failed tool is one", () => {
  const { sessions, dropped } = importValues([fixtureValues("anthropic.json")]);
  expect(dropped).toEqual([]);
  expect(sessions).toMatchObject([
    {
      agent: {
        model: "claude-sonnet-4-5",
        toolCatalog: [{ name: "search_policies", parameters: { type: "object" } }],
        toolCatalogDigest: expect.stringMatching(/^sha256:/),
        systemPromptDigest: expect.stringMatching(/^sha256:/),
      },
      policy: "You work for a gift shop.",
      turns: [
        {
          user: "Can a partly used gift card be refunded?",
          steps: [
            {
              text: "Let me look.",
              reasoning: "I should look it up.",
              toolCalls: [{ callId: "toolu_1" }, { callId: "toolu_2" }],
            },
            { name: "search_policies", status: "ok", result: { documents: [] } },
            {
              name: "get_card",
              status: "error",
              error: { type: "tool-error", message: "card not found" },
            },
          ],
        },
        { user: "Are you there?", reply: "You have 30 days." },
      ],
    },
  ]);
  expect(sessions[0]?.turns[0]).not.toHaveProperty("reply");
});

test("images and encrypted thoughts are named, with their place", () => {
  const { dropped } = importValue([
    {
      role: "user",
      content: [
        { type: "text", text: "See:" },
        { type: "image", source: {} },
      ],
    },
    {
      role: "assistant",
      content: [
        { type: "redacted_thinking", data: "x" },
        { type: "text", text: "A card." },
      ],
    },
  ]);
  expect(dropped.map(({ path, reason }) => ({ path, reason }))).toEqual([
    { path: "/0/content/1", reason: "part of a message without text" },
    { path: "/1/content/0", reason: "thoughts that are encrypted" },
  ]);
});

test("what blocks say beside their words is told", () => {
  const { dropped } = importValue([
    {
      role: "user",
      content: [{ type: "text", text: "Late fee?", cache_control: { type: "ephemeral" } }],
    },
    {
      role: "assistant",
      content: [
        { type: "thinking", thinking: "Look.", signature: "x" },
        { type: "tool_use", id: "t1", name: "get_fee", input: {}, caller: { type: "direct" } },
        { type: "text", text: "3 EUR.", citations: [{ cited_text: "3 EUR" }] },
      ],
    },
  ]);
  expect(dropped).toMatchObject([{ path: "/1/content/2/citations", count: 1 }]);
});
