import type { GatePolicy } from "../config/config-file.ts";

/** The policy that decides, and what the pull request would have liked otherwise. */
export type EffectivePolicy = {
  readonly policy: GatePolicy;
  /** Dimensions that only the pull request names; they take its floor. */
  readonly added: readonly string[];
  /** Dimensions whose policy the pull request changes or removes: the base branch's is kept. */
  readonly kept: readonly string[];
};

/**
 * Lays the pull request's policy under the base branch's: nothing that the base branch demands can be
 * weakened by the change that is being judged, and a new dimension can still be added.
 *
 * Must-pass cases of both count. α, β and the missing share are the base branch's.
 */
export function policyOfBase(base: GatePolicy, head: GatePolicy): EffectivePolicy {
  const added = Object.keys(head.dimensions).filter(
    (name) => !Object.hasOwn(base.dimensions, name),
  );
  const kept = Object.keys(base.dimensions).filter(
    (name) => JSON.stringify(base.dimensions[name]) !== JSON.stringify(head.dimensions[name]),
  );
  return {
    policy: {
      ...base,
      dimensions: { ...head.dimensions, ...base.dimensions },
      mustPass: [...new Set([...base.mustPass, ...head.mustPass])],
    },
    added,
    kept,
  };
}
