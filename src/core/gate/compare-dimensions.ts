import { comparisonDrop } from "../stats/comparison-power.ts";
import { discreteHolm } from "../stats/discrete-holm.ts";
import { pairedDrop, type Stratum, stratifiedTest } from "../stats/stratified-test.ts";
import type { DimensionComparison, DimensionGap, SideCount } from "./comparison.ts";
import type { ComparisonRule, PairedDimension } from "./pair-cases.ts";

/**
 * Tests every dimension with the exact stratified test, with Holm's correction over those that decide.
 *
 * A regression needs both: p corrected at most the level, and a drop above the allowed one.
 */
export function compareDimensions(
  dimensions: readonly PairedDimension[],
  { levels }: Pick<ComparisonRule, "levels">,
): readonly DimensionComparison[] {
  const tested = dimensions.filter((one) => !one.advises && gapIn(one) === undefined);
  const tests = tested.map((one) => stratifiedTest(strataOf(one)));
  const corrected = discreteHolm(tests);
  const p = new Map(
    tested.map(({ dimension }, index) => [
      dimension,
      { alone: tests[index]?.p ?? 1, corrected: corrected[index] ?? 1 },
    ]),
  );
  const level = levels.dimensions / Math.max(1, tested.length);
  return dimensions.flatMap((one): readonly DimensionComparison[] => {
    const { dimension, seen } = one;
    if (!seen.candidate && !seen.baseline) return [];
    const gap = gapIn(one);
    if (gap === undefined) {
      return [compared(one, { p: p.get(dimension), level, spent: levels.dimensions })];
    }
    const baseline = sumOf(strataOf(one), "baseline");
    return [{ kind: "not-compared", dimension, why: gap, ...(baseline.runs > 0 && { baseline }) }];
  });
}

function gapIn(one: PairedDimension): DimensionGap | undefined {
  const { candidate, baseline, common } = one.seen;
  if (!baseline) return "new";
  if (!candidate) return "gone";
  if (!common) return "no-common-case";
  const strata = strataOf(one);
  if (sumOf(strata, "candidate").runs === 0) return "unscored-candidate";
  if (sumOf(strata, "baseline").runs === 0) return "unscored-baseline";
  return scoredOnBoth(strata).length === 0 ? "no-common-case" : undefined;
}

function compared(
  one: PairedDimension,
  {
    p,
    level,
    spent,
  }: {
    readonly p: { readonly alone: number; readonly corrected: number } | undefined;
    readonly level: number;
    readonly spent: number;
  },
): DimensionComparison {
  const { dimension, floor } = one;
  const strata = scoredOnBoth(strataOf(one));
  const candidate = sumOf(strata, "candidate");
  const baseline = sumOf(strata, "baseline");
  const drop = pairedDrop(strata) ?? 0;
  const { allowedDrop } = floor;
  const detectableDrop = detectable({ cases: strata.length, candidate, baseline }, level);
  const result = resultOf();
  return {
    kind: "compared",
    dimension,
    cases: strata.length,
    candidate,
    baseline,
    drop,
    allowedDrop,
    ...(p !== undefined && { p }),
    detectableDrop:
      detectableDrop === "unknown" ? detectableDrop : Math.max(detectableDrop, allowedDrop),
    result,
  };

  function resultOf(): Extract<DimensionComparison, { kind: "compared" }>["result"] {
    if (p === undefined) return "shown";
    if (p.corrected <= spent) return drop > allowedDrop ? "regressed" : "within-allowed";
    return detectableDrop === "unknown" && baseline.passed > 0 ? "too-few-runs" : "steady";
  }
}

/** Of as many runs a case on each side as there are on average. */
function detectable(
  {
    cases,
    candidate,
    baseline,
  }: { readonly cases: number; readonly candidate: SideCount; readonly baseline: SideCount },
  alpha: number,
): number | "unknown" {
  if (baseline.passed === 0 || alpha <= 0) return "unknown";
  return comparisonDrop({
    cases,
    candidateRuns: Math.max(1, Math.floor(candidate.runs / cases)),
    baselineRuns: Math.max(1, Math.floor(baseline.runs / cases)),
    rate: baseline.passed / baseline.runs,
    alpha,
  });
}

function strataOf({ paired }: PairedDimension): readonly Stratum[] {
  return paired.map(({ stratum }) => stratum);
}

function scoredOnBoth(strata: readonly Stratum[]): readonly Stratum[] {
  return strata.filter(({ candidate, baseline }) => candidate.runs > 0 && baseline.runs > 0);
}

function sumOf(strata: readonly Stratum[], side: keyof Stratum): SideCount {
  let [passed, runs] = [0, 0];
  for (const stratum of strata) {
    passed += stratum[side].passed;
    runs += stratum[side].runs;
  }
  return { passed, runs };
}
