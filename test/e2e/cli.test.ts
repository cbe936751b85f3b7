import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { buildBundle, type Ended, startBundled, textsIn } from "../support/bundle.ts";
import { type ProjectTexts, projectDir } from "../support/project-dir.ts";
import { agentModule, aShop, shopConfig } from "../support/shop.ts";

/** The bundle, alone in a folder: no package and no source of ours beside it or above it. */
let bundle = "";

beforeAll(async () => {
  bundle = await buildBundle();
}, 60_000);

afterAll(() => rmSync(bundle, { recursive: true, force: true }));

function tracegate(cwd: string, ...argv: readonly string[]): Promise<Ended> {
  return startBundled(bundle, cwd, { argv }).ended;
}

/**
 * An honest agent that speaks the process protocol, notes its process in `pids.log` and ends with its standard input.
 * In its 16th session it waits until there is a file `go`.
 */
const processAgent = `import { appendFileSync, existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

appendFileSync("pids.log", process.pid + "\\n");
process.stdin.on("close", () => process.exit());
const send = (message) => process.stdout.write(JSON.stringify(message) + "\\n");
let sessions = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const { type, session } = JSON.parse(line);
  if (type === "session") sessions++;
  if (type !== "turn") continue;
  while (sessions > 15 && !existsSync("go")) await sleep(5);
  send({ type: "tool_call", session, name: "search_policies", arguments: {}, result: [] });
  send({ type: "reply", session, text: "I don't know." });
}
`;

/** A shop whose agent runs in four processes, each for many sessions. */
function aProcessShop(changes: ProjectTexts = {}): string {
  const command = "command: [node, agent.mjs]\n  sessions: many\n  instances: 4";
  return aShop("honest", {
    "tracegate.yaml": shopConfig
      .replace("runner: module", "runner: process")
      .replace("module: agent.mjs", command),
    "agent.mjs": processAgent,
    ...changes,
  });
}

/** Which of the agent's processes are still there, once they had the time to end. */
async function processesLeftIn(root: string): Promise<readonly number[]> {
  // Who was killed as it began to write its line left none; it is gone, too.
  const pids = readFileSync(join(root, "pids.log"), "utf8").split("\n").map(Number).filter(Boolean);
  let left = pids.filter(isAlive);
  for (let wait = 0; left.length > 0 && wait < 40; wait++) {
    await sleep(50);
    left = pids.filter(isAlive);
  }
  return left;
}

/** A process that ended and only waits to be looked at is not alive; Linux tells, others look at once. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const stat = `/proc/${pid}/stat`;
    return !existsSync(stat) || !/\) [ZX] /.test(readFileSync(stat, "utf8"));
  } catch {
    return false;
  }
}

/** A decision without what depends on when it was made. */
function decisionIn(folder: string): unknown {
  const { experiment, ...decision } = JSON.parse(
    readFileSync(join(folder, "decision.json"), "utf8"),
  );
  const { startedAt: _, ...tested } = experiment;
  return { ...decision, experiment: tested };
}

describe("the bundle, copied alone into an empty folder", () => {
  test("is the same to the byte when it is built again, and names no path of this machine", async () => {
    const texts = textsIn(bundle);
    const again = await buildBundle();
    onTestFinished(() => rmSync(again, { recursive: true }));
    expect(textsIn(again)).toEqual(texts);
    for (const text of Object.values(texts)) expect(text.includes(process.cwd())).toBe(false);
  });

  test("carries the licences of the code in it", () => {
    const notices = readFileSync(join(bundle, "third-party-licenses.txt"), "utf8");
    for (const name of ["commander", "openai", "zod", "simple-git", "@stdlib/", "rolldown"])
      expect(notices).toContain(`\n${name}`);
    expect(notices).toContain("Apache License");
    expect(notices).not.toContain("vitest");
  });

  test("prints its help", async () => {
    const { code, stdout, stderr } = await tracegate("/", "--help");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(
      readFileSync(join(import.meta.dirname, "../golden/cli/tracegate.txt"), "utf8"),
    );
  });

  test.each([
    ["honest", 0],
    ["inventive", 1],
    ["wavering", 3],
  ] as const)("runs and gates an %s agent that is a module: %i", async (agent, code) => {
    const root = aShop(agent);
    const run = await tracegate(root, "run", "--out", "results");
    expect(run.code).toBe(code);
    const gated = await tracegate(root, "gate", "--results", "results");
    expect(gated).toMatchObject({ code, stderr: "" });
    expect(run.stdout).toBe(`${gated.stdout}\n  Comment and results: results\n`);
  });

  test("runs an agent that is a process, and leaves none behind", async () => {
    const root = aProcessShop({ go: "" });
    const { code } = await tracegate(root, "run", "--quiet");
    expect(code).toBe(0);
    expect(await processesLeftIn(root)).toEqual([]);
  });

  test("judges files with patterns and schemas in them", async () => {
    const root = aShop("honest", {
      "evaluators/searches-policies/v1.yaml": `name: searches-policies
version: 1
dimension: tool-use
kind: check
check: answer-matches
pattern: "(?i)don.t know"
`,
    });
    expect((await tracegate(root, "run", "--quiet")).code).toBe(0);
  });

  test("runs against a scripted model that it serves, and ends it when something is wrong", async () => {
    const root = aShop("honest", {
      "tracegate.yaml": shopConfig.replace("  version:", "  scriptedModel: model.yaml\n  version:"),
      "model.yaml": readFileSync(
        join(import.meta.dirname, "../../examples/support-agent/scripted-model.yaml"),
        "utf8",
      ),
    });
    expect((await tracegate(root, "run", "--quiet")).code).toBe(0);
    const unknown = await tracegate(root, "run", "--case", "late-fees");
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain("error CASE_UNKNOWN");
  });
});

