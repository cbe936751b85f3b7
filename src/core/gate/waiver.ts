import type { GatePolicy } from "../config/gate-policy.ts";
import {
  type Decision,
  isWaivable,
  kindOfReasons,
  type StandingWaiver,
  type VoidWaiver,
  type WaivableReason,
  type WaivedReason,
} from "./decision.ts";

/** A waiver further ahead than this is none: it would be another policy that nobody decided. */
export const longestWaiverDays = 90;

/** How long a label on a pull request waives, from the moment it was put there. */
export const labelDays = 7;

export type WaiverReading = {
  readonly standing: readonly StandingWaiver[];
  readonly void: readonly VoidWaiver[];
};

/** What waivers are held to. Days are ISO dates in UTC. */
export type WaiverFacts = {
  readonly today: string;
  /** `longestWaiverDays` after today. */
  readonly latest: string;
  readonly cases: readonly { readonly id: string }[];
};

/** Sorts the waivers of a policy into those that count today and those that do not, each with its reason. */
export function readWaivers(
  { waivers = [], dimensions: floors }: Pick<GatePolicy, "waivers" | "dimensions">,
  { today, latest, cases: known }: WaiverFacts,
): WaiverReading {
  const cases = new Set(known.map(({ id }) => id));
  const dimensions = new Set(Object.keys(floors));
  const standing: StandingWaiver[] = [];
  const voided: VoidWaiver[] = [];
  for (const entry of waivers) {
    const { dimension, case: caseId, owner, reason, expires } = entry;
    const waiver: StandingWaiver = {
      kind: "file",
      ...(dimension !== undefined && { dimension }),
      ...(caseId !== undefined && { caseId }),
      owner: owner.replace(/^@/, ""),
      reason,
      expires,
    };
    const why = lackOf(waiver, { today, latest, cases, dimensions });
    if (why === undefined) standing.push(waiver);
    else voided.push({ waiver, why });
  }
  return { standing, void: voided };
}

type Known = Pick<WaiverFacts, "today" | "latest"> & {
  readonly cases: ReadonlySet<string>;
  readonly dimensions: ReadonlySet<string>;
};

function lackOf(
  { dimension, caseId, expires }: StandingWaiver,
  { today, latest, cases, dimensions }: Known,
): VoidWaiver["why"] | undefined {
  if (expires < today) return "expired";
  if (expires > latest) return "too-long";
  if (caseId !== undefined && !cases.has(caseId)) return "unknown-case";
  if (dimension !== undefined && !dimensions.has(dimension)) return "unknown-dimension";
  return undefined;
}

/**
 * Takes what waivers cover from the reasons against a pass, and keeps it beside them, to be shown.
 *
 * What is not known cannot be waived: runs that were not made or not scored, judges that are not to be trusted, and
 * the approval of an expert. The name of a must-pass case has to stand in the waiver.
 */
export function applyWaivers(decision: Decision, reading: WaiverReading): Decision {
  if (reading.standing.length + reading.void.length === 0) return decision;
  const waived: WaivedReason[] = [];
  const reasons = decision.reasons.filter((reason) => {
    if (!isWaivable(reason)) return true;
    const waiver = reading.standing.find((one) => covers(one, reason));
    if (waiver !== undefined) waived.push({ reason, waiver });
    return waiver === undefined;
  });
  return {
    ...decision,
    kind: waived.length === 0 ? decision.kind : kindOfReasons(reasons),
    reasons,
    waivers: { standing: reading.standing, void: reading.void, waived },
  };
}

function covers({ kind, dimension, caseId }: StandingWaiver, reason: WaivableReason): boolean {
  switch (reason.kind) {
    case "floor-missed":
    case "floor-undetermined":
    case "regressed":
      if (kind === "label") return true;
      return caseId === undefined && dimension === reason.dimension;
    case "case-regressed":
      if (kind === "label") return true;
      return isWithin(caseId, reason.caseId) && isWithin(dimension, reason.dimension);
    case "must-pass-failed":
      return (
        caseId === reason.caseId && (dimension === undefined || dimension === reason.dimension)
      );
  }
}

function isWithin(scope: string | undefined, name: string): boolean {
  return scope === undefined || scope === name;
}
