import type { FloorPolicy, GatePolicy } from "../config/gate-policy.ts";
import type { Tally } from "../plan/experiment.ts";
import type { PlannedCase } from "../plan/planned-case.ts";
import { comparisonDrop, comparisonRuns } from "../stats/comparison-power.ts";
import { detectableDrop } from "../stats/floor-power.ts";
import { runsToDetect } from "../stats/runs-to-detect.ts";
import { planSequential, sequentialCourse, sequentialErrors } from "../stats/sequential-floor.ts";
import { suggestFloor } from "../stats/suggest-floor.ts";
import { splitAlpha } from "./alpha-split.ts";
import { lowestTolerated } from "./check-floor.ts";
import { scoredRuns } from "./decision.ts";
import { floorsByName } from "./pool-tallies.ts";
import { leastRunsPerCase } from "./stop-plan.ts";

/** Version of the JSON that `power --json` prints. */
const powerSchema = "tracegate.power/1";

/** What a plan can see, and what it would take to see more. Falls are differences of rates, seen four times in five. */
export type PlanPower = {
  readonly schema: typeof powerSchema;
  readonly alpha: number;
  readonly beta: number;
  /** How many floors share `alpha`. */
  readonly floors: number;
  /** The fall that was asked about. */
  readonly detect?: number;
  readonly dimensions: readonly DimensionPower[];
};

export type DimensionPower = {
  readonly dimension: string;
  readonly floor: number;
  readonly margin: number;
  readonly cases: number;
  /** Of all its cases together. */
  readonly runs: number;
  /** Smallest fall below the floor that blocks. */
  readonly belowFloor: number | "unknown";
  /** Smallest fall against a baseline of as many runs that shows as a regression; the rate that was assumed for it. */
  readonly againstBaseline: { readonly rate: number; readonly drop: number | "unknown" };
  readonly sequential: SequentialPower | "unknown";
  /** Runs that see the fall that was asked about; absent where none was. */
  readonly wanted?: {
    /** Of all its cases together, for a fall below the floor. */
    readonly floorRuns: number | "unknown";
    /** Of each case on each side, for a fall against the baseline. */
    readonly comparisonRuns: number | "unknown";
  };
  /** From recorded runs; absent where there are none. */
  readonly history?: {
    readonly passed: number;
    readonly runs: number;
    readonly suggestedFloor: number | "unknown";
  };
};

/** What a run that stops as soon as the floor is settled takes, and how often it errs. */
export type SequentialPower = {
  readonly mostRuns: number;
  /** Of an agent that does well: it passes 97 runs of 100, or half of what a higher floor leaves. */
  readonly expectedRuns: number;
  /** How often an agent at the floor is blocked. */
  readonly alpha: number;
  /** How often an agent one margin below it passes. */
  readonly beta: number;
};

export type PowerQuestion = {
  readonly policy: GatePolicy;
  /** A fall that is to be seen, as a difference of rates in (0, 1). */
  readonly detect?: number;
  /** Tallies of recorded runs, by dimension. */
  readonly history?: ReadonlyMap<string, Tally>;
};

/**
 * Works out what the guarding cases of a dataset can see under a policy, dimension by dimension, before anything is run.
 *
 * The level of each test is that of Holm's first step: over all floors where nothing is compared, and over all dimensions
 * with their share of `alpha` where a baseline is. Dimensions that no guarding case measures in a way
 * that decides are left out: judges that only advise decide nothing.
 */
export function planPower(
  cases: readonly Pick<PlannedCase, "status" | "expects" | "runs">[],
  { policy, detect, history }: PowerQuestion,
): PlanPower {
  const guarding = cases.filter(({ status }) => status === "guarding");
  const measured = [...floorsByName(policy)].flatMap(([dimension, floor]) => {
    const own = guarding.filter((one) => isDecided(one, dimension, floor));
    return own.length === 0 ? [] : [{ dimension, floor, own }];
  });
  const share = Math.max(1, measured.length);
  const level = policy.alpha / share;
  const compared = splitAlpha(policy.alpha, true).dimensions / share;
  return {
    schema: powerSchema,
    alpha: policy.alpha,
    beta: policy.beta,
    floors: measured.length,
    ...(detect !== undefined && { detect }),
    dimensions: measured.map(({ dimension, floor: { floor, margin }, own }): DimensionPower => {
      const runs = own.reduce((sum, one) => sum + one.runs, 0);
      const recorded = historyOf(history?.get(dimension));
      const rate = rateOf(recorded, floor);
      const perCase = Math.max(1, Math.floor(runs / own.length));
      const sides = { cases: own.length, rate, alpha: compared };
      return {
        dimension,
        floor,
        margin,
        cases: own.length,
        runs,
        belowFloor: detectableDrop(runs, floor, level),
        againstBaseline: {
          rate,
          drop: comparisonDrop({ ...sides, candidateRuns: perCase, baselineRuns: perCase }),
        },
        sequential: sequentialPower(
          { floor, tolerated: lowestTolerated({ floor, margin }), alpha: level, beta: policy.beta },
          own.length,
        ),
        ...(detect !== undefined && {
          wanted: {
            floorRuns: runsToDetect(floor, detect, level),
            comparisonRuns: comparisonRuns(sides, detect),
          },
        }),
        ...(recorded !== undefined && { history: recorded }),
      };
    }),
  };
}

function isDecided(
  { expects }: Pick<PlannedCase, "expects">,
  dimension: string,
  floor: FloorPolicy,
): boolean {
  const own = expects.filter((expected) => expected.dimension === dimension);
  return own.some(({ kind }) => kind === "check" || floor.judge !== "advisory");
}

function sequentialPower(
  test: Parameters<typeof planSequential>[0],
  cases: number,
): SequentialPower | "unknown" {
  // A floor no higher than its margin has nothing to be told from; `validate` says so.
  if (test.tolerated <= 0) return "unknown";
  const plan = planSequential(test, { leastRuns: leastRunsPerCase * cases });
  if (plan === "unknown") return "unknown";
  const { expectedRuns } = sequentialCourse(plan, healthyRate(test.floor));
  return { mostRuns: plan.mostRuns, expectedRuns, ...sequentialErrors(plan) };
}

/** 97 of 100, or halfway from a higher floor to 1. */
function healthyRate(floor: number): number {
  return Math.max(0.97, (1 + floor) / 2);
}

function historyOf(tally: Tally | undefined): DimensionPower["history"] {
  if (tally === undefined || scoredRuns(tally) === 0) return undefined;
  const runs = scoredRuns(tally);
  return { passed: tally.passed, runs, suggestedFloor: suggestFloor(tally.passed, runs) };
}

/** What the baseline passes: as recorded, or halfway from the floor to 1 where nothing was. */
function rateOf(recorded: DimensionPower["history"], floor: number): number {
  if (recorded === undefined || recorded.passed === 0) return (1 + floor) / 2;
  return recorded.passed / recorded.runs;
}
