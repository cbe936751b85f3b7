import type { CaseStatus } from "../dataset/case-file.ts";

/**
 * One thing that a change does to the gate, and that could let a worse agent through. `from` is what the base branch
 * says, `to` what the change says.
 */
export type GovernedChange =
  | {
      readonly kind: "floor-lowered";
      readonly dimension: string;
      readonly from: number;
      readonly to: number;
    }
  | { readonly kind: "floor-removed"; readonly dimension: string; readonly from: number }
  /** Another rule of one dimension, such as a wider `margin`, a larger `allowedDrop`, or judges that only advise. */
  | ({ readonly kind: "floor-rule"; readonly dimension: string } & SettingChange)
  /** A setting of the configuration, such as `gate.missing`, `enforce` or `judge`. */
  | ({ readonly kind: "setting" } & SettingChange)
  | { readonly kind: "must-pass-removed"; readonly caseId: string }
  | ({ readonly kind: "waiver-added" } & WaiverChange)
  | ({ readonly kind: "waiver-lengthened"; readonly from: string } & WaiverChange)
  | { readonly kind: "case-deleted"; readonly caseId: string; readonly status: CaseStatus }
  | { readonly kind: "case-unguarded"; readonly caseId: string; readonly to: CaseStatus }
  /** The file cannot be read, or not as a case: whatever it guarded is gone. */
  | { readonly kind: "case-unreadable"; readonly caseId: string; readonly file: string }
  | {
      readonly kind: "expectation-removed";
      readonly caseId: string;
      readonly dimension: string;
      readonly evaluator: string;
    }
  /** Another version of the evaluator, other parameters or another truth; `digest` is that of what it says now. */
  | {
      readonly kind: "expectation-changed";
      readonly caseId: string;
      readonly dimension: string;
      readonly from: string;
      readonly to: string;
      readonly digest: string;
    }
  /** What the user says, what tools and model answer or what fails; `digest` is that of what it says now. */
  | {
      readonly kind: "case-rewritten";
      readonly caseId: string;
      readonly parts: readonly CasePart[];
      readonly digest: string;
    }
  | {
      readonly kind: "runs-lowered";
      readonly caseId: string;
      readonly from: number;
      readonly to: number;
    }
  | {
      readonly kind: "experts-changed";
      readonly added: readonly string[];
      readonly removed: readonly string[];
    }
  /** The host does not list all files that it touches, so that what else it does is not known; `head` is the commit. */
  | { readonly kind: "unlisted-files"; readonly head: string }
  /** A judge that decides today would not by the `gate.trust` that the change asks; `reason` is a clause for people. */
  | { readonly kind: "judge-lapses"; readonly judge: string; readonly reason: string }
  /** A judge's calibration was edited or taken away. */
  | { readonly kind: "calibration-changed"; readonly file: string; readonly digest: string }
  /** What tools, a model or a scripted user answer, or what judges compare with, was edited or taken away. */
  | { readonly kind: "recording-changed"; readonly file: string; readonly digest: string };

export type CasePart = "user" | "tools" | "model" | "faults";

/** `from` and `to` as JSON, `undefined` where a side does not say it. */
export type SettingChange = {
  readonly setting: string;
  readonly from?: string;
  readonly to?: string;
};

type WaiverChange = {
  readonly dimension?: string;
  readonly caseId?: string;
  readonly owner: string;
  readonly expires: string;
};
