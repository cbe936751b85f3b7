import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { resultsPath, shopExperiment } from "../../support/action/results.ts";
import { shopFiles, shopRepository } from "../../support/action/shop-repository.ts";
import { projectDir } from "../../support/project-dir.ts";
import { runtimeToken } from "../../support/runner/environment.ts";
import { pullRequestEvent, pushEvent } from "../../support/runner/events.ts";
import type { ActionResult } from "../../support/runner/run-action.ts";
import { agentModule, shopConfig } from "../../support/shop.ts";

/** Notes what a module in its place could read of the environments around it. */
const curious = `import { readdirSync, readFileSync, writeFileSync } from "node:fs";
const left = readdirSync(process.env.RUNNER_TEMP);
const around = [process.pid, process.ppid].map((pid) => readFileSync("/proc/" + pid + "/environ", "utf8"));
writeFileSync(new URL("seen.json", import.meta.url), JSON.stringify({ own: process.env, around, left }));
${agentModule("honest")}`;

/** Speaks the process protocol and notes the same. */
const curiousProcess = `import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
const around = [process.pid, process.ppid].map((pid) => readFileSync("/proc/" + pid + "/environ", "utf8"));
writeFileSync(new URL("seen.json", import.meta.url), JSON.stringify({ own: process.env, around }));
const send = (message) => process.stdout.write(JSON.stringify(message) + "\\n");
for await (const line of createInterface({ input: process.stdin })) {
  const { type, session } = JSON.parse(line);
  if (type !== "turn") continue;
  send({ type: "tool_call", session, name: "search_policies", arguments: {}, result: [] });
  send({ type: "reply", session, text: "I don't know." });
}
`;

const processConfig = shopConfig.replace(
  /runner: module\n {2}module: agent\.mjs/,
  `runner: process
  command: [${JSON.stringify(process.execPath)}, agent.mjs]
  sessions: many
  env: [ACTIONS_RUNTIME_TOKEN, GITHUB_TOKEN, GITHUB_OUTPUT, OPENAI_API_KEY]`,
);

type Seen = {
  readonly own: Readonly<Record<string, string>>;
  /** Of the process itself and of its parent, as they were when they started. */
  readonly around: readonly string[];
  /** What a module finds in the folder that the token passed through. */
  readonly left?: readonly string[];
};

function seenIn(checkout: string): Seen {
  return JSON.parse(readFileSync(join(checkout, "seen.json"), "utf8"));
}

function expectNothingOfOurs(seen: Seen, { masks }: ActionResult): void {
  const forbidden =
    /^(?:INPUT_|ACTIONS_|GITHUB_(?:TOKEN|ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)$|GH_TOKEN$)/;
  expect(Object.keys(seen.own).filter((name) => forbidden.test(name))).toEqual([]);
  const [token = ""] = masks;
  expect(token).toMatch(/^ghs_/);
  for (const environment of seen.around) {
    expect(environment).not.toContain(token);
    expect(environment).not.toContain(runtimeToken);
  }
}

describe("an agent never finds the job's tokens", () => {
  test.each(["run", "run-and-gate"])("in mode %s as a module", async (mode) => {
    const shop = await shopRepository({ files: { ...shopFiles(), "agent.mjs": curious } });
    const cwd = shop.checkout();
    const env = {
      GITHUB_TOKEN: "ghs_set_by_hand",
      GH_TOKEN: "ghs_too",
      OPENAI_API_KEY: "sk-late-fee",
    };
    const event = await pushEvent(shop.github);
    const result = await shop.step({ event, cwd, env, inputs: { mode } });
    expect(result.exitCode).toBe(0);
    const seen = seenIn(cwd);
    expectNothingOfOurs(seen, result);
    expect(seen.around.join()).not.toContain("ghs_");
    expect(seen.left?.filter((name) => name.includes("tracegate"))).toEqual([]);
    expect(seen.own["OPENAI_API_KEY"]).toBe("sk-late-fee");
    expect(seen.own["GITHUB_SHA"]).toBe(event.sha);
  });

  test.each(["run", "run-and-gate"])("in mode %s as a process that asks for them", async (mode) => {
    const files = { ...shopFiles(), "agent.mjs": curiousProcess, "tracegate.yaml": processConfig };
    const shop = await shopRepository({ files });
    const cwd = shop.checkout();
    const env = { OPENAI_API_KEY: "sk-late-fee" };
    const event = await pushEvent(shop.github);
    const result = await shop.step({ event, cwd, env, inputs: { mode } });
    expect(result.exitCode).toBe(0);
    expectNothingOfOurs(seenIn(cwd), result);
    expect(seenIn(cwd).own["OPENAI_API_KEY"]).toBe("sk-late-fee");
  });
});

