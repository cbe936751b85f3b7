import { describe, expect, test } from "vitest";
import { decideGate } from "../../../../src/core/gate/decide-gate.ts";
import type { Decision, GatingRow } from "../../../../src/core/gate/decision.ts";
import { renderComment } from "../../../../src/core/report/comment/comment.ts";
import { describeWarnings } from "../../../../src/core/report/decision/describe-warnings.ts";
import {
  type Painter,
  renderTerminalSummary,
} from "../../../../src/core/report/terminal/terminal-summary.ts";
import { terminalWording } from "../../../../src/core/report/wording.ts";
import { aBaseline, aComparedCase, foundBaseline } from "../../../support/compared-sides.ts";
import { aCaseResult, anExperiment, aPolicy, checked } from "../../../support/gated-experiment.ts";

const asIs = (text: string): string => text;
const plain: Painter = { bold: asIs, dim: asIs, red: asIs, green: asIs, yellow: asIs };

const names = ["faithfulness", "tone", "tool-use", "abstention", "policy", "honesty"];
const floors = Object.fromEntries(
  names.map((name) => [
    name,
    {
      floor: 0.9,
      margin: 0.2,
      allowedDrop: 0.02,
      mode: "significant" as const,
      judge: "advisory" as const,
    },
  ]),
);
const policy = aPolicy({ dimensions: floors });

/** Six dimensions of 100 runs, of which all but faithfulness are clean. */
const oneLow = (passed: number) =>
  anExperiment([
    aCaseResult({
      id: "late-fee",
      dimensions: Object.fromEntries(
        names.map((name) => {
          const good = name === "faithfulness" ? passed : 100;
          return [name, checked({ passed: good, failed: 100 - good })];
        }),
      ),
    }),
  ]);

describe("a floor that only the correction keeps from being missed", () => {
  test("is told in the first lines, with both chances", () => {
    // 84 of 100 at .90: .0399 alone, six times as much corrected.
    const experiment = oneLow(84);
    const decision = decideGate(experiment, policy);
    expect(decision.kind).toBe("pass");
    const [line] = describeWarnings(decision, terminalWording);
    expect(line).toBe(
      "Tested alone, faithfulness would be below its floor: so few passes come up there with a chance of 4.0 %, of 24 % after the correction for 6 floors. It does not block.",
    );
    const comment = renderComment(experiment, decision).split("\n");
    expect(comment.slice(0, 4).join("\n")).toContain("⚠️ Tested alone, **faithfulness**");
    expect(renderTerminalSummary(experiment, decision, plain)).toContain(line);
  });

  test.each([
    ["clean", 100],
    ["within chance on its own too", 86],
    ["missed after all", 70],
  ])("is not told of one that is %s", (_, passed) => {
    expect(describeWarnings(decideGate(oneLow(passed), policy), terminalWording)).toEqual([]);
  });
});

describe("what decides whether a floor is warned of", () => {
  const decision = decideGate(oneLow(84), policy);
  const { floors: level } = decision.rule.levels;
  const told = (of: Partial<GatingRow>): readonly string[] => {
    const dimensions = decision.dimensions.map((row) =>
      row.kind === "gating" && row.dimension === "faithfulness" ? { ...row, ...of } : row,
    );
    return describeWarnings({ ...decision, dimensions }, terminalWording);
  };
  const interval = { low: 0.76, high: 0.9 };
  const isLet = { alone: level, corrected: level + 0.01 };

  test("the level belongs to what it tests: alone at it, and corrected above it", () => {
    expect(told({ p: isLet })).toHaveLength(1);
    expect(told({ p: { alone: level + 0.001, corrected: level + 0.01 } })).toEqual([]);
    expect(told({ p: { alone: level, corrected: level } })).toEqual([]);
  });

  test("a floor that is undetermined blocks in its own right", () => {
    const [line] = told({ p: isLet, result: { kind: "undetermined", interval } });
    expect(line).toMatch(/^Tested alone, faithfulness .* after the correction for 6 floors\.$/);
  });

  test.each([
    ["missed", { p: isLet, result: { kind: "missed", interval } }],
    ["measured by judges", { p: isLet, judged: { corrected: 0.85, judges: ["faithfulness@2"] } }],
  ] as const)("one that is %s is not warned of", (_, row) => {
    expect(told(row)).toEqual([]);
  });
});

const toldOf = (decision: Decision): readonly string[] =>
  describeWarnings(decision, terminalWording);

/** One case in six dimensions, of which faithfulness passed so often. */
const side = (passed: number) => [
  aComparedCase(
    "late-fee",
    Object.fromEntries(
      names.map((name) => [name, [name === "faithfulness" ? passed : 99, 100] as const]),
    ),
  ),
];

describe("a fall that only the correction hides", () => {
  const decision = decideGate(anExperiment(side(90)), policy, {
    baseline: foundBaseline([aBaseline(side(99))]),
  });
  const withChances = (
    alone: number,
    corrected: number,
    of: { readonly drop?: number } = {},
  ): Decision => {
    const { comparison } = decision;
    if (comparison?.kind !== "compared") throw new Error("nothing was compared");
    const dimensions = comparison.dimensions.map((one) =>
      one.kind === "compared" && one.dimension === "faithfulness"
        ? { ...one, ...of, result: "steady" as const, p: { alone, corrected } }
        : one,
    );
    return { ...decision, comparison: { ...comparison, dimensions } };
  };

  test("is told with both chances", () => {
    expect(describeWarnings(withChances(0.012, 0.06), terminalWording)).toEqual([
      "Compared alone, faithfulness would count as worse by 9 points: so few passes come up with a chance of 1.2 % where nothing changed, of 6.0 % after the correction for all dimensions. It does not block.",
    ]);
  });

  test("the level belongs to what it tests: alone at it, and corrected above it", () => {
    const { dimensions: level } = decision.rule.levels;
    expect(toldOf(withChances(level, level + 0.01))).toHaveLength(1);
    expect(toldOf(withChances(level + 0.001, level + 0.01))).toEqual([]);
    expect(toldOf(withChances(level, level))).toEqual([]);
  });

  test("is not told where the fall is one that the policy allows", () => {
    const allowed = withChances(0.012, 0.06, { drop: 0.02 });
    expect(describeWarnings(allowed, terminalWording)).toEqual([]);
    const larger = withChances(0.012, 0.06, { drop: 0.021 });
    expect(describeWarnings(larger, terminalWording)).toHaveLength(1);
  });

  test.each([
    ["is chance on its own too", 0.2, 0.9],
    ["blocks", 0.001, 0.005],
  ])("is not told where it %s", (_, alone, corrected) => {
    expect(describeWarnings(withChances(alone, corrected), terminalWording)).toEqual([]);
  });
});
