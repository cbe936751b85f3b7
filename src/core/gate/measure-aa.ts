import type { GatePolicy } from "../config/gate-policy.ts";
import type { Experiment } from "../plan/experiment.ts";
import { clopperPearsonInterval } from "../stats/clopper-pearson-interval.ts";
import { seededRandom } from "../stats/seeded-random.ts";
import type { Interval } from "../stats/wilson-interval.ts";
import { decideGate } from "./decide-gate.ts";
import { type Decision, type FailReason, isFailReason, scoredRuns } from "./decision.ts";
import { drawCases, type RecordedPool } from "./recorded-pool.ts";
import type { TrustByJudge } from "./weigh-judges.ts";

/** Version of the JSON that `aa --json` prints. */
const aaSchema = "tracegate.aa/1";

/** Fewer say too little about one red in twenty. */
export const leastResamples = 1000;

/** Of fewer runs of a case, what is drawn is hardly anything but what was recorded. */
export const leastPooledRuns = 10;

/** Groups of reasons that the gate reds for. The first three share its α; a must-pass case has none. */
export const aaFamilies = ["floors", "regression", "cases", "must-pass"] as const;
export type AaFamily = (typeof aaFamilies)[number];

/** How often the gate reds an agent that did not change. */
export type AaReport = {
  readonly schema: typeof aaSchema;
  readonly resamples: number;
  readonly seed: number;
  /** Guarding cases, and their recorded runs. */
  readonly cases: number;
  readonly runs: number;
  /** What the policy promises at most. */
  readonly alpha: number;
  /** Reds by the tests that share α. */
  readonly red: Share;
  /** Each group by itself; a resample may be in several. */
  readonly families: Readonly<Record<AaFamily, Share>>;
  /** Neither red nor a pass: it blocks too, for want of runs. */
  readonly undetermined: Share;
  /** What reds most often, by the name of the dimension or case; at most ten. */
  readonly causes: readonly {
    readonly family: AaFamily;
    readonly name: string;
    readonly count: number;
  }[];
  /** Dimensions that the pool itself is below the floor of: their reds are deserved. */
  readonly belowFloor: readonly {
    readonly dimension: string;
    readonly rate: number;
    readonly floor: number;
  }[];
  /** Dimensions of which no failure was recorded: no draw can have one. */
  readonly neverFailed: readonly string[];
  /** Whether anything was compared with a baseline; else only floors could red. */
  readonly isCompared: boolean;
  /**
   * `kept`: not shown to red more often than promised. `broken`: even the lower bound is above α. `deserved`: a dimension is
   * below its floor, so that a red is no mistake.
   */
  readonly promise: "kept" | "broken" | "deserved";
};

/** A count of resamples, with its exact 95 % interval. */
export type Share = { readonly count: number; readonly rate: number; readonly interval: Interval };

export type AaRequest = {
  readonly experiment: Experiment;
  readonly pool: RecordedPool;
  readonly policy: GatePolicy;
  readonly trust: TrustByJudge;
  readonly resamples: number;
  readonly seed: number;
  readonly onProgress?: (done: number) => void;
};

/**
 * Draws two sides from the same recorded runs again and again, and has the gate compare the one with the other: whatever it
 * reds, it reds for nothing.
 *
 * The product's own decision is asked, with its own policy, and the sides are what an unchanged agent could have shown. The
 * same seed gives the same report.
 */
