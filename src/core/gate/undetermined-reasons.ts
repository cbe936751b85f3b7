import type { GatePolicy } from "../config/gate-policy.ts";
import type { CaseResult, Experiment } from "../plan/experiment.ts";
import {
  type DimensionRow,
  type GatingRow,
  lostRuns,
  type MustPassCount,
  scoredRuns,
  type UndeterminedReason,
} from "./decision.ts";
import { floorsByName, gatingTally, type Pool } from "./pool-tallies.ts";
import type { UntrustedJudge } from "./weigh-judges.ts";

/** What the gate knows once floors and must-pass cases have been counted. */
export type GateEvidence = {
  readonly experiment: Experiment;
  readonly policy: GatePolicy;
  readonly pools: ReadonlyMap<string, Pool>;
  readonly rows: readonly DimensionRow[];
  readonly mustPass: readonly MustPassCount[];
  readonly untrusted: readonly UntrustedJudge[];
  /** Whether the runs that are missing count for nothing (`readStop`). */
  readonly isSettled: boolean;
};

/** Every gap in the evidence, the widest first. None of them may be read as a pass. */
export function undeterminedReasons(evidence: GateEvidence): readonly UndeterminedReason[] {
  const gating = evidence.rows.filter((row) => row.kind === "gating");
  const { cases } = evidence.experiment;
  if (cases.length === 0) return [{ kind: "no-cases" }];
  if (cases.every(({ status }) => status !== "guarding")) {
    return [...incomplete(evidence), { kind: "no-guarding-cases", cases: cases.length }];
  }
  return [
    ...incomplete(evidence),
    ...evidence.untrusted.map(untrustedJudge),
    ...(gating.length === 0 && evidence.untrusted.length === 0
      ? [{ kind: "nothing-gates" } as const]
      : []),
    ...[...evidence.pools.values()].flatMap(withoutFloor),
    ...gating.flatMap((row) => dimensionGaps(row, evidence)),
    ...mustPassGaps(evidence),
    ...caseGaps(evidence),
    ...gating.flatMap(openFloor),
  ];
}

function incomplete({ experiment, isSettled }: GateEvidence): readonly UndeterminedReason[] {
  const { planned, recorded, isComplete, stop, shards } = experiment;
  if ((isComplete && recorded === planned) || isSettled) return [];
  const lost = Array.from({ length: shards?.count ?? 0 }, (_, at) => at + 1).filter(
    (index) => shards?.seen.includes(index) === false,
  );
  const why = stop?.cause === "decided" ? "unsettled" : stop?.cause;
  return [
    {
      kind: "incomplete",
      planned,
      recorded,
      ...(why !== undefined && { why }),
      ...(lost.length > 0 && shards && { lostShards: { lost, count: shards.count } }),
    },
  ];
}

function untrustedJudge({ dimension, judge, state, reason }: UntrustedJudge): UndeterminedReason {
  return { kind: "judge-untrusted", dimension, judge, state, why: reason };
}

function withoutFloor({ dimension, floor, cases }: Pool): readonly UndeterminedReason[] {
  return floor === undefined
    ? [{ kind: "dimension-without-floor", dimension, caseIds: cases }]
    : [];
}

function dimensionGaps(row: GatingRow, evidence: GateEvidence): readonly UndeterminedReason[] {
  const { dimension, tally, unscoredReason } = row;
  if (row.cases === 0) {
    const shownIn = evidence.experiment.cases
      .filter((one) => Object.hasOwn(one.dimensions, dimension))
      .map(({ id }) => id);
    return [{ kind: "dimension-without-case", dimension, shownIn }];
  }
  const lost = lostRuns(tally);
  const runs = lost + scoredRuns(tally);
  const why = unscoredReason === undefined ? {} : { unscoredReason };
  if (scoredRuns(tally) === 0) return [{ kind: "dimension-unscored", dimension, runs, ...why }];
  const allowed = evidence.policy.missing;
  if (lost / runs <= allowed) return [];
  return [{ kind: "too-many-missing", dimension, lost, runs, allowed, ...why }];
}

function mustPassGaps(evidence: GateEvidence): readonly UndeterminedReason[] {
  const cases = new Map(evidence.experiment.cases.map((one) => [one.id, one]));
  return [...new Set(evidence.policy.mustPass)].flatMap((caseId): readonly UndeterminedReason[] => {
    const status = cases.get(caseId)?.status;
    if (status !== "guarding") {
      return [{ kind: "must-pass-absent", caseId, ...(status && { status }) }];
    }
    const counts = evidence.mustPass.filter((count) => count.caseId === caseId);
    const unscored = counts.filter(({ scored }) => scored === 0).map(({ dimension }) => dimension);
    if (counts.length === 0 || unscored.length > 0) {
      return [{ kind: "must-pass-unscored", caseId, dimensions: unscored }];
    }
    return mustPassMissing(caseId, counts, evidence.policy.missing);
  });
}

/** The share of the pool would hide it: one must-pass case is few of all runs. A failure needs no more evidence. */
function mustPassMissing(
  caseId: string,
  counts: readonly MustPassCount[],
  allowed: number,
): readonly UndeterminedReason[] {
  const dimensions = counts
    .map(({ dimension, runs, scored, failed }) => ({
      dimension,
      lost: runs - scored,
      runs,
      failed,
    }))
    .filter(({ lost, runs, failed }) => failed === 0 && lost / runs > allowed)
    .map(({ dimension, lost, runs }) => ({ dimension, lost, runs }));
  return dimensions.length === 0
    ? []
    : [{ kind: "must-pass-missing", caseId, allowed, dimensions }];
}

/**
 * A guarding case of which not one run was scored was not tested, however small its share of the runs
 * is. Where its whole dimension went unscored that reason stands alone.
 */
function caseGaps({ experiment, policy, pools }: GateEvidence): readonly UndeterminedReason[] {
  const floors = floorsByName(policy);
  const required = new Set(policy.mustPass);
  return experiment.cases.flatMap((one): UndeterminedReason[] => {
    if (one.status !== "guarding" || required.has(one.id)) return [];
    const dimensions = Object.entries(one.dimensions).flatMap(([dimension, result]) => {
      const tally = gatingTally(result, floors.get(dimension));
      const pool = pools.get(dimension);
      if (tally === undefined || pool === undefined || scoredRuns(pool.tally) === 0) return [];
      return scoredRuns(tally) === 0 ? [dimension] : [];
    });
    if (dimensions.length === 0) return [];
    return [{ kind: "case-unscored", caseId: one.id, dimensions, runs: recordedRuns(one) }];
  });
}

function recordedRuns(one: CaseResult): number {
  return Object.values(one.outcomes).reduce((sum, runs) => sum + runs, 0);
}

function openFloor(row: GatingRow): readonly UndeterminedReason[] {
  if (row.result.kind !== "undetermined") return [];
  return [
    {
      kind: "floor-undetermined",
      dimension: row.dimension,
      floor: row.floor.floor,
      tally: row.tally,
      cases: row.cases,
      runsToSettle: row.runsToSettle ?? "unknown",
      ...(row.judged && { isJudged: true }),
    },
  ];
}
