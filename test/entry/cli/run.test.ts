import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Decision } from "../../../src/core/gate/decision.ts";
import type { Experiment } from "../../../src/core/plan/experiment.ts";
import { tracegate } from "../../support/command-line.ts";
import { isGone } from "../../support/protocol-agent.ts";
import { agentModule, aShop, shopConfig } from "../../support/shop.ts";

/** The folders of the runs below `.tracegate/<kind>`. */
function runsOf(root: string, kind: "runs" | "cases" = "runs"): string[] {
  const base = join(root, ".tracegate", kind);
  if (!existsSync(base)) return [];
  return readdirSync(base)
    .filter((name) => name !== ".gitignore")
    .map((name) => join(base, name));
}

function onlyRunOf(root: string): string {
  const [only = "", ...others] = runsOf(root);
  expect(others).toEqual([]);
  return only;
}

/** Another agent in a file of its own: a module that was imported once stays as it is in this process. */
function giveAgent(root: string, module: string): void {
  writeFileSync(join(root, "changed-agent.mjs"), module);
  writeFileSync(
    join(root, "tracegate.yaml"),
    shopConfig.replaceAll("agent.mjs", "changed-agent.mjs"),
  );
}

describe("the exit code of a whole run is the decision's", () => {
  test.each([
    ["honest", 0, "PASS  Nothing to fix: both dimensions meet their floors"],
    ["inventive", 1, "FAIL  Merge blocked: abstention is below its floor"],
    ["wavering", 3, "UNDETERMINED  Merge blocked: too few runs to decide on abstention"],
  ] as const)("an %s agent: %i", async (agent, code, headline) => {
    const root = aShop(agent);
    const { exitCode, stdout } = await tracegate(root, ["run"]);
    expect(exitCode).toBe(code);
    expect(stdout.split("\n")[0]).toContain(headline);
    expect(stdout.endsWith("\n")).toBe(true);
  });

  test("the run leaves its files in a new folder, which git ignores, and names it", async () => {
    const root = aShop();
    const { stdout } = await tracegate(root, ["run"]);
    const folder = onlyRunOf(root);
    expect(readdirSync(folder).toSorted()).toEqual([
      "badge.json",
      "comment.md",
      "decision.json",
      "experiment.json",
      "journal.jsonl",
      "junit.xml",
    ]);
    expect(stdout).toContain(`Comment and results: ${folder.slice(root.length + 1)}\n`);
    expect(readFileSync(join(root, ".tracegate/runs/.gitignore"), "utf8")).toBe("*\n");
  });
});

