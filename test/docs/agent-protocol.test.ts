import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { aProcessRunner, converse, hasPython } from "../support/protocol-agent.ts";

const root = join(import.meta.dirname, "../..");
const examples = [
  { file: "examples/protocol/agent.py", fence: "python", program: "python3", isHere: hasPython },
  { file: "examples/protocol/agent.ts", fence: "ts", program: process.execPath, isHere: true },
];

describe.each(examples)("the protocol's example $file", ({ file, fence, program, isHere }) => {
  test("stands in docs/agent-protocol.md exactly as it is, in about 20 lines", async () => {
    const code = await readFile(join(root, file), "utf8");
    const page = await readFile(join(root, "docs/agent-protocol.md"), "utf8");
    expect(page).toContain(`\`\`\`${fence}\n${code}\`\`\`\n`);
    expect(code.split("\n").length).toBeLessThanOrEqual(22);
  });

  test.skipIf(!isHere).each(["one", "many"] as const)(
    "runs with sessions: %s (skipped where its interpreter is absent)",
    async (sessions) => {
      const runner = await aProcessRunner({}, { root, command: [program, file], sessions });
      const answers = await converse(runner, ["What is the late fee?", "And for express?"]);
      expect(answers).toMatchObject([
        { turn: { reply: "The late fee of the standard plan is 3.50 EUR." } },
        {
          kind: "replied",
          turn: {
            reply: "The late fee of the express plan is 7.00 EUR.",
            steps: [
              {
                kind: "tool",
                name: "lookup_late_fee",
                arguments: { plan: "express" },
                status: "ok",
                result: { fee: "7.00 EUR" },
              },
            ],
          },
        },
      ]);
    },
  );
});
