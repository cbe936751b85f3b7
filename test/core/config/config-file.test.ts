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
    runs: { perCase: 20, concurrency: 8, stop: "curtail" },
    gate: {
      dimensions: {
        abstention: {
          floor: 0.9,
          margin: 0.1,
          allowedDrop: 0.02,
          mode: "significant",
          judge: "when-calibrated",
        },
      },
      mustPass: [],
      alpha: 0.05,
      beta: 0.1,
      missing: 0.05,
      trust: { tpr: 0.8, tnr: 0.7, labels: 50 },
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

function isAccepted(gate: object): boolean {
  const dimensions = { abstention: { floor: 0.9 } };
  return configFile.safeParse({ ...smallest, gate: { dimensions, ...gate } }).success;
}

describe("policies that would say nothing", () => {
  test.each([0, 1, -0.1, 1.1, 0.001, 0.049])("a floor of %d is refused", (floor) => {
    expect(isAccepted({ dimensions: { abstention: { floor } } })).toBe(false);
  });

  test.each([0.05, 0.5, 0.98, 0.999])("a floor of %d is accepted", (floor) => {
    expect(isAccepted({ dimensions: { abstention: { floor } } })).toBe(true);
  });

  test.each([0, 0.31, 0.89])("a margin of %d is refused", (margin) => {
    expect(isAccepted({ dimensions: { abstention: { floor: 0.9, margin } } })).toBe(false);
  });

  test.each([0.01, 0.1, 0.2, 0.3])("a margin of %d is accepted", (margin) => {
    expect(isAccepted({ dimensions: { abstention: { floor: 0.9, margin } } })).toBe(true);
  });

  test.each(["alpha", "beta"])("%s is a level from 0.001 to a half", (name) => {
    for (const level of [0, 1e-9, 0.51, 0.99, 1]) expect(isAccepted({ [name]: level })).toBe(false);
    for (const level of [0.001, 0.025, 0.1, 0.5]) expect(isAccepted({ [name]: level })).toBe(true);
  });

  test("more than half of the runs may never be lost", () => {
    for (const missing of [-0.01, 0.51, 1]) expect(isAccepted({ missing })).toBe(false);
    for (const missing of [0, 0.05, 0.5]) expect(isAccepted({ missing })).toBe(true);
  });
});
