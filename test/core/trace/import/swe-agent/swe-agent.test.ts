import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fixtureValues, importValue, importValues } from "../../../../support/import-files.ts";

const real = "../shared/data/swe-agent-traj";

test("commands are calls, and what the environment says next is their result", () => {
  const { sessions, dropped } = importValues([fixtureValues("command-agent.traj")]);
  expect(sessions).toEqual([
    {
      id: "late-fee-17",
      task: { id: "late-fee-17", runIndex: 0 },
      agent: { model: "gpt-4o", systemPromptDigest: expect.stringMatching(/^sha256:/) },
      policy: "You are a programmer.",
      finalState: { exit_status: "submitted", submission: "diff --git a/fees.py" },
      turns: [
        {
          user: "Mend the late fee.",
          steps: [
            {
              kind: "model",
              text: 'Let me look.\n```\nfind_file "fees.py"\n```',
              toolCalls: [{ name: "find_file", arguments: { command: 'find_file "fees.py"' } }],
            },
            {
              kind: "tool",
              name: "find_file",
              arguments: { command: 'find_file "fees.py"' },
              status: "ok",
              result: "Found 1 match",
              durationMs: 250,
            },
            {
              kind: "model",
              text: "Done.",
              toolCalls: [{ name: "submit", arguments: { command: "submit" } }],
            },
            {
              kind: "tool",
              name: "submit",
              arguments: { command: "submit" },
              status: "ok",
              result: "diff --git",
              durationMs: 100,
            },
          ],
        },
      ],
    },
  ]);
  expect(dropped.map(({ path }) => path)).toEqual(["/history/1", "/info/model_stats"]);
});

test("without a history the steps tell the session", () => {
  const { sessions } = importValue({
    trajectory: [{ action: "ls", observation: "fees.py", thought: "Look.", state: {} }],
    history: [],
  });
  expect(sessions[0]?.turns).toMatchObject([
    { user: "", steps: [{ text: "Look." }, { name: "ls", result: "fees.py" }] },
  ]);
});

test.skipIf(!existsSync(real))(
  `real trajectories have a result for each call (needs ${real})`,
  () => {
    const steps = [
      "function_calling_simple",
      "marshmallow-1867.function_calling",
      "pydicom-1458.gpt4",
    ].map((name) => {
      const value: unknown = JSON.parse(readFileSync(`${real}/${name}.traj`, "utf8"));
      const { sessions } = importValue(value);
      const tools = sessions.flatMap(({ turns }) =>
        turns.flatMap((turn) => turn.steps.filter((step) => step.kind === "tool")),
      );
      expect(sessions).toHaveLength(1);
      return {
        calls: tools.length,
        open: tools.filter(({ status }) => status === "pending").length,
      };
    });
    expect(steps).toEqual([
      { calls: 5, open: 0 },
      { calls: 11, open: 0 },
      { calls: 12, open: 0 },
    ]);
  },
);
