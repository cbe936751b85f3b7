import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { anAgentProject } from "../../support/agent-project.ts";

const runnerFile = join(import.meta.dirname, "../../../src/adapters/agent/module-runner.ts");

/** Runs the agent in a process of its own, where what is not caught would be the end. */
async function runAlone(
  agent: string,
  after = "",
): Promise<{ status: number | null; out: unknown; stderr: string }> {
  const root = await anAgentProject({
    "agent.mjs": agent,
    "main.mjs": `
import { setTimeout as delay } from "node:timers/promises";
import { moduleRunner } from ${JSON.stringify(runnerFile)};
const warnings = [];
const runner = moduleRunner({ root: ${JSON.stringify("ROOT")}.replace("ROOT", import.meta.dirname), module: "agent.mjs", env: [], environment: {}, onWarning: (w) => warnings.push(w) });
await runner.start();
const session = await runner.open({ sessionId: "s", seed: "1" });
const answers = [];
for (const message of ["one", "two"]) {
  const { kind, reason, turn } = await session.send(message, new AbortController().signal);
  answers.push(reason ?? kind + " " + turn.reply);
  await delay(20);
}
await session.close();
await delay(100);
${after}
await runner.close();
console.log(JSON.stringify({ answers, warnings }));
`,
  });
  const { status, stdout, stderr } = spawnSync(process.execPath, ["main.mjs"], {
    cwd: root,
    encoding: "utf8",
  });
  return { status, out: stdout === "" ? undefined : JSON.parse(stdout), stderr };
}

test("a rejection that nobody awaits ends the turn in which it came", async () => {
  expect(
    await runAlone(
      `export const agent = () => { Promise.reject(new Error("lost")); return new Promise(() => {}); };`,
    ),
  ).toMatchObject({
    status: 0,
    out: {
      answers: Array.from(
        { length: 2 },
        () => "a promise of the agent was rejected unawaited: Error: lost",
      ),
      warnings: [],
    },
  });
});

test("a rejection between two turns fails the next turn", async () => {
  expect(
    await runAlone(
      `export const agent = (message) => { setTimeout(() => Promise.reject(new Error("lost")), 5); return "ok"; };`,
    ),
  ).toMatchObject({
    status: 0,
    out: { answers: ["replied ok", "a promise of the agent was rejected unawaited: Error: lost"] },
  });
});

test("an exception in a timer ends the turn", async () => {
  expect(
    await runAlone(
      `export const agent = () => new Promise(() => { setTimeout(() => { throw new Error("late"); }, 5); });`,
    ),
  ).toMatchObject({
    status: 0,
    out: {
      answers: Array.from({ length: 2 }, () => "the agent threw outside its call: Error: late"),
    },
  });
});

test.each(["exit", "reallyExit"])(
  "process.%s ends the session, not the experiment",
  async (exit) => {
    expect(
      await runAlone(
        `export const agent = async () => { try { process.${exit}(0); } catch { return "never mind"; } };`,
      ),
    ).toMatchObject({
      status: 0,
      out: { answers: Array.from({ length: 2 }, () => `the agent called process.${exit}(0)`) },
    });
  },
);

test.each(["exit", "reallyExit"])("process.%s is our own again afterwards", async (exit) => {
  const { status } = await runAlone(
    `export const agent = () => "ok";`,
    `await runner.close(); process.${exit}(5);`,
  );
  expect(status).toBe(5);
});

test("a rejection in the tick of the last reply is told though nothing waits for it", async () => {
  const root = await anAgentProject({
    "agent.mjs": `export const agent = () => { Promise.reject(new Error("unawaited")); return "good"; };`,
    "main.mjs": `
import { moduleRunner } from ${JSON.stringify(runnerFile)};
const warnings = [];
const runner = moduleRunner({ root: import.meta.dirname, module: "agent.mjs", env: [], environment: {}, onWarning: (w) => warnings.push(w) });
await runner.start();
const kinds = [];
for (let run = 0; run < 20; run += 1) {
  const session = await runner.open({ sessionId: "late-fee." + run, seed: "1" });
  kinds.push((await session.send("fee?", new AbortController().signal)).kind);
  await session.close();
}
await runner.close();
console.log(JSON.stringify({ kinds: [...new Set(kinds)], warnings }));
`,
  });
  const { stdout } = spawnSync(process.execPath, ["main.mjs"], { cwd: root, encoding: "utf8" });
  expect(JSON.parse(stdout)).toEqual({
    kinds: ["replied"],
    warnings: [
      "Outside its sessions: a promise of the agent was rejected unawaited: Error: unawaited.",
      "20 failures of the agent came outside its sessions.",
    ],
  });
});

test("failures after the session are counted and told once", async () => {
  expect(
    await runAlone(
      `export const agent = () => { for (const ms of [60, 70, 80]) setTimeout(() => Promise.reject(new Error("lost")), ms); return "ok"; };`,
    ),
  ).toMatchObject({
    status: 0,
    out: {
      answers: ["replied ok", "replied ok"],
      warnings: [
        "Outside its sessions: a promise of the agent was rejected unawaited: Error: lost.",
        "6 failures of the agent came outside its sessions.",
      ],
    },
  });
});

test.each([
  ["a rejection", `Promise.reject(new Error("our own bug")); await delay(50);`],
  ["an exception", `setTimeout(() => { throw new Error("our own bug"); }, 1); await delay(50);`],
])("%s that is not the agent's still ends the process, with its stack", async (_, bug) => {
  const { status, out, stderr } = await runAlone(`export const agent = () => "ok";`, bug);
  expect(status).not.toBe(0);
  expect(out).toBeUndefined();
  expect(stderr).toMatch(/our own bug[\s\S]*main\.mjs/);
});
