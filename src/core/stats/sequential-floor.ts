import { checkRateTest, planFixedRuns, type RateTest } from "./fixed-plan.ts";

/** What runs seen so far say of a floor: `more` means that another run is to be looked at. */
export type SequentialAnswer = "met" | "missed" | "more";

/** A sequential test of one floor, with its decision after each number of scored runs. */
export type SequentialPlan = {
  readonly test: RateTest;
  /** No decision before as many runs, though they were clear. */
  readonly leastRuns: number;
  /** At as many runs there is a decision in any case. */
  readonly mostRuns: number;
  /** By number of runs: the most failures at which the floor counts as met; -1 where none is few enough. */
  readonly metUpTo: Int32Array;
  /** By number of runs: the fewest failures at which it counts as missed; more than the runs where none is enough. */
  readonly missedFrom: Int32Array;
};

export type SequentialOptions = {
  /** Such as three a case, so that no decision rests on a part of the cases; 1 where left out. */
  readonly leastRuns?: number;
  /**
   * 1.5 times the fixed plan's where left out, or as many more as keep the errors; never below `leastRuns`. Where it is
   * given nothing is promised but what `sequentialErrors` says.
   */
  readonly mostRuns?: number;
};

/**
 * Plans Wald's sequential probability ratio test of a floor, cut off at `mostRuns` and stopped as soon as the runs that
 * are left cannot change what it would say there. Its exact errors are at most α and 1.01 β (runs are whole, so that
 * errors move in steps); "unknown" where no plan keeps them.
 *
 * With f failures in n runs L = f ln((1−p₁)/(1−p₀)) + (n−f) ln(p₁/p₀); missed at L ≥ ln((1−β)/α), met at
 * L ≤ −ln((1−α)/β), and at `mostRuns` missed where L > 0. Runs have to come in the order of a plan that goes round over
 * the cases: those that end first are no fair sample.
 *
 * Source: Wald (1945). His boundaries are approximate and the cut-off adds to both errors, so what is promised is
 * enumerated (`sequentialErrors`), and the boundaries drawn tighter where it is not kept.
 *
 * @throws RangeError as `planFixedRuns` does, or for numbers of runs that are none.
 */
export function planSequential(
  test: RateTest,
  { leastRuns = 1, mostRuns }: SequentialOptions = {},
): SequentialPlan | "unknown" {
  checkRateTest(test);
  if (mostRuns !== undefined) return planUpTo(test, leastRuns, mostRuns);
  const fixed = planFixedRuns(test);
  if (fixed === "unknown") return "unknown";
  let most = Math.ceil(1.5 * fixed.runs);
  let aimed = test;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const plan = planUpTo(test, leastRuns, most, aimed);
    const { alpha, beta } = sequentialErrors(plan);
    const keepsAlpha = alpha <= test.alpha;
    const keepsBeta = beta <= aboutAsMuch * test.beta;
    if (keepsAlpha && keepsBeta) return plan;
    // Small levels, such as a share of one for each of eight dimensions, need a later cut-off.
    most = Math.ceil(1.05 * most);
    aimed = {
      ...aimed,
      alpha: keepsAlpha ? aimed.alpha : 0.97 * aimed.alpha,
      beta: keepsBeta ? aimed.beta : 0.97 * aimed.beta,
    };
  }
  return "unknown";
}

/** How far above the wanted β a plan's exact one may lie: runs are whole, so that it moves in steps. */
const aboutAsMuch = 1.01;
const mostTries = 40;

/** @param aimed the levels that the boundaries are drawn for. */
function planUpTo(
  test: RateTest,
  leastRuns: number,
  most: number,
  aimed: RateTest = test,
): SequentialPlan {
  const last = Math.max(most, leastRuns);
  if (!Number.isSafeInteger(leastRuns) || leastRuns < 1 || !Number.isSafeInteger(last)) {
    throw new RangeError(`no sequential plan has ${leastRuns} to ${last} runs`);
  }
  const { floor, tolerated, alpha, beta } = aimed;
  const step = {
    fail: Math.log((1 - tolerated) / (1 - floor)),
    pass: Math.log(tolerated / floor),
  };
  const missedAbove = Math.log((1 - beta) / alpha);
  const metBelow = -Math.log((1 - alpha) / beta);
  const ratio = (runs: number, failures: number): number =>
    failures * step.fail + (runs - failures) * step.pass;
  /** The fewest failures at which the cut-off test says missed. */
  const decisive = firstWhere(last, (failures) => ratio(last, failures) > 0);
  const metUpTo = new Int32Array(last + 1).fill(-1);
  const missedFrom = Int32Array.from({ length: last + 1 }, (_, runs) => runs + 1);
  for (let runs = leastRuns; runs <= last; runs += 1) {
    const left = last - runs;
    const clear = firstWhere(runs, (failures) => ratio(runs, failures) >= missedAbove);
    missedFrom[runs] = Math.min(clear, decisive, runs + 1);
    const few = firstWhere(runs, (failures) => ratio(runs, failures) > metBelow) - 1;
    metUpTo[runs] = Math.min(Math.max(few, decisive - 1 - left), runs);
  }
  return { test, leastRuns, mostRuns: last, metUpTo, missedFrom };
}

