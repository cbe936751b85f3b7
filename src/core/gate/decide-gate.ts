import type { JudgeTrust } from "../calibrate/judge-trust.ts";
import type { GatePolicy } from "../config/gate-policy.ts";
import type { StopMode } from "../config/runs-config.ts";
import type { Experiment, Tally } from "../plan/experiment.ts";
import { correctedRate } from "../stats/corrected-rate.ts";
import { detectableDrop } from "../stats/floor-power.ts";
import { wilsonInterval } from "../stats/wilson-interval.ts";
import { barelyTestedCases } from "./barely-tested.ts";
import { checkExperiment } from "./check-experiment.ts";
import { runsToSettle } from "./check-floor.ts";
import {
  compareSides,
  missingBaselineReasons,
  refusalReasons,
  regressionReasons,
  type Sides,
} from "./compare-sides.ts";
import {
  type AdvisoryRow,
  type Bounds,
  type Decision,
  type DecisionKind,
  type DecisionRule,
  type DimensionRow,
  type FailReason,
  type GatingRow,
  lostRuns,
  type MustPassCount,
  type Reason,
  scoredRuns,
} from "./decision.ts";
import { failingCases } from "./failing-cases.ts";
import { countMustPass, kindByEvidence, type TestedFloor, testFloors } from "./judge-floors.ts";
import { type Pool, poolTallies } from "./pool-tallies.ts";
import { readStop, type StopReading, withAnswers } from "./read-stop.ts";
import { undeterminedReasons } from "./undetermined-reasons.ts";
import { type TrustByJudge, trustIn, weighJudges } from "./weigh-judges.ts";

/**
 * Decides one experiment under one policy. Only guarding cases count, whatever else was recorded.
 *
 * A failure outweighs missing evidence, and missing evidence outweighs a pass: `pass` needs every floor
 * of the policy measured and met, on a complete experiment.
 *
 * @throws UserError `EXPERIMENT_INCONSISTENT` where the counts cannot be true.
 */
export function decideGate(
  experiment: Experiment,
  written: GatePolicy,
  facts: DecisionFacts = {},
): Decision {
  const { trust = new Map() } = facts;
  checkExperiment(experiment);
  const guarding = experiment.cases.filter(({ status }) => status === "guarding");
  const { policy, untrusted } = weighJudges(guarding, written, trust);
  const pools = poolTallies(guarding, policy);
  const { levels, comparison, sinceRelease } = compareSides(experiment, policy, facts);
  const level = levels.floors;
  const isCompared = comparison?.kind === "compared";
  const stop = readStop(experiment, policy, {
    allowed: facts.stop ?? "curtail",
    isCompared,
    level,
  });
  const floors = withAnswers(
    testFloors(pools.values(), policy, { lost: "left-out", trust, level }),
    stop.answers,
  );
  const mustPass = countMustPass(guarding, policy);
  const rule = { ...ruleOf(policy, floors), levels };
  const rows = describeDimensions({ pools, floors, early: stop.early, rule, trust });
  const failures = [...failReasons(floors, mustPass), ...regressionReasons(comparison)];
  const open = [
    ...refusalReasons(comparison),
    ...missingBaselineReasons(comparison, policy, facts),
    ...undeterminedReasons({
      experiment,
      policy,
      pools,
      rows,
      mustPass,
      untrusted,
      isSettled: stop.isSettled,
    }),
  ];
  const bounds = boundsOf({
    pools,
    policy,
    floors,
    mustPass,
    trust,
    level,
    answersHad: stop.answersHad,
  });
  return {
    kind: kindOf(failures, open),
    reasons: [...failures, ...open],
    dimensions: rows,
    failing: failingCases(guarding, policy),
    mustPass,
    barelyTested: barelyTestedCases(guarding, policy),
    ...(bounds && { bounds }),
    rule,
    ...(stop.shown && { stop: stop.shown }),
    ...(comparison && { comparison }),
    ...(sinceRelease && { sinceRelease }),
  };
}

/** What is known beside the experiment. */
export type DecisionFacts = Sides & {
  /** What is known of the judges; one that is not named was never measured on human labels. */
  readonly trust?: TrustByJudge;
  /** How runs may be left out; `curtail`, which changes no answer, where this is left out. */
  readonly stop?: StopMode;
};

function kindOf(failures: readonly Reason[], open: readonly Reason[]): DecisionKind {
  if (failures.length > 0) return "fail";
  return open.length > 0 ? "undetermined" : "pass";
}

function ruleOf(policy: GatePolicy, floors: readonly TestedFloor[]): Omit<DecisionRule, "levels"> {
  return {
    alpha: policy.alpha,
    beta: policy.beta,
    missing: policy.missing,
    trust: policy.trust,
    floorsTested: floors.filter(({ p }) => p !== undefined).length,
  };
}

function failReasons(
  floors: readonly TestedFloor[],
  mustPass: readonly MustPassCount[],
): readonly FailReason[] {
  const missed = floors.flatMap(({ pool, result }): FailReason[] => {
    const { dimension, floor, tally } = pool;
    if (result.kind !== "missed" || floor === undefined) return [];
    return [{ kind: "floor-missed", dimension, floor: floor.floor, tally }];
  });
  const broken = mustPass.flatMap(({ caseId, dimension, failed, scored }): FailReason[] => {
    return failed > 0 ? [{ kind: "must-pass-failed", caseId, dimension, failed, scored }] : [];
  });
  return [...missed, ...broken];
}

