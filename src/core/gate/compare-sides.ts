import type { GatePolicy } from "../config/gate-policy.ts";
import type { Experiment } from "../plan/experiment.ts";
import { type AlphaSplit, splitAlpha } from "./alpha-split.ts";
import { compareWithBaseline } from "./compare-with-baseline.ts";
import type { Comparison, FoundBaseline } from "./comparison.ts";
import type { FailReason, UndeterminedReason } from "./decision.ts";

/** What an experiment is held against. */
export type Sides = {
  /** What the change is merged into, or why that is not known; left out, nobody looked for it. */
  readonly baseline?: FoundBaseline;
  /** The last release, likewise. */
  readonly release?: FoundBaseline;
  /** Set where no change is merged, as on a push to the main branch: no baseline can be required then. */
  readonly mergesNothing?: true;
};

export type ComparedSides = {
  /** Nothing is taken from the floors' level unless something is tested for it. */
  readonly levels: AlphaSplit;
  readonly comparison?: Comparison;
  readonly sinceRelease?: Comparison;
};

/** Holds an experiment against both; only the first is tested, the second is shown. */
export function compareSides(
  experiment: Experiment,
  policy: GatePolicy,
  { baseline, release }: Sides,
): ComparedSides {
  const levels = splitAlpha(policy.alpha, true);
  const against = (found: FoundBaseline): Comparison =>
    compareWithBaseline(experiment, found, { policy, levels });
  const comparison = baseline && against(baseline);
  const sinceRelease = release && against(release);
  const isTested =
    comparison?.kind === "compared" &&
    comparison.dimensions.some((one) => one.kind === "compared" && one.p !== undefined);
  return {
    levels: isTested ? levels : splitAlpha(policy.alpha, false),
    ...(comparison && { comparison }),
    ...(sinceRelease && { sinceRelease }),
  };
}

/** What of a comparison blocks: dimensions first, then cases. */
export function regressionReasons(comparison: Comparison | undefined): readonly FailReason[] {
  if (comparison?.kind !== "compared") return [];
  const dimensions = comparison.dimensions.flatMap((one): FailReason[] => {
    if (one.kind !== "compared" || one.result !== "regressed") return [];
    const { dimension, drop, allowedDrop, candidate, baseline } = one;
    return [{ kind: "regressed", dimension, drop, allowedDrop, candidate, baseline }];
  });
  const cases = comparison.worse.flatMap((one): FailReason[] => {
    if (one.isRegression === undefined) return [];
    const { caseId, dimension, candidate, baseline } = one;
    return [{ kind: "case-regressed", caseId, dimension, candidate, baseline }];
  });
  return [...dimensions, ...cases];
}

/** A baseline that is there and must not be used keeps the gate from passing: somebody may have put it there. */
export function refusalReasons(comparison: Comparison | undefined): readonly UndeterminedReason[] {
  if (comparison?.kind !== "refused") return [];
  const { why, detail } = comparison;
  return [{ kind: "baseline-refused", why, detail }];
}

/** Where the policy requires a comparison, none keeps the gate from passing, whatever the reason. */
export function missingBaselineReasons(
  comparison: Comparison | undefined,
  { requireBaseline = false }: Pick<GatePolicy, "requireBaseline">,
  { mergesNothing }: Pick<Sides, "mergesNothing">,
): readonly UndeterminedReason[] {
  if (!requireBaseline || mergesNothing === true) return [];
  if (comparison === undefined) return [{ kind: "baseline-missing", why: "not-configured" }];
  switch (comparison.kind) {
    case "none": {
      const { why, detail } = comparison;
      return [{ kind: "baseline-missing", why, ...(detail !== undefined && { detail }) }];
    }
    case "refused":
      return []; // Told as what it is.
    case "compared":
      return comparison.dimensions.some(({ kind }) => kind === "compared")
        ? []
        : [{ kind: "baseline-missing", why: "nothing-comparable" }];
  }
}