describe("mode run", () => {
  test("asks GitHub nothing, writes the result files and ends with 0, whatever they say", async () => {
    const shop = await shopRepository();
    const worse = { "agent.mjs": agentModule("inventive") };
    const pull = await shop.pull(worse);
    const cwd = shop.checkout(worse);
    const event = await pullRequestEvent(shop.github, pull);
    const result = await shop.step({ event, cwd, inputs: { mode: "run", "github-token": "" } });
    expect(result).toMatchObject({
      exitCode: 0,
      annotations: [],
      outputs: { results: resultsPath },
    });
    expect(Object.keys(result.outputs)).toEqual(["results"]);
    expect(shop.github.requests).toEqual([]);
    expect(readdirSync(join(cwd, resultsPath)).toSorted()).toEqual([
      "context.json",
      "experiment.json",
      "journal.jsonl",
    ]);
    const context = JSON.parse(readFileSync(join(cwd, resultsPath, "context.json"), "utf8"));
    expect(context).toEqual({
      schema: "tracegate.context/1",
      headSha: pull.head.sha,
      pullRequest: pull.number,
    });
    expect(result.summary).toBe(
      `40 of 40 runs recorded in \`${resultsPath}\`; the gate decides on them.\n`,
    );
  });

  test("ends with 1 where nothing could be run, and says why", async () => {
    const shop = await shopRepository();
    const cwd = shop.checkout({ "evaluators/searches-policies/v1.yaml": "name: [\n" });
    const event = await pushEvent(shop.github);
    const result = await shop.step({ event, cwd, inputs: { mode: "run" } });
    expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "undetermined" } });
    expect(result.log).toContain("evaluators/searches-policies/v1.yaml:");
    expect(result.summary).toContain("PROJECT_INVALID");
  });
});

describe("mode gate", () => {
  test.each([
    ["inventive", 1],
    ["honest", 0],
  ] as const)(
    "of what an %s agent left says what one step would have said",
    async (kind, exitCode) => {
      const shop = await shopRepository();
      const change = { "agent.mjs": agentModule(kind) };
      const pull = await shop.pull(change);
      const event = await pullRequestEvent(shop.github, pull);
      const checkout = shop.checkout(change);
      await shop.step({ event, cwd: checkout, inputs: { mode: "run" } });
      const handedOver = ["experiment.json", "context.json"].map((name) => [
        `${resultsPath}/${name}`,
        readFileSync(join(checkout, resultsPath, name), "utf8"),
      ]);
      // A folder with the results and nothing else: no checkout.
      const cwd = projectDir(Object.fromEntries(handedOver));
      const gated = await shop.step({ event, cwd, inputs: { mode: "gate" } });
      const [told] = await shop.comments(pull.number);
      const atOnce = await shop.step({ event, cwd: shop.checkout(change) });
      const [toldAtOnce] = await shop.comments(pull.number);
      expect(gated.exitCode).toBe(exitCode);
      expect(gated.outputs).toEqual(atOnce.outputs);
      expect(gated.annotations).toEqual(atOnce.annotations);
      expect(withoutTimes(told?.body)).toBe(withoutTimes(toldAtOnce?.body));
    },
  );

  test("runs nothing of a checkout that happens to be there", async () => {
    const shop = await shopRepository();
    const change = { "agent.mjs": `${agentModule("honest")}\nprocess.kill(process.ppid);` };
    const pull = await shop.pull(change);
    const cwd = shop.checkout({
      "agent.mjs": curious,
      [`${resultsPath}/experiment.json`]: JSON.stringify(shopExperiment()),
      [`${resultsPath}/context.json`]: JSON.stringify({
        schema: "tracegate.context/1",
        headSha: pull.head.sha,
      }),
    });
    const event = await pullRequestEvent(shop.github, pull);
    const result = await shop.step({ event, cwd, inputs: { mode: "gate" } });
    expect(result).toMatchObject({ exitCode: 0, outputs: { decision: "pass" } });
    expect(existsSync(join(cwd, "seen.json"))).toBe(false);
  });
});

