import type { FloorPolicy, GatePolicy } from "../../src/core/config/gate-policy.ts";
import type {
  CaseResult,
  DimensionResult,
  Experiment,
  Tally,
} from "../../src/core/plan/experiment.ts";
import { experimentSchema } from "../../src/core/plan/experiment.ts";

const noRuns: Tally = { passed: 0, failed: 0, unscored: 0, missing: 0 };

export function aTally(counts: Partial<Tally> = {}): Tally {
  return { ...noRuns, ...counts };
}

/** A dimension that checks alone measure. */
export function checked(counts: Partial<Tally>): DimensionResult {
  const tally = aTally(counts);
  return { hasChecks: true, checks: tally, all: tally, judges: {} };
}

/** A dimension that one judge alone measures. */
export function judged(judge: string, counts: Partial<Tally>, reason?: string): DimensionResult {
  const tally = aTally(counts);
  const judgeTally = { ...tally, ...(reason !== undefined && { unscoredReason: reason }) };
  return { hasChecks: false, checks: noRuns, all: tally, judges: { [judge]: judgeTally } };
}

/** A guarding case whose outcomes and `whole` follow from its dimensions, unless given. */
export function aCaseResult(given: Partial<CaseResult> & Pick<CaseResult, "id">): CaseResult {
  const dimensions = given.dimensions ?? { faithfulness: checked({ passed: 20 }) };
  const first = Object.values(dimensions)[0]?.all ?? noRuns;
  const recorded = first.passed + first.failed + first.unscored + first.missing;
  return {
    title: given.id.replaceAll("-", " "),
    status: "guarding",
    file: `datasets/support/cases/${given.id}.yaml`,
    planned: recorded,
    outcomes: {
      completed: recorded - first.missing,
      ...(first.missing > 0 && { "infra-error": first.missing }),
    },
    dimensions,
    whole: wholeOf(Object.values(dimensions)),
    failures: [],
    errors: [],
    ...given,
  };
}

/** As if the dimensions failed in the same runs: the tally of the one that passed least. */
function wholeOf(dimensions: readonly DimensionResult[]): Tally {
  const checks = dimensions.filter(({ hasChecks }) => hasChecks).map((one) => one.checks);
  return checks.toSorted((a, b) => a.passed - b.passed)[0] ?? noRuns;
}

const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;

/** A complete experiment of these cases; the totals follow from them. */
export function anExperiment(
  cases: readonly CaseResult[],
  given: Partial<Experiment> = {},
): Experiment {
  const planned = cases.reduce((sum, one) => sum + one.planned, 0);
  const recorded = cases
    .flatMap(({ outcomes }) => Object.values(outcomes))
    .reduce((sum, runs) => sum + runs, 0);
  return {
    schema: experimentSchema,
    subject: {
      key: digest("0"),
      agent: { runner: "module", digest: digest("a") },
      dataset: { name: "support", digest: digest("9") },
      evaluators: [{ ref: "grounded-facts@1", digest: digest("e") }],
      commit: "3f2c1ab94d0e7c55b1f0a6c2d8e9f7a1b2c3d4e5",
    },
    startedAt: "2026-11-20T09:00:00.000Z",
    durationMs: 754_000,
    planned,
    recorded,
    isComplete: recorded === planned,
    cases,
    usage: {
      modelCalls: 400,
      toolCalls: 300,
      inputTokens: 900_000,
      outputTokens: 40_000,
      callsWithoutTokens: 0,
      costUsd: 3.1,
      callsWithoutCost: 0,
    },
    ...given,
  };
}

export function aFloor(given: Partial<FloorPolicy> = {}): FloorPolicy {
  return {
    floor: 0.9,
    margin: 0.1,
    allowedDrop: 0.02,
    mode: "significant",
    judge: "advisory",
    ...given,
  };
}

/** One floor of 90 % on faithfulness, unless other dimensions are given. */
export function aPolicy(given: Partial<GatePolicy> = {}): GatePolicy {
  return {
    dimensions: { faithfulness: aFloor() },
    mustPass: [],
    alpha: 0.05,
    beta: 0.1,
    missing: 0.05,
    trust: { tpr: 0.8, tnr: 0.7, labels: 50 },
    ...given,
  };
}
