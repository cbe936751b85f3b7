import type { JudgeTrust } from "../calibrate/judge-trust.ts";
import type { FloorPolicy, GatePolicy } from "../config/gate-policy.ts";
import type { CaseStatus } from "../dataset/case-file.ts";
import type { FailureMode } from "../dataset/failure-modes.ts";
import type { FailureSample, StopRecord, Tally } from "../plan/experiment.ts";
import type { Interval } from "../stats/wilson-interval.ts";
import type { AlphaSplit } from "./alpha-split.ts";
import type { FloorResult } from "./check-floor.ts";
import type { AbsentBaseline, Comparison, RefusedBaseline, SideCount } from "./comparison.ts";
import type { GovernedChange } from "./governed-change.ts";

export type DecisionKind = "pass" | "fail" | "undetermined";

/** What the gate says of one experiment under one policy. Only `pass` lets a merge through. */
export type Decision = {
  readonly kind: DecisionKind;
  /** What stands against a pass, the gravest first; empty exactly where `kind` is `pass`. */
  readonly reasons: readonly Reason[];
  readonly dimensions: readonly DimensionRow[];
  /** Guarding cases with a failed run in a gating dimension, those that fail most often first. */
  readonly failing: readonly FailingCase[];
  readonly mustPass: readonly MustPassCount[];
  /** Ordinary guarding cases that lost more runs than were scored, where the pooled share hides it. No reason. */
  readonly barelyTested: readonly BarelyTestedCase[];
  /** Absent where every run was scored, so that nothing is open. */
  readonly bounds?: Bounds;
  readonly rule: DecisionRule;
  /** How runs were left out, as the runs say; absent where none were. */
  readonly stop?: StopShown;
  /** Against what the change is merged into; absent where nobody looked for it. */
  readonly comparison?: Comparison;
  /** Against the last release, to show a slow slide: nothing of it blocks. Absent where nobody looked for it. */
  readonly sinceRelease?: Comparison;
  /** Absent where the policy has no waiver and the pull request no label. */
  readonly waivers?: Waivers;
  /** What the change does to the gate itself; absent where it does nothing to it, or nothing is merged. */
  readonly governance?: Governance;
};

/** Waivers, those that count nothing included: whatever is waived is shown. */
export type Waivers = {
  readonly standing: readonly StandingWaiver[];
  readonly void: readonly VoidWaiver[];
  /** What would block if it were not waived. */
  readonly waived: readonly WaivedReason[];
};

/** Somebody's word that a reason is known. `expires` is the last day, an ISO date in UTC. */
export type StandingWaiver = {
  /** `label`: the pull request's, which is about everything that may be waived but must-pass cases. */
  readonly kind: "file" | "label";
  readonly dimension?: string;
  readonly caseId?: string;
  readonly owner: string;
  readonly reason: string;
  readonly expires: string;
};

/** What is known and may be put up with; what is not known may not. */
export type WaivableReason =
  | FailReason
  | Extract<UndeterminedReason, { readonly kind: "floor-undetermined" }>;

export type WaivedReason = { readonly reason: WaivableReason; readonly waiver: StandingWaiver };

/** A waiver that does not count, and why. */
export type VoidWaiver = {
  readonly waiver: StandingWaiver;
  readonly why:
    | "expired"
    | "too-long"
    | "unknown-case"
    | "unknown-dimension"
    /** Of labels: who put it there wrote the change, may not write, is no person, or could not be looked up. */
    | "own-change"
    | "no-write-access"
    | "not-a-person"
    | "unknown-person";
};

/** How an experiment was stopped, as its runs say and not as its record does. */
export type StopShown = Pick<StopRecord, "saved" | "tests"> & {
  readonly mode: "curtail" | "sequential";
  /** Whether it counts as complete: no run that is left could change an answer. */
  readonly isSettled: boolean;
  /** Whether runs counted for a comparison with a baseline, too. */
  readonly isCompared: boolean;
};

/** The levels the decision was made at. */
export type DecisionRule = {
  readonly alpha: number;
  readonly beta: number;
  readonly missing: number;
  readonly trust: GatePolicy["trust"];
  /** How many floors were tested together: Holm's family. */
  readonly floorsTested: number;
  /** What each family of tests may spend of `alpha`. */
  readonly levels: AlphaSplit;
};

/** One line of the table: a dimension that decides, or one judge's word that is only shown. */
export type DimensionRow = GatingRow | AdvisoryRow;

