import type { Verdict, VerdictOrigin } from "../evaluator/verdict.ts";
import { Course } from "./course.ts";
import {
  type CaseResult,
  type DimensionResult,
  type FailureSample,
  maxReasons,
  maxSamples,
  type TestedCase,
} from "./experiment.ts";
import { isSameOrigin, matchVerdicts } from "./match-verdicts.ts";
import { OriginFold } from "./origin-fold.ts";
import { PathFold } from "./path-fold.ts";
import type { FoldedCase } from "./planned-case.ts";
import { otherReasons, ReasonCounts } from "./reason-counts.ts";
import { type RunOutcome, type RunRecord, runOutcomes } from "./run-record.ts";
import {
  combineStandings,
  type FoldedAs,
  type Standing,
  standingOf,
  TallyCount,
} from "./standing.ts";

/** One dimension of the case: its evaluators and its counts. */
type DimensionFold = {
  readonly name: string;
  readonly hasChecks: boolean;
  readonly origins: readonly OriginFold[];
  readonly checks: TallyCount;
  readonly all: TallyCount;
  /** Run by run, where that is asked for. */
  readonly courses?: { readonly checks: Course; readonly all: Course };
};

/** In which words a run is asked about: with judges' word, or by checks alone. */
export type CourseKind = "checks" | "all";

export type FoldOptions = {
  /** Whether to keep how each run stands in each dimension: a byte a run and dimension. */
  readonly keepsCourses?: boolean;
};

/** Folds the runs of one case. */
export class CaseFold {
  readonly #case: FoldedCase;
  readonly #seen: Uint8Array;
  readonly #outcomes = new Map<RunOutcome, number>();
  readonly #errors = new Map<RunOutcome, ReasonCounts>();
  readonly #dimensions: readonly DimensionFold[];
  /** The fold of each expectation, by its place; several may share one. */
  readonly #answering: readonly OriginFold[];
  readonly #hasChecks: boolean;
  readonly #whole = new TallyCount();
  readonly #paths = new PathFold();
  /** Whole numbers: sums of fractions would depend on the order in which the runs ended. */
  #busyMicroseconds = 0;

  constructor(planned: FoldedCase, { keepsCourses = false }: FoldOptions = {}) {
    this.#case = planned;
    this.#seen = new Uint8Array(Math.ceil(planned.runs / 8));
    const origins: OriginFold[] = [];
    this.#answering = planned.expects.map((expected) => {
      const known = origins.find(({ origin }) => isSameOrigin(origin, expected));
      if (known !== undefined) return known;
      const added = new OriginFold(expected);
      origins.push(added);
      return added;
    });
    this.#dimensions = [...new Set(planned.expects.map(({ dimension }) => dimension))].map((name) =>
      dimensionFold(name, origins, keepsCourses),
    );
    this.#hasChecks = this.#dimensions.some(({ hasChecks }) => hasChecks);
  }

  has(runIndex: number): boolean {
    return ((this.#seen[runIndex >> 3] ?? 0) & (1 << (runIndex & 7))) !== 0;
  }

  add(record: RunRecord): FoldedAs {
    const { runIndex, outcome } = record;
    if (!Number.isInteger(runIndex) || runIndex < 0 || runIndex >= this.#case.runs) {
      return "foreign";
    }
    if (this.has(runIndex)) return "duplicate";
    const folded =
      outcome === "completed"
        ? this.#addAnswers(runIndex, record.verdicts)
        : this.#addUnfinished(runIndex, outcome, record.reason);
    if (folded === "foreign") return folded;
    if (outcome === "completed") this.#paths.add(record.session);
    this.#seen[runIndex >> 3] = (this.#seen[runIndex >> 3] ?? 0) | (1 << (runIndex & 7));
    this.#outcomes.set(outcome, (this.#outcomes.get(outcome) ?? 0) + 1);
    this.#busyMicroseconds += Math.round(record.durationMs * 1_000);
    return folded;
  }

  #addAnswers(runIndex: number, verdicts: readonly Verdict[]): Standing | "foreign" {
    const answers = matchVerdicts(this.#case.expects, verdicts);
    if (answers === undefined) return "foreign";
    this.#answering.forEach((origin, place) => {
      origin.take(answers[place]);
    });

    let wholeByChecks: Standing | undefined;
    let whole: Standing = "passed";
    for (const { origins, checks, all, courses } of this.#dimensions) {
      let byChecks: Standing | undefined;
      let byAll: Standing | undefined;
      for (const origin of origins) {
        const standing = origin.finish(runIndex);
        byAll = combineStandings(byAll, standing);
        if (origin.origin.kind === "check") byChecks = combineStandings(byChecks, standing);
      }
      if (byChecks !== undefined) {
        checks.add(byChecks);
        courses?.checks.set(runIndex, byChecks);
        wholeByChecks = combineStandings(wholeByChecks, byChecks);
      }
      if (byAll !== undefined) {
        all.add(byAll);
        courses?.all.set(runIndex, byAll);
        whole = combineStandings(whole, byAll);
      }
    }
    if (wholeByChecks !== undefined) this.#whole.add(wholeByChecks);
    return whole;
  }

  #addUnfinished(
    runIndex: number,
    outcome: Exclude<RunOutcome, "completed">,
    reason: string | undefined,
  ): Standing {
    const standing = standingOf(outcome);
    for (const { hasChecks, origins, checks, all, courses } of this.#dimensions) {
      if (hasChecks) checks.add(standing);
      if (hasChecks) courses?.checks.set(runIndex, standing);
      all.add(standing);
      courses?.all.set(runIndex, standing);
      for (const origin of origins) origin.skip(standing);
    }
    if (this.#hasChecks) this.#whole.add(standing);
    const reasons = this.#errors.get(outcome) ?? new ReasonCounts(maxReasons);
    reasons.add(reason ?? "no reason was given");
    this.#errors.set(outcome, reasons);
    return standing;
  }

  /** How a run stands in a dimension; `undefined` where it was not made, or courses are not kept. */
  standing(runIndex: number, dimension: string, kind: CourseKind): Standing | undefined {
    const fold = this.#dimensions.find(({ name }) => name === dimension);
    return fold?.courses?.[kind].at(runIndex);
  }

  /** `tellsCourses` adds how each dimension fared run by run, where that was kept. */
  result({ tellsCourses = false }: { readonly tellsCourses?: boolean } = {}): CaseResult {
    const { id, title, status, file, runs, hermeticity, quarantine } = this.#case;
    const paths = this.#paths.paths();
    const samples = this.#dimensions
      .flatMap(tellingSamples)
      .toSorted((a, b) => a.sample.runIndex - b.sample.runIndex);
    return {
      id,
      title,
      status,
      file,
      planned: runs,
      tested: testedCase(this.#case),
      ...(hermeticity !== undefined && { hermeticity }),
      ...(quarantine !== undefined && { quarantine }),
      ...(paths !== undefined && { paths }),
      outcomes: Object.fromEntries(
        runOutcomes.flatMap((outcome) => {
          const count = this.#outcomes.get(outcome);
          return count === undefined ? [] : [[outcome, count]];
        }),
      ),
      busyMs: Math.round(this.#busyMicroseconds / 1_000),
      dimensions: Object.fromEntries(
        this.#dimensions.map((dimension) => [
          dimension.name,
          dimensionResult(dimension, tellsCourses),
        ]),
      ),
      whole: this.#whole.tally(),
      failures: [...samples.filter(isOfCheck), ...samples.filter((one) => !isOfCheck(one))].map(
        ({ sample }) => sample,
      ),
      errors: this.#reasons(),
    };
  }

  #reasons(): CaseResult["errors"] {
    const unscored = this.#dimensions
      .flatMap(({ origins }) => origins.filter(({ origin }) => origin.kind === "check"))
      .flatMap((fold) =>
        fold.unscoredReasons().map(({ reason, runs }) => ({
          outcome: "completed" as const,
          reason: `${fold.origin.evaluator} on ${fold.origin.dimension}: ${reason}`,
          runs,
        })),
      );
    const errors = runOutcomes.flatMap((outcome) =>
      (this.#errors.get(outcome)?.entries() ?? []).map((entry) => ({ outcome, ...entry })),
    );
    const all = [...errors, ...unscored].toSorted((a, b) => b.runs - a.runs);
    return [
      ...all.filter(({ reason }) => !reason.endsWith(otherReasons)),
      ...all.filter(({ reason }) => reason.endsWith(otherReasons)),
    ];
  }
}