describe("whatever the agent does in our process", () => {
  const leavesThingsBehind = `import { createServer } from "node:http";
console.log("The shop opens.");
createServer().listen(0, "127.0.0.1");
setInterval(() => {}, 1000);
process.exitCode = 0;
export const agent = async (message, ctx) => {
  process.stdout.write("A customer!\\n");
  await ctx.callTool("search_policies", { question: message }, () => []);
  return "The late fee is 30 crowns.";
};
`;

  test("standard output holds the decision alone, and the command ends with its exit code", async () => {
    const root = aShop("honest", { "agent.mjs": leavesThingsBehind });
    const { code, stdout, stderr } = await tracegate(root, "run", "--quiet", "--json");
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ kind: "fail" });
    expect(stderr).toContain("The shop opens.\nA customer!\n");
  });

  test.each([
    [
      "sets the exit code in a listener of its own",
      "process.on('exit', () => { process.exitCode = 0; });",
    ],
    [
      "ends the process in such a listener",
      "process.prependListener('exit', () => process.exit(0));",
    ],
    ["ends it past all listeners", "process.prependListener('exit', () => process.reallyExit(0));"],
  ])("a fail stays 1 where the agent %s", async (_, meddling) => {
    const root = aShop("honest", { "agent.mjs": `${meddling}\n${agentModule("inventive")}` });
    expect((await tracegate(root, "run", "--quiet")).code).toBe(1);
  });

  test.each([
    ["a listener that sets the exit code", "process.on('exit', () => { process.exitCode = 0; });"],
    ["process.exit in a listener", "process.on('exit', () => process.exit(0));"],
    ["process.reallyExit in a listener", "process.on('exit', () => process.reallyExit(0));"],
  ])("a run that nobody decided ends with 70, whatever %s says", async (_, meddling) => {
    const root = aShop("honest", {
      "agent.mjs": `${meddling}\nexport const agent = () => new Promise(() => {});\n`,
    });
    const exitLater = "setTimeout(() => process.exit(0), 1_000);";
    const { ended } = startBundled(bundle, root, {
      argv: ["run", "--quiet"],
      node: ["--import", `data:text/javascript,${encodeURIComponent(exitLater)}`],
    });
    const { code, stdout } = await ended;
    expect({ code, stdout }).toEqual({ code: 70, stdout: "" });
  });

  test.each(["exit", "reallyExit"])(
    "an agent that calls process.%s in a turn fails its sessions, and the run is decided",
    async (exit) => {
      const root = aShop("honest", {
        "agent.mjs": `export const agent = () => process.${exit}(0);\n`,
      });
      const { code, stdout } = await tracegate(root, "run", "--quiet");
      expect(code).toBe(1);
      expect(stdout).toContain(`the agent called process.${exit}(0)`);
    },
  );

  test("what breaks in ours meanwhile ends with 70: not a pass, and not a fail of the agent", async () => {
    const breakLater = `import { existsSync, statSync } from "node:fs";
      setInterval(() => {
        if (existsSync("pids.log") && statSync("pids.log").size > 1) throw new Error("a callback of ours broke");
      }, 20);`;
    const root = aProcessShop();
    const { ended } = startBundled(bundle, root, {
      argv: ["run", "--quiet"],
      node: ["--import", `data:text/javascript,${encodeURIComponent(breakLater)}`],
    });
    const { code, stdout, stderr } = await ended;
    expect({ code, stdout }).toEqual({ code: 70, stdout: "" });
    expect(stderr).toContain("a callback of ours broke");
    expect(await processesLeftIn(root)).toEqual([]);
  });
});

