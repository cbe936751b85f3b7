import { describe, expect, test } from "vitest";
import { configFile } from "../../../src/core/config/config-file.ts";

const smallest = {
  version: 1,
  agent: { runner: "module", module: "src/agent.ts" },
  dataset: "datasets/support",
  gate: { dimensions: { abstention: { floor: 0.9 } } },
};

test("what is left out has the values that the documentation names", () => {
  expect(configFile.parse(smallest)).toEqual({
    version: 1,
    agent: {
      runner: "module",
      module: "src/agent.ts",
      version: [],
      env: [],
      turnTimeoutMs: 60_000,
      runTimeoutMs: 300_000,
    },
    dataset: "datasets/support",
    evaluators: "evaluators",
    runs: { perCase: 20, concurrency: 8 },
    gate: {
      dimensions: {
        abstention: { floor: 0.9, margin: 0.1, mode: "significant", judge: "advisory" },
      },
      mustPass: [],
      alpha: 0.05,
      beta: 0.1,
      missing: 0.05,
    },
    enforce: true,
  });
});

describe("folders", () => {
  test.each([
    ["datasets/support/", "datasets/support"],
    ["./datasets//support", "datasets/support"],
    ["..datasets", "..datasets"],
  ])("%s is %s", (written, meant) => {
    expect(configFile.parse({ ...smallest, dataset: written }).dataset).toBe(meant);
  });

  test.each([
    "/etc",
    "..",
    "../datasets",
    "a/../../b",
    "a/..",
    "C:/data",
    "a\\b",
    ".",
    "./",
    "././",
    "a\0b",
  ])("%j is refused", (dataset) => {
    expect(configFile.safeParse({ ...smallest, dataset }).success).toBe(false);
  });
});

test.each(["/etc/passwd", "../agent.ts", "src/../../agent.ts"])(
  "an agent outside the project (%s) is refused",
  (module) => {
    expect(configFile.safeParse({ ...smallest, agent: { runner: "module", module } }).success).toBe(
      false,
    );
  },
);

test.each(["ftp://example.com", "javascript:alert(1)", "https://models.github.ai/inference"])(
  "a judge at %s is refused",
  (baseUrl) => {
    const judge = { model: "gpt-5-mini", baseUrl };
    expect(configFile.safeParse({ ...smallest, judge }).success).toBe(false);
  },
);

test("several instances need processes that hold several sessions", () => {
  const agent = { runner: "process", command: ["python3", "agent.py"], instances: 2 };
  expect(configFile.safeParse({ ...smallest, agent }).success).toBe(false);
  expect(configFile.safeParse({ ...smallest, agent: { ...agent, sessions: "many" } }).success).toBe(
    true,
  );
});

test("a floor stands strictly between nothing and everything", () => {
  for (const floor of [0, 1, -0.1, 1.1]) {
    const gate = { dimensions: { abstention: { floor } } };
    expect(configFile.safeParse({ ...smallest, gate }).success).toBe(false);
  }
});
