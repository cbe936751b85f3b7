import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { type RunRecord, runId } from "../../../src/core/plan/run-record.ts";
import { runLineSchema } from "../../../src/core/plan/run-record-schema.ts";
import { tracegate } from "../../support/command-line.ts";
import { aSimulatedDesk } from "../../support/simulated-desk.ts";

const cellSchema = z.looseObject({
  name: z.string(),
  passed: z.int(),
  failed: z.int(),
  missing: z.int(),
  simulatorErrors: z.record(z.string(), z.int()),
});
const resultSchema = z.looseObject({
  schema: z.literal("tracegate.simulation/1"),
  seed: z.int(),
  cells: z.array(cellSchema),
  results: z.string(),
  failing: z.string().optional(),
  cases: z.array(z.string()).optional(),
});

async function simulate(root: string, ...args: readonly string[]) {
  const ended = await tracegate(root, ["simulate", ...args, "--json", "--quiet"]);
  return { ...ended, result: resultSchema.parse(JSON.parse(ended.stdout)) };
}

function recordsOf(root: string, results: string): readonly RunRecord[] {
  const lines = readFileSync(join(root, results, "journal.jsonl"), "utf8")
    .trimEnd()
    .split("\n");
  return lines
    .map((line): unknown => JSON.parse(line))
    .flatMap((value) => {
      const parsed = runLineSchema.safeParse(value);
      return parsed.success ? [parsed.data] : [];
    })
    .toSorted((a, b) => a.runIndex - b.runIndex || (a.caseId < b.caseId ? -1 : 1));
}

/** What the users said and the agent replied, run by run; times and folders aside. */
function talkOf(records: readonly RunRecord[]): unknown {
  return records.map((record) => [
    runId(record),
    record.outcome,
    record.session.turns.map(({ user, reply }) => [user, reply]),
  ]);
}

