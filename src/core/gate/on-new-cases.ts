import type { CaseResult, Experiment } from "../plan/experiment.ts";
import { clusteredError } from "../stats/clustered-error.ts";
import { type CaseRuns, passAtK, passHatK } from "../stats/pass-k.ts";
import { passHatKInterval } from "../stats/pass-k-interval.ts";
import { seededRandom } from "../stats/seeded-random.ts";
import type { Interval } from "../stats/wilson-interval.ts";
import { type Decision, scoredRuns } from "./decision.ts";
import { gatingTally } from "./pool-tallies.ts";

/** What an experiment lets one expect of cases that are not in the dataset. None of it decides. */
export type OnNewCases = {
  readonly dimensions: readonly DimensionOnNewCases[];
  /** For k = 1, 2, 4 and 8, as far as every case has as many scored runs. */
  readonly passK: readonly PassKOnNewCases[];
};

export type DimensionOnNewCases = {
  readonly dimension: string;
  /** How many cases the figure rests on. */
  readonly cases: number;
  /** Of all scored runs. */
  readonly rate: number;
  /** Clustered by case; "unknown" where the cases show no spread. */
  readonly standardError: number | "unknown";
  /** 95 %, within [0, 1]. */
  readonly interval: Interval | "unknown";
};

export type PassKOnNewCases = {
  readonly k: number;
  /** pass^k: that k runs of a case all pass. */
  readonly all: number;
  /** pass@k: that at least one of k runs of a case passes. */
  readonly any: number;
  /** 95 % of pass^k, by the bootstrap over cases; given for the largest k. */
  readonly interval?: Interval | "unknown";
};

const z95 = 1.959963984540054;
const reportedKs = [1, 2, 4, 8] as const;

/** The figures of the guarding cases; those of dimensions that decide, in the decision's order. */
export function onNewCases({ cases }: Pick<Experiment, "cases">, decision: Decision): OnNewCases {
  const guarding = cases.filter(({ status }) => status === "guarding");
  return {
    dimensions: decision.dimensions.flatMap((row) => {
      return row.kind === "gating" ? ofDimension(guarding, row) : [];
    }),
    passK: ofPassK(guarding),
  };
}

function ofDimension(
  guarding: readonly CaseResult[],
  { dimension, floor }: Pick<Decision["dimensions"][number], "dimension" | "floor">,
): readonly DimensionOnNewCases[] {
  const runs = guarding.flatMap(({ dimensions }): CaseRuns[] => {
    const result = Object.hasOwn(dimensions, dimension) ? dimensions[dimension] : undefined;
    const tally = result && gatingTally(result, floor);
    if (tally === undefined || scoredRuns(tally) === 0) return [];
    return [{ passed: tally.passed, runs: scoredRuns(tally) }];
  });
  const scored = runs.reduce((sum, one) => sum + one.runs, 0);
  if (scored === 0) return [];
  const rate = runs.reduce((sum, { passed }) => sum + passed, 0) / scored;
  const standardError = clusteredError(runs);
  return [
    {
      dimension,
      cases: runs.length,
      rate,
      standardError,
      interval: standardError === "unknown" ? "unknown" : within(rate, z95 * standardError),
    },
  ];
}

/** By checks alone, like pass^k everywhere. */
function ofPassK(guarding: readonly CaseResult[]): readonly PassKOnNewCases[] {
  const runs = guarding
    .filter(({ dimensions }) => Object.values(dimensions).some(({ hasChecks }) => hasChecks))
    .map(({ whole }) => ({ passed: whole.passed, runs: whole.passed + whole.failed }));
  const known = reportedKs.flatMap((k): PassKOnNewCases[] => {
    const all = passHatK(runs, k);
    const any = passAtK(runs, k);
    return all === "unknown" || any === "unknown" ? [] : [{ k, all, any }];
  });
  return known.map((one, at) =>
    at < known.length - 1
      ? one
      : { ...one, interval: passHatKInterval(runs, one.k, seededRandom(one.k)) },
  );
}

function within(rate: number, half: number): Interval {
  return { low: Math.max(0, rate - half), high: Math.min(1, rate + half) };
}
