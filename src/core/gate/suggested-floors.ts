import type { GatePolicy } from "../config/gate-policy.ts";
import { decisiveTally } from "../plan/decisive-tally.ts";
import type { Experiment } from "../plan/experiment.ts";
import { suggestFloor } from "../stats/suggest-floor.ts";
import { scoredRuns } from "./decision.ts";

/** Version of the JSON that `floors --json` prints. */
const floorsSchema = "tracegate.floors/1";

/** A floor below this says nothing; the configuration refuses it. */
const leastFloor = 0.05;

/** The floors that recorded runs prove. */
export type SuggestedFloors = {
  readonly schema: typeof floorsSchema;
  readonly experiments: number;
  readonly dimensions: readonly SuggestedFloor[];
};

export type SuggestedFloor = {
  readonly dimension: string;
  readonly passed: number;
  /** Scored runs of guarding cases. */
  readonly runs: number;
  /** Whether only judges measured some of them. */
  readonly isJudged: boolean;
  /** Four decimals, rounded down; absent where the runs prove none that says anything. */
  readonly floor?: number;
  /** The one that the configuration has; absent where it has none. */
  readonly present?: number;
};

/**
 * What recorded runs of guarding cases prove, dimension by dimension: the exact one-sided lower 95 % bound of their pass
 * rate. By checks where a case has them, by judges elsewhere. Sorted by name.
 */
export function suggestFloors(
  experiments: readonly Experiment[],
  present: GatePolicy["dimensions"] = {},
): SuggestedFloors {
  const counts = new Map<string, { passed: number; runs: number; isJudged: boolean }>();
  for (const one of experiments.flatMap(({ cases }) => cases)) {
    if (one.status !== "guarding") continue;
    for (const [dimension, result] of Object.entries(one.dimensions)) {
      const count = counts.get(dimension) ?? { passed: 0, runs: 0, isJudged: false };
      const tally = decisiveTally(result);
      count.passed += tally.passed;
      count.runs += scoredRuns(tally);
      count.isJudged ||= !result.hasChecks;
      counts.set(dimension, count);
    }
  }
  const written = new Map(Object.entries(present));
  return {
    schema: floorsSchema,
    experiments: experiments.length,
    dimensions: [...counts]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([dimension, { passed, runs, isJudged }]) => {
        const bound = suggestFloor(passed, runs);
        const floor = bound === "unknown" ? 0 : Math.floor(bound * 10_000) / 10_000;
        const has = written.get(dimension)?.floor;
        return {
          dimension,
          passed,
          runs,
          isJudged,
          ...(floor >= leastFloor && { floor }),
          ...(has !== undefined && { present: has }),
        };
      }),
  };
}