export function measureAa(request: AaRequest): AaReport {
  const { experiment, pool, policy, trust, resamples, seed, onProgress } = request;
  const guarding = pool.filter(({ result }) => result.status === "guarding");
  const random = seededRandom(seed);
  const counts = new Map<AaFamily, number>();
  const causes = new Map<string, { family: AaFamily; name: string; count: number }>();
  let [red, undetermined, compared] = [0, 0, 0];
  for (let done = 0; done < resamples; done += 1) {
    const decision = decideDrawn(experiment, guarding, { policy, trust, random, draw: done });
    const failures = decision.reasons.filter(isFailReason);
    const families = new Set(failures.map(familyOf));
    for (const family of families) counts.set(family, (counts.get(family) ?? 0) + 1);
    if ([...families].some((family) => family !== "must-pass")) red += 1;
    if (decision.kind === "undetermined") undetermined += 1;
    if (decision.comparison?.kind === "compared") compared += 1;
    for (const failure of failures) {
      const cause = { family: familyOf(failure), name: nameOf(failure), count: 0 };
      const key = `${cause.family} ${cause.name}`;
      const known = causes.get(key) ?? cause;
      known.count += 1;
      causes.set(key, known);
    }
    onProgress?.(done + 1);
  }
  const share = (count: number): Share => ({
    count,
    rate: count / resamples,
    interval: clopperPearsonInterval(count, resamples),
  });
  const recorded = pooledRates(experiment, policy, trust);
  const belowFloor = recorded.filter(({ rate, floor }) => rate < floor);
  const whole = share(red);
  return {
    schema: aaSchema,
    resamples,
    seed,
    cases: guarding.length,
    runs: guarding.reduce((sum, { places }) => sum + places.length, 0),
    alpha: policy.alpha,
    red: whole,
    families: {
      floors: share(counts.get("floors") ?? 0),
      regression: share(counts.get("regression") ?? 0),
      cases: share(counts.get("cases") ?? 0),
      "must-pass": share(counts.get("must-pass") ?? 0),
    },
    undetermined: share(undetermined),
    causes: [...causes.values()].toSorted((a, b) => b.count - a.count).slice(0, 10),
    belowFloor,
    neverFailed: recorded.filter(({ rate }) => rate === 1).map(({ dimension }) => dimension),
    isCompared: compared > 0,
    promise: promiseOf(whole, policy.alpha, belowFloor.length > 0),
  };
}

function promiseOf({ interval }: Share, alpha: number, isDeserved: boolean): AaReport["promise"] {
  if (isDeserved) return "deserved";
  return interval.low > alpha ? "broken" : "kept";
}

type Draw = Pick<AaRequest, "policy" | "trust"> & {
  readonly random: () => number;
  readonly draw: number;
};

function decideDrawn(
  experiment: Experiment,
  pool: RecordedPool,
  { policy, trust, random, draw }: Draw,
): Decision {
  const candidate = drawn(experiment, pool, { random, durationMs: 2 * draw });
  // Two executions are told apart by when they ran and how long they took.
  const baseline = drawn(experiment, pool, { random, durationMs: 2 * draw + 1 });
  return decideGate(candidate, policy, {
    trust,
    baseline: {
      kind: "found",
      experiments: [baseline],
      origin: { side: "merge-base", source: "file" },
    },
  });
}

function drawn(
  { stop: _stop, shards: _shards, ...experiment }: Experiment,
  pool: RecordedPool,
  { random, durationMs }: { readonly random: () => number; readonly durationMs: number },
): Experiment {
  const cases = drawCases(pool, random);
  const runs = cases.reduce((sum, { planned }) => sum + planned, 0);
  return { ...experiment, durationMs, cases, planned: runs, recorded: runs, isComplete: true };
}

type PooledRate = { readonly dimension: string; readonly rate: number; readonly floor: number };

function pooledRates(
  experiment: Experiment,
  policy: GatePolicy,
  trust: TrustByJudge,
): readonly PooledRate[] {
  return decideGate(experiment, policy, { trust }).dimensions.flatMap((row): PooledRate[] => {
    const scored = scoredRuns(row.tally);
    if (row.kind !== "gating" || scored === 0) return [];
    const { dimension, floor, tally } = row;
    return [{ dimension, rate: tally.passed / scored, floor: floor.floor }];
  });
}

function familyOf({ kind }: FailReason): AaFamily {
  switch (kind) {
    case "floor-missed":
      return "floors";
    case "regressed":
      return "regression";
    case "case-regressed":
      return "cases";
    case "must-pass-failed":
      return "must-pass";
  }
}

function nameOf(reason: FailReason): string {
  return "caseId" in reason ? `${reason.caseId}, ${reason.dimension}` : reason.dimension;
}
