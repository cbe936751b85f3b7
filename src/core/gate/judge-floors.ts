import type { GatePolicy } from "../config/gate-policy.ts";
import type { CaseResult, Tally } from "../plan/experiment.ts";
import { holm } from "../stats/holm.ts";
import { checkFloor, floorP, type ScoredRuns } from "./check-floor.ts";
import { type DecisionKind, lostRuns, type MustPassCount, scoredRuns } from "./decision.ts";
import { checkJudgedFloor, type JudgedResult } from "./judged-floor.ts";
import { floorsByName, gatingTally, type LostRuns, type Pool } from "./pool-tallies.ts";
import type { TrustByJudge } from "./weigh-judges.ts";

export type TestedFloor = {
  readonly pool: Pool;
  readonly result: JudgedResult;
  readonly p?: { readonly alone: number; readonly corrected: number };
};

/**
 * Tests every gating dimension against its floor, with Holm's correction over those that a p-value
 * decides. Where judges decide, their corrected rate does, and a p-value is that of the checks beside them.
 *
 * `level` is what the floors may spend of the policy's `alpha`.
 */
export function testFloors(
  pools: Iterable<Pool>,
  policy: GatePolicy,
  {
    lost,
    trust,
    level,
  }: { readonly lost: LostRuns; readonly trust: TrustByJudge; readonly level: number },
): readonly TestedFloor[] {
  const measured = [...pools].flatMap((pool) => {
    if (pool.floor === undefined || pool.gatingCases.length === 0) return [];
    const rule = { ...pool.floor, alpha: level, beta: policy.beta, proof: policy.alpha };
    const tally = isJudged(pool) ? pool.checks : pool.tally;
    return [{ pool, rule, runs: settleLost(tally, lost) }];
  });
  const family = measured.filter(({ rule, runs }) => rule.mode !== "point" && runs.scored > 0);
  const alone = family.map(({ rule, runs }) => floorP(runs, rule.floor));
  const corrected = holm(alone);
  const tested = new Map(
    family.map(({ pool }, i) => {
      return [pool.dimension, { alone: alone[i] ?? 1, corrected: corrected[i] ?? 1 }] as const;
    }),
  );
  return measured.map(({ pool, rule, runs }) => {
    const p = tested.get(pool.dimension);
    const result = isJudged(pool)
      ? checkJudgedFloor(pool, rule, { trust, lost, ...(p && { checksP: p.corrected }) })
      : checkFloor(runs, rule, p?.corrected);
    return { pool, result, ...(p && { p }) };
  });
}

/** Whether judges decide on it. */
export function isJudged({ floor, judges }: Pool): boolean {
  return floor?.judge === "block" && judges.size > 0;
}

/** Counts every must-pass case in each dimension that decides. */
export function countMustPass(
  guarding: readonly CaseResult[],
  policy: GatePolicy,
): readonly MustPassCount[] {
  const required = new Set(policy.mustPass);
  const floors = floorsByName(policy);
  return guarding
    .filter(({ id }) => required.has(id))
    .flatMap(({ id, dimensions }) =>
      Object.entries(dimensions).flatMap(([dimension, result]) => {
        const tally = gatingTally(result, floors.get(dimension));
        if (tally === undefined) return [];
        const scored = scoredRuns(tally);
        const runs = scored + lostRuns(tally);
        return [{ caseId: id, dimension, runs, failed: tally.failed, scored }];
      }),
    );
}

/** What floors and must-pass cases alone say, once lost runs are taken for what `lost` says. */
export function kindByEvidence(
  floors: readonly TestedFloor[],
  mustPass: readonly MustPassCount[],
  lost: LostRuns,
): DecisionKind {
  const mustPassFails = mustPass.some(({ failed, runs, scored }) => {
    return failed > 0 || (lost === "failed" && runs > scored);
  });
  if (mustPassFails || floors.some(({ result }) => result.kind === "missed")) return "fail";
  const mustPassOpen = mustPass.some(({ runs, scored }) => {
    return lost === "left-out" ? scored === 0 : runs === 0;
  });
  const isMet = floors.length > 0 && floors.every(({ result }) => result.kind === "met");
  return isMet && !mustPassOpen ? "pass" : "undetermined";
}

function settleLost(tally: Tally, lost: LostRuns): ScoredRuns {
  const scored = scoredRuns(tally);
  switch (lost) {
    case "left-out":
      return { passed: tally.passed, scored };
    case "failed":
      return { passed: tally.passed, scored: scored + lostRuns(tally) };
    case "passed":
      return { passed: tally.passed + lostRuns(tally), scored: scored + lostRuns(tally) };
  }
}
