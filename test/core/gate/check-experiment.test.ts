import { describe, expect, test } from "vitest";
import { UserError } from "../../../src/core/errors.ts";
import { checkExperiment } from "../../../src/core/gate/check-experiment.ts";
import type { CaseResult, Experiment } from "../../../src/core/plan/experiment.ts";
import { aCaseResult, anExperiment, aTally, checked } from "../../support/gated-experiment.ts";

const lateFee = aCaseResult({ id: "late-fee-eu", dimensions: { tone: checked({ passed: 20 }) } });

function refusalOf(experiment: Experiment): string {
  try {
    checkExperiment(experiment);
  } catch (error) {
    if (error instanceof UserError && error.code === "EXPERIMENT_INCONSISTENT")
      return error.message;
    throw error;
  }
  return "accepted";
}

function withCase(given: Partial<CaseResult>): Experiment {
  return anExperiment([{ ...lateFee, ...given }]);
}

test("an experiment whose counts agree is accepted, an interrupted one too", () => {
  expect(refusalOf(anExperiment([lateFee]))).toBe("accepted");
  expect(refusalOf(anExperiment([{ ...lateFee, planned: 30 }]))).toBe("accepted");
  expect(refusalOf(anExperiment([]))).toBe("accepted");
});

test("an experiment with every way to end is accepted", () => {
  const tally = aTally({ passed: 10, failed: 3, unscored: 1, missing: 6 });
  const outcomes = {
    completed: 12,
    "agent-error": 2,
    "infra-error": 3,
    "simulator-error": 1,
    "replay-gap": 1,
    "over-budget": 1,
  };
  const dimensions = { tone: checked(tally) };
  expect(refusalOf(withCase({ outcomes, dimensions, whole: tally }))).toBe("accepted");
});

describe("what cannot be true is refused by name", () => {
  test.each<[string, Experiment, RegExp]>([
    ["NaN", withCase({ dimensions: { tone: checked({ passed: Number.NaN }) } }), /passed is NaN/],
    [
      "negative",
      withCase({ dimensions: { tone: checked({ passed: 21, failed: -1 }) } }),
      /failed is -1/,
    ],
    [
      "fraction",
      withCase({ dimensions: { tone: checked({ passed: 19.5, failed: 0.5 }) } }),
      /19\.5/,
    ],
    ["infinite", withCase({ outcomes: { completed: Number.POSITIVE_INFINITY } }), /Infinity/],
    [
      "runs without an outcome",
      withCase({ dimensions: { tone: checked({ passed: 40 }) } }),
      /counts 40 of 20/,
    ],
    [
      "failures left out",
      withCase({ dimensions: { tone: checked({ passed: 12 }) } }),
      /counts 12 of 20/,
    ],
    ["more runs than planned", withCase({ planned: 10 }), /20 of 10 planned/],
    [
      "lost runs as passes",
      withCase({ outcomes: { completed: 15, "infra-error": 5 } }),
      /misses 0 runs, but 5/,
    ],
    [
      "agent errors as passes",
      withCase({ outcomes: { completed: 15, "agent-error": 5 } }),
      /fails 0 runs, but 5/,
    ],
    ["no dimension", withCase({ dimensions: {} }), /no dimension/],
    [
      "a whole beyond its runs",
      withCase({ whole: aTally({ passed: 21 }) }),
      /whole counts 21 of 20/,
    ],
    [
      "checks where there are none",
      withCase({ dimensions: { tone: { ...checked({ passed: 20 }), hasChecks: false } } }),
      /checks counts 20 of 0/,
    ],
    [
      "a judge's NaN",
      withCase({
        dimensions: {
          tone: {
            ...checked({ passed: 20 }),
            judges: { "tone@1": aTally({ passed: Number.NaN }) },
          },
        },
      }),
      /tone@1: passed is NaN/,
    ],
    ["one case twice", anExperiment([lateFee, lateFee]), /listed twice/],
    [
      "another total",
      anExperiment([lateFee], { recorded: 19 }),
      /record 20 runs, the experiment 19/,
    ],
    ["another plan", anExperiment([lateFee], { planned: 40 }), /plan 20 runs, the experiment 40/],
    [
      "complete with runs missing",
      anExperiment([{ ...lateFee, planned: 30 }], { isComplete: true }),
      /complete with 20 of 30/,
    ],
  ])("%s", (_, experiment, message) => {
    expect(refusalOf(experiment)).toMatch(message);
  });
});
