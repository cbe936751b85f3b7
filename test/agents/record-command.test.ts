import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { aCompletion, aProvider } from "../support/recorder/providers.ts";
import { programOf, recordAgent, startRecord } from "../support/recorder/record-agent.ts";

const node = process.execPath;
const ask = [node, programOf("ask.mjs")];

async function aModel(): Promise<Record<string, string>> {
  const provider = await aProvider((_request, response) => {
    response.end(JSON.stringify(aCompletion("3 EUR")));
  });
  return { OPENAI_BASE_URL: `${provider}/v1` };
}

describe("the command is run as if it were run alone", () => {
  test("its input, output and exit code are its own; what we say goes to standard error", async () => {
    const environment = { ...(await aModel()), LEAVE_WITH: "3" };
    const recorded = await recordAgent(ask, environment, { input: "Late fee?\n" });
    expect(recorded.stdout).toBe("3 EUR\n");
    expect(recorded.exitCode).toBe(3);
    expect(recorded.stderr).toMatch(/^Recorded 1 model call: 1 session\.\n {2}sessions\/recorded-/);
    expect(recorded.sessions).toMatchObject([{ turns: [{ user: "Late fee?", reply: "3 EUR" }] }]);
  });

  test("a signal is passed on to all that it started, and its end decides", async () => {
    const script = `trap 'echo stopping; exit 9' TERM; echo ready; while :; do sleep 0.05; done`;
    const running = startRecord(["sh", "-c", script]);
    await running.says("ready");
    running.child.kill("SIGTERM");
    const { exitCode, stdout } = await running.ended;
    expect(stdout).toContain("stopping");
    expect(exitCode).toBe(9);
  });

  test("a command that a signal ended has the exit code that shells give it", async () => {
    expect((await recordAgent(["sh", "-c", "kill -KILL $$"])).exitCode).toBe(137);
  });

  test("nothing that it left behind survives it", async () => {
    const running = startRecord(["sh", "-c", "sleep 600 & echo pid $!"]);
    const { stdout } = await running.ended;
    const pid = Number(/pid (\d+)/.exec(stdout)?.[1]);
    expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  });
});

test("several conversations of one command are as many sessions", async () => {
  const { sessions } = await recordAgent(ask, await aModel(), { input: "Late fee?\nGift card?\n" });
  expect(sessions.map(({ turns }) => turns.map(({ user }) => user))).toEqual([
    ["Late fee?"],
    ["Gift card?"],
  ]);
});

test("the agent's name stands in its sessions", async () => {
  const options = { input: "Late fee?\n", options: ["--agent-name", "support"] };
  const { sessions } = await recordAgent(ask, await aModel(), options);
  expect(sessions[0]?.agent).toMatchObject({ name: "support", model: "gpt-5-mini" });
});

test("secrets and personal data are gone before anything is written", async () => {
  const secret = `ghp_${"a1B2".repeat(9)}`;
  const input = `I am ana.lopez@example.org and my token is ${secret}\n`;
  const { sessions, stderr } = await recordAgent(ask, await aModel(), { input });
  const written = JSON.stringify(sessions);
  expect(sessions).toHaveLength(1);
  expect(written).not.toContain("ana.lopez");
  expect(written).not.toContain(secret);
  expect(stderr).toMatch(/Redacted: .*1 email/);
});

describe("where there is nothing to write", () => {
  test("no model call is an error that says what to look at", async () => {
    const { exitCode, stderr, sessions } = await recordAgent(["true"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("error RECORD_NO_MODEL_CALL: The command asked no model");
    expect(stderr).toContain("OPENAI_BASE_URL");
    expect(sessions).toEqual([]);
  });

  test("a command that failed keeps its own exit code", async () => {
    const { exitCode, stderr } = await recordAgent(["sh", "-c", "exit 7"]);
    expect(exitCode).toBe(7);
    expect(stderr).toContain("RECORD_NO_MODEL_CALL");
  });

  test("a command that does not exist is named", async () => {
    const { exitCode, stderr } = await recordAgent(["no-such-agent"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("The command no-such-agent could not be started: ENOENT.");
  });

  test("a configuration with problems stops it before the command runs: what it redacts is not known", async () => {
    const { exitCode, stderr, folder } = await recordAgent(
      ["sh", "-c", "touch ran"],
      {},
      {
        files: { "tracegate.yaml": "redaction: [" },
      },
    );
    expect(exitCode).toBe(2);
    expect(stderr).toContain("PROJECT_INVALID");
    expect(existsSync(join(folder, "ran"))).toBe(false);
  });
});

test("what models cost stands in tracegate.yaml where no list has it", async () => {
  const config = [
    "version: 1",
    "agent:",
    "  runner: process",
    "  command: [node, agent.js]",
    "  prices: { gpt-5-mini: { input: 1000000, output: 0 } }",
    "dataset: datasets/support",
    "gate: { dimensions: { abstention: { floor: 0.9 } } }",
  ].join("\n");
  const { sessions, stderr } = await recordAgent(ask, await aModel(), {
    input: "Late fee?\n",
    files: { "tracegate.yaml": config },
  });
  expect(stderr).toContain("1 session");
  expect(sessions[0]?.turns[0]?.steps).toMatchObject([{ usage: { costUsd: 12 } }]);
});
