import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { tracegate } from "../../support/command-line.ts";
import { commitAll, git } from "../../support/git.ts";
import { agentModule, aShop, type ShopAgent, shopConfig } from "../../support/shop.ts";

/** A shop in git, on `main`, whose configuration compares. */
function aRepositoryOf(baseline: string): string {
  const root = aShop("honest", {
    "tracegate.yaml": `${shopConfig}baseline: ${baseline}\n`,
    ".gitignore": ".tracegate/\nresults*/\n",
  });
  git(root, "init", "--quiet", "--initial-branch", "main");
  commitAll(root, "The first policies");
  return root;
}

/** Another module: what was imported before stays in memory. */
function replaceAgent(root: string, agent: ShopAgent): void {
  const config = join(root, "tracegate.yaml");
  writeFileSync(join(root, `${agent}.mjs`), agentModule(agent));
  writeFileSync(config, readFileSync(config, "utf8").replaceAll("agent.mjs", `${agent}.mjs`));
}

/** On a branch of its own, with another agent. */
function change(root: string, agent: ShopAgent): void {
  git(root, "checkout", "--quiet", "-b", "change");
  replaceAgent(root, agent);
  commitAll(root, "Another agent");
}

const run = ["run", "--quiet"];

async function twoRuns(): Promise<string> {
  const root = aShop("honest");
  await tracegate(root, [...run, "--out", "results-before"]);
  replaceAgent(root, "inventive");
  await tracegate(root, [...run, "--stop", "off", "--out", "results"]);
  return root;
}

describe("tracegate baseline", () => {
  test("keeps results of a commit, and later runs are compared with them", async () => {
    const root = aRepositoryOf("{ stores: [folder] }");
    const nothing = await tracegate(root, ["baseline", "show"]);
    expect(nothing.stdout).toContain("merge base: nothing, nothing is stored for the merge base\n");
    await tracegate(root, run);
    const saved = await tracegate(root, ["baseline", "save"]);
    expect(saved.stdout).toMatch(/^Kept 40 runs of [0-9a-f]{7} in \.tracegate\/baselines\.\n$/);
    change(root, "inventive");
    const shown = await tracegate(root, ["baseline", "show", "--json"]);
    expect(JSON.parse(shown.stdout)).toMatchObject({ baseline: { kind: "found" } });
    const { exitCode, stdout } = await tracegate(root, run);
    expect(exitCode).toBe(1);
    expect(stdout).toContain("abstention is below its floor and fell 100 points against main");
    expect(stdout).toContain("newly failing: late-fee 0/20 (was 20/20) on abstention");
  });

  test("names the store that is missing", async () => {
    const root = aShop("honest");
    await tracegate(root, run);
    const { exitCode, stderr } = await tracegate(root, ["baseline", "save"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("Run in a git repository");
  });
});

describe("tracegate run with `rerun: worktree`", () => {
  test("runs the agent of the merge base first, against the dataset of the change", async () => {
    const root = aRepositoryOf("{ stores: [folder], rerun: worktree }");
    change(root, "wavering");
    const { exitCode, stdout } = await tracegate(root, run);
    expect(exitCode).toBe(3);
    expect(stdout).toContain("40 runs, run now from a worktree");
    expect(stdout).toMatch(/abstention +90 % +100\.0 % +85\.0 % .* −15\.0 /);
  });

  test("says so where it cannot be run, and the floors decide", async () => {
    const root = aRepositoryOf("{ stores: [folder], rerun: worktree }");
    writeFileSync(join(root, "agent.mjs"), "export const other = 1;\n");
    commitAll(root, "A broken agent");
    change(root, "honest");
    const { exitCode, stdout } = await tracegate(root, run);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("No baseline: the merge base could not be run (");
    expect(stdout).toContain("only the floors decide");
  });
});

describe("tracegate gate --baseline", () => {
  test("that names the runs which are decided on is an error, not a comparison less", async () => {
    const root = aShop("honest");
    await tracegate(root, [...run, "--out", "results"]);
    const gate = ["gate", "--results", "results", "--baseline", "results"];
    const { exitCode, stdout, stderr } = await tracegate(root, gate);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain("What is named with --baseline are the very runs");
  });

  test("compares with the folder of a run, or with its file", async () => {
    const root = await twoRuns();
    for (const named of ["results-before", "results-before/experiment.json"]) {
      const gate = ["gate", "--results", "results", "--baseline", named];
      const { exitCode, stdout } = await tracegate(root, gate);
      expect(exitCode).toBe(1);
      expect(stdout).toContain("fell 100 points against baseline");
    }
    const json = await tracegate(root, [
      "gate",
      "--results",
      "results",
      "--baseline",
      "results-before",
      "--json",
    ]);
    expect(JSON.parse(json.stdout)).toMatchObject({
      comparison: { kind: "compared", origin: { source: "file" } },
      reasons: [{ kind: "floor-missed" }, { kind: "regressed" }, { kind: "case-regressed" }],
    });
  });

  test.each([
    ["nothing", "nowhere.json", "There is no"],
    ["results of another version", "other.json", "has the schema"],
    ["no JSON", "agent.mjs", "is not JSON"],
  ])("that names %s is an error", async (_, named, message) => {
    const root = await twoRuns();
    writeFileSync(join(root, "other.json"), JSON.stringify({ schema: "tracegate.experiment/9" }));
    const gate = ["gate", "--results", "results", "--baseline", named];
    const { exitCode, stderr } = await tracegate(root, gate);
    expect([exitCode, stderr.includes(message)]).toEqual([2, true]);
  });

  test("that names runs of two agents is an error, and the same twice is refused", async () => {
    const root = await twoRuns();
    const gate = ["gate", "--results", "results", "--baseline"];
    const mixed = await tracegate(root, [...gate, "results", "results-before"]);
    expect(mixed.stderr).toContain("tested different things");
    cpSync(join(root, "results-before"), join(root, "results-copy"), { recursive: true });
    const twice = await tracegate(root, [...gate, "results-before", "results-copy"]);
    expect(twice.stdout).toContain("it holds the same runs twice");
    expect(twice.exitCode).toBe(1);
  });
});
