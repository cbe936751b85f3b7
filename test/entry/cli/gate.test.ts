import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Experiment } from "../../../src/core/plan/experiment.ts";
import { tracegate } from "../../support/command-line.ts";
import { aShop, type ShopAgent, shopConfig } from "../../support/shop.ts";

/** A shop whose agent was run, with the results in `results`. */
async function aRunShop(agent: ShopAgent): Promise<string> {
  const root = aShop(agent);
  await tracegate(root, ["run", "--quiet", "--out", "results"]);
  return root;
}

const gate = ["gate", "--results", "results"];

describe("the gate decides again from files", () => {
  test.each([
    ["honest", 0],
    ["inventive", 1],
    ["wavering", 3],
  ] as const)("as the run of an %s agent did, with exit code %i", async (agent, code) => {
    const root = aShop(agent);
    const run = await tracegate(root, ["run", "--quiet", "--out", "results"]);
    const gated = await tracegate(root, gate);
    expect([run.exitCode, gated.exitCode]).toEqual([code, code]);
    expect(run.stdout).toBe(`${gated.stdout}\n  Comment and results: results\n`);
  });

  test("under the policy as it is now, and writes decision and comment anew", async () => {
    const root = await aRunShop("wavering");
    writeFileSync(join(root, "tracegate.yaml"), shopConfig.replace("floor: 0.9", "floor: 0.7"));
    const { exitCode, stdout } = await tracegate(root, gate);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("PASS");
    const { kind } = JSON.parse(readFileSync(join(root, "results/decision.json"), "utf8"));
    expect(kind).toBe("pass");
    expect(readFileSync(join(root, "results/comment.md"), "utf8")).toContain("70 %");

    writeFileSync(
      join(root, "tracegate.yaml"),
      `${shopConfig.replace("floor: 0.9", "floor: 0.7")}  mustPass: [late-fee]\n`,
    );
    expect((await tracegate(root, gate)).exitCode).toBe(1);
  });

  test.each([
    ["the agent", "agent.mjs", "export const agent = () => 'anything';", "the agent changed"],
    [
      "the dataset",
      "datasets/support/cases/gift-card.yaml",
      `id: gift-card
conversation:
  - user: Is my gift card still good?
expectations:
  - { dimension: tool-use, evaluator: searches-policies@1 }
`,
      "the dataset changed",
    ],
  ])(
    "but not once %s has changed: that says nothing about the tree as it is",
    async (_what, file, text, change) => {
      const root = await aRunShop("honest");
      writeFileSync(join(root, file), text);
      const { exitCode, stdout, stderr } = await tracegate(root, gate);
      expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
      expect(stderr).toContain("error RESULTS_STALE");
      expect(stderr).toContain(change);
    },
  );

  test("nor once a case guards that did not when it was run", async () => {
    const root = aShop("honest");
    const folder = join(root, "datasets/support/cases");
    const guarding = readFileSync(join(folder, "late-fee.yaml"), "utf8").replace(
      "id: late-fee",
      "id: late-fee-norway",
    );
    const file = join(folder, "late-fee-norway.yaml");
    writeFileSync(file, guarding.replace("conversation:", "status: open\nconversation:"));
    const run = await tracegate(root, ["run", "--quiet", "--out", "results"]);
    expect(run.exitCode).toBe(0);
    writeFileSync(file, guarding);
    const { exitCode, stdout, stderr } = await tracegate(root, gate);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain("late-fee-norway was open and is guarding");
  });

  test("nor on fewer cases or runs than the files plan", async () => {
    const root = await aRunShop("honest");
    writeFileSync(
      join(root, "tracegate.yaml"),
      shopConfig.replace("stop: off", "perCase: 30, stop: off"),
    );
    const { exitCode, stderr } = await tracegate(root, gate);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("40 runs were planned, now 60");
  });

  test("--json prints the decision, --markdown the comment, and nothing else", async () => {
    const root = await aRunShop("inventive");
    const json = await tracegate(root, [...gate, "--json"]);
    expect(json).toEqual({
      exitCode: 1,
      stdout: readFileSync(join(root, "results/decision.json"), "utf8"),
      stderr: "",
    });
    const markdown = await tracegate(root, [...gate, "--markdown"]);
    expect(markdown).toEqual({
      exitCode: 1,
      stdout: readFileSync(join(root, "results/comment.md"), "utf8"),
      stderr: "",
    });
    expect(markdown.stdout).toMatch(/^### ⛔ /);
  });

  test("of the newest run where none is named, seen from the project's folder", async () => {
    const root = aShop("inventive");
    await tracegate(root, ["run", "--quiet"]);
    const argv = ["gate", "--root", "..", "--json"];
    const { exitCode } = await tracegate(join(root, "datasets"), argv);
    expect(exitCode).toBe(1);
  });

  test("but not where the project has problems", async () => {
    const root = await aRunShop("honest");
    writeFileSync(join(root, "tracegate.yaml"), shopConfig.replace("floor: 0.9", "floor: 9"));
    const { exitCode, stdout, stderr } = await tracegate(root, gate);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain("error PROJECT_INVALID");
  });
});

type Mutable<T> = { -readonly [Key in keyof T]: Mutable<T[Key]> };

/** Edits the experiment and writes it as JSON again. */
function edited(change: (experiment: Mutable<Experiment>) => void): (text: string) => string {
  return (text) => {
    const experiment: Mutable<Experiment> = JSON.parse(text);
    change(experiment);
    return JSON.stringify(experiment);
  };
}

function without(key: keyof Experiment): (text: string) => string {
  return (text) => JSON.stringify({ ...JSON.parse(text), [key]: undefined });
}

const badExperiments: readonly (readonly [string, (text: string) => string, string])[] = [
  ["cut off", (text) => text.slice(0, -200), "RESULT_UNREADABLE"],
  ["empty", () => "", "RESULT_UNREADABLE"],
  ["not JSON", () => "PASS", "RESULT_UNREADABLE"],
  ["null", () => "null", "RESULT_OTHER_SCHEMA"],
  ["a list", () => "[]", "RESULT_OTHER_SCHEMA"],
  [
    "of another major",
    (text) => text.replace("tracegate.experiment/1", "tracegate.experiment/2"),
    "RESULT_OTHER_SCHEMA",
  ],
  ["without a schema", without("schema"), "RESULT_OTHER_SCHEMA"],
  ["without cases", without("cases"), "RESULT_INVALID"],
  ["with no case at all", edited((experiment) => void (experiment.cases = [])), "RESULT_INVALID"],
  ["with a case taken out", edited(({ cases }) => void cases.pop()), "RESULT_INVALID"],
  ["with a case twice", edited(({ cases }) => void cases.push(cases[0]!)), "RESULT_INVALID"],
  [
    "with passes of runs that never were",
    edited(({ cases }) => void (cases[0]!.dimensions["abstention"]!.checks.passed += 20)),
    "RESULT_INVALID",
  ],
  [
    "with counts below zero",
    edited(({ cases }) => void (cases[0]!.dimensions["abstention"]!.checks.failed = -1)),
    "RESULT_INVALID",
  ],
  [
    "complete by its word only",
    edited((experiment) => {
      experiment.planned += 10;
      experiment.cases[0]!.planned += 10;
    }),
    "RESULT_INVALID",
  ],
];

describe("results that are not what a run wrote end with 2 and the fix, never with a pass", () => {
  test.each(badExperiments)("an experiment that is %s", async (_case, edit, code) => {
    const root = await aRunShop("honest");
    const file = join(root, "results/experiment.json");
    writeFileSync(file, edit(readFileSync(file, "utf8")));
    const { exitCode, stdout, stderr } = await tracegate(root, gate);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain(`error ${code}: ${file} `);
    expect(stderr).toMatch(/\n {2}fix: \S/);
  });

  test("an experiment that is a folder", async () => {
    const root = await aRunShop("honest");
    rmSync(join(root, "results/experiment.json"));
    mkdirSync(join(root, "results/experiment.json"));
    const { exitCode, stderr } = await tracegate(root, gate);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("error RESULT_UNREADABLE: Cannot read");
  });

  test("no experiment: the run never got to its end", async () => {
    const root = await aRunShop("honest");
    rmSync(join(root, "results/experiment.json"));
    const { exitCode, stderr } = await tracegate(root, gate);
    expect(exitCode).toBe(2);
    expect(stderr).toBe(
      `error EXPERIMENT_MISSING: ${join(root, "results")} holds no experiment.json: the run never got to its end, or was of chosen cases only.\n` +
        "  fix: Finish it with `tracegate run --resume`, or run the whole dataset with `tracegate run`.\n",
    );
  });

  test.each([
    ["no folder", "elsewhere"],
    ["a file", "agent.mjs"],
    ["below a file", "agent.mjs/results"],
  ])("a place that is %s", async (_case, place) => {
    const root = aShop();
    const { exitCode, stderr } = await tracegate(root, ["gate", "--results", place]);
    expect(exitCode).toBe(2);
    expect(stderr).toBe(
      `error RESULTS_MISSING: There is no folder ${join(root, place)}.\n` +
        "  fix: Run `tracegate run` first, or name the folder of a run.\n",
    );
  });

  test("no run at all", async () => {
    const { exitCode, stderr } = await tracegate(aShop(), ["gate"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("error RESULTS_MISSING: There is no run below");
  });
});
