import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { anAgentProject } from "../../support/agent-project.ts";
import { aService } from "../../support/http-agent.ts";
import { aNodeAgent, isGone } from "../../support/protocol-agent.ts";

const folder = join(import.meta.dirname, "../../../src/adapters/agent");

/** Ignores SIGTERM and the end of its input, and so does what it started. */
const stubborn = `
import { spawn } from "node:child_process";
process.on("SIGTERM", () => {});
setInterval(() => {}, 1000);
const grandchild = spawn(process.execPath, ["-e", "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"], { stdio: "ignore" });
const escaped = spawn(process.execPath, ["-e", "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"], { stdio: "ignore", detached: true });
escaped.unref();
const pids = () => [process.pid, grandchild.pid, escaped.pid].join();
`;

/** A Tracegate of its own, and the pids of its agent's processes. */
async function aHost(
  agent: string,
  runner: string,
): Promise<{ host: ChildProcess; pids: readonly number[] }> {
  const root = await anAgentProject({
    "agent.mjs": agent,
    "main.mjs": `
import { processRunner } from ${JSON.stringify(join(folder, "process-runner.ts"))};
import { httpRunner } from ${JSON.stringify(join(folder, "http/http-runner.ts"))};
const common = { root: import.meta.dirname, env: [], environment: process.env, onWarning: () => {} };
const command = [process.execPath, "agent.mjs"];
const runner = ${runner};
await runner.start();
const session = await runner.open({ sessionId: "s", seed: "1" });
const { turn } = await session.send("pids", new AbortController().signal);
process.stdout.write(turn.reply + "\\n");
setInterval(() => {}, 1000);
`,
  });
  const host = spawn(process.execPath, ["main.mjs"], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => {
    host.kill("SIGKILL");
  });
  const [printed] = await once(host.stdout, "data");
  return { host, pids: String(printed).trim().split(",").map(Number) };
}

test.each([
  [
    "process",
    aNodeAgent(`${stubborn}onTurn(() => reply(pids()));`),
    `processRunner({ ...common, command, sessions: "one", instances: 1 })`,
  ],
  [
    "http",
    aService(`${stubborn}const answer = () => ({ reply: pids() });`),
    `httpRunner({ ...common, url: "http://127.0.0.1:\${PORT}/chat", start: { command, readyTimeoutMs: 20000, instances: 1 }, sessionsAtOnce: 1, request: { method: "POST", headers: {}, body: {} }, response: { reply: "/reply" } })`,
  ],
])(
  "%s: SIGKILL of ours ends the agent and all that it started",
  async (_, agent, runner) => {
    const { host, pids } = await aHost(agent, runner);
    expect(pids).toHaveLength(3);
    host.kill("SIGKILL");
    await once(host, "exit");
    // Elsewhere than on Linux one that left the group is not found.
    for (const pid of process.platform === "linux" ? pids : pids.slice(0, 2))
      await vi.waitFor(async () => expect(await isGone(pid)).toBe(true), 5000);
  },
  30_000,
);
