import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Validation } from "../../../src/core/config/validation.ts";
import { tracegate } from "../../support/command-line.ts";
import { aShop, shopConfig } from "../../support/shop.ts";

const manyProblems = {
  "tracegate.yaml": shopConfig
    .replace("floor: 0.9", "floor: 9")
    .replace("version: 1", "verison: 1"),
  "datasets/support/cases/late-fee.yaml": "id: [late\n",
  "datasets/support/cases/gift-card.yaml":
    'id: gift-card\ntitle: "\\e[31mred"\nconversation: []\nexpectations: none\n',
};

describe("a valid project", () => {
  test("is summed up, with exit code 0", async () => {
    const { exitCode, stdout, stderr } = await tracegate(aShop(), ["validate"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout.replace(/sha256:[0-9a-f]{8}/, "sha256:…")).toBe(
      `Nothing to mend: dataset support (sha256:…)
1 case and 1 scenario (2 guarding)
2 checks and 0 judges

40 runs planned
  abstention  floor 0.9, 20 runs over 1 guarding case
  tool-use    floor 0.8, 40 runs over 2 guarding cases
`,
    );
  });

  test("may be named from elsewhere, by its root and by the path of its configuration", async () => {
    const root = aShop("honest", { "tracegate.yaml": undefined, "gate/shop.yaml": shopConfig });
    for (const config of [
      "gate/shop.yaml",
      "./gate/../gate/shop.yaml",
      join(root, "gate/shop.yaml"),
    ]) {
      const argv = ["validate", "--root", root, "--config", config];
      expect((await tracegate("/", argv)).exitCode).toBe(0);
    }
  });

  test("is data with --json", async () => {
    const { stdout } = await tracegate(aShop(), ["validate", "--json"]);
    const validation: Validation = JSON.parse(stdout);
    expect(validation).toMatchObject({
      schema: "tracegate.validation/1",
      result: "valid",
      facts: { runs: 40, evaluators: { checks: 2, judges: 0 } },
    });
    expect(stdout.endsWith("}\n")).toBe(true);
  });
});

const sequential = (runs: number): string =>
  shopConfig.replace("runs: { stop: off }", `runs: { stop: sequential, perCase: ${runs} }`);

describe("a project whose runs are too few for a sequential test", () => {
  test("is valid, and told how many it takes", async () => {
    const root = aShop("honest", { "tracegate.yaml": sequential(20) });
    const { exitCode, stdout } = await tracegate(root, ["validate"]);
    expect(exitCode).toBe(0);
    const [, needed] =
      /Not sequential: abstention plans 20 runs over its guarding cases and its test may need (\d+)/.exec(
        stdout,
      ) ?? [];
    expect(Number(needed)).toBeGreaterThan(100);
    const { warnings } = JSON.parse((await tracegate(root, ["validate", "--json"])).stdout);
    expect(warnings).toHaveLength(2);

    const enough = aShop("honest", { "tracegate.yaml": sequential(Number(needed)) });
    expect((await tracegate(enough, ["validate"])).stdout).not.toContain("Not sequential");
  });

  test("is told so by a run too", async () => {
    const args = ["run", "--quiet", "--stop", "sequential"];
    const { stderr } = await tracegate(aShop("honest"), args);
    expect(stderr).toContain("Not sequential: abstention plans 20 runs");
  });
});

const needs: readonly [
  what: string,
  agent: string,
  place: string,
  said: string,
  files?: Readonly<Record<string, string>>,
][] = [
  ["a module", "module: desk/agent.mjs", "4:11", "there is no such file to load the agent from"],
  ["a module that is a folder", "module: evaluators", "4:11", "there is no such file"],
  [
    "a program in the project",
    "command: [./agent.sh]",
    "4:13",
    'The agent\'s command "./agent.sh" was not found in the project.',
  ],
  [
    "a program on PATH",
    "command: [no-such-interpreter, agent.py]",
    "4:13",
    'The agent\'s command "no-such-interpreter" was not found on PATH.',
  ],
  [
    "leave to run a program",
    "command: [./agent.sh]",
    "4:13",
    "may not be executed",
    { "agent.sh": "#!/bin/sh\n" },
  ],
  [
    "a service's program",
    "url: http://127.0.0.1/chat\n  start: { command: [./serve] }",
    "5:22",
    'The agent\'s command "./serve" was not found in the project.',
  ],
  [
    "a system prompt",
    "model: gpt-5-mini\n  systemPrompt: prompts/desk.md",
    "5:17",
    "there is no such file to read the system prompt from",
  ],
];
const runners = { module: "module", command: "process", url: "http", model: "openai" } as const;

describe("an agent that could not be started here", () => {
  test.each(needs)("lacks %s: %s", async (_what, agent, place, said, files = {}) => {
    const [, key = ""] = /^(\w+):/.exec(agent) ?? [];
    const runner = Object.entries(runners).find(([name]) => name === key)?.[1] ?? "";
    const version = "\n  version: [evaluators]";
    const config = shopConfig.replace(
      "runner: module\n  module: agent.mjs\n  version: [agent.mjs]",
      `runner: ${runner}\n  ${agent}${version}`,
    );
    const root = aShop("honest", { ...files, "tracegate.yaml": config });
    const { exitCode, stdout } = await tracegate(root, ["validate"], {
      env: { PATH: process.env["PATH"] ?? "" },
    });
    expect(stdout).toContain(`tracegate.yaml:${place} `);
    expect(stdout).toContain(said);
    expect(stdout).toContain("  expected: ");
    expect(stdout).toContain("1 problem in 1 file");
    expect(exitCode).toBe(2);
  });

  test("is told with all else that is wrong", async () => {
    const config = shopConfig.replace("module: agent.mjs", "module: gone.mjs");
    const root = aShop("honest", {
      "tracegate.yaml": config,
      "datasets/support/cases/late-fee.yaml": "id: [late\n",
    });
    const { stdout } = await tracegate(root, ["validate"]);
    expect(stdout).toContain("tracegate.yaml:4:11 ");
    expect(stdout).toContain("datasets/support/cases/late-fee.yaml:2:1 ");
  });
});

describe("a project with problems", () => {
  test("shows all of them at once, with exit code 2", async () => {
    const { exitCode, stdout, stderr } = await tracegate(aShop("honest", manyProblems), [
      "validate",
    ]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: "" });
    for (const place of [
      "tracegate.yaml:1:1 ",
      "tracegate.yaml:10:26 ",
      "datasets/support/cases/late-fee.yaml:2:1 ",
      "datasets/support/cases/gift-card.yaml:3:15 ",
      "datasets/support/cases/gift-card.yaml:4:15 ",
    ]) {
      expect(stdout).toContain(place);
    }
    expect(stdout).toMatch(/\n\d+ problems in 3 files\n$/);
    expect(stdout).not.toContain("\u001b");
  });

  test("is data with --json: the same problems", async () => {
    const root = aShop("honest", manyProblems);
    const { stdout: text } = await tracegate(root, ["validate"]);
    const { exitCode, stdout } = await tracegate(root, ["validate", "--json"]);
    const validation: Validation = JSON.parse(stdout);
    expect(exitCode).toBe(2);
    if (validation.result !== "invalid") throw new Error("it was called valid");
    expect(text).toContain(`${validation.problems.length} problems in 3 files`);
    expect(validation.problems[0]).toMatchObject({
      code: expect.any(String),
      file: expect.any(String),
      message: expect.any(String),
    });
  });

  test("whose floors the planned runs can never prove is told so", async () => {
    const root = aShop("honest", {
      "tracegate.yaml": shopConfig.replace("stop: off", "perCase: 5"),
    });
    const { exitCode, stdout } = await tracegate(root, ["validate"]);
    expect(exitCode).toBe(2);
    expect(stdout).toContain("it takes 18");
  });

  test.each(["", "."])("that has a folder for its configuration: --config '%s'", async (config) => {
    const { exitCode, stdout } = await tracegate(aShop(), ["validate", "--config", config]);
    expect(exitCode).toBe(2);
    expect(stdout).toContain(".  this is not a regular file");
  });
});