/** How long it took differs from run to run. */
function withoutTimes(text = ""): string {
  return text.replace(/\d+ m?s ·/g, "");
}

/** A complete pass, as somebody might commit it. */
const forged = {
  [`${resultsPath}/experiment.json`]: JSON.stringify(shopExperiment()),
  [`${resultsPath}/context.json`]: JSON.stringify({ schema: "tracegate.context/1" }),
};

describe("an agent that ends the process it shares", () => {
  test.each([
    ["with 0, while it is imported", 'process.execve("/bin/true", ["true"]);'],
    ["with 0, later", 'setTimeout(() => process.execve("/bin/true", ["true"]), 20);'],
    ["by a signal", 'process.kill(process.pid, "SIGKILL");'],
    ["by closing its channel", "process.disconnect();"],
    ["saying that it has finished", 'process.send({ kind: "finished" });'],
  ])("%s, makes no pass", async (_how, line) => {
    const slow = agentModule("honest").replace(
      "{",
      "{ await new Promise((r) => setTimeout(r, 40));",
    );
    const change = { "agent.mjs": `${line}\n${slow}` };
    const shop = await shopRepository();
    const pull = await shop.pull(change);
    const event = await pullRequestEvent(shop.github, pull);
    const result = await shop.step({ event, cwd: shop.checkout({ ...change, ...forged }) });
    expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "undetermined" } });
    expect(result.annotations[0]?.message).toMatch(
      /before the results were whole|no experiment\.json/,
    );
    const [comment] = await shop.comments(pull.number);
    expect(comment?.body).toContain("⛔ Merge blocked: the gate could not run");
  });

  test("and would like to end with 0 does not: a fail stays 1", async () => {
    const lines = `process.on("exit", () => { process.exitCode = 0; });
process.exitCode = 0;
`;
    const change = { "agent.mjs": `${lines}${agentModule("inventive")}` };
    const shop = await shopRepository();
    const pull = await shop.pull(change);
    const event = await pullRequestEvent(shop.github, pull);
    const result = await shop.step({ event, cwd: shop.checkout(change) });
    expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "fail" } });
  });

  test("and leaves work and processes behind holds nothing up and leaves none", async () => {
    const lines = `import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
setInterval(() => {}, 1000);
process.on("SIGTERM", () => {});
const left = spawn("sleep", ["300"], { stdio: "inherit" });
writeFileSync(new URL("left.pid", import.meta.url), String(left.pid));
`;
    const change = { "agent.mjs": `${lines}${agentModule("honest")}` };
    const shop = await shopRepository();
    const pull = await shop.pull(change);
    const cwd = shop.checkout(change);
    const result = await shop.step({ event: await pullRequestEvent(shop.github, pull), cwd });
    expect(result).toMatchObject({ exitCode: 0, outputs: { decision: "pass" } });
    const pid = readFileSync(join(cwd, "left.pid"), "utf8");
    await expect.poll(() => isRunning(pid)).toBe(false);
  });
});

function isRunning(pid: string): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

test("a job that is cancelled while the agent is run ends red, and says so", async () => {
  const change = {
    "agent.mjs": `process.kill(process.ppid, "SIGINT");\n${agentModule("slow")}`,
  };
  const shop = await shopRepository();
  const pull = await shop.pull(change);
  const event = await pullRequestEvent(shop.github, pull);
  const result = await shop.step({ event, cwd: shop.checkout(change) });
  expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "undetermined" } });
  expect(result.annotations[0]?.message).toContain("cancelled");
});

test("without a checkout there is nothing to run, and the message says what to do", async () => {
  const shop = await shopRepository();
  const pull = await shop.pull({ "agent.mjs": agentModule("inventive") });
  const event = await pullRequestEvent(shop.github, pull);
  const result = await shop.step({ event });
  expect(result).toMatchObject({ exitCode: 1, outputs: { decision: "undetermined" } });
  expect(result.annotations[0]?.message).toContain("actions/checkout");
});
