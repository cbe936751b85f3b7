import normalCdf from "@stdlib/stats-base-dists-normal-cdf";
import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";

// What docs/decisions/0015-when-runs-are-left-out.md rests on: looks at the comparison with a baseline while runs are
// made. The product takes none, since they cost too much of what a small fall needs to be seen.

/** At which shares of the runs two sides are compared, and what each look may spend. */
export type LookPlan = {
  /** Shares of the planned rounds, rising, the last one 1. */
  readonly shares: readonly number[];
  /** By look: p at most this large says that the candidate is worse. */
  readonly spend: readonly number[];
  /** By look: p above this says that more runs would hardly show it worse. */
  readonly futile: readonly number[];
};

/** `not-worse` is no proof of being as good: the runs do not show a fall, or would hardly come to. */
export type LookAnswer = "worse" | "not-worse" | "more";

const usualShares = [0.25, 0.5, 0.75, 1] as const;
const usualFutile = [0.5, 0.4, 0.3, 0.2] as const;

/**
 * Four looks at quarters of the rounds, the chance of a false alarm spent after O'Brien and Fleming: nearly none of it
 * early.
 *
 * A look spends what 2 − 2Φ(z_{α/2}/√t) rises by since the one before. A test at each look at its own share keeps the
 * sum, `alpha`, whatever the looks have in common. Stopping as futile only takes alarms away, so it costs no `alpha`.
 *
 * Source: Lan and DeMets (1983).
 *
 * @throws RangeError where `alpha` is no level in (0, 1).
 */
export function planLooks(alpha: number): LookPlan {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`no looks spend ${alpha}`);
  const z = normalQuantile(1 - alpha / 2, 0, 1);
  const spent = usualShares.map((share) => 2 * normalCdf(-z / Math.sqrt(share), 0, 1));
  return {
    shares: usualShares,
    spend: spent.map((sum, look) => sum - (look === 0 ? 0 : (spent[look - 1] ?? 0))),
    futile: usualFutile,
  };
}

/**
 * What the comparison's p says at one look, counted from 0. The last look has an answer in any case.
 *
 * @throws RangeError where the plan has no such look.
 */
export function askLook(plan: LookPlan, look: number, p: number): LookAnswer {
  const spend = plan.spend[look];
  const futile = plan.futile[look];
  if (spend === undefined || futile === undefined) {
    throw new RangeError(`no look ${look} in a plan of ${plan.shares.length}`);
  }
  if (p <= spend) return "worse";
  return look === plan.shares.length - 1 || p > futile ? "not-worse" : "more";
}
