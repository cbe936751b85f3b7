import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { SuggestedFloors } from "../../../src/core/gate/suggested-floors.ts";
import { tracegate } from "../../support/command-line.ts";
import { aShop } from "../../support/shop.ts";

describe("tracegate floors", () => {
  test("prints the floors that the newest run proves as YAML to paste, each with its reason", async () => {
    const root = aShop("wavering");
    await tracegate(root, ["run", "--quiet"]);
    const { exitCode, stdout, stderr } = await tracegate(root, ["floors"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(parse(stdout)).toEqual({
      gate: { dimensions: { abstention: { floor: 0.6563 }, "tool-use": { floor: 0.9278 } } },
    });
    expect(stdout).toContain(
      "abstention: { floor: 0.6563 } # 17 of 20 runs passed (85.0 %); now 0.9, which these runs do not prove",
    );
    expect(stdout).toContain(
      "tool-use: { floor: 0.9278 } # 40 of 40 runs passed (100.0 %); now 0.8\n",
    );
  });

  test("adds up several runs of the same dataset, as JSON too", async () => {
    const root = aShop("wavering");
    await tracegate(root, ["run", "--quiet", "--out", "runs/a"]);
    await tracegate(root, ["run", "--quiet", "--out", "runs/b"]);
    const argv = ["floors", "--json", "--results", "runs/a", "runs/b"];
    const floors: SuggestedFloors = JSON.parse((await tracegate(root, argv)).stdout);
    expect(floors).toMatchObject({
      schema: "tracegate.floors/1",
      experiments: 2,
      dimensions: [{ dimension: "abstention", passed: 34, runs: 40 }, { dimension: "tool-use" }],
    });
  });

  test("runs that were scored by other evaluators are not added up", async () => {
    const [one, other] = [
      aShop(),
      aShop("honest", {
        "evaluators/searches-policies/v1.yaml": `name: searches-policies
version: 1
dimension: tool-use
kind: check
check: tool-called
tool: search_faq
`,
      }),
    ];
    for (const root of [one, other]) await tracegate(root, ["run", "--quiet", "--out", "runs/a"]);
    const argv = ["floors", "--results", "runs/a", `${other}/runs/a`];
    const { exitCode, stderr } = await tracegate(one, argv);
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("RESULTS_DIFFER"),
    });
  });
});
