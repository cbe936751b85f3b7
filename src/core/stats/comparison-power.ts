import normalCdf from "@stdlib/stats-base-dists-normal-cdf";
import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";

/** A comparison of two sides that has been planned: so many cases, each run as often on each side. */
export type ComparisonPlan = {
  readonly cases: number;
  /** Of one case. */
  readonly candidateRuns: number;
  /** Of one case. */
  readonly baselineRuns: number;
  /** The baseline's pass rate, in (0, 1]. */
  readonly rate: number;
  /** The level of the test, after any correction for other tests. */
  readonly alpha: number;
};

/** How often a fall is to be seen. */
const wantedPower = 0.8;
const mostRuns = 100_000;

/**
 * How far the pass rate of all cases must fall for the exact stratified test to call the candidate worse with 80 %
 * power, as a difference of rates; "unknown" where not even a fall to zero would be seen that often.
 *
 * The normal approximation with the variance that the test conditions on and half a run for its steps; within a point
 * of simulation for 100 runs a side and more. It takes all cases for equally hard, which makes it a little too
 * large: cases that nearly always pass or fail add less noise.
 *
 * @throws RangeError where the plan is none.
 */
export function comparisonDrop(plan: ComparisonPlan): number | "unknown" {
  checkPlan(plan);
  if (powerOf(plan, plan.rate) < wantedPower) return "unknown";
  let seen = plan.rate;
  let unseen = 0;
  for (let halving = 0; halving < 40; halving += 1) {
    const drop = (seen + unseen) / 2;
    if (powerOf(plan, drop) >= wantedPower) seen = drop;
    else unseen = drop;
  }
  return seen;
}

/**
 * How many runs of each case on each side see a fall of `drop` with 80 % power; "unknown" where 100,000 do not, or the
 * baseline cannot fall as far.
 *
 * @throws RangeError where the plan is none.
 */
export function comparisonRuns(
  plan: Pick<ComparisonPlan, "cases" | "rate" | "alpha">,
  drop: number,
): number | "unknown" {
  const power = (runs: number): number =>
    powerOf({ ...plan, candidateRuns: runs, baselineRuns: runs }, drop);
  checkPlan({ ...plan, candidateRuns: 1, baselineRuns: 1 });
  if (!(drop > 0 && drop <= plan.rate)) return "unknown";
  let few = 0;
  let enough = 1;
  while (power(enough) < wantedPower) {
    few = enough;
    enough *= 2;
    if (enough > mostRuns) return "unknown";
  }
  while (enough - few > 1) {
    const middle = Math.floor((few + enough) / 2);
    if (power(middle) >= wantedPower) enough = middle;
    else few = middle;
  }
  return enough;
}

/** How often the test calls a candidate worse whose rate is `drop` below the baseline's. */
function powerOf(plan: ComparisonPlan, drop: number): number {
  const { cases, candidateRuns, baselineRuns, rate, alpha } = plan;
  const runs = candidateRuns + baselineRuns;
  const weight = (candidateRuns * baselineRuns) / runs;
  const low = rate - drop;
  const pooled = (candidateRuns * low + baselineRuns * rate) / runs;
  const deviation0 = Math.sqrt(cases * weight * pooled * (1 - pooled));
  const deviation1 =
    weight *
    Math.sqrt(cases * ((low * (1 - low)) / candidateRuns + (rate * (1 - rate)) / baselineRuns));
  const reach = cases * weight * drop - 0.5 - normalQuantile(1 - alpha, 0, 1) * deviation0;
  if (deviation1 === 0) return reach > 0 ? 1 : 0;
  return normalCdf(reach / deviation1, 0, 1);
}

function checkPlan({ cases, candidateRuns, baselineRuns, rate, alpha }: ComparisonPlan): void {
  const areCounts = [cases, candidateRuns, baselineRuns].every(
    (count) => Number.isSafeInteger(count) && count > 0,
  );
  if (areCounts && rate > 0 && rate <= 1 && alpha > 0 && alpha < 1) return;
  throw new RangeError(
    `no comparison of ${cases} cases, ${candidateRuns} and ${baselineRuns} runs at a rate of ${rate} and level ${alpha}`,
  );
}