describe("tracegate simulate", () => {
  test("holds one conversation and prints its pass rate", async () => {
    const root = aSimulatedDesk();
    const { exitCode, stdout } = await tracegate(root, ["simulate", "asks-twice", "--quiet"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("1 of 1 passed");
  });

  test("tells what the agent failed from what the simulated user did wrong", async () => {
    const root = aSimulatedDesk();
    const { exitCode, result } = await simulate(root, "hides-a-present", "--runs", "20");
    const [cell] = result.cells;
    expect(exitCode).toBe(1);
    expect(cell).toMatchObject({
      passed: 17,
      failed: 2,
      missing: 1,
      simulatorErrors: { "contradicts-facts": 1 },
    });
    const broken = recordsOf(root, result.results).filter(
      ({ outcome }) => outcome === "simulator-error",
    );
    expect(broken).toHaveLength(1);
    expect(broken[0]).toMatchObject({ verdicts: [], simulated: { error: "contradicts-facts" } });
  });

  test.each(["asks-twice", "presses-for-a-date", "hides-a-present"])(
    "%s: the same seed holds the same conversations, another one others",
    async (scenario) => {
      const root = aSimulatedDesk();
      const talk = async (seed: string): Promise<unknown> => {
        const { result } = await simulate(root, scenario, "--runs", "12", "--seed", seed);
        return talkOf(recordsOf(root, result.results));
      };
      const first = await talk("0");
      expect(await talk("0")).toEqual(first);
      expect(await talk("1")).not.toEqual(first);
    },
  );

  test("holds the conversations that `tracegate run` holds", async () => {
    const root = aSimulatedDesk();
    const args = ["run", "--case", "presses-for-a-date", "--runs", "8", "--out", "run", "--quiet"];
    await tracegate(root, args);
    const { result } = await simulate(root, "presses-for-a-date", "--runs", "8");
    expect(talkOf(recordsOf(root, result.results))).toEqual(talkOf(recordsOf(root, "run")));
  });
});

describe("--watch", () => {
  test("shows who says what, which tools are called, and the verdicts, without colour in a file", async () => {
    const root = aSimulatedDesk();
    const args = ["simulate", "presses-for-a-date", "--runs", "2", "--watch"];
    const { stdout } = await tracegate(root, args);
    const shown = stdout.replaceAll(/\d+(?:\.\d+)? m?s\b/g, "… ms");
    await expect(shown).toMatchFileSnapshot("../../golden/simulate/watch.txt");
    expect(stdout).not.toContain("\u001b[");
  });

  test("is coloured on a terminal, and not where colour is not wanted", async () => {
    const root = aSimulatedDesk();
    const args = ["simulate", "asks-twice", "--watch"];
    const coloured = await tracegate(root, args, { terminalColumns: 80 });
    expect(coloured.stdout).toContain("\u001b[");
    const plain = await tracegate(root, [...args, "--no-color"], { terminalColumns: 80 });
    expect(plain.stdout).not.toContain("\u001b[");
  });

  test("is as wide as usual on a terminal that has no width, and marks the first search in vain alone", async () => {
    const root = aSimulatedDesk();
    const args = ["simulate", "presses-for-a-date", "--runs", "2", "--watch", "--no-color"];
    const { stdout } = await tracegate(root, args, { terminalColumns: 0 });
    expect(stdout).toContain(`→ {"query":"Are partly used gift cards refunded?"}`);
    expect(stdout.match(/← 0 documents/g)?.length).toBeGreaterThan(2);
    expect(stdout.match(/▲ the first search/g)).toHaveLength(2);
  });

  test("leaves standard output to the JSON where both are wanted", async () => {
    const root = aSimulatedDesk();
    const { result, stderr } = await simulate(root, "asks-twice", "--watch");
    expect(result.cells).toHaveLength(1);
    expect(stderr).toContain("Can I get money back on a gift card?");
  });

  test("shows what an agent says as text that moves no cursor", async () => {
    const root = aSimulatedDesk();
    const path = join(root, "agent.ts");
    writeFileSync(path, `export const agent = () => "Hi\\u001b[2J\\n::error::gone";\n`);
    const { stdout } = await tracegate(root, ["simulate", "asks-twice", "--watch"]);
    expect(stdout).not.toContain("\u001b");
    expect(stdout).not.toMatch(/^\s*::error/m);
  });

  test("is broken off by Ctrl-C: what was held stays, and nothing is left running", async () => {
    const root = aSimulatedDesk();
    const args = ["simulate", "asks-twice", "--runs", "400", "--concurrency", "1"];
    const ended = await tracegate(root, args, { interruptAt: /\d\/400 runs/ });
    expect(ended.exitCode).toBe(130);
    expect(ended.stderr).toMatch(/Interrupted after \d+ of 400 runs\./);
    const [folder = ""] = readdirSync(join(root, ".tracegate/simulations")).filter(
      (name) => name !== ".gitignore",
    );
    expect(recordsOf(root, join(".tracegate/simulations", folder)).length).toBeLessThan(400);
  });
});

describe("--explore", () => {
  test("tries the cells of a grid, each by name with its rate", async () => {
    const root = aSimulatedDesk();
    const args = ["simulate", "hides-a-present", "--explore", "--runs", "6", "--quiet"];
    const { stdout, exitCode } = await tracegate(root, args);
    await expect(stdout).toMatchFileSnapshot("../../golden/simulate/explore.txt");
    expect(exitCode).toBe(1);
  });

  test("tries as many as its cap, the same ones every time, and others under another seed", async () => {
    const root = aSimulatedDesk();
    const drawn = async (...more: readonly string[]): Promise<readonly string[]> => {
      const args = ["hides-a-present", "--explore", "--cap", "4", ...more];
      return (await simulate(root, ...args)).result.cells.map(({ name }) => name);
    };
    const first = await drawn();
    expect(first).toHaveLength(4);
    expect(await drawn()).toEqual(first);
    expect(await drawn("--seed", "5")).not.toEqual(first);
  });

  test("leaves failing sessions where triage reads them as failing", async () => {
    const root = aSimulatedDesk();
    const { result } = await simulate(root, "hides-a-present", "--explore", "--runs", "8");
    const failed = result.cells.reduce((sum, cell) => sum + cell.failed, 0);
    expect(failed).toBeGreaterThan(0);
    const folder = result.failing ?? "";
    const files = readdirSync(join(root, folder)).map((name) => join(folder, name));
    expect(files).toHaveLength(failed);
    const triaged = await tracegate(root, ["triage", ...files, "--json"]);
    const queue = z
      .looseObject({ sessions: z.int(), failing: z.int() })
      .safeParse(JSON.parse(triaged.stdout));
    expect(queue.data).toMatchObject({ sessions: failed, failing: failed });
  });
});

describe("--save", () => {
  test("proposes a case of each failing conversation, and never writes over one", async () => {
    const root = aSimulatedDesk();
    const args = ["hides-a-present", "--runs", "20", "--save"];
    const first = await simulate(root, ...args);
    const path = "datasets/gift-cards/cases/hides-a-present-failed.yaml";
    expect(first.result.cases).toEqual([path]);
    const text = readFileSync(join(root, path), "utf8");
    await expect(text).toMatchFileSnapshot("../../golden/simulate/saved-case.yaml");
    const second = await simulate(root, ...args);
    expect(second.result.cases).toEqual([path.replace("failed", "failed-2")]);
    expect(readFileSync(join(root, path), "utf8")).toBe(text);
    const valid = await tracegate(root, ["validate"]);
    expect(valid).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("2 cases") });
  });

  test("makes cases that run, with the tools of the conversation that failed", async () => {
    const root = aSimulatedDesk();
    await simulate(root, "hides-a-present", "--runs", "20", "--save", "invents-a-date");
    const run = ["run", "--case", "invents-a-date", "--runs", "2", "--out", "again", "--quiet"];
    await tracegate(root, run);
    const replayed = recordsOf(root, "again").flatMap(({ session }) =>
      session.turns.flatMap(({ steps }) => steps.filter(({ kind }) => kind === "tool")),
    );
    expect(replayed.length).toBeGreaterThan(0);
    expect(replayed.every((step) => "replay" in step && step.replay === "exact")).toBe(true);
  });

  test("writes into another dataset's folder where one is named", async () => {
    const root = aSimulatedDesk();
    const { result } = await simulate(root, "hides-a-present", "--runs", "20", "--save", "./found");
    expect(result.cases).toEqual(["found/cases/hides-a-present-failed.yaml"]);
    expect(existsSync(join(root, "found/sessions/hides-a-present-failed.json"))).toBe(true);
  });

  test("redacts what it writes: neither the case nor its session holds an address or a key", async () => {
    const root = aSimulatedDesk();
    const path = join(root, "datasets/gift-cards/scenarios/asks-twice.yaml");
    const scenario = readFileSync(path, "utf8").replace(
      "Can I get money back on a gift card?",
      "I am maria.gomez@mail-of-maria.com, refund my gift card?",
    );
    writeFileSync(path, scenario);
    const { result } = await simulate(root, "asks-twice", "--runs", "20", "--save", "found");
    const [written = ""] = result.cases ?? [];
    const files = [written, "datasets/gift-cards/sessions/found.json"];
    for (const file of files) {
      const text = readFileSync(join(root, file), "utf8");
      expect(text).toContain("refund my gift card?");
      expect(text).not.toContain("maria.gomez");
    }
  });
});

