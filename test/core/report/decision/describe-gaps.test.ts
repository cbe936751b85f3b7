import { describe, expect, test } from "vitest";
import { decideGate } from "../../../../src/core/gate/decide-gate.ts";
import { describeGaps } from "../../../../src/core/report/decision/describe-gaps.ts";
import { headline } from "../../../../src/core/report/decision/headline.ts";
import { terminalWording } from "../../../../src/core/report/wording.ts";
import { aCaseResult, anExperiment, aPolicy, checked } from "../../../support/gated-experiment.ts";

const stop = { mode: "off", seed: 0, saved: 39, cause: "budget", tests: [] } as const;

/** Of two cases of 20 runs, when the budget was used up. */
function overBudget(tally: { readonly passed: number; readonly missing?: number }): {
  readonly head: string;
  readonly gaps: string;
} {
  const recorded = tally.passed + (tally.missing ?? 0);
  const cases = [
    aCaseResult({ id: "late-fee", planned: 20, dimensions: { faithfulness: checked(tally) } }),
    aCaseResult({
      id: "lost-parcel",
      planned: 20,
      dimensions: { faithfulness: checked({ passed: 0 }) },
    }),
  ];
  const experiment = anExperiment(cases, { recorded, isComplete: false, stop });
  const decision = decideGate(experiment, aPolicy());
  return {
    head: headline(decision, terminalWording),
    gaps: describeGaps(decision, terminalWording).join("\n"),
  };
}

describe("a budget that was used up", () => {
  test("says how to go on, and that nothing is lost", () => {
    expect(overBudget({ passed: 20 }).gaps).toContain("nothing already run is lost");
  });

  test("does not promise so where it ended runs that stay lost", () => {
    const { gaps } = overBudget({ passed: 13, missing: 7 });
    expect(gaps).not.toContain("nothing already run is lost");
    expect(gaps).toContain("runs that were lost otherwise stay lost");
  });

  test("nor where it ended all of them", () => {
    expect(overBudget({ passed: 0, missing: 4 }).gaps).toContain(
      "runs that were lost otherwise stay lost",
    );
  });

  test("after one run is said of one, and the case that it never came to was not run", () => {
    const { head, gaps } = overBudget({ passed: 1 });
    expect(head).toContain("only 1 of 40 planned runs was made");
    expect(gaps).toContain("lost-parcel was not run once.");
  });
});

test("a baseline that stopped early says how to make one that can be compared with", () => {
  const cases = [
    aCaseResult({
      id: "late-fee",
      planned: 20,
      dimensions: { faithfulness: checked({ passed: 20 }) },
    }),
  ];
  const baseline = {
    kind: "refused",
    why: "incomplete",
    detail: "331 of 340 runs were made",
  } as const;
  const decision = decideGate(anExperiment(cases), aPolicy(), { baseline });
  const gaps = describeGaps(decision, terminalWording).join("\n");
  expect(gaps).toContain("it is not of a whole plan (331 of 340 runs were made)");
  expect(gaps).toContain("tracegate run --stop off");
  expect(gaps).not.toContain("Find out who wrote it");
});