describe("what is printed", () => {
  test("--json prints the decision and nothing else on standard output", async () => {
    const root = aShop("inventive");
    const { exitCode, stdout, stderr } = await tracegate(root, ["run", "--json", "--quiet"]);
    const decision: Decision & { readonly schema: string } = JSON.parse(stdout);
    expect(decision).toMatchObject({
      schema: "tracegate.decision/1",
      kind: "fail",
      reasons: [{ kind: "floor-missed", dimension: "abstention", floor: 0.9 }],
      experiment: { planned: 40, recorded: 40 },
    });
    expect(stdout).toBe(readFileSync(join(onlyRunOf(root), "decision.json"), "utf8"));
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: "" });
  });

  test("a log gets lines of progress on standard error, from none to all", async () => {
    const { stderr } = await tracegate(aShop(), ["run"]);
    const lines = stderr.trimEnd().split("\n");
    expect(lines[0]).toBe("At most 40 runs; without earlier results cost and time are unknown.");
    expect(lines[1]).toBe("0/40 runs (0 %) · 0 passed, 0 failed");
    expect(lines.at(-1)).toContain("40/40 runs (100 %) · 40 passed, 0 failed");
    expect(stderr).not.toContain("\u001b");
  });

  test("a terminal gets a bar that is gone in the end", async () => {
    const { stderr } = await tracegate(aShop(), ["run"], { terminalColumns: 80 });
    const frames = stderr.split("\r\u001b[2K");
    expect(frames.at(-1)).toBe("");
    expect(frames.some((frame) => /^█+ 100 % 40\/40 runs · .*took/.test(frame))).toBe(true);
    expect(frames.every((frame) => frame.length < 80)).toBe(true);
  });

  test("a terminal that understands nothing but text gets lines", async () => {
    const options = { terminalColumns: 80, env: { TERM: "dumb" } };
    const { stdout, stderr } = await tracegate(aShop(), ["run"], options);
    expect(stdout + stderr).not.toContain("\u001b");
    expect(stderr).toContain("40/40 runs (100 %)");
  });

  test("--quiet prints no progress, on a log and on a terminal", async () => {
    const root = aShop();
    expect((await tracegate(root, ["run", "--quiet"])).stderr).toBe("");
    const onTerminal = await tracegate(root, ["run", "--quiet"], { terminalColumns: 80 });
    expect(onTerminal.stderr).toBe("");
  });

  test.each([
    ["a terminal", { terminalColumns: 80 }, [], true],
    ["a log", {}, [], false],
    ["a terminal with NO_COLOR", { terminalColumns: 80, env: { NO_COLOR: "1" } }, [], false],
    ["a terminal with an empty NO_COLOR", { terminalColumns: 80, env: { NO_COLOR: "" } }, [], true],
    ["a terminal with --no-color", { terminalColumns: 80 }, ["--no-color"], false],
    ["a log with FORCE_COLOR", { env: { FORCE_COLOR: "1" } }, [], true],
    ["a log with an empty FORCE_COLOR", { env: { FORCE_COLOR: "" } }, [], false],
    [
      "a terminal with FORCE_COLOR=0",
      { terminalColumns: 80, env: { FORCE_COLOR: "0" } },
      [],
      false,
    ],
    ["a log with both", { env: { FORCE_COLOR: "1", NO_COLOR: "1" } }, [], false],
    ["a log with FORCE_COLOR and --no-color", { env: { FORCE_COLOR: "1" } }, ["--no-color"], false],
  ] as const)("colour on %s", async (_where, options, flags, isColoured) => {
    const { stdout } = await tracegate(aShop(), ["run", "--quiet", ...flags], options);
    expect(stdout.includes("\u001b[32m")).toBe(isColoured);
    expect(stdout.includes("\u001b")).toBe(isColoured);
  });

  test("--no-color may stand before the command", async () => {
    const options = { env: { FORCE_COLOR: "1" } };
    const { stdout } = await tracegate(aShop(), ["--no-color", "run", "--quiet"], options);
    expect(stdout).not.toContain("\u001b");
  });

  test("what the agent does beside its answers is a warning without control characters", async () => {
    const root = aShop("honest", {
      "agent.mjs": `
        setTimeout(() => { throw new Error("\\u001b[2Jgone\\n::error::late"); }, 1);
        export const agent = async (message, ctx) => {
          await new Promise((resolve) => setTimeout(resolve, 5));
          await ctx.callTool("search_policies", { question: message }, () => []);
          return "I don't know.";
        };`,
    });
    const { stderr } = await tracegate(root, ["run", "--quiet"]);
    expect(stderr).toMatch(/^warning: .*gone/);
    expect(stderr).not.toContain("\u001b");
    expect(stderr).not.toMatch(/^::/m);
  });
});

