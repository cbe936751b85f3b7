import { describe, expect, test } from "vitest";
import type { AaReport } from "../../../src/core/gate/measure-aa.ts";
import { tracegate } from "../../support/command-line.ts";
import { aShop } from "../../support/shop.ts";

describe("tracegate aa", () => {
  test("measures the newest run against itself, and says what it means", async () => {
    const root = aShop();
    await tracegate(root, ["run", "--quiet"]);
    const { exitCode, stdout, stderr } = await tracegate(root, ["aa"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toContain("KEPT  0.0 % of unchanged agents are blocked by chance");
    expect(stdout).toContain(
      "No failure was recorded on abstention and tool-use, so none can be drawn",
    );
    expect(stdout).toContain("2,000 comparisons of 2 cases and 40 runs with themselves, seed 1");
  });

  test("gives programs the numbers, the same for the same seed", async () => {
    const root = aShop("wavering");
    await tracegate(root, ["run", "--quiet", "--out", "runs/main"]);
    const argv = [
      "aa",
      "runs/main/experiment.json",
      "--json",
      "--resamples",
      "1000",
      "--seed",
      "7",
    ];
    const first = await tracegate(root, argv);
    const report: AaReport = JSON.parse(first.stdout);
    expect(report).toMatchObject({
      schema: "tracegate.aa/1",
      resamples: 1000,
      seed: 7,
      promise: "deserved",
      belowFloor: [{ dimension: "abstention", rate: 0.85, floor: 0.9 }],
    });
    expect((await tracegate(root, argv)).stdout).toBe(first.stdout);
  });

  test.each<[string, readonly string[], string]>([
    ["too few resamples", ["--resamples", "999"], "RESAMPLES_TOO_FEW"],
    ["no number of resamples", ["--resamples", "many"], "Give a whole number"],
    ["a folder that is not there", ["nowhere"], "RESULTS_MISSING"],
  ])("%s: refused", async (_what, argv, expected) => {
    const root = aShop();
    await tracegate(root, ["run", "--quiet"]);
    const { exitCode, stderr } = await tracegate(root, ["aa", ...argv]);
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining(expected),
    });
  });

  test("runs of another dataset than the project's are refused", async () => {
    const root = aShop();
    await tracegate(root, ["run", "--quiet", "--out", "runs/main"]);
    const path = "datasets/support/cases/late-fee.yaml";
    const other = aShop("honest", {
      [path]: `id: late-fee
conversation: [{ user: "Is there a late fee in Sweden?" }]
expectations:
  - { dimension: abstention, evaluator: says-it-does-not-know@1 }
  - { dimension: tool-use, evaluator: searches-policies@1 }
`,
    });
    const { exitCode, stderr } = await tracegate(other, ["aa", `${root}/runs/main`]);
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("RESULTS_STALE"),
    });
  });

  test("a case of a few runs is too little to draw from", async () => {
    const root = aShop("honest", {
      "datasets/support/scenarios/lost-parcel.yaml": `id: lost-parcel
runs: 5
goal: Learn where a lost parcel is.
user: { kind: scripted, turns: [My parcel is lost.] }
expectations: [{ dimension: tool-use, evaluator: searches-policies@1 }]
`,
    });
    await tracegate(root, ["run", "--quiet"]);
    const { exitCode, stderr } = await tracegate(root, ["aa"]);
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("lost-parcel has 5 recorded runs"),
    });
  });
});
