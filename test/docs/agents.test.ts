import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { httpRunner } from "../../src/adapters/agent/http/http-runner.ts";
import { agentConfig } from "../../src/core/config/agent-config.ts";
import { converse, hasPython } from "../support/protocol-agent.ts";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/agents.md"), "utf8");
const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = ""]) => text);
const agents = blocks.filter((text) => text.startsWith("agent:"));
const answers = blocks.filter((text) => text.startsWith("  response:"));

test("the page has its examples", () => {
  expect([agents.length, answers.length]).toEqual([5, 2]);
});

test.each(agents)("an agent that it shows is one: %#", (text) => {
  const { agent }: { agent: unknown } = parse(text);
  expect(agentConfig.safeParse(agent).error?.issues).toBeUndefined();
});

test.each(answers)("an answer that it shows is one: %#", (text) => {
  const { response }: { response: unknown } = parse(text);
  const agent = { runner: "http", url: "http://127.0.0.1/chat", response };
  expect(agentConfig.safeParse(agent).error?.issues).toBeUndefined();
});

describe.each([
  { file: "http_agent.py", program: "python3", isHere: hasPython },
  { file: "http-agent.ts", program: process.execPath, isHere: true },
])("the example $file", ({ file, program, isHere }) => {
  test.skipIf(!isHere)("is a service (skipped where its interpreter is absent)", async () => {
    const runner = httpRunner({
      root,
      url: "http://127.0.0.1:${PORT}/chat",
      start: {
        command: [program, `examples/protocol/${file}`],
        ready: "/health",
        readyTimeoutMs: 20_000,
        instances: 1,
      },
      sessionsAtOnce: 1,
      request: { method: "POST", headers: {}, body: { message: "{{message}}" } },
      response: { reply: "/reply", toolCalls: "/tool_calls" },
      env: [],
      environment: process.env,
    });
    onTestFinished(() => runner.close());
    await runner.start();
    expect(await converse(runner, ["What is the late fee?", "And for express?"])).toMatchObject([
      { turn: { reply: "The late fee of the standard plan is 3.50 EUR." } },
      {
        turn: {
          reply: "The late fee of the express plan is 7.00 EUR.",
          steps: [
            {
              name: "lookup_late_fee",
              arguments: { plan: "express" },
              status: "ok",
              result: { fee: "7.00 EUR" },
            },
          ],
        },
      },
    ]);
  });
});
