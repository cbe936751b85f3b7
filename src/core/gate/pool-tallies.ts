import type { FloorPolicy, GatePolicy } from "../config/gate-policy.ts";
import type { CaseResult, DimensionResult, JudgeTally, Tally } from "../plan/experiment.ts";
import { lostRuns } from "./decision.ts";

/** One dimension over all guarding cases. */
export type Pool = {
  readonly dimension: string;
  /** Absent where the policy does not name the dimension. */
  readonly floor?: FloorPolicy;
  /** Sum over the cases in which the dimension decides. */
  readonly tally: Tally;
  /** The cases that measure the dimension in a way that decides. */
  readonly gatingCases: readonly string[];
  /** Every guarding case that measures it, were it only by an advisory judge. */
  readonly cases: readonly string[];
  readonly judges: ReadonlyMap<string, JudgePool>;
  /** By checks alone, where judges decide too. */
  readonly checks: Tally;
  /** Runs of the deciding cases that the agent did not finish; all are failures. */
  readonly agentErrors: number;
  /** Those of the cases that checks measure. */
  readonly agentErrorsInChecks: number;
  readonly unscoredReason?: string;
};

export type JudgePool = {
  readonly tally: Tally;
  readonly cases: number;
  /** Runs of its cases that the agent did not finish. */
  readonly agentErrors: number;
  readonly unscoredReason?: string;
};

/** What to take a lost run for: left out, or the worst or best it can have been. */
export type LostRuns = "left-out" | "failed" | "passed";

const nothing: Tally = { passed: 0, failed: 0, unscored: 0, missing: 0 };

/**
 * The tally that decides for one case: with the judges' word where the policy lets them block, by
 * checks alone where they advise. Absent where nothing decides: no floor, or advisory judges only.
 */
export function gatingTally(
  result: DimensionResult,
  floor: FloorPolicy | undefined,
): Tally | undefined {
  if (floor === undefined) return undefined;
  if (floor.judge === "block") return result.all;
  return result.hasChecks ? result.checks : undefined;
}

/** The policy's floors by name. A map, because a dimension may be called `constructor`. */
export function floorsByName(policy: GatePolicy): ReadonlyMap<string, FloorPolicy> {
  return new Map(Object.entries(policy.dimensions));
}

/** Sums the guarding cases dimension by dimension: the policy's first, in its order, then the rest. */
export function poolTallies(
  guarding: readonly CaseResult[],
  policy: GatePolicy,
): ReadonlyMap<string, Pool> {
  const drafts = new Map<string, Draft>();
  for (const [dimension, floor] of floorsByName(policy)) drafts.set(dimension, newDraft(floor));
  for (const one of guarding) {
    for (const [dimension, result] of Object.entries(one.dimensions)) {
      const draft = drafts.get(dimension) ?? newDraft(undefined);
      drafts.set(dimension, draft);
      addCase(draft, one, result);
    }
  }
  return new Map(
    [...drafts].map(([dimension, draft]) => [dimension, finishPool(dimension, draft)] as const),
  );
}

/** What `poolTallies` builds up; nothing else sees it change. */
type Draft = {
  readonly floor: FloorPolicy | undefined;
  tally: Tally;
  readonly gatingCases: string[];
  readonly cases: string[];
  readonly judges: Map<string, JudgeDraft>;
  checks: Tally;
  agentErrors: number;
  agentErrorsInChecks: number;
};

type JudgeDraft = {
  tally: Tally;
  cases: number;
  agentErrors: number;
  readonly unscored: Map<string, number>;
};

function newDraft(floor: FloorPolicy | undefined): Draft {
  const counts = { checks: nothing, agentErrors: 0, agentErrorsInChecks: 0 };
  return { floor, tally: nothing, gatingCases: [], cases: [], judges: new Map(), ...counts };
}

function addCase(draft: Draft, { id, outcomes }: CaseResult, result: DimensionResult): void {
  const broken = outcomes["agent-error"] ?? 0;
  draft.cases.push(id);
  const tally = gatingTally(result, draft.floor);
  if (tally !== undefined) {
    draft.tally = addTallies(draft.tally, tally);
    draft.gatingCases.push(id);
    draft.agentErrors += broken;
  }
  if (tally !== undefined && result.hasChecks) {
    draft.checks = addTallies(draft.checks, result.checks);
    draft.agentErrorsInChecks += broken;
  }
  for (const [judge, judged] of Object.entries(result.judges)) {
    const pool = draft.judges.get(judge) ?? newJudgeDraft();
    draft.judges.set(judge, pool);
    addJudged(pool, judged);
    pool.agentErrors += broken;
  }
}

function newJudgeDraft(): JudgeDraft {
  return { tally: nothing, cases: 0, agentErrors: 0, unscored: new Map() };
}

function addJudged(pool: JudgeDraft, judged: JudgeTally): void {
  pool.tally = addTallies(pool.tally, judged);
  pool.cases += 1;
  const reason = judged.unscoredReason;
  if (reason !== undefined) {
    pool.unscored.set(reason, (pool.unscored.get(reason) ?? 0) + judged.unscored);
  }
}

function finishPool(dimension: string, draft: Draft): Pool {
  const judges = new Map(
    [...draft.judges].map(([judge, { unscored, ...pool }]) => {
      const reason = mostFrequent(unscored);
      return [judge, { ...pool, ...(reason && { unscoredReason: reason }) }] as const;
    }),
  );
  const blocked = draft.floor?.judge === "block" && lostRuns(draft.tally) > 0;
  const reason = blocked
    ? [...judges.values()].find(({ unscoredReason }) => unscoredReason !== undefined)
    : undefined;
  return {
    dimension,
    ...(draft.floor && { floor: draft.floor }),
    tally: draft.tally,
    gatingCases: draft.gatingCases,
    cases: draft.cases,
    judges,
    checks: draft.checks,
    agentErrors: draft.agentErrors,
    agentErrorsInChecks: draft.agentErrorsInChecks,
    ...(reason?.unscoredReason !== undefined && { unscoredReason: reason.unscoredReason }),
  };
}

function mostFrequent(counts: ReadonlyMap<string, number>): string | undefined {
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

function addTallies(a: Tally, b: Tally): Tally {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    unscored: a.unscored + b.unscored,
    missing: a.missing + b.missing,
  };
}