export type GatingRow = {
  readonly kind: "gating";
  readonly dimension: string;
  readonly floor: FloorPolicy;
  /** How many guarding cases measure it; 0 where none does. */
  readonly cases: number;
  readonly tally: Tally;
  readonly result: FloorResult;
  /** Chance of so few passes at the floor, alone and corrected for the other floors; absent where unmeasured. */
  readonly p?: { readonly alone: number; readonly corrected: number };
  /** More runs that would settle an undetermined floor if the rate stays as it is. */
  readonly runsToSettle?: number | "unknown";
  /** The fall below the floor that these runs would have caught with 80 % power. */
  readonly detectableDrop?: number | "unknown";
  readonly unscoredReason?: string;
  /** Set where more runs were planned and rightly left out: the rate leans to the side that stopped them. */
  readonly isStoppedEarly?: true;
  /**
   * Given where judges decide: the pass rate corrected for their errors, in [0, 1], whose interval `result` holds, and
   * who they are. The tally stays as it was counted.
   */
  readonly judged?: { readonly corrected: number; readonly judges: readonly string[] };
};

export type AdvisoryRow = {
  readonly kind: "advisory";
  readonly dimension: string;
  readonly floor: FloorPolicy;
  readonly cases: number;
  /** `name@version`; absent where no judge was ever asked. */
  readonly judge?: string;
  readonly tally: Tally;
  /** Absent where the judge scored nothing. */
  readonly interval?: Interval;
  readonly unscoredReason?: string;
  /** Whether the judge could decide if the policy let it; absent where no judge was ever asked. */
  readonly trust?: JudgeTrust["state"];
  /** The rate corrected for the judge's errors, in [0, 1]; given where it is calibrated and scored something. */
  readonly corrected?: { readonly rate: number; readonly interval: Interval };
};

/** Why the gate does not pass. Counts are of runs unless a name says otherwise. */
export type Reason = FailReason | UndeterminedReason;

export type FailReason =
  | {
      readonly kind: "floor-missed";
      readonly dimension: string;
      readonly floor: number;
      readonly tally: Tally;
    }
  | {
      readonly kind: "must-pass-failed";
      readonly caseId: string;
      readonly dimension: string;
      readonly failed: number;
      readonly scored: number;
    }
  /** A dimension is worse than the baseline, by more than is allowed. */
  | {
      readonly kind: "regressed";
      readonly dimension: string;
      readonly drop: number;
      readonly allowedDrop: number;
      readonly candidate: SideCount;
      readonly baseline: SideCount;
    }
  /** One case is worse than the baseline in one dimension. */
  | {
      readonly kind: "case-regressed";
      readonly caseId: string;
      readonly dimension: string;
      readonly candidate: SideCount;
      readonly baseline: SideCount;
    };

export type UndeterminedReason =
  /** The change weakens the gate, and no expert of the base branch has approved of that. */
  | { readonly kind: "governance-unapproved"; readonly changes: number }
  | { readonly kind: "no-cases" }
  /** There is a baseline, and it must not be compared with. */
  | { readonly kind: "baseline-refused"; readonly why: RefusedBaseline; readonly detail: string }
  /** The policy requires a comparison, and there is none. */
  | {
      readonly kind: "baseline-missing";
      readonly why: AbsentBaseline | "nothing-comparable";
      readonly detail?: string;
    }
  | {
      readonly kind: "incomplete";
      readonly planned: number;
      readonly recorded: number;
      /** Why runs are missing, where that is known. */
      readonly why?: "budget" | "unsettled";
      /** Parts of a plan that was cut whose results are not there, counted from 1, and how many there are to be. */
      readonly lostShards?: { readonly lost: readonly number[]; readonly count: number };
    }
  | { readonly kind: "no-guarding-cases"; readonly cases: number }
  /** A judge that is to decide, or did until now, is not to be trusted. */
  | {
      readonly kind: "judge-untrusted";
      readonly dimension: string;
      readonly judge: string;
      readonly state: "uncalibrated" | "drifted";
      readonly why: string;
    }
  /** There are guarding cases, and nothing that decides was measured on them. */
  | { readonly kind: "nothing-gates" }
  | {
      readonly kind: "dimension-without-floor";
      readonly dimension: string;
      readonly caseIds: readonly string[];
    }
  | {
      readonly kind: "dimension-without-case";
      readonly dimension: string;
      /** Cases that measure it without gating, such as open ones. */
      readonly shownIn: readonly string[];
    }
  | {
      readonly kind: "dimension-unscored";
      readonly dimension: string;
      readonly runs: number;
      readonly unscoredReason?: string;
    }
  | {
      readonly kind: "too-many-missing";
      readonly dimension: string;
      readonly lost: number;
      readonly runs: number;
      readonly allowed: number;
      readonly unscoredReason?: string;
    }
  | {
      readonly kind: "case-unscored";
      readonly caseId: string;
      readonly dimensions: readonly string[];
      readonly runs: number;
    }
  | {
      readonly kind: "must-pass-absent";
      readonly caseId: string;
      /** Given where the case was run but does not gate. */
      readonly status?: CaseStatus;
    }
  | {
      readonly kind: "must-pass-unscored";
      readonly caseId: string;
      /** The dimensions without a scored run; empty where the case has no gating dimension at all. */
      readonly dimensions: readonly string[];
    }
  /** Runs of a must-pass case are lost above the allowed share: any of them may have been the failure. */
  | {
      readonly kind: "must-pass-missing";
      readonly caseId: string;
      readonly allowed: number;
      readonly dimensions: readonly {
        readonly dimension: string;
        readonly lost: number;
        readonly runs: number;
      }[];
    }
  | {
      readonly kind: "floor-undetermined";
      readonly dimension: string;
      readonly floor: number;
      readonly tally: Tally;
      readonly cases: number;
      readonly runsToSettle: number | "unknown";
      /** Set where judges decide: more labels make the corrected rate surer, too. */
      readonly isJudged?: true;
    };

