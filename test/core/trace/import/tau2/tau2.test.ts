import { expect, test } from "vitest";
import { fixtureValues, importValue, importValues } from "../../../../support/import-files.ts";

test("a results file gives its simulations what they have in common", () => {
  const { sessions, dropped } = importValues([fixtureValues("tau2-results.json")]);
  expect(sessions).toMatchObject([
    {
      id: "sim-1",
      agent: { name: "llm_agent", version: "3f2c1ab", model: "gpt-5-mini" },
      policy: "You work for a phone company.",
      reward: 1,
      task: { id: "roaming", runIndex: 1 },
      turns: [
        { user: "", reply: "Hi! How can I help?" },
        {
          user: "I have no signal.",
          reply: "Please switch roaming on.",
          startedAtMs: Date.UTC(2026, 9, 2, 9, 0, 2),
          steps: [
            { kind: "model", usage: { inputTokens: 100, outputTokens: 12, costUsd: 0.001 } },
            {
              callId: "call_1",
              name: "get_line",
              arguments: { phone: "555" },
              result: { roaming: false },
            },
            { callId: "call_2", name: "get_plan", status: "error" },
            { kind: "model", text: "Please switch roaming on." },
          ],
        },
        { user: "It works now.", steps: [] },
      ],
    },
  ]);
  expect(dropped.map(({ path, reason }) => `${path}: ${reason}`)).toEqual(
    expect.arrayContaining([
      "/simulations/0/messages/5/tool_calls: call of the user's own tool",
      "/simulations/0/messages/6: result of the user's own tool",
    ]),
  );
});

test("a simulation that was broken off is an error of its last turn", () => {
  const { sessions } = importValue({
    id: "sim-2",
    task_id: "roaming",
    termination_reason: "too_many_errors",
    messages: [{ role: "user", content: "Hello?" }],
  });
  expect(sessions[0]?.turns[0]?.error).toMatchObject({ type: "too_many_errors" });
});
