import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { tracegate } from "../../support/command-line.ts";
import { agentModule, aShop, shopConfig } from "../../support/shop.ts";

/** A decision without what depends on when it was made. */
function decisionIn(folder: string): unknown {
  const { experiment, ...decision } = JSON.parse(
    readFileSync(join(folder, "decision.json"), "utf8"),
  );
  const { startedAt: _, ...tested } = experiment;
  return { ...decision, experiment: tested };
}

function recordedIn(folder: string): number {
  return readFileSync(join(folder, "journal.jsonl"), "utf8").trimEnd().split("\n").length - 1;
}

/** A run of a slow agent that Ctrl-C ends somewhere in the middle. */
async function anInterruptedRun(argv: readonly string[] = ["--out", "results"]): Promise<string> {
  const root = aShop("slow");
  const { exitCode, stdout, stderr } = await tracegate(root, ["run", ...argv], {
    interruptAt: /\n1\d\/40 runs/,
  });
  expect({ exitCode, stdout }).toEqual({ exitCode: 130, stdout: "" });
  expect(stderr).toMatch(/\nInterrupted: 1\d of 40 runs are kept in /);
  return root;
}

describe("Ctrl-C", () => {
  test("ends a run with 130, keeps what was run, decides nothing, and says how to go on", async () => {
    const root = aShop("slow");
    const argv = ["run", "--out", "it's results"];
    const { stderr } = await tracegate(root, argv, { interruptAt: /\n1\d\/40 runs/ });
    expect(stderr).toMatch(
      /Interrupted: 1\d of 40 runs are kept in it's results\. Go on with `tracegate run --resume --out 'it'\\''s results'`\.\n$/,
    );
    const folder = join(root, "it's results");
    expect(recordedIn(folder)).toBeGreaterThanOrEqual(10);
    expect(existsSync(join(folder, "decision.json"))).toBe(false);
    expect(existsSync(join(folder, "journal.jsonl.lock"))).toBe(false);
  });

  test("leaves results that the gate does not call a pass", async () => {
    const root = await anInterruptedRun();
    const { exitCode, stdout } = await tracegate(root, ["gate", "--results", "results"]);
    expect(exitCode).toBe(3);
    expect(stdout).toContain("UNDETERMINED");
  });

  test("names the options that the next command needs as well", async () => {
    const root = aShop("slow");
    const argv = ["run", "--root", ".", "--case", "late-fee", "lost-parcel", "--runs", "30"];
    const { stderr } = await tracegate(root, argv, { interruptAt: /\n1\d\/60 runs/ });
    expect(stderr).toContain(
      "Go on with `tracegate run --resume --case late-fee lost-parcel --runs 30`.",
    );
  });
});

describe("--resume", () => {
  test("goes on with the newest run and ends as one that was never interrupted", async () => {
    const root = await anInterruptedRun([]);
    const resumed = await tracegate(root, ["run", "--resume"]);
    expect(resumed.exitCode).toBe(0);
    expect(resumed.stderr).toMatch(/^At most \d\d runs.*\n1\d\/40 runs .* from the journal\n/);
    const [, folder = ""] = /Comment and results: (.*)\n/.exec(resumed.stdout) ?? [];
    expect(recordedIn(join(root, folder))).toBe(40);

    await tracegate(root, ["run", "--quiet", "--out", "uninterrupted"]);
    expect(decisionIn(join(root, folder))).toEqual(decisionIn(join(root, "uninterrupted")));
  });

  test("is not led astray by a look at one case in between", async () => {
    const root = await anInterruptedRun([]);
    await tracegate(root, ["run", "--quiet", "--case", "late-fee", "--runs", "1"]);
    const { exitCode, stderr } = await tracegate(root, ["run", "--resume"]);
    expect(exitCode).toBe(0);
    expect(stderr).toContain("from the journal");
  });

  test("says how many lines of the journal repeat runs", async () => {
    const root = aShop();
    await tracegate(root, ["run", "--quiet", "--out", "results"]);
    const path = join(root, "results/journal.jsonl");
    const text = readFileSync(path, "utf8");
    writeFileSync(path, `${text}${text.split("\n").slice(1, 3).join("\n")}\n`);
    const { exitCode, stderr } = await tracegate(root, ["run", "--resume", "--out", "results"]);
    expect(exitCode).toBe(0);
    expect(stderr).toContain(
      "warning: 2 lines of the journal repeat what it holds; each run counts once.\n",
    );
  });

  test("of a run that ended has nothing to run, says so, and decides the same", async () => {
    const root = aShop("wavering");
    const first = await tracegate(root, ["run", "--quiet", "--out", "results"]);
    const before = decisionIn(join(root, "results"));
    const again = await tracegate(root, ["run", "--resume", "--out", "results"]);
    expect(again.stderr).toBe("Nothing was left to run: 40 runs recorded before.\n");
    expect([first.exitCode, again.exitCode]).toEqual([3, 3]);
    expect(decisionIn(join(root, "results"))).toEqual(before);
  });

  test.each([
    ["no run was ever begun", ["run", "--resume"], "There is no run below"],
    ["the folder is not there", ["run", "--resume", "--out", "results"], "There is no folder"],
  ])("where %s ends with 2 and begins nothing", async (_case, argv, words) => {
    const root = aShop();
    const { exitCode, stdout, stderr } = await tracegate(root, argv);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain(`error RESULTS_MISSING: ${words}`);
    expect(stderr).toContain("fix: Run `tracegate run` first");
    expect(existsSync(join(root, ".tracegate"))).toBe(false);
  });

  test.each([
    ["the agent", "agent.mjs", `${agentModule("slow")}// kinder\n`, "the agent changed"],
    [
      "the plan",
      "tracegate.yaml",
      shopConfig.replace("stop: off", "perCase: 30, stop: off"),
      "40 runs were planned",
    ],
  ])("under another journal than that of %s is refused, and the journal stays", async (...args) => {
    const [, file, text, words] = args;
    const root = await anInterruptedRun();
    const before = recordedIn(join(root, "results"));
    writeFileSync(join(root, file), text);
    const { exitCode, stdout, stderr } = await tracegate(root, [
      "run",
      "--resume",
      "--out",
      "results",
    ]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain("error JOURNAL_OTHER_EXPERIMENT");
    expect(stderr).toContain(words);
    expect(recordedIn(join(root, "results"))).toBe(before);
  });

  test("notices a changed module that `agent.version` leaves out", async () => {
    const config = shopConfig.replace("version: [agent.mjs]", "version: [prompts/**]");
    const root = aShop("honest", { "tracegate.yaml": config, "prompts/system.md": "Be kind." });
    await tracegate(root, ["run", "--quiet", "--out", "results"]);
    writeFileSync(join(root, "agent.mjs"), `${agentModule("honest")}// kinder\n`);
    const argv = ["run", "--resume", "--out", "results"];
    const { exitCode, stderr } = await tracegate(root, argv);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("the agent changed");
  });

  test("in a git repository notices an edit of any tracked file", async () => {
    const config = shopConfig.replace("  version: [agent.mjs]\n", "");
    const root = aShop("honest", { "tracegate.yaml": config, "prompts/system.md": "Be kind.\n" });
    const git = (...args: string[]): void => {
      const identity = ["-c", "user.name=Dana", "-c", "user.email=dana@example.com"];
      execFileSync("git", [...identity, ...args], { cwd: root, stdio: "ignore" });
    };
    git("init");
    git("add", ".");
    git("commit", "--message", "A shop");
    const argv = ["run", "--quiet", "--out", "results"];
    expect((await tracegate(root, argv)).exitCode).toBe(0);
    expect((await tracegate(root, [...argv, "--resume"])).exitCode).toBe(0);
    writeFileSync(join(root, "prompts/system.md"), "Be brief.\n");
    const { exitCode, stderr } = await tracegate(root, [...argv, "--resume"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("the agent changed");
  });

  test("leaves a run alone that another process is at", async () => {
    const root = await anInterruptedRun();
    writeFileSync(join(root, "results/journal.jsonl.lock"), JSON.stringify({ pid: process.ppid }));
    const { exitCode, stderr } = await tracegate(root, ["run", "--resume", "--out", "results"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("error JOURNAL_LOCKED");
  });
});
