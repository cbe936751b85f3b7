import type { Config } from "../config/config-file.ts";

/** Whether a decision blocks, or is only shown while a team adopts the gate. */
export type Enforcement =
  | { readonly kind: "enforced" }
  /** `until` is an ISO date; from its first moment in UTC the gate blocks. */
  | { readonly kind: "shown-only"; readonly until: string };

/** Reads `enforce` of the configuration on a day, an ISO date in UTC. */
export function enforcementOn(enforce: Config["enforce"], today: string): Enforcement {
  if (enforce === true || today >= enforce.until) return { kind: "enforced" };
  return { kind: "shown-only", until: enforce.until };
}