describe("what cannot be simulated is told before anything is run", () => {
  test.each([
    ["an unknown scenario", ["hides-a-presnt"], "Did you mean hides-a-present?"],
    ["nothing to explore", ["asks-twice", "--explore"], "has no `explore`"],
    ["a cap without a grid", ["asks-twice", "--cap", "3"], "Add `--explore`"],
    ["two watched at once", ["asks-twice", "--watch", "--concurrency", "2"], "Nobody can watch"],
    ["a name too long", ["asks-twice", "--save", "a".repeat(61)], "a case's may have 60"],
    ["no runs", ["asks-twice", "--runs", "0"], "Give a whole number from 1"],
    ["a seed that is none", ["asks-twice", "--seed", "-1"], "Give a whole number from 0"],
  ])("%s", async (_, args, message) => {
    const root = aSimulatedDesk();
    const { exitCode, stderr } = await tracegate(root, ["simulate", ...args]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(message) });
    expect(existsSync(join(root, ".tracegate"))).toBe(false);
  });

  test("a script that is none names its line", async () => {
    const root = aSimulatedDesk();
    writeFileSync(join(root, "user-model.yaml"), "version: 1\nrules: []\n");
    const { exitCode, stderr } = await tracegate(root, ["simulate", "hides-a-present"]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringContaining("user-model.yaml:2:8"),
    });
  });

  test("a simulator without a key is nobody's failure, and nothing is known", async () => {
    const root = aSimulatedDesk();
    const path = join(root, "tracegate.yaml");
    const config = readFileSync(path, "utf8").replace(
      "{ scriptedModel: user-model.yaml }",
      "{ model: gpt-5-mini, apiKeyEnv: NO_SUCH_KEY }",
    );
    writeFileSync(path, config);
    const { exitCode, result } = await simulate(root, "hides-a-present", "--runs", "3");
    expect(exitCode).toBe(3);
    expect(result.cells[0]).toMatchObject({
      failed: 0,
      missing: 3,
      simulatorErrors: { unavailable: 3 },
    });
  });
});
