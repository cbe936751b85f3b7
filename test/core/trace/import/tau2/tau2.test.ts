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

const simulation = {
  id: "sim-2",
  task_id: "roaming",
  messages: [{ role: "user", content: "Hello?" }],
};

test.each([
  "too_many_errors",
  "max_steps",
  "infrastructure_error",
  "context_window_exceeded",
  "unexpected_error",
  "user_error",
])("a simulation that was broken off is an error of its last turn: %s", (reason) => {
  const { sessions } = importValue({ ...simulation, termination_reason: reason });
  expect(sessions[0]?.turns[0]?.error).toMatchObject({ type: reason });
});

test.each(["user_stop", "agent_stop"])("one that ended by itself is none: %s", (reason) => {
  const { sessions } = importValue({ ...simulation, termination_reason: reason });
  expect(sessions[0]?.turns[0]).not.toHaveProperty("error");
});

test("a simulation's own policy counts before that of all", () => {
  const own = { ...simulation, reward_info: null, policy: "You work for a bank." };
  const { sessions, dropped } = importValue({
    info: { environment_info: { policy: "You work for a phone company." } },
    simulations: [own, { ...own, id: "sim-3", policy: null }],
  });
  expect(sessions.map(({ policy }) => policy)).toEqual([
    "You work for a bank.",
    "You work for a phone company.",
  ]);
  expect(dropped).toEqual([]);
});
