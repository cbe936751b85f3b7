import { expect, test } from "vitest";
import { importValue } from "../../../../support/import-files.ts";

const step = { step_id: 1, source: "user", message: "Late fee?" };
const base = { schema_version: "ATIF-v1.6", session_id: "a", agent: { name: "desk" } };

test("thoughts, results without a call id and sub-agents are read", () => {
  const { sessions, dropped } = importValue({
    ...base,
    steps: [
      step,
      {
        step_id: 2,
        source: "agent",
        message: "Let me see.",
        reasoning_content: "The card first.",
        tool_calls: [{ tool_call_id: "c1", function_name: "get_fee", arguments: { card: 1 } }],
        observation: { results: [{ content: "Error: no card" }] },
      },
    ],
    subagent_trajectories: [
      { ...base, session_id: "b", steps: [{ ...step, message: "Find it." }] },
    ],
  });
  expect(dropped).toEqual([]);
  expect(sessions).toMatchObject([
    {
      id: "a",
      turns: [
        {
          steps: [
            { text: "Let me see.", reasoning: "The card first." },
            { name: "get_fee", status: "error", error: { message: "Error: no card" } },
          ],
        },
      ],
    },
    { id: "b", turns: [{ user: "Find it." }] },
  ]);
});

test("steps that were copied from before are not told twice, and odd ones are named", () => {
  const { sessions, dropped } = importValue({
    ...base,
    steps: [
      { ...step, is_copied_context: true, message: "Earlier." },
      step,
      { step_id: 3, source: "narrator", message: "" },
      7,
    ],
  });
  expect(sessions[0]?.turns.map(({ user }) => user)).toEqual(["Late fee?"]);
  expect(dropped.map(({ path, reason }) => `${path}: ${reason}`)).toEqual([
    "/steps/0: step that was copied from an earlier trajectory",
    "/steps/2: step of an unknown source",
    "/steps/3: step that is no object",
  ]);
});

test.each(["system", "user"])(
  "what a %s step observed is no call of the agent's, and is told",
  (source) => {
    const { sessions, dropped } = importValue({
      ...base,
      steps: [
        step,
        {
          step_id: 2,
          source: "agent",
          message: "",
          tool_calls: [{ tool_call_id: "c1", function_name: "find" }],
        },
        { step_id: 3, source, message: "Ready.", observation: { results: [{ content: "up" }] } },
        { step_id: 4, source: "agent", message: "Done.", observation: { results: [] } },
      ],
    });
    const steps = sessions.flatMap(({ turns }) => turns.flatMap((turn) => turn.steps));
    expect(steps).toMatchObject([
      { kind: "model" },
      { kind: "tool", name: "find", status: "pending" },
      { kind: "model", text: "Done." },
    ]);
    expect(dropped).toMatchObject([
      {
        path: "/steps/2/observation",
        reason: "observation of a step in which the agent called no tool",
      },
    ]);
  },
);
