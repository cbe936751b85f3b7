import { asLogin } from "../dataset/as-login.ts";
import {
  type Approval,
  type Decision,
  type Governance,
  isFailReason,
  kindOfReasons,
} from "./decision.ts";

/** The latest review of one person that says yes or no; comments say neither. */
export type HeldReview = {
  readonly login: string;
  readonly says: "approved" | "changes-requested" | "dismissed";
  /** Whether who wrote it is among the experts of the base branch; `unknown` where a team could not be looked into. */
  readonly isExpert: boolean | "unknown";
  /** Whether the gate was changed in the same way when it was written; `unknown` where that commit is gone. */
  readonly sawThis: boolean | "unknown";
};

export type ApprovalFacts = {
  readonly experts: readonly string[];
  /** Who wrote the pull request. */
  readonly author: string;
  readonly reviews: readonly HeldReview[];
};

/**
 * Whether an expert has approved of what a change does to the gate: one who is named on the base branch, did not write
 * the change, and saw it as it is. An expert who asks for changes outweighs one who approves. Doubt is no approval.
 */
export function decideApproval({ experts, author, reviews }: ApprovalFacts): Approval {
  if (experts.length === 0) {
    const found = ["the dataset.yaml of the base branch names no expert"];
    return { kind: "missing", experts, found };
  }
  const held = reviews.filter(({ says }) => says !== "dismissed");
  const objections = held.filter(({ says, isExpert }) => {
    return says === "changes-requested" && isExpert === true;
  });
  const approvals = held.filter(({ says }) => says === "approved");
  const valid = approvals.filter(({ login, isExpert, sawThis }) => {
    return isExpert === true && sawThis === true && asLogin(login) !== asLogin(author);
  });
  if (valid.length > 0 && objections.length === 0) {
    return { kind: "approved", by: valid.map(({ login }) => login) };
  }
  return {
    kind: "missing",
    experts,
    found: [
      ...objections.map(({ login }) => `${login} asks for changes`),
      ...approvals.flatMap((review) => lackOf(review, author)),
    ],
  };
}

function lackOf({ login, isExpert, sawThis }: HeldReview, author: string): readonly string[] {
  if (asLogin(login) === asLogin(author)) return [`${login} wrote the change`];
  if (isExpert === "unknown")
    return [
      `${login} approved, and this token cannot look up who is in a team: name the login in dataset.yaml`,
    ];
  if (!isExpert) return [`${login} approved, and is no expert on the base branch`];
  if (sawThis === "unknown")
    return [`${login} approved at a commit that is gone, so what was approved is not known`];
  return sawThis ? [] : [`${login} approved before these changes were as they are`];
}

/** The decision with what the change does to the gate, which has to be approved of before anything can pass. */
export function governDecision(decision: Decision, governance: Governance | undefined): Decision {
  if (governance === undefined) return decision;
  if (governance.approval.kind === "approved") return { ...decision, governance };
  const { changes } = governance;
  const reasons = [
    ...decision.reasons.filter(isFailReason),
    { kind: "governance-unapproved", changes: changes.length } as const,
    ...decision.reasons.filter((reason) => !isFailReason(reason)),
  ];
  return { ...decision, governance, reasons, kind: kindOfReasons(reasons) };
}
