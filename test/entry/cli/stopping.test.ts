import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Decision } from "../../../src/core/gate/decision.ts";
import type { Experiment } from "../../../src/core/plan/experiment.ts";
import { tracegate } from "../../support/command-line.ts";
import { agentModule, aShop, shopConfig } from "../../support/shop.ts";

const experimentIn = (folder: string): Experiment =>
  JSON.parse(readFileSync(join(folder, "experiment.json"), "utf8"));

/** The gift shop as a configuration without `runs.stop` has it. */
const asUsual = { "tracegate.yaml": shopConfig.replace("runs: { stop: off }\n", "") };

describe("tracegate run --stop", () => {
  test("curtails where nothing is said, and comes to the decision of the whole plan", async () => {
    const root = aShop("honest", asUsual);
    const args = ["run", "--json", "--quiet", "--runs", "100"];
    const stopped = await tracegate(root, [...args, "--out", "stopped"]);
    const whole = await tracegate(root, [...args, "--stop", "off"]);
    const decisions: readonly Decision[] = [stopped, whole].map(({ stdout }) => JSON.parse(stdout));
    expect(decisions.map(({ kind }) => kind)).toEqual(["pass", "pass"]);
    expect(decisions[0]?.stop).toMatchObject({ mode: "curtail", isSettled: true });
    expect(decisions[1]?.stop).toBeUndefined();
    const { recorded, planned, stop } = experimentIn(join(root, "stopped"));
    expect(recorded).toBeLessThan(planned);
    expect(stop).toMatchObject({ mode: "curtail", cause: "decided", saved: planned - recorded });
    const again = await tracegate(root, ["gate", "--results", "stopped"]);
    expect(again.stdout).toContain("Stopped early:");
    expect(again.exitCode).toBe(0);
  });

  test("a sequential run tells its errors, and gate believes it only under such a policy", async () => {
    const root = aShop("honest", asUsual);
    const runs = ["--runs", "300", "--quiet", "--out", "results"];
    const { stdout, exitCode } = await tracegate(root, ["run", "--stop", "sequential", ...runs]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("stopped early");
    expect(readFileSync(join(root, "results/comment.md"), "utf8")).toMatch(
      /sequential test of at most \d+ runs/,
    );
    const gated = await tracegate(root, ["gate", "--results", "results"]);
    expect(gated.exitCode).toBe(3);
    expect(gated.stdout).toContain("may still change the decision");
  });

  test.each([
    [["--stop", "sometimes"], "curtail, sequential, off"],
    [["--shard", "9/8"], "such as 3/8"],
    [["--shard", "1/8", "--stop", "off"], "cannot be used with"],
    [["--shard", "1/8", "--case", "late-fee"], "cannot be used with"],
    [["--budget-usd", "0"], "above 0"],
    [["--budget-tokens", "many"], "above 0"],
  ])("%j is refused", async (args, words) => {
    const { exitCode, stderr } = await tracegate(aShop(), ["run", ...args]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(words);
  });
});

test("a budget in minutes that is over leaves what was run, to be gone on with", async () => {
  const slow = agentModule("honest").replace(
    "await ctx",
    "await new Promise((end) => setTimeout(end, 60));\n    await ctx",
  );
  const root = aShop("honest", { "agent.mjs": slow });
  const args = ["run", "--out", "results", "--concurrency", "1", "--budget-minutes", "0.005"];
  const { exitCode, stdout, stderr } = await tracegate(root, args);
  expect(exitCode).toBe(3);
  expect(stdout).toContain("the budget was used up");
  expect(stderr).toContain("budget.minutes");
  expect(experimentIn(join(root, "results"))).toMatchObject({ isComplete: false });
});

/** What two runs of the same plan have in common, but for how long they took. */
function timeless({ cases, usage, planned, recorded }: Experiment): unknown {
  const untimed = cases.map(({ busyMs, ...one }) => ({ ...one, isTimed: busyMs !== undefined }));
  return { cases: untimed, usage, planned, recorded };
}

describe("tracegate merge", () => {
  test("makes of three parts what one run makes, and gate decides on it", async () => {
    const root = aShop();
    for (const index of [1, 2, 3]) {
      const args = ["run", "--quiet", "--shard", `${index}/3`, "--out", `shards/${index}`];
      const part = await tracegate(root, args);
      expect(part.exitCode).toBe(0);
      expect(existsSync(join(root, `shards/${index}/decision.json`))).toBe(false);
    }
    const parts = ["shards/3", "shards/1", "shards/2"];
    const merged = await tracegate(root, ["merge", ...parts, "--out", "merged"]);
    expect(merged).toMatchObject({ exitCode: 0, stderr: "" });
    await tracegate(root, ["run", "--quiet", "--out", "whole"]);
    expect(timeless(experimentIn(join(root, "merged")))).toEqual(
      timeless(experimentIn(join(root, "whole"))),
    );
    const gated = await tracegate(root, ["gate", "--results", "merged"]);
    expect(gated.exitCode).toBe(0);
    const fewer = await tracegate(root, ["merge", "shards/1", "--out", "fewer", "--json"]);
    expect(fewer.exitCode).toBe(3);
    expect(JSON.parse(fewer.stdout)).toMatchObject({ lost: [2, 3], recorded: 14 });
  });

  test("of what is no part says so", async () => {
    const root = aShop();
    const { exitCode, stderr } = await tracegate(root, ["merge", "nowhere", "--out", "merged"]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringContaining("RESULTS_MISSING"),
    });
    expect(existsSync(join(root, "merged", "experiment.json"))).toBe(false);
  });
});
