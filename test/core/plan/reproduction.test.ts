import { describe, expect, test } from "vitest";
import { type Reproduction, reproductionOf } from "../../../src/core/plan/reproduction.ts";
import { renderReproduction } from "../../../src/core/report/terminal/describe-reproduction.ts";
import type { Painter } from "../../../src/core/report/terminal/terminal-summary.ts";
import { aCaseResult, checked, judged } from "../../support/gated-experiment.ts";

const at = { ref: "v1.4.0", commit: "3f2c1ab94d0e7c55b1f0a6c2d8e9f7a1b2c3d4e5" };

function reproduced(given: Partial<Parameters<typeof aCaseResult>[0]>): Reproduction {
  return reproductionOf(aCaseResult({ id: "late-fee", ...given }), at);
}

const asIs = (text: string): string => text;
const plain: Painter = { bold: asIs, dim: asIs, red: asIs, green: asIs, yellow: asIs };

function linesOf(reproduction: Reproduction): readonly string[] {
  return renderReproduction(reproduction, plain).trimEnd().split("\n");
}

describe("a case that fails there", () => {
  test("is reproduced, and says what its provenance should say", () => {
    const one = reproduced({ dimensions: { abstention: checked({ passed: 6, failed: 14 }) } });
    expect(one).toMatchObject({
      standing: "reproduced",
      failed: 14,
      scored: 20,
      lost: {},
      provenance: { failedOn: "3f2c1ab", reproduced: "14/20" },
    });
    expect(linesOf(one)).toEqual([
      "late-fee  failed 14 of 20 on 3f2c1ab",
      "",
      "  What datasets/support/cases/late-fee.yaml should say:",
      "    provenance: { failedOn: 3f2c1ab, reproduced: 14/20 }",
    ]);
  });

  test("is reproduced by one failure, and what infrastructure lost is counted apart", () => {
    const one = reproduced({
      dimensions: { abstention: checked({ passed: 16, failed: 1, missing: 3 }) },
      outcomes: { completed: 17, "infra-error": 2, "replay-gap": 1 },
      errors: [{ outcome: "infra-error", reason: "the model provider answered 429", runs: 2 }],
    });
    expect(one.provenance).toEqual({ failedOn: "3f2c1ab", reproduced: "1/17" });
    expect(linesOf(one).slice(0, 3)).toEqual([
      "late-fee  failed 1 of 17 on 3f2c1ab",
      "  3 of 20 runs say nothing and are not counted: 2 infrastructure errors, 1 gap in the recording.",
      "  2 infrastructure errors: the model provider answered 429",
    ]);
  });

  test("in any dimension is one run that failed, not two", () => {
    const one = reproduced({
      dimensions: {
        abstention: checked({ passed: 15, failed: 5 }),
        "tool-use": checked({ passed: 12, failed: 8 }),
      },
      whole: { passed: 10, failed: 10, unscored: 0, missing: 0 },
    });
    expect(one).toMatchObject({ failed: 10, scored: 20 });
  });

  test("by the word of judges alone counts where nothing else looks", () => {
    const tone = judged("tone@1", { passed: 12, failed: 8 });
    expect(reproduced({ dimensions: { tone } })).toMatchObject({ failed: 8, scored: 20 });
    const both = { tone, abstention: checked({ passed: 20 }) };
    expect(reproduced({ dimensions: both }).standing).toBe("not-reproduced");
  });

  test("on a commit of digits alone is told as text", () => {
    const result = aCaseResult({ id: "late-fee", dimensions: { a: checked({ failed: 1 }) } });
    const one = reproductionOf(result, { ...at, commit: "1234567890".repeat(4) });
    expect(linesOf(one).at(-1)).toContain('failedOn: "1234567"');
  });
});

test("a case that passes there is not reproduced, and the runs say how often it may fail unseen", () => {
  const one = reproduced({ dimensions: { abstention: checked({ passed: 20 }) } });
  expect(one.standing).toBe("not-reproduced");
  expect(one).not.toHaveProperty("provenance");
  // 1 − .05^(1/20) = .139
  expect(linesOf(one)).toEqual([
    "late-fee  not reproduced: passed 20 of 20 on 3f2c1ab",
    "  An agent that fails 13.9 % of its runs or more would have failed at least one of these, 95 times in 100.",
    "  Try another commit with --ref or more runs with --runs, and see whether the expectations describe the failure.",
  ]);
});

describe("nothing is known", () => {
  test("where infrastructure lost every run", () => {
    const one = reproduced({
      dimensions: { abstention: checked({ missing: 20 }) },
      outcomes: { "infra-error": 20 },
    });
    expect(one).toMatchObject({ standing: "unknown", lost: { "infra-error": 20 } });
    expect(linesOf(one)[0]).toBe(
      "late-fee  nothing is known: none of 20 runs on 3f2c1ab could be scored",
    );
  });

  test("where no evaluator could say anything", () => {
    const one = reproduced({ dimensions: { abstention: checked({ unscored: 20 }) } });
    expect(one).toMatchObject({ standing: "unknown", lost: { completed: 20 } });
    expect(linesOf(one)[1]).toContain("20 without a verdict");
  });

  test("where the agent broke in every run: it may not run there at all", () => {
    const one = reproduced({
      dimensions: { abstention: checked({ failed: 20 }) },
      outcomes: { "agent-error": 20 },
      errors: [{ outcome: "agent-error", reason: "Cannot find module\u0007 'zod'", runs: 20 }],
    });
    expect(one.standing).toBe("unknown");
    expect(one).not.toHaveProperty("provenance");
    expect(linesOf(one)).toEqual([
      "late-fee  nothing is known: the agent finished none of 20 runs on 3f2c1ab",
      "  20 agent errors (counted as failed): Cannot find module 'zod'",
      "  See that the agent can run at that commit (`agent.setup` makes a fresh checkout ready), and run it again.",
    ]);
  });
});

test("an agent that breaks in some runs and answers in others has failed those", () => {
  const one = reproduced({
    dimensions: { abstention: checked({ passed: 12, failed: 8 }) },
    outcomes: { completed: 12, "agent-error": 8 },
  });
  expect(one).toMatchObject({ standing: "reproduced", failed: 8, agentErrors: 8, scored: 20 });
});