describe("chosen cases", () => {
  test("are run as often as planned and shown closely, without a decision", async () => {
    const root = aShop("inventive");
    const { exitCode, stdout, stderr } = await tracegate(root, ["run", "--case", "late-fee"]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain("late-fee  A late fee that no policy names\n");
    expect(stdout).toContain("abstention  0/20 passed");
    expect(stdout).toContain("tool-use    20/20 passed");
    const [folder = ""] = runsOf(root, "cases");
    expect(readdirSync(folder)).toEqual(["journal.jsonl"]);
    expect(stderr).toContain(
      `Sessions of these runs: ${folder.slice(root.length + 1)}/journal.jsonl\n`,
    );
  });

  test("end with 0 where every scored run passed, however few", async () => {
    const argv = ["run", "--quiet", "--case", "late-fee", "lost-parcel", "--runs", "1"];
    const { exitCode, stdout } = await tracegate(aShop("honest"), argv);
    expect(exitCode).toBe(0);
    expect(stdout.match(/1\/1 passed/g)).toHaveLength(3);
  });

  test("end with 3 where nothing was scored", async () => {
    const root = aShop("honest", {
      "tracegate.yaml": `${shopConfig}judge: { model: gpt-5-mini, apiKeyEnv: NO_SUCH_KEY }\n`,
      "evaluators/says-it-does-not-know/v2.yaml": `name: says-it-does-not-know
version: 2
dimension: abstention
kind: judge
question: Does the agent say that it does not know?
pass: It does.
fail: It does not.
sees: [conversation]
`,
      "datasets/support/cases/unjudged.yaml": `id: unjudged
status: open
title: Only a judge could tell
conversation:
  - user: Is there a late fee in Norway?
expectations:
  - { dimension: abstention, evaluator: says-it-does-not-know@2 }
`,
    });
    const argv = ["run", "--quiet", "--case", "unjudged", "--runs", "1"];
    const { exitCode, stdout } = await tracegate(root, argv);
    expect(stdout).toContain("0/0 passed, 1 unscored");
    expect(stdout).toContain(
      "    says-it-does-not-know@2  0/0 passed, 1 unscored (The judge is unavailable: no API key: set NO_SUCH_KEY.)",
    );
    expect(exitCode).toBe(3);
  });

  test("with --json are an experiment", async () => {
    const argv = ["run", "--quiet", "--json", "--case", "late-fee", "--runs", "2"];
    const { stdout } = await tracegate(aShop(), argv);
    const experiment: Experiment = JSON.parse(stdout);
    expect(experiment.cases.map(({ id, planned }) => ({ id, planned }))).toEqual([
      { id: "late-fee", planned: 2 },
    ]);
  });

  test("that pass cannot be gated afterwards: gate takes the whole run before, or none", async () => {
    const root = aShop("inventive");
    await tracegate(root, ["run", "--quiet", "--case", "lost-parcel"]);
    const none = await tracegate(root, ["gate"]);
    expect(none.exitCode).toBe(2);
    expect(none.stderr).toContain("error RESULTS_MISSING: There is no run below");

    expect((await tracegate(root, ["run", "--quiet"])).exitCode).toBe(1);
    expect((await tracegate(root, ["run", "--quiet", "--case", "lost-parcel"])).exitCode).toBe(0);
    expect((await tracegate(root, ["gate"])).exitCode).toBe(1);
  });

  test("do not put away the results of a whole run", async () => {
    const root = aShop("honest");
    await tracegate(root, ["run", "--quiet", "--out", "results"]);
    const chosen = ["run", "--quiet", "--out", "results", "--case", "late-fee"];
    const { exitCode, stderr } = await tracegate(root, chosen);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("error OUT_IN_USE");
    expect((await tracegate(root, ["gate", "--results", "results"])).exitCode).toBe(0);
  });

  test("that are not there are refused, with the nearest name", async () => {
    const root = aShop();
    const { exitCode, stderr } = await tracegate(root, [
      "run",
      "--case",
      "late-fees",
      "lost-parcel",
    ]);
    expect(exitCode).toBe(2);
    expect(stderr).toBe(
      "error CASE_UNKNOWN: No such case in support: late-fees.\n" +
        "  fix: Did you mean late-fee? Choose from: late-fee, lost-parcel.\n",
    );
    expect(runsOf(root, "cases")).toEqual([]);
  });

  test("that are retired are refused as that", async () => {
    const root = aShop("honest", {
      "datasets/support/cases/gift-card.yaml": `id: gift-card
status: retired
title: A gift card of a shop that is closed
conversation:
  - user: Is my gift card still good?
expectations:
  - { dimension: tool-use, evaluator: searches-policies@1 }
`,
    });
    const { exitCode, stderr } = await tracegate(root, ["run", "--case", "gift-card"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("The case gift-card of support is retired, so it is not run.");
  });
});

describe("--runs", () => {
  test("runs every case more often than the files say, and decides", async () => {
    const root = aShop("honest");
    const { exitCode } = await tracegate(root, ["run", "--quiet", "--runs", "22"]);
    expect(exitCode).toBe(0);
    const experiment: Experiment = JSON.parse(
      readFileSync(join(onlyRunOf(root), "experiment.json"), "utf8"),
    );
    expect(experiment.planned).toBe(44);
    expect((await tracegate(root, ["gate"])).exitCode).toBe(0);
  });

  test("that are fewer than the files plan are refused before anything is run", async () => {
    const root = aShop("honest");
    const { exitCode, stdout, stderr } = await tracegate(root, ["run", "--runs", "19"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain(
      "error PLAN_SHORTENED: `--runs 19` is less than the 20 runs that the files plan for late-fee; nothing was run.\n  fix: ",
    );
    expect(runsOf(root)).toEqual([]);
  });
});

function adopting(until: string): Parameters<typeof aShop>[1] {
  return { "tracegate.yaml": `${shopConfig}enforce: { until: ${until} }\n` };
}

describe("enforce: { until }", () => {
  test("shows a decision that would block, says so in the first line, and ends with 0", async () => {
    const root = aShop("inventive", adopting("2999-01-01"));
    const { exitCode, stdout } = await tracegate(root, ["run", "--quiet"]);
    expect(exitCode).toBe(0);
    expect(stdout.split("\n")[0]).toMatch(/^FAIL {2}Not enforced until 2999-01-01/);
    const comment = readFileSync(join(onlyRunOf(root), "comment.md"), "utf8");
    expect(comment).toMatch(/^### ⚠️ Not enforced until 2999-01-01/);
    expect((await tracegate(root, ["gate"])).exitCode).toBe(0);
  });

  test("blocks from its day on", async () => {
    const root = aShop("inventive", adopting("2020-01-01"));
    expect((await tracegate(root, ["run", "--quiet"])).exitCode).toBe(1);
  });
});

test("an agent that cannot be loaded leaves no run behind", async () => {
  const root = aShop("honest");
  await tracegate(root, ["run", "--quiet"]);
  giveAgent(root, "export const waiter = 1;\n");
  expect((await tracegate(root, ["run", "--quiet"])).exitCode).toBe(2);
  expect(runsOf(root)).toHaveLength(1);
});

test("--concurrency holds that many sessions at once", async () => {
  const root = aShop("honest", {
    "agent.mjs": `
      let open = 0;
      let most = 0;
      export const agent = async (message, ctx) => {
        most = Math.max(most, ++open);
        await new Promise((resolve) => setTimeout(resolve, 2));
        await ctx.callTool("search_policies", { question: message }, () => []);
        open--;
        return "I don't know. Most at once: " + most;
      };`,
  });
  const argv = ["run", "--quiet", "--out", "results", "--concurrency", "3"];
  expect((await tracegate(root, argv)).exitCode).toBe(0);
  const journal = readFileSync(join(root, "results/journal.jsonl"), "utf8");
  const most = [...journal.matchAll(/Most at once: (\d+)/g)].map(([, count]) => Number(count));
  expect(Math.max(...most)).toBe(3);
});

describe("--out", () => {
  test("may be a folder that is not there yet, seen from where the command is given", async () => {
    const root = aShop();
    const { exitCode, stdout } = await tracegate(join(root, "datasets"), [
      "run",
      "--quiet",
      "--root",
      "..",
      "--out",
      "a/b",
    ]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Comment and results: a/b\n");
    expect(existsSync(join(root, "datasets/a/b/comment.md"))).toBe(true);
    expect(runsOf(root)).toEqual([]);
  });

  test.each([
    ["a file", "agent.mjs", "it is there and is not a folder"],
    ["below a file", "agent.mjs/results", "not a directory"],
  ])("that is %s is refused before anything is run", async (_case, out, words) => {
    const root = aShop();
    const { exitCode, stdout, stderr } = await tracegate(root, ["run", "--out", out]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain("error RESULTS_UNWRITABLE");
    expect(stderr).toContain(words);
    expect(stderr).not.toContain("runs (");
  });

  test("keeps no decision of an earlier run beside the journal of one that breaks off", async () => {
    const root = aShop("honest");
    await tracegate(root, ["run", "--quiet", "--out", "results"]);
    expect(existsSync(join(root, "results/decision.json"))).toBe(true);
    giveAgent(root, "export const waiter = 1;\n");
    const { exitCode } = await tracegate(root, ["run", "--quiet", "--out", "results"]);
    expect(exitCode).toBe(2);
    expect(readdirSync(join(root, "results")).toSorted()).toEqual(["journal.jsonl.previous"]);
    expect((await tracegate(root, ["gate", "--results", "results"])).exitCode).toBe(2);
  });
});

describe("what the user can mend ends with exit code 2", () => {
  test("a root that is not there", async () => {
    const root = aShop();
    for (const command of ["run", "gate", "validate"]) {
      const { exitCode, stdout, stderr } = await tracegate(root, [command, "--root", "elsewhere"]);
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
      expect(stderr).toBe(
        `error ROOT_MISSING: There is no folder ${join(root, "elsewhere")}.\n` +
          "  fix: Name the folder of the project with `--root`, or leave it out to take the one you are in.\n",
      );
    }
  });

  test.each(["agent.mjs", "agent.mjs/below"])("a root that is no folder: %s", async (place) => {
    const { exitCode, stderr } = await tracegate(aShop(), ["run", "--root", place]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("error ROOT_MISSING");
  });

  test.each(["../tracegate.yaml", "/etc/hostname"])(
    "a configuration outside: %s",
    async (config) => {
      const { exitCode, stderr } = await tracegate(aShop(), ["run", "--config", config]);
      expect(exitCode).toBe(2);
      expect(stderr).toContain("error CONFIG_OUTSIDE: The configuration");
      expect(stderr).toContain("fix: Name its folder as the project's, with `--root /");
    },
  );

  test("a project without files, and one with many problems: all of them, and nothing is run", async () => {
    const empty = await tracegate(aShop("honest", { "tracegate.yaml": undefined }), ["run"]);
    expect(empty.exitCode).toBe(2);
    expect(empty.stderr).toContain("tracegate.yaml  there is no such file or folder");

    const root = aShop("honest", {
      "tracegate.yaml": `${shopConfig}  missing: lots\n`,
      "datasets/support/cases/late-fee.yaml": "id: [\n",
    });
    const { exitCode, stdout, stderr } = await tracegate(root, ["run"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain("tracegate.yaml:12:12  `gate.missing` is the text");
    expect(stderr).toContain("datasets/support/cases/late-fee.yaml:");
    expect(stderr).toMatch(
      /error PROJECT_INVALID: .* have \d+ problems, so nothing was done\.\n {2}fix: /,
    );
    expect(runsOf(root)).toEqual([]);
  });

  test("a problem of a case, while the agent is started already: no process is left", async () => {
    const root = aShop("honest", {
      "tracegate.yaml": shopConfig.replace(
        "runner: module\n  module: agent.mjs",
        `runner: process\n  command: [${JSON.stringify(process.execPath)}, agent.mjs]\n  sessions: many`,
      ),
      "agent.mjs": `import { writeFileSync } from "node:fs";
writeFileSync("started", String(process.pid));
setInterval(() => {}, 1000);
process.stdin.resume().on("end", () => process.exit());
`,
      "datasets/support/cases/late-fee.yaml": "id: [\n",
    });
    const { exitCode, stderr } = await tracegate(root, ["run"], {
      env: { PATH: process.env["PATH"] ?? "" },
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("error PROJECT_INVALID: ");
    const started = join(root, "started");
    const isOver = !existsSync(started) || (await isGone(Number(readFileSync(started, "utf8"))));
    expect(isOver).toBe(true);
    expect(runsOf(root)).toEqual([]);
  });

  test("an agent module that is not there", async () => {
    const root = aShop("honest", {
      "tracegate.yaml": shopConfig.replace("module: agent.mjs", "module: gone.mjs"),
    });
    const { exitCode, stderr } = await tracegate(root, ["run", "--quiet"]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^error AGENT_\w+: .*gone\.mjs/);
  });

  test("an agent that nothing versions, outside git", async () => {
    const root = aShop("honest", {
      "tracegate.yaml": shopConfig.replace("  version: [agent.mjs]\n", ""),
    });
    const { exitCode, stderr } = await tracegate(root, ["run", "--quiet"], {});
    expect(exitCode).toBe(2);
    expect(stderr).toContain("error AGENT_UNVERSIONED");
  });

  test("a scripted model with problems", async () => {
    const root = aShop("honest", {
      "tracegate.yaml": shopConfig.replace("  version:", "  scriptedModel: model.yaml\n  version:"),
      "model.yaml": "rules: soon\n",
    });
    const { exitCode, stderr } = await tracegate(root, ["run", "--quiet"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("model.yaml:1:");
    expect(stderr).toContain(
      "error SCRIPTED_MODEL_INVALID: The scripted model model.yaml cannot be used.",
    );
  });

  test("results that cannot be written below the project", async () => {
    const root = aShop("honest", { ".tracegate": "not a folder" });
    const { exitCode, stderr } = await tracegate(root, ["run", "--quiet"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("error RESULTS_UNWRITABLE");
  });
});

test("an agent that fails every run is counted, shown, and not green", async () => {
  const root = aShop("honest", {
    "agent.mjs": 'export const agent = () => { throw new Error("the stock is gone"); };\n',
  });
  const { exitCode, stdout } = await tracegate(root, ["run", "--quiet"]);
  expect(exitCode).toBe(1);
  expect(stdout).toContain("the stock is gone");
});

test("the newest run is the one that was begun last, also within a second", async () => {
  const root = aShop("honest");
  await tracegate(root, ["run", "--quiet"]);
  giveAgent(root, agentModule("inventive"));
  await tracegate(root, ["run", "--quiet"]);
  expect((await tracegate(root, ["gate"])).exitCode).toBe(1);
  mkdirSync(join(root, ".tracegate/runs/notes"));
  expect((await tracegate(root, ["gate"])).exitCode).toBe(1);
});