/** What `failures` among the first `runs` scored runs say. Beyond the plan's most runs the answer there stands. */
export function askSequential(
  { leastRuns, mostRuns, metUpTo, missedFrom }: SequentialPlan,
  runs: number,
  failures: number,
): SequentialAnswer {
  if (!Number.isSafeInteger(failures) || failures < 0 || failures > runs || runs > mostRuns) {
    throw new RangeError(`no plan of ${mostRuns} runs sees ${failures} failures in ${runs}`);
  }
  if (runs < leastRuns) return "more";
  if (failures >= (missedFrom[runs] ?? runs + 1)) return "missed";
  return failures <= (metUpTo[runs] ?? -1) ? "met" : "more";
}

/** What a sequential plan does to an agent whose every run passes with the same chance. */
export type SequentialCourse = {
  /** Chance that the floor counts as missed in the end. */
  readonly missed: number;
  /** How many runs it takes on average. */
  readonly expectedRuns: number;
};

/** Enumerates the course of a plan for one true pass rate in [0, 1]: exact, by dynamic programming over failures. */
export function sequentialCourse(plan: SequentialPlan, rate: number): SequentialCourse {
  if (!(rate >= 0 && rate <= 1)) throw new RangeError(`no agent passes at a rate of ${rate}`);
  const { mostRuns, metUpTo, missedFrom, leastRuns } = plan;
  /** Chance of so many failures without a decision; those outside of `low` to `high` are decided. */
  let open = failureChances(leastRuns - 1, rate);
  let low = 0;
  let missed = 0;
  let expectedRuns = 0;
  for (let runs = leastRuns; runs <= mostRuns && open.length > 0; runs += 1) {
    const next = new Float64Array(open.length + 1);
    for (let index = 0; index < open.length; index += 1) {
      const chance = open[index] ?? 0;
      next[index] = (next[index] ?? 0) + chance * rate;
      next[index + 1] = (next[index + 1] ?? 0) + chance * (1 - rate);
    }
    const met = metUpTo[runs] ?? -1;
    const miss = missedFrom[runs] ?? runs + 1;
    const from = Math.max(0, met + 1 - low);
    const to = Math.min(next.length, miss - low);
    for (let index = 0; index < next.length; index += 1) {
      const chance = next[index] ?? 0;
      if (index >= to) missed += chance;
      if (index < from || index >= to) expectedRuns += chance * runs;
    }
    open = to > from ? next.slice(from, to) : new Float64Array(0);
    low += from;
  }
  return { missed, expectedRuns };
}

/** The chance of each number of failures in so many runs; by logarithms, since the first is too small for a number. */
function failureChances(runs: number, rate: number): Float64Array<ArrayBuffer> {
  const chances = new Float64Array(runs + 1);
  if (rate === 1 || rate === 0) {
    chances[rate === 1 ? 0 : runs] = 1;
    return chances;
  }
  let log = runs * Math.log(rate);
  for (let failures = 0; failures <= runs; failures += 1) {
    chances[failures] = Math.exp(log);
    log += Math.log(((runs - failures) / (failures + 1)) * ((1 - rate) / rate));
  }
  return chances;
}

/**
 * The errors that a plan really makes: `alpha`, how often it blocks an agent at the floor, and `beta`, how often it
 * passes one at the tolerated rate. Wald's bounds are approximate, and the cut-off changes both a little.
 */
export function sequentialErrors(plan: SequentialPlan): {
  readonly alpha: number;
  readonly beta: number;
} {
  const { floor, tolerated } = plan.test;
  return {
    alpha: sequentialCourse(plan, floor).missed,
    beta: 1 - sequentialCourse(plan, tolerated).missed,
  };
}

/** The smallest count in [0, limit] for which a property that only ever turns true holds; limit + 1 for none. */
function firstWhere(limit: number, holds: (count: number) => boolean): number {
  let low = -1;
  let high = limit + 1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