function testedCase({ digest, expects, user }: FoldedCase): TestedCase {
  const evaluators = new Map<string, Set<string>>();
  for (const { dimension, evaluator } of expects) {
    evaluators.set(dimension, (evaluators.get(dimension) ?? new Set()).add(evaluator));
  }
  return {
    digest,
    evaluators: Object.fromEntries(
      [...evaluators].map(([dimension, refs]) => [dimension, [...refs].toSorted()]),
    ),
    ...(user.kind === "model" && { isSimulated: true }),
  };
}

function dimensionFold(
  name: string,
  origins: readonly OriginFold[],
  keepsCourses: boolean,
): DimensionFold {
  const own = origins.filter(({ origin }) => origin.dimension === name);
  return {
    name,
    hasChecks: own.some(({ origin }) => origin.kind === "check"),
    origins: own,
    checks: new TallyCount(),
    all: new TallyCount(),
    ...(keepsCourses && { courses: { checks: new Course(), all: new Course() } }),
  };
}

type KindedSample = { readonly kind: VerdictOrigin["kind"]; readonly sample: FailureSample };

/** The best evidence of a dimension: no judge may push out the check that decides. */
function tellingSamples({ origins }: DimensionFold): readonly KindedSample[] {
  const samples = origins
    .flatMap((fold): readonly KindedSample[] => {
      const sample = fold.sample();
      return sample === undefined ? [] : [{ kind: fold.origin.kind, sample }];
    })
    .toSorted((a, b) => b.sample.runs - a.sample.runs || a.sample.runIndex - b.sample.runIndex);
  const [check, ...checks] = samples.filter(isOfCheck);
  const [judge, ...judges] = samples.filter((one) => !isOfCheck(one));
  return [check, judge, ...checks, ...judges]
    .filter((one) => one !== undefined)
    .slice(0, maxSamples);
}

function isOfCheck({ kind }: KindedSample): boolean {
  return kind === "check";
}

function dimensionResult(
  { hasChecks, origins, checks, all, courses }: DimensionFold,
  tellsCourses: boolean,
): DimensionResult {
  const judges = origins.filter(({ origin }) => origin.kind === "judge");
  return {
    hasChecks,
    checks: checks.tally(),
    all: all.tally(),
    judges: Object.fromEntries(
      judges.map((judge) => {
        const unscoredReason = judge.unscoredReasons()[0]?.reason;
        const tally = judge.tally();
        return [
          judge.origin.evaluator,
          unscoredReason === undefined ? tally : { ...tally, unscoredReason },
        ];
      }),
    ),
    ...(tellsCourses &&
      courses && {
        courses: { ...(hasChecks && { checks: courses.checks.text() }), all: courses.all.text() },
      }),
  };
}
