import type { Tally } from "../plan/experiment.ts";
import { correctedRate } from "../stats/corrected-rate.ts";
import { type Interval, wilsonInterval } from "../stats/wilson-interval.ts";
import { type FloorResult, type FloorRule, lowestTolerated } from "./check-floor.ts";
import { lostRuns, scoredRuns } from "./decision.ts";
import type { LostRuns, Pool } from "./pool-tallies.ts";
import { type TrustByJudge, trustIn } from "./weigh-judges.ts";

/** A floor that judges decide on; `corrected` is the pass rate that people would have seen, in [0, 1]. */
export type JudgedResult = FloorResult & { readonly corrected?: number };

/** What bounds one part of the failures: its share of all runs, and the pass rate in that part. */
type Part = { readonly share: number; readonly rate: number; readonly interval: Interval };

/**
 * Compares a dimension that judges decide on with its floor.
 *
 * Each judge's rate is corrected for its own errors. With one judge and nothing else, the floor is missed where the upper
 * bound of that rate is below it, and met where the lower bound is not below the lowest rate that is tolerated (the
 * floor itself, in `prove`). Where checks or several judges measure the dimension, a run passes only if all of them pass
 * it, and nobody knows how their failures overlap: so the failures are at least those of the part that fails most and at
 * most their sum (Fréchet's bounds). Runs that the agent did not finish are failures of their own, whatever a judge
 * would have said.
 *
 * `checksP` is the corrected chance of the checks' own passes at the floor: they miss it alone as well.
 */
export function checkJudgedFloor(
  pool: Pool,
  rule: FloorRule,
  {
    trust,
    lost,
    checksP,
  }: { readonly trust: TrustByJudge; readonly lost: LostRuns; readonly checksP?: number },
): JudgedResult {
  const scored = scoredRuns(pool.tally);
  if (scored === 0) return { kind: "unmeasured" };
  const runs = scored + (lost === "left-out" ? 0 : lostRuns(pool.tally));
  const lostShare = lost === "failed" ? lostRuns(pool.tally) / runs : 0;
  const finished = Math.max(0, scored - pool.agentErrors);
  const parts = partsOf(pool, trust, finished).map((part) => ({
    ...part,
    share: part.share * (finished / runs),
  }));
  const broken = brokenShare(pool.agentErrors, runs);
  const failed = (of: (part: Part) => number): number[] =>
    parts.map((part) => part.share * (1 - of(part)));
  const rate = clip(1 - lostShare - broken.rate - sum(failed((part) => part.rate)));
  const interval = {
    low: clip(1 - lostShare - broken.interval.high - sum(failed((part) => part.interval.low))),
    high: clip(
      1 - lostShare - broken.interval.low - Math.max(0, ...failed((part) => part.interval.high)),
    ),
  };
  return { kind: kindOf({ rate, interval }, rule, checksP), interval, corrected: rate };
}

function kindOf(
  { rate, interval }: Pick<Part, "rate" | "interval">,
  rule: FloorRule,
  checksP: number | undefined,
): "met" | "missed" | "undetermined" {
  if (rule.mode === "point") return rate >= rule.floor ? "met" : "missed";
  const missedByChecks = checksP !== undefined && checksP <= rule.alpha;
  if (missedByChecks || interval.high < rule.floor) return "missed";
  const least = rule.mode === "prove" ? rule.floor : lowestTolerated(rule);
  return interval.low >= least ? "met" : "undetermined";
}

/** A judge that scored nothing: all runs may have failed it. */
const nothingKnown: Part = { share: 1, rate: 0, interval: { low: 0, high: 1 } };

/** The checks and each judge, by their share of the runs that the agent finished. */
function partsOf(pool: Pool, trust: TrustByJudge, finished: number): readonly Part[] {
  const share = (runs: number): number => Math.min(1, runs / Math.max(1, finished));
  const checks = withoutBroken(pool.checks, pool.agentErrorsInChecks);
  const checked = scoredRuns(checks);
  const judged = [...pool.judges].flatMap(([judge, { tally, agentErrors }]): Part[] => {
    const known = trustIn(judge, trust);
    if (known.state !== "calibrated") throw new Error(`${judge} decides without being trusted`);
    const own = withoutBroken(tally, agentErrors);
    const found = correctedRate(own.passed, scoredRuns(own), known.rates);
    if (found.kind === "refused") return [nothingKnown];
    return [{ share: share(scoredRuns(own)), rate: found.rate, interval: found.interval }];
  });
  if (checked === 0) return judged;
  const interval = wilsonInterval(checks.passed, checked);
  return [...judged, { share: share(checked), rate: checks.passed / checked, interval }];
}

/** None is a known zero: an agent that always finished is not suspected of not finishing. */
function brokenShare(agentErrors: number, runs: number): Pick<Part, "rate" | "interval"> {
  return agentErrors === 0
    ? { rate: 0, interval: { low: 0, high: 0 } }
    : { rate: agentErrors / runs, interval: wilsonInterval(agentErrors, runs) };
}

function withoutBroken(tally: Tally, agentErrors: number): Tally {
  return { ...tally, failed: Math.max(0, tally.failed - agentErrors) };
}

function sum(shares: readonly number[]): number {
  return shares.reduce((total, share) => total + share, 0);
}

function clip(share: number): number {
  return Math.min(1, Math.max(0, share));
}
