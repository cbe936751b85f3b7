import type { GatePolicy } from "../config/gate-policy.ts";
import type { StopMode } from "../config/runs-config.ts";
import { standingAt } from "../plan/course.ts";
import type { CaseResult, Experiment } from "../plan/experiment.ts";
import { orderSeed, planRuns } from "../plan/plan-runs.ts";
import type { Standing } from "../plan/standing.ts";
import { wilsonInterval } from "../stats/wilson-interval.ts";
import { lostRuns, type StopShown, scoredRuns } from "./decision.ts";
import { type FloorAnswer, FloorCount } from "./floor-count.ts";
import type { TestedFloor } from "./judge-floors.ts";
import { type LostRuns, type Pool, poolTallies } from "./pool-tallies.ts";
import {
  type FloorStop,
  leastRunsPerCase,
  mostStoppedRuns,
  planStop,
  type StopPlan,
} from "./stop-plan.ts";

/** What the runs of an experiment say of its having been stopped. */
export type StopReading = {
  /** Whether no run that is left could change an answer, so that it is as good as complete. */
  readonly isSettled: boolean;
  /** Answers of sequential tests, by dimension; they stand in the place of the fixed rule's. */
  readonly answers: ReadonlyMap<string, FloorAnswer>;
  /** What they would have been, had the lost runs been what is said. */
  readonly answersHad: (lost: LostRuns) => ReadonlyMap<string, FloorAnswer>;
  /** Dimensions of which runs were rightly left out. */
  readonly early: ReadonlySet<string>;
  /** What of it is to be shown; absent where all planned runs were made and judged by the fixed rule. */
  readonly shown?: StopShown;
};

export type StopRule = {
  /** What the policy allows. Curtailing is always allowed: it changes no answer. */
  readonly allowed: StopMode;
  readonly isCompared: boolean;
  /** What the floors may spend of the policy's α together. */
  readonly level: number;
};

/**
 * Works out from the runs whether an experiment may end where it does, under the policy that decides. What its own record
 * says of it is not believed: an experiment whose runs do not reach a boundary is incomplete, whoever stopped it.
 *
 * Curtailing needs the counts alone. A sequential test is followed run by run in the order of the plan, which the
 * experiment's key makes.
 *
 * @param policy with its judges weighed.
 */
export function readStop(
  experiment: Experiment,
  policy: GatePolicy,
  { allowed, isCompared, level }: StopRule,
): StopReading {
  const guarding = experiment.cases.filter(({ status }) => status === "guarding");
  const pools = poolTallies(guarding, policy);
  const isSequential = allowed === "sequential" && experiment.stop?.mode === "sequential";
  if (experiment.isComplete && !isSequential) return settledWhole;
  // Anybody may have written the counts: what is planned bounds what is worked out.
  if (experiment.planned > mostStoppedRuns)
    return { ...settledWhole, isSettled: experiment.isComplete };
  const plan = planStop(guarding, policy, {
    mode: isSequential ? "sequential" : "curtail",
    isCompared: isCompared && !isSequential,
    level,
  });
  const answers = followTests(experiment, plan, "left-out");
  // An interrupted run may be settled too, but somebody meant it to go on.
  const isOnPurpose = experiment.stop?.cause === "decided" && allowed !== "off";
  const isSettled =
    experiment.isComplete || (isOnPurpose && isSettledBy({ guarding, plan, pools, answers }));
  const tests = testsOf(plan, pools, answers);
  return {
    isSettled,
    answers,
    answersHad: (lost) => followTests(experiment, plan, lost),
    early: new Set(isSettled ? earlyIn(guarding, plan) : []),
    ...((isSettled || answers.size > 0) && {
      shown: {
        mode: plan.mode,
        isCompared: plan.isCompared,
        isSettled,
        saved: experiment.planned - experiment.recorded,
        tests,
      },
    }),
  };
}

const settledWhole: StopReading = {
  isSettled: true,
  answers: new Map(),
  answersHad: () => new Map(),
  early: new Set(),
};

function earlyIn(guarding: readonly CaseResult[], { floors }: StopPlan): readonly string[] {
  const open = guarding.filter((one) => !isWhole(one));
  return floors
    .filter(({ caseIds }) => open.some(({ id }) => caseIds.has(id)))
    .map(({ dimension }) => dimension);
}

/** The tests of floors with those answers that a sequential test has given. */
export function withAnswers(
  floors: readonly TestedFloor[],
  answers: ReadonlyMap<string, FloorAnswer>,
): readonly TestedFloor[] {
  return floors.map((floor) => {
    const answer = answers.get(floor.pool.dimension);
    if (answer === undefined) return floor;
    const { tally } = floor.pool;
    const interval = wilsonInterval(tally.passed, scoredRuns(tally));
    return { pool: floor.pool, result: { kind: answer.kind, interval } };
  });
}

