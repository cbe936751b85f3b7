import type { FailureChanges } from "../cluster/compare-failures.ts";
import type { BaselineOrigin } from "../plan/baseline-file.ts";
import type { Experiment } from "../plan/experiment.ts";

/** Why there is nothing to compare with; the floors decide alone then, and the comment says so. */
export const absentBaselines = [
  /** The configuration names no store. */
  "not-configured",
  /** Nobody knows what this would be merged into. */
  "no-merge-base",
  /** No store holds results of the commit. */
  "not-stored",
  /** They are older than the policy allows. */
  "expired",
  /** They were written by another major version of Tracegate. */
  "other-major",
  /** A store could not be asked. */
  "unavailable",
  /** The merge base was to be run, and could not. */
  "not-run",
  /** There is no release of the dataset yet. */
  "no-release",
  /** What is stored are the very runs that are decided on. */
  "own-runs",
] as const;
export type AbsentBaseline = (typeof absentBaselines)[number];

/** Why results that are there must not be compared with: somebody may have put them there. The gate does not pass. */
export const refusedBaselines = [
  "unreadable",
  "too-large",
  "invalid",
  "inconsistent",
  "incomplete",
  "other-repository",
  "other-branch",
  "other-event",
  "other-commit",
  "other-dataset",
  "other-subjects",
  "same-runs",
] as const;
export type RefusedBaseline = (typeof refusedBaselines)[number];

/** What was found to compare with. */
export type FoundBaseline =
  | {
      readonly kind: "found";
      /** Of one experiment key; their runs are pooled. Never empty. */
      readonly experiments: readonly Experiment[];
      readonly origin: BaselineOrigin;
    }
  | { readonly kind: "none"; readonly why: AbsentBaseline; readonly detail?: string }
  | { readonly kind: "refused"; readonly why: RefusedBaseline; readonly detail: string };

/** A candidate held against a baseline, or why it was not. */
export type Comparison = MadeComparison | Exclude<FoundBaseline, { readonly kind: "found" }>;

export type MadeComparison = {
  readonly kind: "compared";
  readonly origin: BaselineOrigin;
  /** How many executions were pooled, and how many runs they have. */
  readonly pooled: { readonly experiments: number; readonly runs: number };
  /** Those of the policy first, in its order. */
  readonly dimensions: readonly DimensionComparison[];
  /** Cases of which more runs fail than before, and of which fewer do; what changed most first. */
  readonly worse: readonly CaseChange[];
  readonly better: readonly CaseChange[];
  /** Guarding cases that both sides have, and that get no difference all the same. */
  readonly notComparable: readonly NotComparable[];
  /** Guarding cases that only the candidate has, and those that only the baseline has. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** How many cases × dimensions were tested: Holm's family. */
  readonly casesTested: number;
  /** What became of the kinds of failures; absent in decisions of older versions. */
  readonly failures?: FailureChanges;
};

/** Passes among the scored runs of one side. */
export type SideCount = { readonly passed: number; readonly runs: number };

export type DimensionComparison =
  | ComparedDimension
  | {
      readonly kind: "not-compared";
      readonly dimension: string;
      readonly why: DimensionGap;
      /** What of the baseline can be shown all the same. */
      readonly baseline?: SideCount;
    };

/** Why a dimension gets no difference. */
export type DimensionGap =
  /** The baseline has no case that measures it. */
  | "new"
  /** The candidate has no guarding case any more that measures it. */
  | "gone"
  /** Both sides measure it, in no case that can be compared. */
  | "no-common-case"
  /** Not one run of the common cases was scored on this side. */
  | "unscored-baseline"
  | "unscored-candidate";

export type ComparedDimension = {
  readonly kind: "compared";
  readonly dimension: string;
  /** Cases with scored runs on both sides; all counts are of these alone. */
  readonly cases: number;
  readonly candidate: SideCount;
  readonly baseline: SideCount;
  /** How far the rate fell, as a difference of rates; negative where it rose. */
  readonly drop: number;
  readonly allowedDrop: number;
  /** Chance of so few passes if nothing changed, alone and corrected for the other dimensions. Absent where a judge only advises. */
  readonly p?: { readonly alone: number; readonly corrected: number };
  /** The fall that these runs would have shown with 80 % power. */
  readonly detectableDrop: number | "unknown";
  /**
   * `within-allowed`: worse beyond doubt, by less than is allowed. `too-few-runs`: not even a fall to zero would surely
   * have been seen. `shown`: only judges that advise measure it.
   */
  readonly result: "regressed" | "within-allowed" | "steady" | "too-few-runs" | "shown";
};

/** One case in one dimension that decides. */
export type CaseChange = {
  readonly caseId: string;
  readonly title: string;
  readonly file: string;
  readonly dimension: string;
  readonly candidate: SideCount;
  readonly baseline: SideCount;
  /** Chance of such a change if there is none, alone and, for what got worse, corrected for all cases × dimensions. */
  readonly p: { readonly alone: number; readonly corrected?: number };
  /** Set where this case alone blocks. */
  readonly isRegression?: true;
};

/** What differs between the sides, so that a difference would say nothing of the agent. */
export const incomparableWhys = ["content", "evaluator", "judge", "simulator", "unknown"] as const;
export type IncomparableWhy = (typeof incomparableWhys)[number];

export type NotComparable = {
  readonly caseId: string;
  readonly why: IncomparableWhy;
  /** The dimensions that it stands in the way of. */
  readonly dimensions: readonly string[];
};
