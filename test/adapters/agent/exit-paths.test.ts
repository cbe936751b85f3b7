import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { anAgentProject } from "../../support/agent-project.ts";
import { aNodeAgent, isGone } from "../../support/protocol-agent.ts";

const runnerFile = join(import.meta.dirname, "../../../src/adapters/agent/process-runner.ts");

/** A Tracegate of its own whose agent ignores SIGTERM and the end of its input. Its agent's pid comes first. */
async function aHost(ending: string): Promise<{ host: ChildProcess; agent: number }> {
  const root = await anAgentProject({
    "agent.mjs": aNodeAgent(
      `process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); onTurn(() => reply(String(process.pid)));`,
    ),
    "main.mjs": `
import { processRunner } from ${JSON.stringify(runnerFile)};
const runner = processRunner({ root: import.meta.dirname, command: [process.execPath, "agent.mjs"], sessions: "one", instances: 1, env: [], environment: process.env, onWarning: () => {} });
await runner.start();
const session = await runner.open({ sessionId: "s", seed: "1" });
const { turn } = await session.send("pid", new AbortController().signal);
process.stdout.write(turn.reply + "\\n");
${ending}
`,
  });
  const host = spawn(process.execPath, ["main.mjs"], {
    cwd: root,
    stdio: ["ignore", "pipe", "ignore"],
  });
  onTestFinished(() => {
    host.kill("SIGKILL");
  });
  const [pid] = await once(host.stdout, "data");
  return { host, agent: Number(String(pid)) };
}

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "%s takes the agents along, and is what we die of",
  async (signal) => {
    const { host, agent } = await aHost("setInterval(() => {}, 1000);");
    host.kill(signal);
    expect(await once(host, "exit")).toEqual([null, signal]);
    expect(await isGone(agent)).toBe(true);
  },
);

test.each([
  ["process.exit", "process.exit(5);", 5],
  ["a crash", "throw new Error('our own bug');", 1],
])("%s takes the agents along", async (_, ending, code) => {
  const { host, agent } = await aHost(ending);
  expect(await once(host, "exit")).toEqual([code, null]);
  expect(await isGone(agent)).toBe(true);
});

test("a signal that somebody else handles is left to them", async () => {
  const { host, agent } = await aHost(
    `process.on("SIGINT", async () => { await session.close(); await runner.close(); process.exitCode = 3; });`,
  );
  host.kill("SIGINT");
  expect(await once(host, "exit")).toEqual([3, null]);
  expect(await isGone(agent)).toBe(true);
});
