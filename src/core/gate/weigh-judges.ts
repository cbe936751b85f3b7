import type { JudgeTrust } from "../calibrate/judge-trust.ts";
import type { FloorPolicy, GatePolicy } from "../config/gate-policy.ts";
import type { CaseResult } from "../plan/experiment.ts";

/** What is known of each judge, by `name@version`; one that is not named was never measured. */
export type TrustByJudge = ReadonlyMap<string, JudgeTrust>;

/** Why a judge that was to decide must not. */
export type Untrusted = Exclude<JudgeTrust, { readonly state: "calibrated" }>;

/** A judge whose word the policy asks for, or that held a floor before, and that is not to be trusted now. */
export type UntrustedJudge = Untrusted & { readonly dimension: string; readonly judge: string };

export type WeighedJudges = {
  /** The policy with `judge: block` where all judges of a dimension decide, and `advisory` elsewhere. */
  readonly policy: GatePolicy;
  /** Each keeps the gate from passing. */
  readonly untrusted: readonly UntrustedJudge[];
};

/**
 * Settles dimension by dimension whether judges decide.
 *
 * A judge that may not decide is never left out in silence where it was to: not where the policy says `block`, and not
 * where it, or the version before it, held the floor until its calibration lapsed or it drifted. Otherwise a floor that
 * is missed could be made to vanish by breaking its judge.
 */
export function weighJudges(
  guarding: readonly CaseResult[],
  policy: GatePolicy,
  trust: TrustByJudge,
): WeighedJudges {
  const untrusted: UntrustedJudge[] = [];
  const dimensions = Object.entries(policy.dimensions).map(([dimension, floor]) => {
    const judges = judgesOf(guarding, dimension);
    const doubted = judges.flatMap((judge): UntrustedJudge[] => {
      const known = trustIn(judge, trust);
      return known.state === "calibrated" ? [] : [{ dimension, judge, ...known }];
    });
    const weight = weightOf(floor, judges, doubted);
    if (weight === "withheld") untrusted.push(...doubted);
    const judge = weight === "decides" ? ("block" as const) : ("advisory" as const);
    return [dimension, { ...floor, judge }] as const;
  });
  return { policy: { ...policy, dimensions: Object.fromEntries(dimensions) }, untrusted };
}

/** What is known of one judge. */
export function trustIn(judge: string, trust: TrustByJudge): JudgeTrust {
  return (
    trust.get(judge) ?? {
      state: "uncalibrated",
      reason: "it was never measured on human labels",
      hasLapsed: false,
    }
  );
}

function weightOf(
  floor: FloorPolicy,
  judges: readonly string[],
  doubted: readonly UntrustedJudge[],
): "decides" | "advises" | "withheld" {
  if (floor.judge === "advisory" || judges.length === 0) return "advises";
  if (doubted.length === 0) return "decides";
  const neverDecided =
    doubted.length === judges.length && !doubted.some(({ hasLapsed }) => hasLapsed);
  return floor.judge === "when-calibrated" && neverDecided ? "advises" : "withheld";
}

function judgesOf(guarding: readonly CaseResult[], dimension: string): readonly string[] {
  return [
    ...new Set(
      guarding.flatMap(({ dimensions }) => {
        const result = Object.hasOwn(dimensions, dimension) ? dimensions[dimension] : undefined;
        return Object.keys(result?.judges ?? {});
      }),
    ),
  ];
}
