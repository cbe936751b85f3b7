import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { onTestFinished } from "vitest";
import {
  type ProcessRunnerOptions,
  processRunner,
} from "../../src/adapters/agent/process-runner.ts";
import type { AgentRunner, TurnAnswer } from "../../src/ports/agent-runner.ts";
import { anAgentProject, noAbort } from "./agent-project.ts";

/** Node code with `send(message)` and `onTurn((message) => …)`, which know the open session. */
export function aNodeAgent(code: string): string {
  return `
import { createInterface } from "node:readline";
let session;
let react;
const write = (text) => process.stdout.write(text);
const send = (message) => write(JSON.stringify({ session, ...message }) + "\\n");
const reply = (text) => send({ type: "reply", text });
const onTurn = (callback) => { react = callback; };
${code}
for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  if (message.type !== "turn") continue;
  session = message.session;
  await react(message);
}
`;
}

/** A started runner over a project with the files `agent.mjs` or `agent.py`; closed with the test. */
export async function aProcessRunner(
  files: Readonly<Record<string, string>>,
  options: Partial<ProcessRunnerOptions> = {},
): Promise<AgentRunner> {
  const root = await anAgentProject(files);
  const runner = processRunner({
    root,
    command: [process.execPath, "agent.mjs"],
    sessions: "one",
    instances: 1,
    env: [],
    environment: process.env,
    onWarning: () => {},
    killAfterMs: 300,
    ...options,
  });
  onTestFinished(() => runner.close());
  await runner.start();
  return runner;
}

let sessions = 0;

/** Sends messages in one new session and closes it; the answers in order. */
export async function converse(
  runner: AgentRunner,
  messages: readonly string[],
  signal: AbortSignal = noAbort,
): Promise<TurnAnswer[]> {
  sessions += 1;
  const session = await runner.open({ sessionId: `s${sessions}`, seed: "seed" });
  const answers: TurnAnswer[] = [];
  for (const message of messages) answers.push(await session.send(message, signal));
  await session.close();
  return answers;
}

/** The reply, or the outcome and its reason. */
export function outcomeOf(answer: TurnAnswer | undefined): string {
  if (answer === undefined) return "no answer";
  return answer.kind === "replied" ? `${answer.turn.reply}` : `${answer.kind}: ${answer.reason}`;
}

/** Whether a process is gone within two seconds. */
export async function isGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 40; tries += 1) {
    try {
      process.kill(pid, 0);
      // Killed, and nobody has reaped it yet.
      if (/^State:\s+Z/m.test(await readFile(`/proc/${pid}/status`, "utf8"))) return true;
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ESRCH") return true;
    }
    await delay(50);
  }
  return false;
}

export const hasPython: boolean = spawnSync("python3", ["--version"]).status === 0;
