import type { FloorPolicy, GatePolicy } from "../config/gate-policy.ts";
import type { CaseResult, DimensionResult, Experiment, Tally } from "../plan/experiment.ts";
import type { Stratum } from "../stats/stratified-test.ts";
import type { AlphaSplit } from "./alpha-split.ts";
import { incomparable, ownOf } from "./comparable-cases.ts";
import type { IncomparableWhy, NotComparable } from "./comparison.ts";
import { scoredRuns } from "./decision.ts";
import { floorsByName, gatingTally } from "./pool-tallies.ts";

/** One guarding case with scored runs on both sides, in one dimension. */
export type PairedCase = { readonly result: CaseResult; readonly stratum: Stratum };

export type ComparisonRule = {
  /** Whether judges decide on a dimension is settled in it already. */
  readonly policy: GatePolicy;
  readonly levels: Pick<AlphaSplit, "dimensions" | "cases">;
};

/** A dimension of the policy with the cases in which both sides measure it in the same way. */
export type PairedDimension = {
  readonly dimension: string;
  readonly floor: FloorPolicy;
  readonly paired: readonly PairedCase[];
  /** Which side measures it at all, and whether any case is common to both. */
  readonly seen: {
    readonly candidate: boolean;
    readonly baseline: boolean;
    readonly common: boolean;
  };
  /** Set where only judges measure it that may not decide: it is shown and not tested. */
  readonly advises: boolean;
};

/** What both sides have, and what only one has. */
export type Pairs = {
  readonly dimensions: readonly PairedDimension[];
  readonly notComparable: readonly NotComparable[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
};

/** Puts the guarding cases of an experiment beside those of a baseline, dimension by dimension. */
export function pairCases(candidate: Experiment, baseline: Experiment, policy: GatePolicy): Pairs {
  const guarding = candidate.cases.filter(({ status }) => status === "guarding");
  const before = new Map(baseline.cases.map((one) => [one.id, one]));
  const obstacles = new Map<string, { why: IncomparableWhy; dimensions: string[] }>();
  const object = (id: string, why: IncomparableWhy, dimension: string): void => {
    const known = obstacles.get(id) ?? { why, dimensions: [] };
    known.dimensions.push(dimension);
    obstacles.set(id, known);
  };
  const dimensions = [...floorsByName(policy)].map(([dimension, floor]): PairedDimension => {
    const paired: PairedCase[] = [];
    const seen = { candidate: false, baseline: false, common: false };
    const [now, then] = [
      talliesIn(guarding, dimension, floor),
      talliesIn(baseline.cases, dimension, floor),
    ];
    seen.candidate = now.size > 0;
    seen.baseline = then.size > 0;
    const advises = ![...now.values()].some(({ decides }) => decides);
    for (const [id, { result, tally, decides }] of now) {
      const other = then.get(id);
      const one = before.get(id);
      if (other === undefined || one === undefined || (!advises && !decides)) continue;
      const why = incomparable(
        { result, subject: candidate.subject },
        { result: one, subject: baseline.subject },
        { dimension, floor },
      );
      if (why !== undefined) {
        object(id, why, dimension);
        continue;
      }
      seen.common = true;
      paired.push({ result, stratum: { candidate: sideOf(tally), baseline: sideOf(other.tally) } });
    }
    return { dimension, floor, paired, seen, advises };
  });
  const ids = new Set(guarding.map(({ id }) => id));
  return {
    dimensions,
    notComparable: [...obstacles].map(([caseId, rest]) => ({ caseId, ...rest })),
    added: guarding.filter(({ id }) => !before.has(id)).map(({ id }) => id),
    removed: baseline.cases
      .filter(({ id, status }) => status === "guarding" && !ids.has(id))
      .map(({ id }) => id),
  };
}

type Measured = { readonly result: CaseResult; readonly tally: Tally; readonly decides: boolean };

/** What decides, and where nothing does what the judges say, which is shown. */
function talliesIn(
  cases: readonly CaseResult[],
  dimension: string,
  floor: FloorPolicy,
): ReadonlyMap<string, Measured> {
  return new Map(
    cases.flatMap((result) => {
      const own: DimensionResult | undefined = ownOf(result.dimensions, dimension);
      if (own === undefined) return [];
      const deciding = gatingTally(own, floor);
      const tally = deciding ?? own.all;
      return [[result.id, { result, tally, decides: deciding !== undefined }] as const];
    }),
  );
}

function sideOf(tally: Tally): Stratum["candidate"] {
  return { passed: tally.passed, runs: scoredRuns(tally) };
}