describe("around the command", () => {
  test("a Node that is too old is named, with exit code 2", async () => {
    const pretend =
      "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });";
    const { ended } = startBundled(bundle, "/", {
      argv: ["validate"],
      node: ["--import", `data:text/javascript,${encodeURIComponent(pretend)}`],
    });
    expect(await ended).toMatchObject({
      code: 2,
      stdout: "",
      stderr: "tracegate needs Node 24 or newer; this is 20.20.2.\n",
    });
  });

  test.each([
    ["valid", {}, 0],
    ["broken", { "tracegate.yaml": "version: 2\n" }, 2],
  ])(
    "a reader that goes away leaves a %s project its exit code, and gets no stack",
    async (...args) => {
      const [, changes, code] = args;
      const started = startBundled(bundle, aShop("honest", changes), { argv: ["validate"] });
      started.child.stdout.destroy();
      expect(await started.ended).toMatchObject({ code, signal: null, stderr: "" });
    },
  );
});

describe("a run that is ended in the middle", () => {
  /** A quarter of the runs is recorded; the agent will wait before half of them are. */
  const underWay = /\n50\/200 runs/;
  const argv = ["run", "--out", "results", "--runs", "100"] as const;

  test.each(["SIGINT", "SIGTERM"] as const)(
    "by %s ends with 130, says how to go on, and leaves no agent behind",
    async (signal) => {
      const root = aProcessShop();
      const started = startBundled(bundle, root, { argv });
      await started.shows(underWay);
      started.child.kill(signal);
      const { code, stdout, stderr } = await started.ended;
      expect({ code, stdout }).toEqual({ code: 130, stdout: "" });
      expect(stderr).toMatch(
        /\nInterrupted: \d+ of 200 runs are kept in results\. Go on with `tracegate run --resume --out results --runs 100`\.\n$/,
      );
      expect(await processesLeftIn(root)).toEqual([]);
      expect(existsSync(join(root, "results/decision.json"))).toBe(false);
      expect((await tracegate(root, "gate", "--results", "results")).code).toBe(3);
    },
  );

  test("by a second SIGINT ends at once, with an agent that does not want to", async () => {
    const root = aProcessShop({
      "agent.mjs": `process.on("SIGTERM", () => {});\n${processAgent}setInterval(() => {}, 1000);\n`,
    });
    const started = startBundled(bundle, root, { argv });
    await started.shows(underWay);
    started.child.kill("SIGINT");
    await sleep(100);
    started.child.kill("SIGINT");
    const { code, signal } = await started.ended;
    expect({ code, signal }).toEqual({ code: 130, signal: null });
    expect(await processesLeftIn(root)).toEqual([]);
  });

  test("by SIGKILL leaves nothing that decides, and resumed it decides as if it had not been", async () => {
    const root = aProcessShop();
    const started = startBundled(bundle, root, { argv });
    await started.shows(underWay);
    started.child.kill("SIGKILL");
    expect(await started.ended).toMatchObject({ code: null, signal: "SIGKILL" });
    expect(await processesLeftIn(root)).toEqual([]);
    expect((await tracegate(root, "gate", "--results", "results")).code).toBe(2);

    writeFileSync(join(root, "go"), "");
    const resumed = await tracegate(root, ...argv, "--resume");
    expect(resumed.code).toBe(0);
    expect(resumed.stderr).toMatch(/^\d+\/200 runs .* [1-9]\d* from the journal$/m);

    const uninterrupted = await tracegate(root, ...argv, "--out", "uninterrupted");
    expect(uninterrupted.code).toBe(0);
    expect(decisionIn(join(root, "results"))).toEqual(decisionIn(join(root, "uninterrupted")));
  });

  test("by SIGKILL over the results of one that passed leaves no pass behind", async () => {
    const root = aProcessShop();
    writeFileSync(join(root, "go"), "");
    expect((await tracegate(root, "run", "--quiet", "--out", "results")).code).toBe(0);
    rmSync(join(root, "go"));
    const started = startBundled(bundle, root, { argv });
    await started.shows(underWay);
    started.child.kill("SIGKILL");
    await started.ended;
    expect((await tracegate(root, "gate", "--results", "results")).code).toBe(2);
  });
});

test("a project without anything in it is told what to write", async () => {
  const { code, stdout } = await tracegate(projectDir({}), "validate");
  expect(code).toBe(2);
  expect(stdout).toContain("tracegate.yaml  there is no such file or folder");
});
