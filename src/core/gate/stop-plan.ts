import type { FloorPolicy, GatePolicy } from "../config/gate-policy.ts";
import type { StopMode } from "../config/runs-config.ts";
import type { CaseResult } from "../plan/experiment.ts";
import { type CurtailedPlan, planCurtailment } from "../stats/curtailed-floor.ts";
import {
  planSequential,
  type SequentialPlan,
  sequentialErrors,
} from "../stats/sequential-floor.ts";
import { lowestTolerated } from "./check-floor.ts";
import { isJudged } from "./judge-floors.ts";
import { type Pool, poolTallies } from "./pool-tallies.ts";

/** No test is decided before each of its cases was run as often, or as often as it is planned. */
export const leastRunsPerCase = 3;

/** Of longer plans nothing is left out. Anybody may have written their counts, and what is worked out must end. */
export const mostStoppedRuns = 200_000;

/** What may be left out of a plan: every test that runs are made for, and when it has its answer. */
export type StopPlan = {
  readonly mode: Exclude<StopMode, "off">;
  /**
   * Whether the runs are compared with a baseline too: curtailed, each of them counts then until something blocks for
   * sure.
   */
  readonly isCompared: boolean;
  readonly floors: readonly FloorStop[];
  /** Guarding cases that must pass, by id. */
  readonly mustPass: ReadonlySet<string>;
};

/** The test of one dimension's floor. */
export type FloorStop = {
  readonly dimension: string;
  readonly floor: FloorPolicy;
  /** The cases that decide it, and how many runs of them are planned. */
  readonly caseIds: ReadonlySet<string>;
  readonly planned: number;
  readonly rule: FloorRuleOfStop;
};

/**
 * How a floor comes to its answer before all runs are made. `whole`: never, as where judges decide, whose corrected rate
 * any run may move.
 */
export type FloorRuleOfStop =
  | {
      readonly kind: "curtailed";
      readonly plan: CurtailedPlan;
      /** Set where a sequential test was wanted: how many runs it may need, more than are planned. */
      readonly sequentialNeeds?: number | "unknown";
    }
  | { readonly kind: "point" }
  | { readonly kind: "whole" }
  | {
      readonly kind: "sequential";
      readonly plan: SequentialPlan;
      /** The errors that the boundary really makes, enumerated. */
      readonly errors: { readonly alpha: number; readonly beta: number };
    };

export type StopOptions = {
  readonly mode: Exclude<StopMode, "off">;
  readonly isCompared: boolean;
  /** What the floors may spend of the policy's α together. */
  readonly level: number;
};

/**
 * Works out when each gating dimension has its answer, from the cases as they are planned and the policy with its judges
 * weighed (`weighJudges`).
 *
 * Several floors share α: Holm's correction may come down to α over their number, and a sequential test takes that from
 * the start.
 */
export function planStop(
  guarding: readonly CaseResult[],
  policy: GatePolicy,
  { mode, isCompared, level: alpha }: StopOptions,
): StopPlan {
  const pools = [...poolTallies(guarding, policy).values()].filter(
    ({ floor, gatingCases }) => floor !== undefined && gatingCases.length > 0,
  );
  const family = pools.filter(({ floor }) => floor?.mode !== "point").length;
  const levels = {
    alpha,
    strictest: alpha / Math.max(1, family),
    beta: policy.beta,
    proof: policy.alpha,
  };
  const cases = new Map(guarding.map((one) => [one.id, one]));
  const required = new Set(policy.mustPass);
  const known = new Map<string, FloorRuleOfStop>();
  return {
    mode,
    isCompared,
    floors: pools.flatMap((pool): FloorStop[] => {
      if (pool.floor === undefined) return [];
      const { dimension, floor } = pool;
      const runs = pool.gatingCases.map((id) => cases.get(id)?.planned ?? 0);
      const planned = runs.reduce((sum, count) => sum + count, 0);
      const least = runs.reduce((sum, count) => sum + Math.min(count, leastRunsPerCase), 0);
      const isSequential = mode === "sequential" && floor.mode === "significant";
      const key = JSON.stringify([floor, planned, least, isSequential, isJudged(pool)]);
      const rule =
        known.get(key) ?? ruleFor(pool, floor, { ...levels, planned, least, isSequential });
      known.set(key, rule);
      return [{ dimension, floor, caseIds: new Set(pool.gatingCases), planned, rule }];
    }),
    mustPass: new Set(guarding.map(({ id }) => id).filter((id) => required.has(id))),
  };
}

type RuleFacts = {
  readonly alpha: number;
  readonly strictest: number;
  readonly beta: number;
  readonly proof: number;
  readonly planned: number;
  readonly least: number;
  readonly isSequential: boolean;
};

function ruleFor(pool: Pool, floor: FloorPolicy, facts: RuleFacts): FloorRuleOfStop {
  const { alpha, strictest, beta, proof, planned, least, isSequential } = facts;
  if (isJudged(pool)) return { kind: "whole" };
  if (floor.mode === "point") return { kind: "point" };
  const tolerated = lowestTolerated(floor);
  let sequentialNeeds: number | "unknown" | undefined;
  if (isSequential && planned > 0 && tolerated > 0) {
    const test = { floor: floor.floor, tolerated, alpha: strictest, beta };
    const plan = planSequential(test, { leastRuns: least });
    // Cut off earlier than it may end, a sequential test would not keep its errors: then the fixed one is curtailed.
    if (plan !== "unknown" && plan.mostRuns <= planned)
      return { kind: "sequential", plan, errors: sequentialErrors(plan) };
    sequentialNeeds = plan === "unknown" ? plan : plan.mostRuns;
  }
  const test =
    floor.mode === "prove"
      ? { floor: floor.floor, tolerated: floor.floor, alpha, beta: proof }
      : { floor: floor.floor, tolerated, alpha, beta };
  return {
    kind: "curtailed",
    plan: planCurtailment(test, planned, strictest),
    ...(sequentialNeeds !== undefined && { sequentialNeeds }),
  };
}