/** The answers of the sequential tests, had the lost runs been what `lost` says. */
function followTests(
  { cases, subject }: Pick<Experiment, "cases" | "subject">,
  { floors }: StopPlan,
  lost: LostRuns,
): ReadonlyMap<string, FloorAnswer> {
  const open = new Map(
    floors
      .filter(({ rule }) => rule.kind === "sequential")
      .map((stop) => [stop.dimension, new FloorCount(stop)]),
  );
  if (open.size === 0) return new Map();
  const known = new Map(cases.map((one) => [one.id, one]));
  const answers = new Map<string, FloorAnswer>();
  const order = planRuns(
    cases.map(({ id, planned }) => ({ id, runs: planned })),
    orderSeed(subject.key),
  );
  for (const { caseId, runIndex } of order) {
    const one = known.get(caseId);
    for (const [dimension, count] of open) {
      if (one === undefined || !count.stop.caseIds.has(caseId)) continue;
      const standing = standingIn(one, count.stop, runIndex);
      // A run that was not made ends what can be said: those behind it are no fair sample.
      if (standing !== undefined) count.add(settled(standing, lost));
      if (count.answer !== undefined) answers.set(dimension, count.answer);
      if (standing === undefined || count.answer !== undefined) open.delete(dimension);
    }
    if (open.size === 0) break;
  }
  return answers;
}

function standingIn(
  { dimensions }: CaseResult,
  { dimension, floor }: FloorStop,
  runIndex: number,
): Standing | undefined {
  const courses = Object.hasOwn(dimensions, dimension) ? dimensions[dimension]?.courses : undefined;
  const course = floor.judge === "block" ? courses?.all : courses?.checks;
  return course === undefined ? undefined : standingAt(course, runIndex);
}

function settled(standing: Standing, lost: LostRuns): Standing {
  if (lost === "left-out" || standing === "passed" || standing === "failed") return standing;
  return lost;
}

type SettledFacts = {
  readonly guarding: readonly CaseResult[];
  readonly plan: StopPlan;
  readonly pools: ReadonlyMap<string, Pool>;
  readonly answers: ReadonlyMap<string, FloorAnswer>;
};

function isSettledBy({ guarding, plan, pools, answers }: SettledFacts): boolean {
  const cases = new Map(guarding.map((one) => [one.id, one]));
  if (guarding.some(isEarly)) return false;
  const kinds = plan.floors.map((stop) => {
    const own = [...stop.caseIds].flatMap((id) => cases.get(id) ?? []);
    const answer = answers.get(stop.dimension) ?? answerByCounts(stop, pools);
    if (own.every(isWhole)) return answer?.kind ?? "whole";
    if (own.some((one) => !isWhole(one) && !isScored(one, stop))) return undefined;
    return answer?.kind;
  });
  if (kinds.includes(undefined)) return false;
  const required = guarding.filter(({ id }) => plan.mustPass.has(id));
  const failed = required.filter((one) => plan.floors.some((stop) => hasFailed(one, stop)));
  if (required.some((one) => !isWhole(one) && !failed.includes(one))) return false;
  return !plan.isCompared || kinds.includes("missed") || failed.length > 0;
}

function isWhole(one: CaseResult): boolean {
  return recordedOf(one) >= one.planned;
}

function isEarly(one: CaseResult): boolean {
  return recordedOf(one) < Math.min(leastRunsPerCase, one.planned);
}

/** What the counts make certain, in whatever order they came. */
function answerByCounts(stop: FloorStop, pools: SettledFacts["pools"]): FloorAnswer | undefined {
  const pool = pools.get(stop.dimension);
  if (pool === undefined || stop.rule.kind === "sequential") return undefined;
  const { passed, failed } = pool.tally;
  const count = new FloorCount(stop);
  count.addAll({ passed, failed, lost: lostRuns(pool.tally) });
  return count.answer;
}

function testsOf(
  { floors }: StopPlan,
  pools: SettledFacts["pools"],
  answers: SettledFacts["answers"],
): StopShown["tests"] {
  return floors.flatMap((stop) => {
    const { dimension, rule } = stop;
    const answer = answers.get(dimension) ?? answerByCounts(stop, pools);
    if (answer === undefined) return [];
    const { kind, scored, failed } = answer;
    const boundary =
      rule.kind === "sequential"
        ? { boundary: { mostRuns: rule.plan.mostRuns, ...rule.errors } }
        : {};
    return [{ dimension, answer: kind, scored, failed, ...boundary }];
  });
}

function tallyOf({ dimensions }: CaseResult, { dimension, floor }: FloorStop) {
  const result = Object.hasOwn(dimensions, dimension) ? dimensions[dimension] : undefined;
  return floor.judge === "block" ? result?.all : result?.checks;
}

function isScored(one: CaseResult, stop: FloorStop): boolean {
  const tally = tallyOf(one, stop);
  return tally !== undefined && scoredRuns(tally) > 0;
}

function hasFailed(one: CaseResult, stop: FloorStop): boolean {
  return stop.caseIds.has(one.id) && (tallyOf(one, stop)?.failed ?? 0) > 0;
}

function recordedOf({ outcomes }: CaseResult): number {
  return Object.values(outcomes).reduce((sum, runs) => sum + runs, 0);
}
