import { binomialLowerTail } from "./binomial.ts";

/** How often a fall is to be seen. */
const wantedPower = 0.8;
const mostRuns = 50_000;

/**
 * The fewest runs with which the exact test of a floor blocks, four times in five, an agent that is `drop` below it;
 * "unknown" where 50,000 are not enough, or the floor lies no higher than `drop`.
 *
 * What a number of runs can see goes up and down with it, so a few more runs may see a little less.
 *
 * @throws RangeError where floor, drop or level is none.
 */
export function runsToDetect(floor: number, drop: number, alpha: number): number | "unknown" {
  const isRate = floor > 0 && floor < 1 && drop > 0;
  if (!isRate || !(alpha > 0 && alpha < 1)) {
    throw new RangeError(`no number of runs sees ${drop} below ${floor} at level ${alpha}`);
  }
  if (drop > floor) return "unknown";
  let passes = -1;
  for (let runs = 1; runs <= mostRuns; runs += 1) {
    // With one run more the most passes that miss the floor stay or rise by one.
    if (binomialLowerTail(passes + 1, runs, floor) <= alpha) passes += 1;
    if (passes < 0) continue;
    if (binomialLowerTail(passes, runs, floor - drop) >= wantedPower) return runs;
  }
  return "unknown";
}
