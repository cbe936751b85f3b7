import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Config } from "../../../src/core/config/config-file.ts";
import { configFile } from "../../../src/core/config/config-file.ts";
import { isRelevant, type PlaceInRepository } from "../../../src/core/event/relevance.ts";

type AgentChange = Readonly<Record<string, unknown>>;

function aConfig(agent: AgentChange = {}, change: AgentChange = {}): Config {
  return configFile.parse({
    version: 1,
    agent: { runner: "module", module: "src/agent.ts", version: ["prompts/**"], ...agent },
    dataset: "datasets/support",
    gate: { dimensions: { abstention: { floor: 0.9 } } },
    ...change,
  });
}

const atRoot: PlaceInRepository = { folder: "", configPath: "tracegate.yaml" };
const below: PlaceInRepository = { folder: "agents/[support]", configPath: "tracegate.yaml" };

describe("a change of the project", () => {
  test.each([
    "tracegate.yaml",
    "prompts/system.md",
    "prompts/.hidden",
    "prompts/a/b/c.md",
    "src/agent.ts",
    "datasets/support/cases/late-fee.yaml",
    "datasets/support/.keep",
    "evaluators/grounded/v1.yaml",
  ])("of %s is relevant, in the root and in a folder", (path) => {
    expect(isRelevant(["README.md", path], aConfig(), atRoot)).toBe(true);
    expect(isRelevant([`${below.folder}/${path}`], aConfig(), below)).toBe(true);
  });

  test.each([
    "README.md",
    "docs/tracegate.yaml",
    "prompts2/system.md",
    "src/agent.ts.md",
    "datasets/sales/cases/late-fee.yaml",
    "agents/[support]/prompts/system.md",
  ])("of %s is not", (path) => {
    expect(isRelevant([path], aConfig(), atRoot)).toBe(false);
  });

  test("of the same names beside its folder is not", () => {
    const beside = [
      "prompts/system.md",
      "agents/s/prompts/system.md",
      "agents/[support]2/tracegate.yaml",
    ];
    expect(isRelevant(beside, aConfig(), below)).toBe(false);
  });
});

test("an agent that says nothing of its files may be any file", () => {
  expect(isRelevant(["README.md"], aConfig({ version: [] }), atRoot)).toBe(true);
});

test("the scripted model is part of the agent", () => {
  const config = aConfig({ scriptedModel: "./models/scripted.yaml" });
  expect(isRelevant(["models/scripted.yaml"], config, atRoot)).toBe(true);
});

test("a process has no module", () => {
  const agent = { runner: "process", command: ["node", "main.js"], version: ["prompts/**"] };
  const config = aConfig({}, { agent });
  expect(isRelevant(["src/agent.ts"], config, atRoot)).toBe(false);
});

test.each([
  ["**", "anything/at/all", true],
  ["./prompts/**", "prompts/system.md", true],
  ["*.lock", "package.lock", true],
  ["*.lock", "a/package.lock", false],
  ["src/{agent,tools}/*.ts", "src/tools/shop.ts", true],
])("the glob %s for %s: %o", (glob, path, expected) => {
  expect(isRelevant([path], aConfig({ version: [glob] }), atRoot)).toBe(expected);
});

test("more changed files never make a change less relevant", () => {
  const path = fc.constantFrom("README.md", "prompts/a.md", "datasets/support/x", "src/b.ts");
  fc.assert(
    fc.property(fc.array(path), path, (paths, another) => {
      const before = isRelevant(paths, aConfig(), atRoot);
      expect(isRelevant([...paths, another], aConfig(), atRoot) || !before).toBe(true);
    }),
  );
});
