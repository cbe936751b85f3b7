import type { Decision } from "../core/gate/decision.ts";
import type { Enforcement } from "../core/gate/enforcement.ts";

/** What the process ends with. Anything but 0 keeps a required check from turning green. */
export const exitCodes = {
  pass: 0,
  fail: 1,
  userError: 2,
  undetermined: 3,
  /** A bug of ours. */
  bug: 70,
  /** Interrupted by Ctrl-C: 128 + SIGINT. */
  interrupted: 130,
} as const;

/** A decision that is only shown, while a team adopts the gate, ends with 0 like a pass. */
export function exitCodeOf(decision: Decision, enforcement: Enforcement): number {
  return enforcement.kind === "enforced" ? exitCodes[decision.kind] : exitCodes.pass;
}
