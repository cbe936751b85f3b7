import { describe, expect, test } from "vitest";
import type { PlanPower } from "../../../src/core/gate/plan-power.ts";
import { tracegate } from "../../support/command-line.ts";
import { aShop } from "../../support/shop.ts";

describe("tracegate power", () => {
  test("says what the plan sees, and what it takes to see more", async () => {
    const { exitCode, stdout, stderr } = await tracegate(aShop(), ["power", "--detect", "5"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    await expect(stdout).toMatchFileSnapshot("../../golden/power/shop.txt");
  });

  test("knows from the newest run how often the agent passes", async () => {
    const root = aShop("wavering");
    await tracegate(root, ["run", "--quiet"]);
    const { stdout } = await tracegate(root, ["power"]);
    expect(stdout).toContain("against a baseline of as many runs that passes 85.0 %");
    // 17 of 20: the one-sided lower bound is .656.
    expect(stdout).toContain(
      "17 of 20 recorded runs passed: they prove a floor of 65 %, less than the floor",
    );
    expect(stdout).toContain("Ask what it takes to see a fall with --detect <points>.");
  });

  test("gives programs the numbers", async () => {
    const argv = ["power", "--json", "--detect", "2.5"];
    const { stdout } = await tracegate(aShop(), argv);
    const power: PlanPower = JSON.parse(stdout);
    expect(power).toMatchObject({
      schema: "tracegate.power/1",
      floors: 2,
      detect: 0.025,
      dimensions: [{ dimension: "abstention" }, { dimension: "tool-use" }],
    });
  });

  test.each([
    [["--detect", "0"], "above 0 and below 100"],
    [["--detect", "100"], "above 0 and below 100"],
    [["--detect", "5%"], "above 0 and below 100"],
    [["--detect", "-3"], "above 0 and below 100"],
    [["--results", "nowhere"], "RESULTS_MISSING"],
  ])("%j is refused", async (argv, expected) => {
    const { exitCode, stderr } = await tracegate(aShop(), ["power", ...argv]);
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining(expected),
    });
  });
});
