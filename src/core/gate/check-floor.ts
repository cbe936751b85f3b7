import type { FloorPolicy, GatePolicy } from "../config/gate-policy.ts";
import { binomialLowerTail, binomialUpperTail } from "../stats/binomial.ts";
import { type Interval, wilsonInterval } from "../stats/wilson-interval.ts";

export type FloorResult =
  | { readonly kind: "met" | "missed" | "undetermined"; readonly interval: Interval }
  | { readonly kind: "unmeasured" };

/** Runs that were scored; lost ones are not in it. */
export type ScoredRuns = { readonly passed: number; readonly scored: number };

/** A floor and the levels that it is tested at. */
export type FloorRule = FloorPolicy &
  Pick<GatePolicy, "alpha" | "beta"> & {
    /** The level at which `prove` proves a floor; `alpha` where left out, which may be a share of the gate's. */
    readonly proof?: number;
  };

/** P(so few passes or fewer) where the true rate is the floor itself. No runs are no evidence: 1. */
export function floorP(runs: ScoredRuns, floor: number): number {
  return runs.scored === 0 ? 1 : binomialLowerTail(runs.passed, runs.scored, floor);
}

/**
 * Compares scored runs with a floor.
 *
 * `undetermined` means that the runs prove neither: more are needed, and the gate must not read it as
 * a pass. `missedP` is `floorP`, corrected by the caller where several floors are tested at once.
 */
export function checkFloor(
  runs: ScoredRuns,
  rule: FloorRule,
  missedP: number = floorP(runs, rule.floor),
): FloorResult {
  if (runs.scored === 0) return { kind: "unmeasured" };
  const interval = wilsonInterval(runs.passed, runs.scored);
  switch (rule.mode) {
    case "point":
      return { kind: runs.passed / runs.scored >= rule.floor ? "met" : "missed", interval };
    case "significant":
      if (missedP <= rule.alpha) return { kind: "missed", interval };
      return { kind: isAbove(runs, lowestTolerated(rule), rule.beta), interval };
    case "prove":
      if (missedP <= rule.alpha) return { kind: "missed", interval };
      return { kind: isAbove(runs, rule.floor, rule.proof ?? rule.alpha), interval };
  }
}

/** One margin below the floor: the rate that *met* must be told apart from. */
export function lowestTolerated(rule: Pick<FloorPolicy, "floor" | "margin">): number {
  return Math.max(0, rule.floor - rule.margin);
}

/**
 * How many more runs would settle the floor if their rate of passes stays what it is; "unknown" where
 * the rate sits so close to a boundary that a million runs would not. An estimate: the runs that
 * come may pass more or less often. With `floorsTested` floors a miss must survive Holm's first step.
 */
export function runsToSettle(
  runs: ScoredRuns,
  rule: FloorRule,
  floorsTested: number,
): number | "unknown" {
  const isSettled = (scored: number): boolean => {
    const passed = Math.min(scored, Math.round((runs.passed / runs.scored) * scored));
    const missedP = floorsTested * floorP({ passed, scored }, rule.floor);
    return checkFloor({ passed, scored }, rule, missedP).kind !== "undetermined";
  };
  if (runs.scored === 0) return "unknown";
  let enough = runs.scored + 1;
  while (!isSettled(enough)) {
    enough *= 2;
    if (enough > 1_000_000) return "unknown";
  }
  let few = runs.scored;
  while (enough - few > 1) {
    const middle = Math.floor((few + enough) / 2);
    if (isSettled(middle)) enough = middle;
    else few = middle;
  }
  return enough - runs.scored;
}

function isAbove(runs: ScoredRuns, rate: number, level: number): "met" | "undetermined" {
  return binomialUpperTail(runs.passed, runs.scored, rate) <= level ? "met" : "undetermined";
}
