import type { Interval } from "./wilson-interval.ts";

/** How a judge does on human labels: shares in [0, 1], and how many labels each rests on. */
export type JudgeRates = {
  /** Share of the human passes that the judge passes. */
  readonly tpr: number;
  readonly ofPasses: number;
  /** Share of the human fails that the judge fails. */
  readonly tnr: number;
  readonly ofFails: number;
};

export type CorrectedRate =
  | { readonly kind: "corrected"; readonly rate: number; readonly interval: Interval }
  /** The judge is no better than a coin (TPR + TNR ≤ 1), or was never measured on one of the classes. */
  | { readonly kind: "refused" };

const z95 = 1.959963984540054;

/**
 * The pass rate that people would have seen where a judge saw `passed` of `runs`, corrected for the judge's own errors.
 *
 * The rate is Rogan and Gladen's (1978), clipped to [0, 1]; the 95 % interval is that of Lee et al. (arXiv 2511.21140),
 * which also counts how few labels the judge was measured on. No runs say nothing: refused.
 *
 * @throws RangeError where the counts or the shares are none.
 */
export function correctedRate(passed: number, runs: number, judge: JudgeRates): CorrectedRate {
  checkCounts([passed, runs - passed, judge.ofPasses, judge.ofFails]);
  checkShares([judge.tpr, judge.tnr]);
  const { tpr, tnr } = judge;
  const isMeasured = runs > 0 && judge.ofPasses > 0 && judge.ofFails > 0;
  if (!isMeasured || tpr + tnr <= 1) return { kind: "refused" };
  const rate = passed / runs;
  return {
    kind: "corrected",
    rate: clip((rate + tnr - 1) / (tpr + tnr - 1)),
    interval: leeInterval({ ...judge, rate, runs }),
  };
}

type Observed = JudgeRates & { readonly rate: number; readonly runs: number };

/** Every proportion is drawn towards one half by a few trials that nobody made, so that none counts as certain. */
function leeInterval({ rate, runs, tpr, ofPasses, tnr, ofFails }: Observed): Interval {
  const z2 = z95 * z95;
  const p = (runs * rate + z2 / 2) / (runs + z2);
  const q0 = (ofFails * tnr + 1) / (ofFails + 2);
  const q1 = (ofPasses * tpr + 1) / (ofPasses + 2);
  const better = q0 + q1 - 1;
  const theta = (p + q0 - 1) / better;
  const ofTnr = (q0 * (1 - q0)) / (ofFails + 2);
  const ofTpr = (q1 * (1 - q1)) / (ofPasses + 2);
  const shift = 2 * z2 * (theta * ofTpr - (1 - theta) * ofTnr);
  const variance = (p * (1 - p)) / (runs + z2) + (1 - theta) ** 2 * ofTnr + theta ** 2 * ofTpr;
  const half = (z95 * Math.sqrt(variance)) / better;
  return { low: clip(theta + shift - half), high: clip(theta + shift + half) };
}

function clip(share: number): number {
  return Math.min(1, Math.max(0, share));
}

function checkCounts(counts: readonly number[]): void {
  if (counts.some((count) => !Number.isSafeInteger(count) || count < 0)) {
    throw new RangeError("a corrected rate needs whole counts, none of them negative");
  }
}

function checkShares(shares: readonly number[]): void {
  if (shares.some((share) => !(share >= 0 && share <= 1))) {
    throw new RangeError("a judge's rates lie in [0, 1]");
  }
}
