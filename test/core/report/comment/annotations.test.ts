import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readConfig } from "../../../../src/core/config/read-config.ts";
import { decideGate } from "../../../../src/core/gate/decide-gate.ts";
import type { Decision } from "../../../../src/core/gate/decision.ts";
import {
  agentFileOf,
  type FileAnnotation,
  fileAnnotations,
} from "../../../../src/core/report/comment/annotations.ts";
import { checkRunOf, mostCheckAnnotations } from "../../../../src/core/report/comment/check-run.ts";
import {
  adoption,
  fail,
  hostileSituation,
  manyCases,
  pass,
  type Situation,
  undetermined,
} from "../../../support/comment-situations.ts";
import { hostileText } from "../../../support/hostile-text.ts";

const place = { folder: "shop", configPath: "tracegate.yaml" };
const files = { place, evaluators: "evaluators", agent: "agent.mjs" };

function decide({ experiment, policy }: Situation): Decision {
  return decideGate(experiment, policy);
}

function annotationsOf(situation: Situation): readonly FileAnnotation[] {
  return fileAnnotations(decide(situation), files);
}

describe("annotations", () => {
  test("of what blocks stand at the case, the agent and the evaluator", () => {
    const found = annotationsOf(fail).map(({ path, level }) => [level, path]);
    expect(found[0]).toEqual([
      "failure",
      "shop/datasets/support/cases/refund-policy-unknown-area.yaml",
    ]);
    expect(found).toContainEqual(["failure", "shop/agent.mjs"]);
    expect(found).toContainEqual(["notice", "shop/evaluators/grounded-facts/v1.yaml"]);
  });

  test("of a floor that is not settled warn at the agent", () => {
    expect(annotationsOf(undetermined)).toContainEqual(
      expect.objectContaining({ path: "shop/agent.mjs", level: "warning" }),
    );
  });

  test("of failures within what the floor allows are notices, and stand last", () => {
    const levels = annotationsOf(pass).map(({ level }) => level);
    expect(new Set(levels)).toEqual(new Set(["notice"]));
  });

  test("are never longer than GitHub takes, and command no runner", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        for (const { title, message } of annotationsOf(hostileSituation(text + text))) {
          expect(title.length).toBeLessThanOrEqual(255);
          expect(message.length).toBeLessThanOrEqual(4096);
          for (const line of `${title}\n${message}`.split(/[\r\n]/)) {
            expect(line).not.toMatch(/^\s*::|##\[/);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("a check run", () => {
  const told = { enforcement: { kind: "enforced" }, place, summary: "", annotations: [] } as const;

  test.each([
    ["success", pass],
    ["failure", fail],
    ["failure", undetermined],
  ] as const)("is a %s, since neutral would let a merge through", (conclusion, situation) => {
    expect(checkRunOf(decide(situation), told).conclusion).toBe(conclusion);
  });

  test("is neutral where nothing is enforced yet, unless it is a pass", () => {
    const shown = { ...told, enforcement: adoption };
    expect(checkRunOf(decide(fail), shown).conclusion).toBe("neutral");
    expect(checkRunOf(decide(pass), shown).conclusion).toBe("success");
  });

  test("has a name of its own for each project", () => {
    expect(checkRunOf(decide(pass), told).name).toBe("tracegate report (shop)");
    const root = { folder: "", configPath: "tracegate.yaml" };
    expect(checkRunOf(decide(pass), { ...told, place: root }).name).toBe("tracegate report");
  });

  test("holds no more annotations than two requests carry", () => {
    const annotations = Array.from({ length: 3 }, () => annotationsOf(manyCases)).flat();
    expect(annotations.length).toBeGreaterThan(mostCheckAnnotations);
    expect(checkRunOf(decide(fail), { ...told, annotations }).annotations).toHaveLength(
      mostCheckAnnotations,
    );
  });
});

test.each([
  ["agent.mjs", "{ runner: module, module: ./agent.mjs }"],
  [
    "prompts/system.md",
    '{ runner: process, command: [node, a.js], version: ["src/**", prompts/system.md] }',
  ],
  ["tracegate.yaml", '{ runner: process, command: [node, a.js], version: ["src/**"] }'],
] as const)("%s is the agent's file", (expected, agent) => {
  const text = `version: 1\nagent: ${agent}\ndataset: datasets/support\ngate: { dimensions: { faithfulness: { floor: 0.9 } } }\n`;
  const { config } = readConfig({ kind: "text", path: "tracegate.yaml", text });
  expect(config && agentFileOf(config, "tracegate.yaml")).toBe(expected);
});
