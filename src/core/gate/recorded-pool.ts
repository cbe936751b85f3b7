import { CaseFold } from "../plan/case-fold.ts";
import type { CaseResult, DimensionResult, Experiment, Tally } from "../plan/experiment.ts";
import type { FoldedCase } from "../plan/planned-case.ts";
import { type RunOutcome, type RunRecord, runOutcomes } from "../plan/run-record.ts";
import { standings } from "../plan/standing.ts";

/** The recorded runs of each case, one by one, so that they can be drawn again. */
export type RecordedPool = readonly PooledCase[];

export type PooledCase = {
  /** The case as the experiment has it. */
  readonly result: CaseResult;
  readonly dimensions: readonly PooledDimension[];
  /** How each run ended. */
  readonly outcomes: readonly RunOutcome[];
  /** For each run where it stands in each tally of the case, in the order of `talliesOf`, as a place in `standings`. */
  readonly places: readonly Uint8Array[];
};

type PooledDimension = {
  readonly name: string;
  readonly hasChecks: boolean;
  readonly judges: readonly string[];
};

/** A run that does not stand in a tally, such as that of checks where a case has none. */
const nowhere = standings.length;

/**
 * Splits an experiment into its runs again, by what its journal holds. Each run is folded by itself as the whole was, so that
 * what is drawn from the pool is counted as the product counts.
 *
 * `foreign`: a record is of no case of the plan, or was asked something else than the plan asks now.
 */
export function poolRecords(
  experiment: Experiment,
  plan: readonly FoldedCase[],
  records: Iterable<RunRecord>,
): RecordedPool | "foreign" {
  const planned = new Map(plan.map((one) => [one.id, one]));
  const runs = new Map<string, CaseResult[]>();
  const seen = new Set<string>();
  for (const record of records) {
    const of = planned.get(record.caseId);
    const key = `${record.caseId}.${record.runIndex}`;
    if (of === undefined) return "foreign";
    if (seen.has(key)) continue;
    seen.add(key);
    const fold = new CaseFold({ ...of, runs: 1 });
    if (fold.add({ ...record, runIndex: 0 }) === "foreign") return "foreign";
    runs.set(record.caseId, [...(runs.get(record.caseId) ?? []), fold.result()]);
  }
  return experiment.cases.flatMap((result) => {
    const own = runs.get(result.id) ?? [];
    const dimensions = Object.entries(result.dimensions).map(([name, { hasChecks, judges }]) => ({
      name,
      hasChecks,
      judges: Object.keys(judges),
    }));
    return [
      {
        result,
        dimensions,
        outcomes: own.flatMap(({ outcomes }) => runOutcomes.filter((one) => outcomes[one] === 1)),
        places: own.map((run) => {
          return Uint8Array.from(talliesOf(run, dimensions), (tally) => placeIn(tally));
        }),
      },
    ];
  });
}

/** The tallies of a case in a fixed order: the whole, then checks, all and each judge of every dimension. */
function talliesOf(
  { whole, dimensions }: CaseResult,
  names: readonly PooledDimension[],
): readonly (Tally | undefined)[] {
  return [
    whole,
    ...names.flatMap(({ name, judges }) => {
      const own = Object.hasOwn(dimensions, name) ? dimensions[name] : undefined;
      return [own?.checks, own?.all, ...judges.map((judge) => own?.judges[judge])];
    }),
  ];
}

function placeIn(tally: Tally | undefined): number {
  const place = tally === undefined ? -1 : standings.findIndex((standing) => tally[standing] > 0);
  return place === -1 ? nowhere : place;
}

/**
 * As many runs of each case as it has, drawn from them with replacement: what the same agent could have shown on another
 * day. A run is drawn with all that was measured on it, so that dimensions fail together as often as they did.
 *
 * @param random numbers in [0, 1).
 */
export function drawCases(pool: RecordedPool, random: () => number): readonly CaseResult[] {
  return pool.map((one) => drawCase(one, random));
}

function drawCase(
  { result, dimensions, outcomes, places }: PooledCase,
  random: () => number,
): CaseResult {
  const runs = places.length;
  const width = nowhere + 1;
  const tallies = 1 + dimensions.reduce((sum, { judges }) => sum + 2 + judges.length, 0);
  const counts = new Uint32Array(tallies * width);
  const ended = new Map<RunOutcome, number>();
  for (let draw = 0; draw < runs; draw += 1) {
    const at = Math.floor(random() * runs);
    const place = places[at];
    const outcome = outcomes[at];
    if (place === undefined || outcome === undefined) continue;
    ended.set(outcome, (ended.get(outcome) ?? 0) + 1);
    for (let tally = 0; tally < tallies; tally += 1) {
      const cell = tally * width + (place[tally] ?? nowhere);
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  }
  let next = 0;
  const take = (): Tally => {
    const [passed = 0, failed = 0, unscored = 0, missing = 0] = counts.subarray(
      next * width,
      next * width + nowhere,
    );
    next += 1;
    return { passed, failed, unscored, missing };
  };
  const whole = take();
  const drawn = dimensions.map(({ name, hasChecks, judges }): [string, DimensionResult] => {
    const [checks, all] = [take(), take()];
    const judged = judges.map((judge) => [judge, take()] as const);
    return [name, { hasChecks, checks, all, judges: Object.fromEntries(judged) }];
  });
  return {
    ...result,
    planned: runs,
    outcomes: Object.fromEntries(ended),
    dimensions: Object.fromEntries(drawn),
    whole,
    failures: [],
    errors: [],
  };
}
