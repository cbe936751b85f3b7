import { compareFailures } from "../cluster/compare-failures.ts";
import type { FloorPolicy, GatePolicy } from "../config/gate-policy.ts";
import { UserError } from "../errors.ts";
import type { CaseResult, DimensionResult, Experiment, Tally } from "../plan/experiment.ts";
import { poolExperiments } from "../plan/pool-experiments.ts";
import type { Stratum } from "../stats/stratified-test.ts";
import type { AlphaSplit } from "./alpha-split.ts";
import { checkExperiment } from "./check-experiment.ts";
import { incomparable, ownOf } from "./comparable-cases.ts";
import { compareCases } from "./compare-cases.ts";
import { compareDimensions, type PairedDimension } from "./compare-dimensions.ts";
import type {
  Comparison,
  FoundBaseline,
  IncomparableWhy,
  NotComparable,
  RefusedBaseline,
} from "./comparison.ts";
import { scoredRuns } from "./decision.ts";
import { floorsByName, gatingTally } from "./pool-tallies.ts";

/** One guarding case with scored runs on both sides, in one dimension. */
export type PairedCase = { readonly result: CaseResult; readonly stratum: Stratum };

export type ComparisonRule = {
  /** Whether judges decide on a dimension is settled in it already. */
  readonly policy: GatePolicy;
  readonly levels: Pick<AlphaSplit, "dimensions" | "cases">;
};

/**
 * Holds the guarding cases of an experiment against those of a baseline, dimension by dimension and case by case.
 *
 * Only cases that both sides were held to in the same way get a difference. Whatever is wrong with the baseline is a
 * named state of the comparison, never an error: it must not be told from a stranger's file by a crash.
 */
export function compareWithBaseline(
  candidate: Experiment,
  found: FoundBaseline,
  rule: ComparisonRule,
): Comparison {
  if (found.kind !== "found") return found;
  // A push stores its own results, and may be decided on again.
  const others = found.experiments.filter((one) => runsOf(one) !== runsOf(candidate));
  const refusal = objectionTo(candidate, others);
  if (refusal !== undefined) return { kind: "refused", ...refusal };
  const baseline = poolExperiments(others);
  if (baseline === undefined) return { kind: "none", why: "own-runs" };
  const pairs = pairCases(candidate, baseline, rule.policy);
  const dimensions = compareDimensions(pairs.dimensions, rule);
  const changes = compareCases(pairs.dimensions, rule);
  return {
    kind: "compared",
    origin: found.origin,
    pooled: { experiments: others.length, runs: baseline.recorded },
    dimensions,
    ...changes,
    notComparable: pairs.notComparable,
    added: pairs.added,
    removed: pairs.removed,
    failures: compareFailures(baseline.cases, candidate.cases),
  };
}

/** What keeps results from being compared with at all. */
function objectionTo(
  candidate: Experiment,
  experiments: readonly Experiment[],
): { readonly why: RefusedBaseline; readonly detail: string } | undefined {
  const [first] = experiments;
  const texts = new Set(experiments.map((one) => runsOf(one)));
  if (texts.size < experiments.length)
    return { why: "same-runs", detail: "one execution stands in it twice" };
  for (const one of experiments) {
    if (one.subject.key !== first?.subject.key)
      return { why: "other-subjects", detail: "its executions tested different things" };
    if (one.subject.dataset.name !== candidate.subject.dataset.name)
      return { why: "other-dataset", detail: `it is of the dataset ${one.subject.dataset.name}` };
    if (!one.isComplete)
      return {
        why: "incomplete",
        detail: `${one.recorded} of ${one.planned} runs were made`,
      };
    const contradiction = contradictionIn(one);
    if (contradiction !== undefined) return { why: "inconsistent", detail: contradiction };
  }
  return undefined;
}

/** Two executions never begin in the same millisecond, take as long and count the same. */
function runsOf({ startedAt, durationMs, subject, cases }: Experiment): string {
  const counts = cases.map(({ id, outcomes, whole }) => [id, outcomes, whole]);
  return JSON.stringify([subject.key, subject.commit, startedAt, durationMs, counts]);
}

function contradictionIn(experiment: Experiment): string | undefined {
  try {
    checkExperiment(experiment);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

type Pairs = {
  readonly dimensions: readonly PairedDimension[];
  readonly notComparable: readonly NotComparable[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
};

function pairCases(candidate: Experiment, baseline: Experiment, policy: GatePolicy): Pairs {
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