/** Undefined where nothing was lost: the decision then has no other side to show. */
function boundsOf(evidence: {
  readonly pools: ReadonlyMap<string, Pool>;
  readonly policy: GatePolicy;
  readonly floors: readonly TestedFloor[];
  readonly mustPass: readonly MustPassCount[];
  readonly trust: TrustByJudge;
  readonly level: number;
  readonly answersHad: StopReading["answersHad"];
}): Bounds | undefined {
  const { pools, policy, floors, mustPass, trust, level, answersHad } = evidence;
  if (floors.every(({ pool }) => lostRuns(pool.tally) === 0)) return undefined;
  const had = (lost: "failed" | "passed"): readonly TestedFloor[] =>
    withAnswers(testFloors(pools.values(), policy, { lost, trust, level }), answersHad(lost));
  const worst = had("failed");
  const best = had("passed");
  return {
    scored: kindByEvidence(floors, mustPass, "left-out"),
    worst: kindByEvidence(worst, mustPass, "failed"),
    best: kindByEvidence(best, mustPass, "passed"),
  };
}

type Measured = {
  readonly pools: ReadonlyMap<string, Pool>;
  readonly floors: readonly TestedFloor[];
  /** Dimensions of which runs were left out. */
  readonly early: ReadonlySet<string>;
  readonly rule: DecisionRule;
  readonly trust: TrustByJudge;
};

/** Gating rows first, what blocks on top; then what judges advise. */
function describeDimensions({
  pools,
  floors,
  early,
  rule,
  trust,
}: Measured): readonly DimensionRow[] {
  const tested = new Map(floors.map((floor) => [floor.pool.dimension, floor]));
  const gating = [...pools.values()].flatMap((pool): GatingRow[] => {
    if (pool.floor === undefined || advisesOnly(pool)) return [];
    const row = gatingRow(pool, tested.get(pool.dimension), rule);
    return [early.has(pool.dimension) ? { ...row, isStoppedEarly: true } : row];
  });
  const order = ["missed", "undetermined", "unmeasured", "met"];
  return [
    ...gating.toSorted((a, b) => order.indexOf(a.result.kind) - order.indexOf(b.result.kind)),
    ...[...pools.values()].flatMap((pool) => advisoryRows(pool, trust)),
  ];
}

function gatingRow(pool: Pool, tested: TestedFloor | undefined, rule: DecisionRule): GatingRow {
  const { dimension, floor, tally, gatingCases, unscoredReason } = pool;
  if (floor === undefined) throw new Error(`${dimension} has no floor and cannot gate`);
  const base = {
    kind: "gating" as const,
    dimension,
    floor,
    cases: gatingCases.length,
    tally,
    result: tested?.result ?? { kind: "unmeasured" as const },
    ...judgedPart(pool, tested),
    ...(unscoredReason !== undefined && { unscoredReason }),
  };
  const scored = scoredRuns(tally);
  if (scored === 0 || tested?.p === undefined) return base;
  if (base.judged !== undefined) return { ...base, p: tested.p };
  const { alpha: proof, beta, floorsTested, levels } = rule;
  const drop = detectableDrop(scored, floor.floor, levels.floors / floorsTested);
  const row = { ...base, p: tested.p, detectableDrop: drop };
  if (row.result.kind !== "undetermined") return row;
  const runs = { passed: tally.passed, scored };
  return {
    ...row,
    runsToSettle: runsToSettle(runs, { ...floor, alpha: levels.floors, beta, proof }, floorsTested),
  };
}

/** True where guarding cases measure the dimension, and by nothing but judges that may not block. */
function advisesOnly(pool: Pool): boolean {
  return pool.gatingCases.length === 0 && pool.cases.length > 0;
}

/** A judge that may block is part of the gating row and has no row of its own. */
function advisoryRows(pool: Pool, trust: TrustByJudge): readonly AdvisoryRow[] {
  const { dimension, floor, judges } = pool;
  if (floor === undefined || floor.judge === "block") return [];
  if (advisesOnly(pool) && judges.size === 0) {
    const tally = { passed: 0, failed: 0, unscored: 0, missing: 0 };
    return [{ kind: "advisory", dimension, floor, cases: pool.cases.length, tally }];
  }
  return [...judges].map(([judge, { tally, cases, unscoredReason }]) => {
    const scored = scoredRuns(tally);
    const known = trustIn(judge, trust);
    return {
      kind: "advisory",
      dimension,
      floor,
      cases,
      judge,
      tally,
      ...(scored > 0 && { interval: wilsonInterval(tally.passed, scored) }),
      ...(unscoredReason !== undefined && { unscoredReason }),
      trust: known.state,
      ...correctedPart(tally, known),
    };
  });
}

/** Failed runs that the agent did not finish are in the tally: an advisory rate is not split further. */
function correctedPart(tally: Tally, trust: JudgeTrust): Pick<AdvisoryRow, "corrected"> {
  if (trust.state !== "calibrated") return {};
  const found = correctedRate(tally.passed, scoredRuns(tally), trust.rates);
  if (found.kind === "refused") return {};
  return { corrected: { rate: found.rate, interval: found.interval } };
}

function judgedPart(pool: Pool, tested: TestedFloor | undefined): Pick<GatingRow, "judged"> {
  if (tested === undefined || tested.result.kind === "unmeasured") return {};
  const { corrected } = tested.result;
  return corrected === undefined ? {} : { judged: { corrected, judges: [...pool.judges.keys()] } };
}