/** One case that failed in one gating dimension. */
export type FailingCase = {
  readonly caseId: string;
  readonly title: string;
  readonly file: string;
  readonly dimension: string;
  readonly failed: number;
  readonly scored: number;
  /** The most frequent failure that an evaluator saw; absent where the experiment kept none. */
  readonly sample?: FailureSample;
  /** Runs that the agent itself did not finish, with its most frequent reason. */
  readonly agentErrors?: { readonly runs: number; readonly reason: string };
  /** The failure modes that its failing runs show; absent where none is recognised. */
  readonly modes?: readonly FailureMode[];
};

/** One must-pass case in one dimension that decides. */
export type MustPassCount = {
  readonly caseId: string;
  readonly dimension: string;
  readonly runs: number;
  readonly failed: number;
  readonly scored: number;
};

/** One case, in the dimension in which it lost the most runs. */
export type BarelyTestedCase = {
  readonly caseId: string;
  readonly dimension: string;
  readonly lost: number;
  readonly runs: number;
};

/** What a change does to the gate, and whether an expert approved of it. */
export type Governance = {
  /** Never empty. */
  readonly changes: readonly GovernedChange[];
  /** Of the changes; an approval counts while it stays the same. */
  readonly digest: string;
  /** Whether the same change touches the agent: then a case may have been taken away to hide what the agent does. */
  readonly changesAgent: boolean;
  readonly approval: Approval;
};

export type Approval =
  | { readonly kind: "approved"; readonly by: readonly string[] }
  | {
      readonly kind: "missing";
      /** Logins and teams, as the base branch names them. */
      readonly experts: readonly string[];
      /** What was found instead, a clause each. Quotes logins only. */
      readonly found: readonly string[];
    };

/** What floors and must-pass cases say of the scored runs, and with every lost run failed or passed. */
export type Bounds = {
  readonly scored: DecisionKind;
  readonly worst: DecisionKind;
  readonly best: DecisionKind;
};

const failures: Readonly<Record<FailReason["kind"], true>> = {
  "floor-missed": true,
  "must-pass-failed": true,
  regressed: true,
  "case-regressed": true,
};

/** Whether it says that the agent is worse than it has to be, and not only that this is not known. */
export function isFailReason(reason: Reason): reason is FailReason {
  return Object.hasOwn(failures, reason.kind);
}

/** Whether a waiver can be about it: what is not known cannot be waived, but for runs that are too few to decide. */
export function isWaivable(reason: Reason): reason is WaivableReason {
  return isFailReason(reason) || reason.kind === "floor-undetermined";
}

/** What reasons amount to: a failure outweighs a gap, and without either it is a pass. */
export function kindOfReasons(reasons: readonly Reason[]): DecisionKind {
  if (reasons.some(isFailReason)) return "fail";
  return reasons.length > 0 ? "undetermined" : "pass";
}

/** Runs that say something about the agent. */
export function scoredRuns(tally: Tally): number {
  return tally.passed + tally.failed;
}

/** Runs that ended without saying anything: infrastructure errors, and what no evaluator could score. */
export function lostRuns(tally: Tally): number {
  return tally.unscored + tally.missing;
}
